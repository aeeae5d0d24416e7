"""The buttons under answers."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Literal, get_args

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.conversation.question import ALBUM, Question
from bot.language import LANGUAGES, Voice
from bot.taps import button
from retrieval.types import LENSES, Lens
from storage.types import KeptAnswer

Row = list[InlineKeyboardButton]

Mode = Literal["save", "more", "less", "match"]
"""What a tap on a look's number does."""
MODES: tuple[Mode, ...] = get_args(Mode)


def chosen(label: str, is_chosen: bool) -> str:
    """A toggle's label."""
    return f"✓ {label}" if is_chosen else label


def markup(*rows: Row) -> InlineKeyboardMarkup:
    """A keyboard of the rows that hold a button."""
    return InlineKeyboardMarkup([row for row in rows if row])


def rows_of(buttons: Sequence[InlineKeyboardButton], width: int) -> list[Row]:
    """Buttons in rows of a width."""
    return [list(buttons[start : start + width]) for start in range(0, len(buttons), width)]


def under_answer(
    say: Voice,
    kept: KeptAnswer,
    question: Question,
    saved: Collection[str],
    asks_gender: bool,
    mode: Mode = "save",
    people: Sequence[Row] = (),
) -> InlineKeyboardMarkup:
    """Numbers, what a tap on one does, lens, next ten, filters; 남자 or 여자 for somebody who never said."""
    numbers = [
        _heart(say, kept.id, number, look_id in saved)
        if mode == "save"
        else _number(say, kept.id, number, mode, question)
        for number, look_id in enumerate(kept.look_ids, question.offset + 1)
    ]
    modes = [
        button(say(f"button-mode-{it}"), "mode", kept.id, it)
        for it in MODES
        if it != mode and (it != "match" or kept.photo_file_id)
    ]
    genders = [button(say(f"button-only-{it}"), "gender", kept.id, it) for it in ("men", "women")]
    lenses = [
        button(chosen(say(f"lens-{lens}"), lens == question.lens), "lens", kept.id, lens)
        for lens in offered(question)
    ]
    again = [button(say("button-album-again"), "album", kept.id)] if kept.in_doubt else []
    onwards = [button(say("button-next-ten"), "next", kept.id)] if len(kept.look_ids) == ALBUM else []
    own = [button(say("button-own"), "own", kept.id)] if kept.photo_file_id else []
    return markup(
        again,
        numbers[:5],
        numbers[5:],
        modes,
        *people,
        genders if asks_gender else [],
        lenses if kept.photo_file_id else [],
        [*onwards, button(say("button-filters"), "panel", "open")],
        [*own, button(say("button-share"), "share", "answer", kept.id)],
    )


def offered(question: Question) -> tuple[Lens, ...]:
    """The lenses a question can be seen by: words need keywords."""
    return tuple(lens for lens in LENSES if lens != "words" or question.keywords)


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


def _number(say: Voice, answer_id: str, number: int, mode: Mode, question: Question) -> InlineKeyboardButton:
    gone = [len(question.disliked)] if mode == "less" else []
    return button(say(f"button-number-{mode}", number=number), mode, answer_id, number, *gone)


def _heart(say: Voice, answer_id: str, number: int, is_saved: bool) -> InlineKeyboardButton:
    if is_saved:
        return button(say("button-saved", number=number), "drop", answer_id, number)
    return button(say("button-save", number=number), "save", answer_id, number)
