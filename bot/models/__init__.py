"""The models: one door for each question, in a process beside the bot or on other machines."""
