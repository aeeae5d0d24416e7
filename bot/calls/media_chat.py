"""A chat of the owner's in which looks are uploaded once, so that Telegram knows them by a file id."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterable, Sequence
from pathlib import Path

from telegram import InputMediaPhoto, Message
from telegram.error import TelegramError
from telegram.ext import ExtBot

from bot.pictures import drawing
from bot.pictures.drawing import UNNUMBERED
from storage.store import Store

AT_ONCE = 10
"""https://core.telegram.org/bots/api#sendmediagroup"""

_log = logging.getLogger(__name__)


class MediaChat:
    """Uploads one after another, each photo once, also where several people ask for it at the same time."""

    def __init__(self, chat_id: int | str | None) -> None:
        self._chat_id = chat_id
        self._turn = asyncio.Lock()
        self._under_way: set[asyncio.Task[None]] = set()

    @property
    def is_open(self) -> bool:
        """Whether the owner named a chat."""
        return self._chat_id is not None

    async def upload(
        self, bot: ExtBot[None], store: Store, photos: Sequence[tuple[str, Path]], seconds: float
    ) -> None:
        """Uploads what is not known yet of photos by digest; what takes longer goes on by itself."""
        task = asyncio.create_task(self._upload(bot, store, photos))
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)
        await asyncio.wait({task}, timeout=seconds)

    async def _upload(self, bot: ExtBot[None], store: Store, photos: Sequence[tuple[str, Path]]) -> None:
        async with self._turn:
            known = await store.known_files(bot.id, [digest for digest, _ in photos])
            new = [(digest, path) for digest, path in photos if digest not in known][:AT_ONCE]
            drawn = [(digest, await _drawn(path)) for digest, path in new]
            readable = [(digest, jpeg) for digest, jpeg in drawn if jpeg is not None]
            try:
                sent = await self._send(bot, [jpeg for _, jpeg in readable])
            except TelegramError as error:
                _log.warning("looks could not be uploaded to CODIBOT_MEDIA_CHAT: %s", error.message)
                return
            digests = [digest for digest, _ in readable]
            await store.keep_sent_files(bot.id, dict(_file_ids(digests, sent)))

    async def _send(self, bot: ExtBot[None], jpegs: Sequence[bytes]) -> Sequence[Message]:
        """One picture is no album."""
        assert self._chat_id is not None
        if len(jpegs) > 1:
            media = [InputMediaPhoto(jpeg) for jpeg in jpegs]
            return await bot.send_media_group(self._chat_id, media, disable_notification=True)
        return [await bot.send_photo(self._chat_id, jpeg, disable_notification=True) for jpeg in jpegs]


async def _drawn(path: Path) -> bytes | None:
    try:
        return await asyncio.to_thread(drawing.numbered, path, UNNUMBERED)
    except OSError:
        return None


def _file_ids(digests: Iterable[str], sent: Iterable[Message]) -> Iterable[tuple[tuple[str, int], str]]:
    for digest, message in zip(digests, sent, strict=True):
        if message.photo:
            yield (digest, UNNUMBERED), message.photo[-1].file_id
