"""Plain records as JSON and back: what crosses a database between codibot's processes. No pickles.

Only dataclasses and errors of the modules below are read back, and nothing is run but their making.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import Any

import numpy as np

from bot.models import messages
from bot.pictures import cards
from bot.posts import public_photo
from retrieval import errors, types

_MODULES = (types, messages, cards, public_photo)
_RECORDS = {
    name: kind
    for module in _MODULES
    for name, kind in vars(module).items()
    if isinstance(kind, type) and is_dataclass(kind)
}
_ERRORS = {
    name: kind
    for name, kind in vars(errors).items()
    if isinstance(kind, type) and issubclass(kind, errors.RetrievalError)
}


def dumps(record: Any) -> bytes:
    """A record as JSON in UTF-8."""
    return json.dumps(plain(record), separators=(",", ":")).encode()


def loads(body: bytes) -> Any:
    """As `dumps` wrote it. Raises ValueError for what is no record of codibot's."""
    return record(json.loads(body))


def plain(value: Any) -> Any:
    """A record as JSON's own kinds; whatever JSON has no kind for is an object with one marked key."""
    match value:
        case None | bool() | str():
            return value
        case np.ndarray():
            return {"$array": [value.dtype.str, value.shape, _text(np.ascontiguousarray(value).tobytes())]}
        case np.generic():
            return plain(value.item())
        case int() | float():
            return value
        case bytes():
            return {"$bytes": _text(value)}
        case tuple() | list():
            return [plain(each) for each in value]
        case frozenset() | set():
            return {"$set": [plain(each) for each in value]}
        case Mapping():
            return {"$map": [[plain(key), plain(each)] for key, each in value.items()]}
        case errors.RetrievalError():
            return {"$error": type(value).__name__, "args": plain(value.args), "is": plain(vars(value))}
    if type(value).__name__ not in _RECORDS:
        raise ValueError(f"{type(value).__name__} is no record")
    return {
        "$record": type(value).__name__,
        **{each.name: plain(getattr(value, each.name)) for each in fields(value) if each.init},
    }


def record(value: Any) -> Any:
    """As `plain` wrote it. Raises ValueError."""
    match value:
        case list():
            return tuple(record(each) for each in value)
        case {"$array": [dtype, shape, text]}:
            return np.frombuffer(base64.b64decode(text), np.dtype(dtype)).reshape(shape)
        case {"$bytes": text}:
            return base64.b64decode(text)
        case {"$set": items}:
            return frozenset(record(each) for each in items)
        case {"$map": items}:
            return {record(key): record(each) for key, each in items}
        case {"$error": name, "args": arguments, "is": state}:
            return _error(name, record(arguments), record(state))
        case {"$record": name, **rest}:
            return _made(name, {str(field): record(each) for field, each in rest.items()})
        case dict():
            raise ValueError("an object without its kind")
        case _:
            return value


def _made(name: str, values: Mapping[str, Any]) -> Any:
    if name not in _RECORDS:
        raise ValueError(f"{name} is no record")
    try:
        return _RECORDS[name](**values)
    except TypeError as error:  # as another version of codibot wrote it
        raise ValueError(f"{name} has other fields here") from error


def _error(name: str, arguments: Any, state: Mapping[str, Any]) -> errors.RetrievalError:
    if name not in _ERRORS:
        raise ValueError(f"{name} is no error")
    made = _ERRORS[name].__new__(_ERRORS[name])
    made.args = arguments
    vars(made).update(state)
    return made


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode()
