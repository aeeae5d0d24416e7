"""The errors that the bot raises itself: in the conversation, and at its start."""

from __future__ import annotations


class Sorry(Exception):
    """The conversation cannot go on here: the key of the sentence that says why, and its values."""

    def __init__(self, key: str, **values: str | int) -> None:
        super().__init__(key)
        self.key = key
        self.values = values


class StartError(Exception):
    """The bot cannot start; the text is a sentence that says what to do."""
