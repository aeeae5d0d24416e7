"""The errors that the bot raises itself: in the conversation, at its start, where it asks its models."""

from __future__ import annotations


class Sorry(Exception):
    """The conversation cannot go on here: the key of the sentence that says why, and its values."""

    def __init__(self, key: str, **values: str | int) -> None:
        super().__init__(key)
        self.key = key
        self.values = values


class StartError(Exception):
    """The bot cannot start; the text is a sentence that says what to do."""


class WorkerError(Exception):
    """The models could not answer, through no fault of the photo."""


class WorkerBusy(WorkerError):
    """The line is full; `waiting` requests stand in it."""

    def __init__(self, waiting: int) -> None:
        super().__init__(waiting)
        self.waiting = waiting

    def __str__(self) -> str:
        return f"{self.waiting} requests are waiting already."


class WorkerLost(WorkerError):
    """What answers died, twice under the same request or for good."""


class ModelsFault(Exception):
    """The models met a surprise; the text is its traceback."""
