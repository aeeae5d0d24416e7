"""Many people at once: what the bot bears, and how long they wait."""
