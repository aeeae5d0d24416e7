"""From an HTTP request to arguments: query, JSON, form and multipart, within the server's size limits."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Awaitable, Callable
from typing import Any

from starlette.datastructures import UploadFile
from starlette.formparsers import FormParser, MultiPartException, MultiPartParser
from starlette.requests import ClientDisconnect, Request

from bot.playground import strict_json
from bot.playground.arguments import Arguments, Upload, as_text
from bot.playground.errors import ApiError, bad_request

MAX_BODY = 50 * 1024 * 1024
MAX_FILES = 50
MAX_FIELDS = 1024 * 1024

Pace = Callable[[], Awaitable[None]]
"""Awaited once for each piece of the body: a slow line waits here."""


class _TooLarge(Exception):
    pass


async def read_arguments(request: Request, pace: Pace) -> Arguments:
    """All of a request's arguments; the body's go before the query string's.

    Raises ApiError: 413 over 50 MB, over 50 files or over 1 MiB of fields; 400 for what cannot be read.
    """
    query = {name.lower(): value for name, value in request.query_params.items()}
    body = _Body(request, pace)
    try:
        fields, files = await _read_body(request, body)
    except _TooLarge as error:
        await body.drain()
        raise too_large() from error
    except MultiPartException as error:
        await body.drain()
        raise _multipart_refused(error) from error
    return Arguments({**query, **fields}, files)


def too_large(detail: str = "") -> ApiError:
    """413, in the words of the server."""
    return ApiError(413, "Request Entity Too Large" + detail)


class _Body:
    """A request's body in pieces, counted; `drain` reads what is left so that the answer can be heard."""

    def __init__(self, request: Request, pace: Pace) -> None:
        self._stream = request.stream()
        self._pace = pace
        self._size = 0

    async def pieces(self) -> AsyncGenerator[bytes, None]:
        async for piece in self._stream:
            await self._pace()
            self._size += len(piece)
            if self._size > MAX_BODY:
                raise _TooLarge
            yield piece

    async def drain(self) -> None:
        try:
            async for _ in self._stream:
                pass
        except ClientDisconnect:
            return


async def _read_body(request: Request, body: _Body) -> tuple[dict[str, str], dict[str, Upload]]:
    content_type = request.headers.get("content-type", "").split(";")[0].strip().lower()
    if content_type == "multipart/form-data":
        return await _read_multipart(request, body)
    if content_type == "application/x-www-form-urlencoded":
        form = await FormParser(request.headers, body.pieces()).parse()
        return _fields({name: str(value) for name, value in form.multi_items()}), {}
    raw = b"".join([piece async for piece in body.pieces()])
    if content_type == "application/json" and raw:
        return _fields(_json_object(raw)), {}
    return {}, {}


async def _read_multipart(request: Request, body: _Body) -> tuple[dict[str, str], dict[str, Upload]]:
    parser = MultiPartParser(
        request.headers, body.pieces(), max_files=MAX_FILES, max_fields=1000, max_part_size=MAX_FIELDS
    )
    form = await parser.parse()
    try:
        parts = form.multi_items()
        files = {name: await as_upload(part) for name, part in parts if isinstance(part, UploadFile)}
        return _fields({name: part for name, part in parts if isinstance(part, str)}), files
    finally:
        await form.close()


async def as_upload(part: UploadFile) -> Upload:
    """A file part as it came."""
    file_name = (part.filename or "").encode(errors="replace").decode()
    return Upload(file_name, part.content_type or "application/octet-stream", await part.read())


def _fields(values: dict[str, Any]) -> dict[str, str]:
    fields = {name.lower(): as_text(value) for name, value in values.items()}
    if sum(len(_utf8(value)) for value in fields.values()) > MAX_FIELDS:
        raise too_large()
    return fields


def _utf8(value: str) -> bytes:
    try:
        return value.encode()
    except UnicodeEncodeError as error:
        raise bad_request("strings must be encoded in UTF-8") from error


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
