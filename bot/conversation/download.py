"""A file that somebody sent: as it is on Telegram, or fetched from there."""

from __future__ import annotations

from functools import partial

from bot.context import Context
from bot.models.sent_photo import SentPhoto, fetched

BETWEEN = " "
"""Parts the file ids of photos that were sent in one go: no id holds one."""


def sent(context: Context, file_id: str) -> SentPhoto:
    """A photo by its file id."""
    return SentPhoto(file_id, partial(fetched, context.bot))


def all_sent(context: Context, file_ids: str | None) -> list[SentPhoto]:
    """The photos of an answer, which keeps their ids in one line."""
    return [sent(context, file_id) for file_id in (file_ids or "").split(BETWEEN) if file_id]


async def fetch(context: Context, file_id: str) -> bytes:
    """Raises PhotoError where Telegram says that it is too big, Sorry where it does not come."""
    return await fetched(context.bot, file_id)


async def fetch_all(context: Context, file_ids: str | None) -> list[bytes]:
    """The photos of an answer. Raises as `fetch` does."""
    return [await each.data() for each in all_sent(context, file_ids)]
