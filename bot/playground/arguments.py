"""The arguments of one request, read as the Bot API reads them: all is text until a method asks."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.playground import strict_json
from bot.playground.errors import bad_request

TRUE = {"true", "yes", "1"}
INT64 = 2**63 - 1


@dataclass(frozen=True, slots=True)
class Upload:
    """One file part of a multipart request."""

    file_name: str
    mime_type: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Arguments:
    """Fields as text, and file parts, both by name."""

    fields: Mapping[str, str] = field(default_factory=dict)
    files: Mapping[str, Upload] = field(default_factory=dict)

    @property
    def uploaded(self) -> int:
        """How many bytes the files have together."""
        return sum(len(upload.data) for upload in self.files.values())

    def text(self, name: str) -> str:
        """The field, or an empty string."""
        return self.fields.get(name, "")

    def integer(self, name: str, default: int, low: int = -INT64, high: int = INT64) -> int:
        """A number pulled into its range, never refused; what is no number counts as 0."""
        return clamped(self.text(name), default, low, high)

    def flag(self, name: str) -> bool:
        """True for true, yes and 1 alone."""
        return self.text(name).strip().lower() in TRUE

    def json(self, name: str, what: str) -> Any:
        """The field's JSON, None where it is absent. Raises ApiError 400, naming `what`, for other text."""
        raw = self.text(name)
        if not raw:
            return None
        try:
            return strict_json.loads(raw)
        except ValueError as error:
            raise bad_request(f"can't parse {what} JSON object") from error


def clamped(raw: str, default: int, low: int, high: int) -> int:
    """`raw` as a number between `low` and `high`; `default` where it is empty."""
    if not raw:
        return default
    digits = re.match(r"-?\d{1,19}", raw.strip())
    return min(max(int(digits.group()) if digits else 0, low), high)


def as_text(value: Any) -> str:
    """A JSON value as the text a form would have carried."""
    if isinstance(value, str):
        return value
    return "" if value is None else json.dumps(value, ensure_ascii=False)
