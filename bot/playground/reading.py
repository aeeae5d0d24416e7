"""From an HTTP request to arguments: query, JSON, form and multipart, within the server's size limits."""

from __future__ import annotations

from typing import Any

from starlette.formparsers import FormParser, MultiPartException
from starlette.requests import Request

from bot.playground import strict_json
from bot.playground.arguments import Arguments, Upload, as_text
from bot.playground.bodies import MAX_FIELDS, Body, Pace, TooLarge, read_parts, utf8
from bot.playground.errors import ApiError, bad_request


async def read_arguments(request: Request, pace: Pace) -> Arguments:
    """All of a request's arguments; the body's go before the query string's.

    Raises ApiError: 413 over 50 MB, over 50 files or over 1 MiB of fields; 400 for what cannot be read.
    """
    query = {name.lower(): value for name, value in request.query_params.items()}
    body = Body(request, pace)
    try:
        fields, files = await _read_body(request, body)
    except TooLarge as error:
        await body.drain()
        raise too_large() from error
    except MultiPartException as error:
        await body.drain()
        raise _multipart_refused(error) from error
    return Arguments({**query, **fields}, files)


def too_large(detail: str = "") -> ApiError:
    """413, in the words of the server."""
    return ApiError(413, "Request Entity Too Large" + detail)


async def _read_body(request: Request, body: Body) -> tuple[dict[str, str], dict[str, Upload]]:
    content_type = request.headers.get("content-type", "").split(";")[0].strip().lower()
    if content_type == "multipart/form-data":
        return await _read_multipart(request, body)
    if content_type == "application/x-www-form-urlencoded":
        form = await FormParser(request.headers, body.pieces()).parse()
        return _fields({name: str(value) for name, value in form.multi_items()}), {}
    raw = await body.whole()
    if content_type == "application/json" and raw:
        return _fields(_json_object(raw)), {}
    return {}, {}


async def _read_multipart(request: Request, body: Body) -> tuple[dict[str, str], dict[str, Upload]]:
    parts = await read_parts(request, body)
    files = {name: part for name, part in parts if isinstance(part, Upload)}
    return _fields({name: part for name, part in parts if isinstance(part, str)}), files


def _fields(values: dict[str, Any]) -> dict[str, str]:
    fields = {name.lower(): as_text(value) for name, value in values.items()}
    if sum(len(utf8(value)) for value in fields.values()) > MAX_FIELDS:
        raise too_large()
    return fields


def _json_object(raw: bytes) -> dict[str, Any]:
    try:
        value = strict_json.loads(raw)
    except ValueError as error:
        raise bad_request("can't parse request: JSON object expected") from error
    if not isinstance(value, dict):
        raise bad_request("can't parse request: JSON object expected")
    return value


def _multipart_refused(error: MultiPartException) -> ApiError:
    if "many files" in error.message.lower():
        return too_large(": too many files attached")
    if "maximum size" in error.message.lower():
        return too_large()
    return bad_request(f"can't parse multipart request: {error.message}")
