"""The buttons under answers."""

from __future__ import annotations

from collections.abc import Collection

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.conversation.question import ALBUM, Question
from bot.language import LANGUAGES, Voice
from bot.taps import button
from retrieval.types import LENSES, Lens
from storage.types import KeptAnswer

Row = list[InlineKeyboardButton]


def chosen(label: str, is_chosen: bool) -> str:
    """A toggle's label."""
    return f"✓ {label}" if is_chosen else label


def markup(*rows: Row) -> InlineKeyboardMarkup:
    """A keyboard of the rows that hold a button."""
    return InlineKeyboardMarkup([row for row in rows if row])


def under_answer(
    say: Voice, kept: KeptAnswer, question: Question, saved: Collection[str], asks_gender: bool
) -> InlineKeyboardMarkup:
    """Save by number, lens, next ten, filters; 남자 or 여자 for somebody who never said."""
    hearts = [
        _heart(say, kept.id, number, look_id in saved)
        for number, look_id in enumerate(kept.look_ids, question.offset + 1)
    ]
    genders = [button(say(f"button-only-{it}"), "gender", kept.id, it) for it in ("men", "women")]
    lenses = [
        button(chosen(say(f"lens-{lens}"), lens == question.lens), "lens", kept.id, lens)
        for lens in offered(question)
    ]
    again = [button(say("button-album-again"), "album", kept.id)] if kept.in_doubt else []
    onwards = [button(say("button-next-ten"), "next", kept.id)] if len(kept.look_ids) == ALBUM else []
    return markup(
        again,
        hearts[:5],
        hearts[5:],
        genders if asks_gender else [],
        lenses if kept.photo_file_id else [],
        [*onwards, button(say("button-filters"), "panel", "open")],
    )


def offered(question: Question) -> tuple[Lens, ...]:
    """The lenses a question can be seen by: words need keywords."""
    return tuple(lens for lens in LENSES if lens != "words" or question.keywords)


def more_saved(say: Voice, page: int) -> InlineKeyboardMarkup:
    """The next looks put aside."""
    return markup([button(say("button-more-saved"), "saved", page)])


def languages() -> InlineKeyboardMarkup:
    """Each language called by its own name."""
    names = {"ko": "한국어", "en": "English"}
    return markup([button(names[language], "language", language) for language in LANGUAGES])


def really_forget(say: Voice) -> InlineKeyboardMarkup:
    """The one confirmation before everything is deleted."""
    return markup(
        [button(say("button-yes-forget"), "forget", "yes")],
        [button(say("button-no-forget"), "forget", "no")],
    )


def _heart(say: Voice, answer_id: str, number: int, is_saved: bool) -> InlineKeyboardButton:
    if is_saved:
        return button(say("button-saved", number=number), "drop", answer_id, number)
    return button(say("button-save", number=number), "save", answer_id, number)
