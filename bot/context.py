"""The typed context of every handler: the services by name, and whoever is speaking."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator, Coroutine, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field, replace
from typing import Any, Self, cast

from telegram import (
    InaccessibleMessage,
    InlineKeyboardMarkup,
    LinkPreviewOptions,
    Message,
    ReplyParameters,
    Update,
    User,
)
from telegram.constants import ChatAction
from telegram.error import BadRequest, TelegramError
from telegram.ext import Application, CallbackContext, ExtBot, JobQueue

from bot.calls.media_chat import MediaChat
from bot.calls.patience import Patience
from bot.calls.twins import as_shown, send_once, sent_before
from bot.figures.tally import Tally
from bot.inline_ranks import InlineRanks
from bot.language import Language, Voice, language_of
from bot.models.doors import Models
from bot.photo_rate import PhotoRate, SharedPhotoRate
from bot.settings import Settings
from bot.taps import parts_of
from bot.updates.inbox import InOrder
from retrieval.index.catalogue import Catalogue
from storage.store import Store
from storage.types import Choices

Bot = ExtBot[Any]
_Nothing = dict[Any, Any]

ACTION_SECONDS = 4.5
"""Telegram clears a chat action after five seconds."""


@dataclass(slots=True)
class Services:
    """What the conversation stands on. The catalogue is replaced when a new index is switched to."""

    settings: Settings
    store: Store
    worker: Models
    catalogue: Catalogue
    voices: Mapping[Language, Voice]
    inline: InlineRanks = field(default_factory=InlineRanks)
    tally: Tally = field(default_factory=Tally)
    publishing: asyncio.Lock = field(default_factory=asyncio.Lock)
    reindexing: asyncio.Lock = field(default_factory=asyncio.Lock)
    media: MediaChat = field(init=False)
    rate: PhotoRate | SharedPhotoRate = field(init=False)

    def __post_init__(self) -> None:
        most = self.settings.photos_a_minute
        self.rate = SharedPhotoRate(most, self.store) if self.settings.is_one_of_many else PhotoRate(most)
        self.media = MediaChat(self.settings.media_chat)


class Codibot(Application[Bot, "Context", _Nothing, _Nothing, _Nothing, JobQueue["Context"]]):
    """The application with its services."""

    def __init__(self, *, services: Services, **of_application: Any) -> None:
        super().__init__(**of_application)
        self.services = services
        self._aside: set[asyncio.Task[None]] = set()
        self._finishing: set[asyncio.Task[None]] = set()

    def do_aside(self, work: Coroutine[Any, Any, None], *, to_its_end: bool = False) -> None:
        """Work beside the conversation that a stop does not wait for; `to_its_end`: as for an answer."""
        task, kept = self.create_task(work), self._finishing if to_its_end else self._aside
        kept.add(task)
        task.add_done_callback(kept.discard)

    def drop_aside(self, *, all_of_it: bool = False) -> None:
        """Breaks such work off."""
        for task in self._aside | (self._finishing if all_of_it else set()):
            task.cancel()


class Context(CallbackContext[Bot, _Nothing, _Nothing, _Nothing]):
    """One update's context. Updates of one chat come one after another, so what it read stays true."""

    incoming: Update | None = None
    _choices: Choices | None = None
    _former: dict[str, Message] | None = None

    @classmethod
    def from_update(cls, update: object, application: Application[Any, Any, Any, Any, Any, Any]) -> Self:
        """As python-telegram-bot makes it, remembering the update."""
        context = super().from_update(update, application)
        context.incoming = update if isinstance(update, Update) else None
        return context

    @property
    def services(self) -> Services:
        """Everything built at start."""
        return cast(Codibot, self.application).services

    @property
    def store(self) -> Store:
        """What survives a restart."""
        return self.services.store

    @property
    def catalogue(self) -> Catalogue:
        """The looks served."""
        return self.services.catalogue

    @property
    def chat_id(self) -> int:
        """Where the update came from; every handled kind but an inline query has a chat."""
        assert self.incoming is not None
        assert self.incoming.effective_chat is not None
        return self.incoming.effective_chat.id

    @property
    def person(self) -> User:
        """Who caused the update."""
        assert self.incoming is not None
        assert self.incoming.effective_user is not None
        return self.incoming.effective_user

    @property
    def message(self) -> Message:
        """The person's message, or the one whose button they tapped; of one too old its number alone."""
        assert self.incoming is not None
        tapped = self.incoming.callback_query.message if self.incoming.callback_query else None
        if isinstance(tapped, InaccessibleMessage):
            known = Message(tapped.message_id, tapped.date, tapped.chat)
            known.set_bot(self.bot)
            return known
        assert self.incoming.effective_message is not None
        return self.incoming.effective_message

    @property
    def words(self) -> str:
        """The message's text or caption, without the bot's name that addresses it in a group."""
        text = self.message.text or self.message.caption or ""
        return re.sub(rf"@{re.escape(self.bot.username)}\b", "", text, flags=re.IGNORECASE).strip()

    @property
    def tap(self) -> list[str]:
        """The verb and arguments of the tapped button; only for handlers of buttons."""
        assert self.incoming is not None
        assert self.incoming.callback_query is not None
        return parts_of(self.incoming.callback_query.data or "")

    async def choices(self) -> Choices:
        """What the person chose so far."""
        if self._choices is None:
            self._choices = await self.store.choices(self.person.id)
        return self._choices

    async def choose(self, **changes: Any) -> Choices:
        """Changes some of the person's choices for good."""
        self._choices = replace(await self.choices(), **changes)
        await self.store.keep_choices(self.person.id, self._choices)
        return self._choices

    async def voice(self) -> Voice:
        """The voice in the person's language."""
        chosen = (await self.choices()).language
        spoken = language_of(chosen, self.person.language_code, self.services.settings.language)
        return self.services.voices[spoken]

    async def say(self, key: str, **values: str | int) -> Message:
        """Sends one sentence of the locale files."""
        return await self.send((await self.voice())(key, **values))

    async def send(
        self,
        text: str,
        keyboard: InlineKeyboardMarkup | None = None,
        reply_to: int | None = None,
        parse_mode: str | None = None,
    ) -> Message:
        """Sends a text, as a reply where the message replied to still stands.

        What an attempt at this update sent before it was broken off is given back and not sent again.
        """
        former = (await self._sent_before()).pop(as_shown(text, parse_mode), None)
        if former is not None:
            if keyboard is not None:
                with suppress(BadRequest):  # it has the same one
                    await former.edit_reply_markup(keyboard)
            return former
        return await send_once(
            self.bot,
            self.chat_id,
            text,
            self._newest,
            replying_to(reply_to),
            parse_mode=parse_mode,
            reply_markup=keyboard,
            link_preview_options=LinkPreviewOptions(is_disabled=True),
        )

    async def _sent_before(self) -> dict[str, Message]:
        """What a broken-off attempt at this update sent, by text; looked for once."""
        if self._former is None:
            self._former = {}
            order = self.application.update_processor
            assert isinstance(order, InOrder)
            if self.incoming is not None and order.begun_before(self.incoming.update_id):
                self._former = await self._look_behind(self.incoming)
        return self._former

    async def _look_behind(self, update: Update) -> dict[str, Message]:
        known = await self.store.newest_sent(self.bot.id, self.chat_id)
        asked = update.message.message_id if update.message else None
        after = max(filter(None, (known, asked)), default=None)
        return {} if after is None else await sent_before(self.bot, self.chat_id, after)

    @property
    def _newest(self) -> int | None:
        """The newest message known in this chat: the bot's own, or the one that is being answered."""
        patience = self.bot.rate_limiter
        assert isinstance(patience, Patience)
        mine = patience.latest.get(self.chat_id)
        theirs = self.incoming.message.message_id if self.incoming and self.incoming.message else None
        return max(filter(None, (mine, theirs)), default=None)

    async def heard(self, text: str | None = None) -> None:
        """Ends the spinner on a tapped button, perhaps with a word. Work goes on where that fails."""
        order = self.application.update_processor
        assert isinstance(order, InOrder)
        if self.incoming is None or self.incoming.callback_query is None:
            return
        if order.first_to_hear(self.incoming.update_id):
            with suppress(TelegramError):
                await self.incoming.callback_query.answer(text)

    @asynccontextmanager
    async def doing(self, action: ChatAction) -> AsyncIterator[None]:
        """Shows a chat action as long as the block runs."""
        showing = asyncio.create_task(self._show(action))
        try:
            yield
        finally:
            showing.cancel()

    async def _show(self, action: ChatAction) -> None:
        with suppress(TelegramError):
            while True:
                await self.bot.send_chat_action(self.chat_id, action)
                await asyncio.sleep(ACTION_SECONDS)


def replying_to(message_id: int | None) -> ReplyParameters | None:
    """A reply that is sent even where its message was deleted."""
    return ReplyParameters(message_id, allow_sending_without_reply=True) if message_id else None
