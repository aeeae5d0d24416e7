"""The chat page alone, in a real browser."""
