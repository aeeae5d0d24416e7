"""JSON that can be kept and shown again: UTF-8 throughout, finite numbers, no deeper than Telegram reads."""

from __future__ import annotations

import json
from typing import Any

MAX_DEPTH = 100


def loads(raw: str | bytes) -> Any:
    """The value of a JSON text.

    Raises ValueError for other text, nesting beyond 100, NaN and infinity, and half of a surrogate pair.
    """
    try:
        value = json.loads(raw)
        _refuse_deep(value, MAX_DEPTH)
        json.dumps(value, ensure_ascii=False, allow_nan=False).encode()
    except (ValueError, RecursionError) as error:
        raise ValueError("no JSON that could be kept") from error
    return value


def _refuse_deep(value: Any, room: int) -> None:
    if not isinstance(value, dict | list):
        return
    if not room:
        raise ValueError("nested too deeply")
    for child in value.values() if isinstance(value, dict) else value:
        _refuse_deep(child, room - 1)
