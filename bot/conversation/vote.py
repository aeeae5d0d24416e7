"""In a group, which one? Everybody taps a number, and what wins is saved for all who voted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress

from telegram import InlineKeyboardMarkup, Update
from telegram.constants import ChatType
from telegram.error import BadRequest

from bot.context import Context
from bot.conversation import answer
from bot.conversation.numbered import look_at, nothing_yet
from bot.conversation.question import Question
from bot.conversation.saved import listed
from bot.errors import Sorry
from bot.language import Voice
from bot.rendering.keyboards import markup
from bot.taps import button
from storage.errors import TooManySaved
from storage.types import KeptAnswer

ROW = 5


async def vote(update: Update, context: Context) -> None:
    """/vote: about the group's newest answer."""
    if context.message.chat.type == ChatType.PRIVATE:
        raise Sorry("vote-in-groups")
    kept = await context.store.latest_answer(context.bot.id, context.chat_id)
    if kept is None or not kept.look_ids:
        raise nothing_yet(context)
    say, votes = await context.voice(), await context.store.votes(kept.id)
    await context.send(_text(say, votes), _keyboard(say, kept, votes, context.person.id))


async def voted(update: Update, context: Context) -> None:
    """A number: one vote a person, the last one counts."""
    kept, (number, asker) = await answer.tapped_answer(context)
    await look_at(context, kept, int(number))
    await context.store.vote(kept.id, context.person.id, int(number))
    say, votes = await context.voice(), await context.store.votes(kept.id)
    await context.heard(say("vote-heard", number=number))
    with suppress(BadRequest):  # the same number again
        await context.message.edit_text(
            _text(say, votes), reply_markup=_keyboard(say, kept, votes, int(asker))
        )


async def ended(update: Update, context: Context) -> None:
    """Whoever asked ends it: the votes are counted once, and what won is saved for everybody who voted.

    A second tap finds no votes any more: at most a word in passing says so.
    """
    kept, (asker,) = await answer.tapped_answer(context)
    if context.person.id != int(asker):
        raise Sorry("vote-not-yours")
    votes = await context.store.count_votes(kept.id)
    if not votes:
        await context.heard((await context.voice())("vote-nobody") if context.message.reply_markup else None)
        return
    await context.heard()
    numbers, count = winners(votes)
    saved = await _save(context, votes, [await look_at(context, kept, number) for number in numbers])
    say = await context.voice()
    won = say(
        "vote-won" if len(numbers) == 1 else "vote-tied",
        number=numbers[0],
        numbers=listed(numbers),
        count=count,
    )
    key = "vote-saved" if saved == len(votes) else "vote-saved-some"
    await context.message.edit_text(f"{won} {say(key, people=len(votes), saved=saved)}")


async def _save(context: Context, people: Iterable[int], look_ids: Sequence[str]) -> int:
    """Saves what won for those who have room for all of it; says how many they are."""
    saved = 0
    for person_id in people:
        with suppress(TooManySaved):
            await context.store.save(person_id, look_ids)
            saved += 1
    return saved


def winners(votes: Mapping[int, int]) -> tuple[list[int], int]:
    """The number with most votes, or all those that have as many, and how many that is."""
    counts = Counter(votes.values())
    most = max(counts.values())
    return sorted(number for number, count in counts.items() if count == most), most


def _text(say: Voice, votes: Mapping[int, int]) -> str:
    return "\n".join([say("vote-ask"), say("vote-count", count=len(votes))])


def _keyboard(say: Voice, kept: KeptAnswer, votes: Mapping[int, int], asker: int) -> InlineKeyboardMarkup:
    counts = Counter(votes.values())
    first = Question.loads(kept.question).offset + 1
    buttons = [
        button(_label(number, counts[number]), "vote", kept.id, number, asker)
        for number in range(first, first + len(kept.look_ids))
    ]
    return markup(buttons[:ROW], buttons[ROW:], [button(say("button-end-vote"), "votes", kept.id, asker)])


def _label(number: int, votes: int) -> str:
    return f"{number} · {votes}" if votes else str(number)
