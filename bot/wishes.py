"""News for those who wished for it: one quiet message a person when the lookbook grew by looks that fit."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Sequence

from telegram.error import Forbidden, TelegramError

from bot import wardrobe_view
from bot.context import Context
from bot.conversation.numbered import TOLD
from bot.keyboards import markup
from bot.language import Voice, language_of
from bot.models import ModelsFault, WorkerError
from bot.taps import button
from retrieval import features
from retrieval.errors import RetrievalError
from retrieval.types import Garment, WearQuery
from storage.errors import StorageError
from storage.types import KeptPiece, ShownAlbum

MOST = 10

_log = logging.getLogger(__name__)


class Wishes:
    """Tells everybody who wished of the looks that came. Who could not be told now is told later."""

    def __init__(self) -> None:
        self._turn = asyncio.Lock()
        self._new = frozenset[str]()  # looks that nobody was told of yet
        self._owed: dict[int, frozenset[str]] = {}  # by person, what could not be told

    @property
    def owing(self) -> bool:
        """Whether somebody is still to be told."""
        return bool(self._new or self._owed)

    async def tell(self, context: Context) -> None:
        """Tells of the looks that came since the last time, and of what is owed; one round at a time."""
        async with self._turn:
            try:
                await self._look_around(context)
            except StorageError as error:
                _log.warning("wishes could not be looked after: %s", type(error).__name__)

    async def _look_around(self, context: Context) -> None:
        store, catalogue = context.services.store, context.services.catalogue
        self._new |= frozenset(await store.learn_looks([look.id for look in catalogue.looks]))
        if not self.owing:
            return
        wishes = await store.wishes()
        everybodys, self._new = self._new, frozenset()
        self._owed = {
            person_id: owed
            for person_id in wishes
            if (owed := self._owed.get(person_id, frozenset()) | everybodys)
        }
        for person_id in list(self._owed):
            await self._settle(context, person_id, wishes[person_id])

    async def _settle(self, context: Context, person_id: int, pieces: Sequence[KeptPiece]) -> None:
        try:
            await _tell(context, person_id, pieces, self._owed[person_id])
        except (StorageError, RetrievalError, WorkerError, ModelsFault) as error:
            _log.warning("a wish could not be looked after, it is later: %s", type(error).__name__)
            return
        except ValueError as error:  # pieces that another version kept
            _log.error("a wish cannot be looked after: %s", error)
        del self._owed[person_id]


async def _tell(context: Context, person_id: int, pieces: Sequence[KeptPiece], new: frozenset[str]) -> None:
    garments = [features.loads(each.features).garments[0] for each in pieces]
    found: dict[str, Garment] = {}
    for garment in garments:
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
