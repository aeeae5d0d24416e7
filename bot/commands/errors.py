"""What a verb of the command line raises when it cannot do its work."""

from __future__ import annotations


class CommandError(Exception):
    """The text is the sentence that says why, and what to do."""
