"""Messages as they come, change and go, told to the page and, where a person did it, to the bot."""

from __future__ import annotations

from dataclasses import dataclass

from bot.playground.clock import Clock
from bot.playground.events import Events
from bot.playground.keyboards import Markup
from bot.playground.records import Bot, Json, Message, Person
from bot.playground.updates import Updates
from bot.playground.views import Place, chat_of, user_of, user_of_bot
from bot.playground.world import World

NO_MARKUP = Markup()
CARRIED = ("forward_origin", "text", "entities", "caption", "caption_entities", "photo", "document")
"""What a copy has of a message; no keyboard."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A message before it has an id: its content in Bot API fields, its keyboard, what it replies to."""

    content: Json
    markup: Markup = NO_MARKUP
    reply_to: int | None = None
    inline_id: str | None = None


def forwarded(message: Message) -> Json:
    """The content of a copy, which says where it came from; a copy of a copy says the first place."""
    body = message.body
    origin = {"type": "user", "sender_user": body["from"], "date": body["date"]}
    return {"forward_origin": origin} | {name: body[name] for name in CARRIED if name in body}


class History:
    """All chats' messages."""

    def __init__(self, world: World, updates: Updates, events: Events, clock: Clock) -> None:
        self._world = world
        self._updates = updates
        self._events = events
        self._clock = clock

    def say(self, bot: Bot, place: Place, draft: Draft) -> Message:
        """The bot sends a message."""
        message = self._add(bot, place, user_of_bot(bot), draft, outgoing=True)
        for membership in self._world.memberships:
            speaks = membership.bot_id == bot.id
            if membership.chat_id == place.id and membership.spoke is not speaks:
                membership.spoke = speaks
                self._world.memberships.put(membership)
        return message

    def hear(
        self, bot: Bot, place: Place, person: Person, draft: Draft, *, seen: bool, pause: bool = False
    ) -> Message:
        """A person sends a message; the bot gets an update unless privacy hides it (`seen` is False)."""
        message = self._add(bot, place, user_of(person), draft, outgoing=False)
        if seen:
            self._updates.create(bot, "message", message.body, place.id, pause)
        return message

    def change(self, message: Message, content: Json, markup: Json | None) -> Json:
        """Put new content (empty fields go) and keyboard in the place of the old; returns the new body."""
        kept = {name: value for name, value in message.body.items() if name not in content}
        filled = {name: value for name, value in content.items() if value}
        # The old body stays as it is: a queued update may hold it.
        message.body = kept | filled | {"edit_date": self._now(), "reply_markup": markup}
        if markup is None:
            del message.body["reply_markup"]
        self._world.messages.put(message)
        self._events.publish("edited", bot_id=message.bot_id, message=message.body)
        return message.body

    def rewrite(self, bot: Bot, message: Message, content: Json, *, seen: bool) -> None:
        """A person changes what they wrote; the bot hears of it unless privacy hides the message."""
        self.change(message, content, message.body.get("reply_markup"))
        if seen:
            self._updates.create(bot, "edited_message", message.body, message.chat_id)

    def delete(self, message: Message) -> None:
        """Take a message away. Its place stays known: taps on it may be on their way."""
        message.deleted = True
        message.body = {"message_id": message.message_id, "chat": message.body["chat"], "date": 0}
        self._world.messages.put(message)
        self._events.publish(
            "deleted", bot_id=message.bot_id, chat_id=message.chat_id, message_id=message.message_id
        )

    def _add(self, bot: Bot, place: Place, sender: Json, draft: Draft, *, outgoing: bool) -> Message:
        message_id = self._world.next_message_id(bot, place.id)
        body = {
            "message_id": message_id,
            "from": sender,
            "chat": chat_of(place),
            "date": self._now(),
            **draft.content,
            **self._replied(bot, place, draft),
            **({"reply_markup": draft.markup.inline} if draft.markup.inline else {}),
        }
        message = Message(
            bot.id, place.id, message_id, body, outgoing,
            plain_keyboard=draft.markup.plain, inline_id=draft.inline_id,
        )  # fmt: skip
        self._world.messages.put(message)
        self._events.publish("message", bot_id=bot.id, message=body)
        return message

    def _replied(self, bot: Bot, place: Place, draft: Draft) -> Json:
        if draft.reply_to is None:
            return {}
        original = self._world.message(bot.id, place.id, draft.reply_to)
        if original is None:
            return {}
        # Telegram shows one level: the message replied to carries no reply of its own.
        return {"reply_to_message": {k: v for k, v in original.body.items() if k != "reply_to_message"}}

    def _now(self) -> int:
        return int(self._clock.now())
