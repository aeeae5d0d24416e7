"""A file that somebody sent, fetched from Telegram."""

from __future__ import annotations

from telegram.error import BadRequest, InvalidToken, NetworkError

from bot.context import Context
from bot.errors import Sorry
from retrieval.errors import PhotoError

BETWEEN = " "
"""Parts the file ids of photos that were sent in one go: no id holds one."""


async def fetch(context: Context, file_id: str) -> bytes:
    """Raises PhotoError where Telegram says that it is too big, Sorry where it does not come."""
    try:
        file = await context.bot.get_file(file_id)
        return bytes(await file.download_as_bytearray())
    except BadRequest as error:
        if "too big" in error.message:
            raise PhotoError("too_heavy", "The file is over 20 MB.") from error
        raise Sorry("download-failed") from error
    except (NetworkError, InvalidToken) as error:  # a download's 404 reads as InvalidToken
        raise Sorry("download-failed") from error


async def fetch_all(context: Context, file_ids: str | None) -> list[bytes]:
    """The photos of an answer, which keeps their ids in one line. Raises as `fetch` does."""
    return [await fetch(context, file_id) for file_id in (file_ids or "").split(BETWEEN) if file_id]
