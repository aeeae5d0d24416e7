"""The conversation: the only room that knows Telegram, and the only one that assembles."""
