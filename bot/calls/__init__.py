"""Calls to Telegram: made again where that is safe, never twice where it is not."""
