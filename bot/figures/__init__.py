"""What an operator sees of the bot: counters for Prometheus, numbers of days."""
