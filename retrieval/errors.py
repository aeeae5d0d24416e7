"""Every error that `retrieval` raises.

RetrievalError
├── PhotoError            a photo that cannot be used; `reason` says why
├── LookbookError         a lookbook that must be mended: row, column, value
├── IndexMissing          nothing was indexed yet
├── IndexMismatch         built by another embedder or schema
├── IndexWriteError       the disk refused
├── IndexWrong            a new build answered a sample of questions wrongly
├── IndexUnavailable      the database that holds its vectors cannot be asked
├── MarksUnread           nobody can say which looks were taken down
├── WeightsError          weights missing, damaged or of another shape
└── QueryError            a question that cannot be asked (unknown lens, words without keywords)
"""

from __future__ import annotations

from typing import Literal

PhotoReason = Literal[
    "empty",  # no bytes
    "too_heavy",  # over 20 MB
    "too_large",  # over 50 megapixels
    "too_small",  # nothing to see
    "not_a_photo",  # not one of the formats
    "damaged",  # a photo once, but torn
    "transparent",  # no opaque pixel
]


class RetrievalError(Exception):
    """Something that `retrieval` expects to go wrong; its text is a sentence that says what to do."""


class PhotoError(RetrievalError):
    """A photo that cannot be used."""

    def __init__(self, reason: PhotoReason, sentence: str) -> None:
        super().__init__(reason, sentence)
        self.reason = reason
        self.sentence = sentence

    def __str__(self) -> str:
        return self.sentence


class LookbookError(RetrievalError):
    """A lookbook that must be mended before it is used."""


class IndexMissing(RetrievalError):
    """Nothing was indexed yet."""


class IndexMismatch(RetrievalError):
    """The index was built by another embedder, other weights or another schema."""


class IndexWriteError(RetrievalError):
    """The index could not be written; what was served before still is."""


class IndexWrong(RetrievalError):
    """A new build answered a sample of questions wrongly and was not switched to."""


class IndexUnavailable(RetrievalError):
    """The database that holds the index's vectors cannot be asked."""


class MarksUnread(RetrievalError):
    """The marks of looks that were taken down are there and cannot be read: nothing new is shown without."""


class WeightsError(RetrievalError):
    """Weights that are missing, damaged or of another shape."""


class QueryError(RetrievalError):
    """A question that cannot be asked."""
