"""What must survive a restart: choices, dialogues, inbox, answers, saved looks, sent files."""
