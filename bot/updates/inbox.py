"""No update is lost and none answered twice: received once it is stored, closed after its answer."""

from __future__ import annotations

import asyncio
import json
import logging
import warnings
from collections import defaultdict
from collections.abc import AsyncIterator, Coroutine, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import Any

from telegram import Bot, CallbackQuery, Update
from telegram.error import NetworkError, TelegramError
from telegram.ext import BaseUpdateProcessor, ExtBot
from telegram.warnings import PTBDeprecationWarning

from bot.calls.patience import Patience
from bot.figures.measures import UPDATES
from storage.errors import StorageError
from storage.store import Store

AT_ONCE = 10_000
"""Updates in hand at a time: so many that no tap waits behind photos that stand in line elsewhere."""
DEAF_SECONDS = 120.0
"""Two hung polls in a row."""
CLOSING_SECONDS = 2.0
"""At a stop, for what storage refused to close before."""
PROMPT_SECONDS = 3.0
"""Telegram takes an answer to a tap for some fifteen; one whose handler is busy longer gets it here."""

_log = logging.getLogger(__name__)


class Inbox(asyncio.Queue[object]):
    """The application's queue of updates. What is put stands in storage before it is queued.

    Polling confirms an update to Telegram only after `put`, and the webhook answers after it, so a refused
    update comes again; one that came before is dropped.
    """

    def __init__(self, store: Store) -> None:
        super().__init__()
        self._store = store
        self._polled: float | None = None

    @property
    def hears(self) -> bool:
        """Whether Telegram answered a poll lately; a webhook is taken at its word."""
        now = asyncio.get_running_loop().time()
        return self._polled is None or now - self._polled < DEAF_SECONDS

    def polled(self) -> None:
        """Notes that Telegram answers, or is about to be asked for the first time."""
        self._polled = asyncio.get_running_loop().time()

    async def put(self, item: object) -> None:
        """Raises NetworkError, which polling answers by asking again, where storage refuses."""
        if isinstance(item, Update):
            await self.put_all([item])
        else:
            await super().put(item)

    async def put_all(self, updates: Sequence[Update]) -> None:
        """What one poll brought, stored in one go: a crowd is taken in as fast as a person. As `put`."""
        if not updates:
            return
        received = [(update.update_id, chat_of(update), as_json(update)) for update in updates]
        try:
            new = await self._store.receive_all(updates[0].get_bot().id, received)
        except StorageError as error:
            raise NetworkError(f"the updates could not be stored: {error}") from error
        for update in updates:
            if update.update_id in new:
                new.discard(update.update_id)  # a poll may bring one twice
                await super().put(update)

    async def begin(self, bot_id: int, update_id: int) -> int:
        """Counts an attempt at an update, before it is made. 0 where it is another process's by now."""
        try:
            return max(1, await self._store.begin_update(bot_id, update_id))
        except StorageError as error:
            _log.error("an update's progress could not be noted: %s", error)
            return 1

    def done(self, update_id: int) -> None:
        """An update is out of hand: answered and closed, or left open."""

    def shut(self) -> None:
        """The bot stops: nobody fetches any more what would be queued from now on."""

    async def reopen(self, bot: Bot) -> int:
        """Queues what a former run received and did not answer; says how many."""
        left_open = await self._store.open_updates(bot.id)
        for received in left_open:
            if (update := read_update(received.payload, bot)) is None:
                await self._store.close_update(bot.id, received.update_id)
            else:
                await super().put(update)
        return len(left_open)


def read_update(payload: str, bot: Bot) -> Update | None:
    """An update as storage kept it; none where it cannot be read again, so that it holds nothing else up."""
    try:
        return Update.de_json(json.loads(payload), bot)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        _log.error("an update that was kept cannot be read: %s", type(error).__name__)
        return None


def as_json(update: Update) -> str:
    """`Update.to_json` fails on messages that Telegram no longer gives, as below the buttons of old ones."""
    with warnings.catch_warnings():  # writing a timer down warns of what reading it will once give
        warnings.simplefilter("ignore", PTBDeprecationWarning)
        return json.dumps(update.to_dict(), default=_seconds)


def _seconds(date: object) -> int:
    if not isinstance(date, datetime):
        raise TypeError(f"an update holds a {type(date).__name__}")
    return int(date.timestamp())


@dataclass(slots=True)
class _Line:
    """The updates of one chat that wait for their turn, and the one that has it."""

    turn: asyncio.Lock = field(default_factory=asyncio.Lock)
    standing: int = 0
    dropped: int = 0  # how often everybody who stood in it was sent away


@dataclass(frozen=True, slots=True)
class _Answered:
    """An update that was answered: whose it is, and the newest message sent to its chat."""

    bot_id: int
    newest: int | None


class InOrder(BaseUpdateProcessor):
    """Chats side by side, the updates of one chat one after another, each closed after its answer."""

    def __init__(self, store: Store, inbox: Inbox | None = None) -> None:
        super().__init__(AT_ONCE)
        self._store = store
        self._inbox = inbox or Inbox(store)
        self._lines: defaultdict[int | str, _Line] = defaultdict(_Line)
        self._under_work: set[asyncio.Task[Any]] = set()
        self._heard: set[int] = set()  # updates whose tap was answered
        self._again: set[int] = set()  # updates whose answer was broken off before
        self._unclosed: dict[int, _Answered] = {}  # by update, what storage does not know of
        self._given_up = False

    async def do_process_update(self, update: object, coroutine: Coroutine[Any, Any, Any]) -> None:  # type: ignore[override]  # it is one
        """Waits for the chat's turn, answers, closes. What is cancelled stays open for the next start."""
        if not isinstance(update, Update):
            await coroutine
            return
        task = asyncio.current_task()
        assert task is not None
        self._under_work.add(task)
        try:
            with UPDATES.timed(_kind(update)):
                await self._in_line(update, coroutine)
        finally:
            self._under_work.discard(task)
            self._heard.discard(update.update_id)
            self._again.discard(update.update_id)
            if update.update_id not in self._unclosed:
                self._inbox.done(update.update_id)
            coroutine.close()  # of an update that nobody answered; else it is over already

    @property
    def open(self) -> int:
        """Updates in hand, those that wait for their chat's turn included."""
        return len(self._under_work)

    def first_to_hear(self, update_id: int) -> bool:
        """Whether nobody answered this tap yet; from now on somebody did."""
        first = update_id not in self._heard
        self._heard.add(update_id)
        return first

    def begun_before(self, update_id: int) -> bool:
        """Whether an earlier attempt at this update was broken off: something may have been sent."""
        return update_id in self._again

    def drop(self, chat_id: int) -> None:
        """Nobody reads what a closed chat would be told: all that waits in its line is let go."""
        if chat_id in self._lines:
            self._lines[chat_id].dropped += 1

    def give_up(self) -> None:
        """Leaves everything that is not answered yet to the next start."""
        self._given_up = True
        self.let_go()

    def let_go(self) -> None:
        """Stops all work in hand; what is not answered yet stays open."""
        for task in self._under_work:
            task.cancel()

    async def _in_line(self, update: Update, coroutine: Coroutine[Any, Any, Any]) -> None:
        place = line_of(update)
        line = self._lines[place]
        line.standing += 1
        dropped = line.dropped
        try:
            async with self._prompt(update, PROMPT_SECONDS if not line.turn.locked() else 0.0), line.turn:
                if not self._given_up:
                    await self._answer(update, coroutine, wanted=line.dropped == dropped)
        finally:
            line.standing -= 1
            if not line.standing:  # so that memory does not grow with the chats
                del self._lines[place]

    @asynccontextmanager
    async def _prompt(self, update: Update, seconds: float) -> AsyncIterator[None]:
        """A tap that the block leaves unanswered for that long is answered beside it, without a word."""
        if update.callback_query is None:
            yield
            return
        ending = list[asyncio.Task[None]]()
        end = partial(self._end_spinner, update.update_id, update.callback_query)
        timer = asyncio.get_running_loop().call_later(
            seconds, lambda: ending.append(asyncio.create_task(end()))
        )
        try:
            yield
        finally:
            timer.cancel()
            if ending:
                await asyncio.wait(ending)

    async def _end_spinner(self, update_id: int, query: CallbackQuery) -> None:
        if self.first_to_hear(update_id):
            with suppress(TelegramError):
                await query.answer()

    async def _answer(self, update: Update, coroutine: Coroutine[Any, Any, Any], wanted: bool) -> None:
        if wanted:
            attempt = await self._inbox.begin(update.get_bot().id, update.update_id)
            if not attempt:
                return
            if attempt > 1:
                self._again.add(update.update_id)
            await coroutine
        self._unclosed[update.update_id] = _Answered(update.get_bot().id, newest_sent(update))
        await self._close()

    async def _close(self) -> None:
        """Closes what was answered, also what storage refused to close before."""
        for update_id, answered in list(self._unclosed.items()):
            closing = self._store.close_update(answered.bot_id, update_id, answered.newest)
            if not await _noted(closing):
                return
            if self._unclosed.pop(update_id, None) is not None:
                self._inbox.done(update_id)

    async def initialize(self) -> None:
        """Nothing to prepare."""

    async def shutdown(self) -> None:
        """What was answered and could not be closed is tried a last time: else it is answered again."""
        with suppress(TimeoutError):
            async with asyncio.timeout(CLOSING_SECONDS):
                await self._close()


def line_of(update: Update) -> int | str:
    """The line that an update stands in: an inline query, typed in any chat, does not wait behind a photo."""
    return f"inline {chat_of(update)}" if update.inline_query is not None else chat_of(update)


def chat_of(update: Update) -> int:
    """The chat that an update belongs to, or its person where there is none."""
    if update.effective_chat is not None:
        return update.effective_chat.id
    return update.effective_user.id if update.effective_user is not None else 0


def newest_sent(update: Update) -> int | None:
    """The newest message that this process knows the bot to have sent to an update's chat."""
    bot = update.get_bot()
    patience = bot.rate_limiter if isinstance(bot, ExtBot) else None
    return patience.latest.get(chat_of(update)) if isinstance(patience, Patience) else None


def _kind(update: Update) -> str:
    kinds = (kind for kind in Update.ALL_TYPES if getattr(update, kind) is not None)
    return next(kinds, "other")


async def _noted(note: Coroutine[Any, Any, object]) -> bool:
    """Storage that refuses a note does not keep anybody from an answer. Whether it was taken."""
    try:
        await note
    except StorageError as error:
        _log.error("an update's progress could not be noted: %s", error)
        return False
    return True
