"""News for those who wished for it: one quiet message a person when the lookbook grew by looks that fit."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Mapping, Sequence

from telegram.error import Forbidden, TelegramError

from bot.context import Context
from bot.conversation.numbered import TOLD
from bot.language import Voice, language_of
from bot.models.doors import ModelsFault, WorkerError
from bot.rendering import wardrobe_view
from bot.rendering.keyboards import markup
from bot.taps import button
from retrieval import features
from retrieval.errors import RetrievalError
from retrieval.types import Garment, WearQuery
from storage.errors import StorageError
from storage.types import KeptPiece, ShownAlbum

MOST = 10

Arrivals = Mapping[str, int]
"""Looks by id, and the arrival that each came with."""

_log = logging.getLogger(__name__)


class Wishes:
    """Tells everybody who wished of the looks that came. Who could not be told now is told later."""

    def __init__(self) -> None:
        self._turn = asyncio.Lock()
        self._failed: list[KeptPiece] = []  # whose owners could not be told, until that is noted
        self.owing = True  # whether somebody may still have to be told: after a kill, too

    async def tell(self, context: Context) -> None:
        """Tells of the looks that came since the last time, and of what is owed; one round at a time."""
        async with self._turn:
            self.owing = True
            try:
                await self._note_failed(context)
                await self._look_around(context)
                self.owing = await self._note_failed(context)
            except StorageError as error:
                _log.warning("wishes could not be looked after: %s", type(error).__name__)

    async def _note_failed(self, context: Context) -> bool:
        """Notes what is owed again; says whether anything is."""
        if not self._failed:
            return False
        await context.services.store.owe_news(self._failed)
        self._failed.clear()
        return True

    async def _look_around(self, context: Context) -> None:
        store, catalogue = context.services.store, context.services.catalogue
        await store.learn_looks([look.id for look in catalogue.looks])
        wishes = await store.wishes()
        told_until = min((piece.told_until for pieces in wishes.values() for piece in pieces), default=None)
        arrivals = {} if told_until is None else await store.arrivals(told_until)
        for person_id, pieces in wishes.items() if arrivals else ():
            if await store.take_news(person_id, max(arrivals.values())):  # else another process tells it
                await self._settle(context, person_id, pieces, arrivals)

    async def _settle(
        self, context: Context, person_id: int, pieces: Sequence[KeptPiece], arrivals: Arrivals
    ) -> None:
        try:
            await _tell(context, person_id, pieces, arrivals)
        except (StorageError, RetrievalError, WorkerError, ModelsFault) as error:
            _log.warning("a wish could not be looked after, it is later: %s", type(error).__name__)
            self._failed += pieces
        except ValueError as error:  # pieces that another version kept
            _log.error("a wish cannot be looked after: %s", error)


async def _tell(context: Context, person_id: int, pieces: Sequence[KeptPiece], arrivals: Arrivals) -> None:
    found: dict[str, Garment] = {}
    for piece in pieces:
        garment = features.loads(piece.features).garments[0]
        new = frozenset(look for look, arrival in arrivals.items() if arrival > piece.told_until)
        answer = await context.services.worker.wear(WearQuery((garment,), k=MOST, among=new))
        found |= {each.look_id: garment for each in answer.looks if each.look_id not in found}
    if found:
        await _send(context, person_id, dict(list(found.items())[:MOST]))


async def _send(context: Context, person_id: int, found: dict[str, Garment]) -> None:
    store, build = context.services.store, context.services.catalogue.manifest.build_id
    album = ShownAlbum(
        id=f"{person_id:x}.{build}"[:48],
        bot_id=context.bot.id,
        chat_id=person_id,
        person_id=person_id,
        kind=TOLD,
        about=json.dumps({}),
        look_ids=dict(enumerate(found, 1)),
    )
    if await store.album(album.id) is not None:  # told already
        return
    say = await _voice(context, person_id)
    await store.keep_album(album)
    names = dict.fromkeys(wardrobe_view.name(say, garment) for garment in found.values())
    text = say("wish-news", pieces=", ".join(names), count=len(found))
    show = markup([button(say("button-wish-news"), "news", album.id)])
    try:
        await context.bot.send_message(person_id, text, reply_markup=show, disable_notification=True)
    except Forbidden:
        await store.quiet(person_id)
    except TelegramError as error:
        _log.warning("a wish's news could not be sent: %s", type(error).__name__)


async def _voice(context: Context, person_id: int) -> Voice:
    chosen = (await context.services.store.choices(person_id)).language
    return context.services.voices[language_of(chosen, None, context.services.settings.language)]
