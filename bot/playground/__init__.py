"""A local Bot API server and chat page that stand in for Telegram."""
