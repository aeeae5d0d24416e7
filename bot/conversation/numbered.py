"""Which look a number or a picture means: of the newest album, be it an answer's or another."""

from __future__ import annotations

from collections.abc import Sequence

from bot.context import Context
from bot.conversation.private import is_private
from bot.conversation.question import Question
from bot.errors import Sorry
from storage.types import KeptAnswer, ShownAlbum

SAVED = "saved"
"""The kind of an album of the person's own saved looks."""
LINK, WEAR, NEWS = "link", "wear", "news"
"""The kinds of others: of a friend's link, of what can be worn, of new looks that were wished for."""
REMOVED = "removed"
"""The kind of saved looks that were taken out: numbered as they were, for as long as they may be put back."""
TOLD = "told"
"""The kind of news that were told and not opened yet: nobody saw a number of them."""


async def looks_of(context: Context, numbers: Sequence[int], also_saved: bool) -> list[str]:
    """The looks of some numbers. Those of saved looks count only where they may be meant. Raises Sorry."""
    kept = await context.store.latest_answer(context.bot.id, context.chat_id)
    album = await _newer_album(context, kept, also_saved)
    there = dict(album.look_ids) if album else {}
    if kept is None and not there:
        raise nothing_yet(context)
    return [
        _still(context, there[number]) if number in there else await look_at(context, kept, number)
        for number in numbers
    ]


def nothing_yet(context: Context, key: str = "save-nothing-yet") -> Sorry:
    """What is said before the first answer; of a group's photos codibot sees only those that reply to it."""
    return Sorry(key if is_private(context) else "nothing-yet-in-group")


async def newest_look(context: Context, number: int) -> str | None:
    """The look of a number of whatever was shown last, saved looks among it, also one that is gone."""
    kept = await context.store.latest_answer(context.bot.id, context.chat_id)
    album = await _newer_album(context, kept, also_saved=True)
    if album is not None and (number in album.look_ids or album.kind == SAVED):
        return album.look_ids.get(number)
    return await _look_of(context, kept, number)


async def replied_look(context: Context, message_id: int) -> tuple[int, str]:
    """The number and look of the picture that was replied to. Raises Sorry."""
    found = await context.store.answer_of_message(context.bot.id, context.chat_id, message_id)
    if found is not None:
        kept, place = found
        return Question.loads(kept.question).offset + place, _still(context, kept.look_ids[place - 1])
    shown = await context.store.shown_in_message(context.bot.id, context.chat_id, message_id)
    if shown is None:
        raise Sorry("save-not-a-look")
    return shown[0], _still(context, shown[1])


async def look_at(context: Context, kept: KeptAnswer | None, number: int) -> str:
    """The look of an answer's number, also on the pages before. Raises Sorry where there is none."""
    look_id = await _look_of(context, kept, number)
    if look_id is None:
        raise Sorry("save-no-such", number=number, **_range(kept))
    return _still(context, look_id)


async def _look_of(context: Context, kept: KeptAnswer | None, number: int) -> str | None:
    page, question = kept, Question.loads(kept.question) if kept else None
    while page and question and number <= question.offset and question.before:
        page = await context.store.answer(question.before)
        question = Question.loads(page.question) if page else None
    if page is None or question is None or not 0 < number - question.offset <= len(page.look_ids):
        return None
    return page.look_ids[number - question.offset - 1]


async def _newer_album(context: Context, kept: KeptAnswer | None, also_saved: bool) -> ShownAlbum | None:
    """The newest shown album, where it came after the newest answer."""
    kinds = (LINK, WEAR, NEWS, SAVED) if also_saved else (LINK, WEAR, NEWS)
    album = await context.store.latest_album(context.bot.id, context.chat_id, *kinds)
    if album is None or kept is None or kept.created_at is None or album.created_at is None:
        return album
    return album if album.created_at > kept.created_at else None


def _still(context: Context, look_id: str) -> str:
    if context.catalogue.look(look_id) is None:
        raise Sorry("look-gone")
    return look_id


def _range(kept: KeptAnswer | None) -> dict[str, int]:
    """The first and last number of an answer; 0 where it has none."""
    if kept is None or not kept.look_ids:
        return {"first": 0, "last": 0}
    offset = Question.loads(kept.question).offset
    return {"first": offset + 1, "last": offset + len(kept.look_ids)}
