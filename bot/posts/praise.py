"""Saves and thanks go back to whoever posted: a kind line, at most once a day, to those who agreed."""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from telegram.error import Forbidden, TelegramError

from bot.context import Context
from bot.language import Voice, language_of
from storage.agreements import PRAISE
from storage.errors import StorageError
from storage.types import Praise

APART = timedelta(days=1)
"""Between two such lines to one person."""

_log = logging.getLogger(__name__)


async def tell(context: Context) -> None:
    """Tells everybody whose looks were saved or thanked for since the last time; a job of the application."""
    store = context.services.store
    try:
        agreed = set(await store.agreed(PRAISE))
        for person_id, praised in _by_person(await store.praise()).items():
            if person_id in agreed and _is_due(praised):
                await _tell(context, person_id, praised)
    except StorageError as error:
        _log.warning("praise could not be told: %s", type(error).__name__)


async def voice_of(context: Context, person_id: int) -> Voice:
    """The voice of somebody who did not speak just now."""
    chosen = (await context.services.store.choices(person_id)).language
    return context.services.voices[language_of(chosen, None, context.services.settings.language)]


def _by_person(everything: Sequence[Praise]) -> dict[int, list[Praise]]:
    theirs: dict[int, list[Praise]] = defaultdict(list)
    for praise in everything:
        theirs[praise.person_id].append(praise)
    return theirs


def _is_due(praised: Sequence[Praise]) -> bool:
    more = any(_new_saves(each) or _new_thanks(each) for each in praised)
    told = max((each.told_at for each in praised if each.told_at), default=None)
    return more and (told is None or datetime.now(UTC) - told >= APART)


async def _tell(context: Context, person_id: int, praised: Sequence[Praise]) -> None:
    """Noted first: who is killed in between tells nobody twice."""
    for praise in praised:
        await context.services.store.told_praise(praise)
    saves, thanks = sum(map(_new_saves, praised)), sum(map(_new_thanks, praised))
    say = await voice_of(context, person_id)
    kind = "both" if saves and thanks else "saves" if saves else "thanks"
    text = say(f"praise-{kind}", saves=saves, thanks=thanks)
    try:
        await context.bot.send_message(person_id, text, disable_notification=True)
    except Forbidden:
        await context.services.store.disagree(person_id, PRAISE)
    except TelegramError as error:
        _log.warning("praise could not be sent: %s", type(error).__name__)


def _new_saves(praise: Praise) -> int:
    return max(0, praise.saves - praise.told_saves)


def _new_thanks(praise: Praise) -> int:
    return max(0, praise.thanks - praise.told_thanks)
