"""The refusals of the Bot API: a status, a description in Telegram's own spelling, and parameters.

ApiError      a call that the Bot API refuses
PageError     an act that nobody could do in Telegram
FolderInUse   another playground has this folder
"""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

PREFIXES = {400: "Bad Request", 401: "Unauthorized", 403: "Forbidden", 404: "Not Found", 409: "Conflict"}


class ApiError(Exception):
    """A request that the Bot API refuses; `parameters` may carry `retry_after` or `migrate_to_chat_id`."""

    def __init__(self, status: int, description: str, parameters: dict[str, Any] | None = None) -> None:
        super().__init__(description)
        self.status = status
        self.description = description
        self.parameters = parameters or {}


class PageError(Exception):
    """Something the page asked for that a person in Telegram could not do."""


class FolderInUse(Exception):
    """Another playground keeps its state in this folder."""


def refused(status: int, reason: str, parameters: dict[str, Any] | None = None) -> ApiError:
    """An error whose description is the status' prefix and `reason` with its first letter lowered."""
    return ApiError(status, f"{PREFIXES[status]}: {lowered(reason)}", parameters)


def bad_request(reason: str, parameters: dict[str, Any] | None = None) -> ApiError:
    """400 with the prefix that every such answer carries."""
    return refused(HTTPStatus.BAD_REQUEST, reason, parameters)


def forbidden(reason: str) -> ApiError:
    """403 with the prefix that every such answer carries."""
    return refused(HTTPStatus.FORBIDDEN, reason)


def conflict(reason: str) -> ApiError:
    """409 with the prefix that every such answer carries."""
    return refused(HTTPStatus.CONFLICT, reason)


def flood(seconds: int) -> ApiError:
    """429: the same number of seconds in words and as `retry_after`."""
    return ApiError(429, f"Too Many Requests: retry after {seconds}", {"retry_after": seconds})


def lowered(text: str) -> str:
    """`text` with a small first letter, unless its second character marks it as a constant."""
    if len(text) > 1 and (text[1].isupper() or text[1] == "_"):
        return text
    return text[:1].lower() + text[1:]
