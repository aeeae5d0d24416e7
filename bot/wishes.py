"""News for those who wished for it: one quiet message a person when the lookbook grew by looks that fit."""

from __future__ import annotations

import json
import logging
from collections.abc import Sequence

from telegram.error import Forbidden, TelegramError

from bot import wardrobe_view
from bot.context import Context
from bot.conversation.numbered import TOLD
from bot.keyboards import markup
from bot.language import Voice, language_of
from bot.models_worker import ModelsFault, WorkerError
from bot.taps import button
from retrieval import features
from retrieval.errors import RetrievalError
from retrieval.types import Garment, WearQuery
from storage.errors import StorageError
from storage.types import KeptPiece, ShownAlbum

MOST = 10

_log = logging.getLogger(__name__)


async def tell(context: Context) -> None:
    """Tells everybody who wished of the looks that came since the last time; a job of the application."""
    services = context.services
    try:
        new = await services.store.learn_looks([look.id for look in services.catalogue.looks])
        if new:
            for person_id, pieces in (await services.store.wishes()).items():
                await _tell(context, person_id, pieces, frozenset(new))
    except (StorageError, RetrievalError, WorkerError, ModelsFault) as error:
        _log.warning("wishes could not be looked after: %s", type(error).__name__)


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
    await store.keep_album(album)
    say = await _voice(context, person_id)
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
