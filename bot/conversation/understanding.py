"""What a typed sentence means to the lookbook: its keywords one by one, unknown words with near ones."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from telegram import InlineKeyboardMarkup

from bot.context import Context
from bot.conversation.question import BETWEEN, EXCLUDING, LONGEST
from bot.conversation.typed import Typed, understand
from bot.language import Voice
from bot.rendering.keyboards import markup
from bot.rendering.naming import tag_name
from bot.taps import button, fits
from retrieval.types import Understood, UnknownWord

NO_ANSWER = "-"
"""In place of an answer's id under unknown words that nothing was asked by."""
MOST_NAMED = 3
"""Unknown words spoken of at once: in a letter nearly every word is one."""


async def read(context: Context, text: str) -> Typed:
    """A sentence understood, its keywords as the lookbook and the glossary have them."""
    said = understand(text)
    if not said.keywords:
        return said
    meant = await context.services.worker.understand(said.keywords[:LONGEST])
    return replace(said, keywords=_written(meant), unknown=meant.unknown)


async def tell_unknown(context: Context, unknown: Iterable[UnknownWord], answer_id: str = NO_ANSWER) -> None:
    """Names the words that nobody knows and offers near ones; says nothing where there are none."""
    named = tuple(unknown)[:MOST_NAMED]
    if not named:
        return
    say = await context.voice()
    near = _near(say, named, answer_id)
    key = "unknown-near" if near.inline_keyboard else "unknown"
    await context.send(say(key, words=", ".join(f"“{word.typed}”" for word in named)), near)


def _written(meant: Understood) -> str:
    """Words wanted, then those excluded, each as the panel keeps them."""
    return BETWEEN.join([*meant.wanted, *(f"{EXCLUDING}{words}" for words in meant.excluded)])


def _near(say: Voice, unknown: Iterable[UnknownWord], answer_id: str) -> InlineKeyboardMarkup:
    """A row for each unknown word."""
    rows = [
        [
            button(tag_name(say.language, near), "near", answer_id, near)
            for near in dict.fromkeys(word.near)
            if fits(f"near:{answer_id}:{near}")
        ]
        for word in unknown
    ]
    return markup(*rows)
