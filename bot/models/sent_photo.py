"""A photo as the conversation hands it on: where it is on Telegram, fetched by whoever needs its bytes."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from telegram.error import BadRequest, InvalidToken, NetworkError
from telegram.ext import ExtBot

from bot.errors import Sorry
from retrieval.errors import PhotoError


class SentPhoto:
    """A photo that somebody sent, fetched once at most."""

    def __init__(self, file_id: str, fetch: Callable[[str], Awaitable[bytes]]) -> None:
        self.file_id = file_id
        self._fetch = fetch
        self._data: bytes | None = None

    async def data(self) -> bytes:
        """Its bytes. Raises PhotoError and Sorry, as `fetched`."""
        if self._data is None:
            self._data = await self._fetch(self.file_id)
        return self._data


Picture = SentPhoto | bytes
"""A photo on Telegram, or one that only codibot has."""


async def data_of(picture: Picture) -> bytes:
    """The bytes of a photo, wherever it is. Raises as `SentPhoto.data`."""
    return picture if isinstance(picture, bytes) else await picture.data()


async def fetched(bot: ExtBot[Any], file_id: str) -> bytes:
    """Raises PhotoError where Telegram says that it is too big, Sorry where it does not come."""
    try:
        file = await bot.get_file(file_id)
        return bytes(await file.download_as_bytearray())
    except BadRequest as error:
        if "too big" in error.message:
            raise PhotoError("too_heavy", "The file is over 20 MB.") from error
        raise Sorry("download-failed") from error
    except (NetworkError, InvalidToken) as error:  # a download's 404 reads as InvalidToken
        raise Sorry("download-failed") from error
