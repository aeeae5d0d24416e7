"""Bodies of requests, counted as they come (no header is believed), and the parts of multipart ones."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Awaitable, Callable

from starlette.datastructures import UploadFile
from starlette.formparsers import MultiPartParser
from starlette.requests import ClientDisconnect, Request

from bot.playground.arguments import Upload
from bot.playground.errors import bad_request

MAX_BODY = 50 * 1024 * 1024
MAX_FILES = 50
MAX_FIELDS = 1024 * 1024

Pace = Callable[[], Awaitable[None]]
"""Awaited once for each piece of the body: a slow line waits here."""
Part = tuple[str, str | Upload]


class TooLarge(Exception):
    """A body with more bytes than it may have."""


async def unhindered() -> None:
    """The pace of a line that is not slow."""


class Body:
    """A request's body in pieces; `drain` reads what is left so that the answer can be heard."""

    def __init__(self, request: Request, pace: Pace = unhindered, limit: int = MAX_BODY) -> None:
        self._stream = request.stream()
        self._pace = pace
        self._limit = limit
        self._size = 0

    async def pieces(self) -> AsyncGenerator[bytes, None]:
        """The pieces. Raises TooLarge as soon as there are too many bytes."""
        async for piece in self._stream:
            await self._pace()
            self._size += len(piece)
            if self._size > self._limit:
                raise TooLarge
            yield piece

    async def whole(self) -> bytes:
        """All of it. Raises TooLarge."""
        return b"".join([piece async for piece in self.pieces()])

    async def drain(self) -> None:
        """Let the rest go by."""
        try:
            async for _ in self._stream:
                pass
        except ClientDisconnect:
            return


async def read_parts(request: Request, body: Body) -> list[Part]:
    """The parts of a multipart body. Raises TooLarge, starlette's MultiPartException, ApiError 400."""
    parser = MultiPartParser(
        request.headers, body.pieces(), max_files=MAX_FILES, max_fields=1000, max_part_size=MAX_FIELDS
    )
    form = await parser.parse()
    try:
        return [(name, await _read_part(part)) for name, part in form.multi_items()]
    finally:
        await form.close()


def utf8(text: str) -> bytes:
    """A text as it will be kept. Raises ApiError 400 for half of a surrogate pair."""
    try:
        return text.encode()
    except UnicodeEncodeError as error:
        raise bad_request("strings must be encoded in UTF-8") from error


async def _read_part(part: UploadFile | str) -> str | Upload:
    if isinstance(part, str):
        return utf8(part).decode()
    file_name = utf8(part.filename or "").decode()
    return Upload(file_name, part.content_type or "application/octet-stream", await part.read())
