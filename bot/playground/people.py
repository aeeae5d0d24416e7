"""What people do in chats: write, send files, tap buttons, edit, forward, follow a link."""

from __future__ import annotations

import re
import secrets

from bot.playground.arguments import Upload
from bot.playground.entities import MAX_CAPTION, MAX_TEXT, found_entities
from bot.playground.errors import PageError
from bot.playground.history import Draft, forwarded
from bot.playground.media import keep, shown
from bot.playground.playground import Playground
from bot.playground.presence import Presence, refuse_outsider
from bot.playground.privacy import visible
from bot.playground.records import Bot, Json, Message, Person, Query
from bot.playground.views import Place, user_of

MAX_ALBUM = 10


class People:
    """The human side of every chat. Raises PageError for what nobody could do in Telegram."""

    def __init__(self, playground: Playground, presence: Presence) -> None:
        self._playground = playground
        self._world = playground.world
        self._presence = presence
        self._albums = 0

    def write(
        self, bot: Bot, place: Place, person: Person, text: str, reply_to: int | None = None
    ) -> Message:
        """Send a text; longer ones than Telegram takes are refused, its app would split them."""
        trimmed = _refuse_text(text)
        self._presence.enter(bot, place, person)
        return self._hear(bot, place, person, Draft(texted(trimmed), reply_to=reply_to))

    def follow_link(self, bot: Bot, person: Person, payload: str) -> Message:
        """Open `t.me/BOT?start=PAYLOAD` and press Start."""
        _refuse_payload(payload)
        return self.write(bot, person, person, f"/start {payload}")

    async def send_files(
        self, bot: Bot, place: Place, person: Person, kind: str, uploads: list[Upload], caption: str = "",
        reply_to: int | None = None,
    ) -> list[Message]:  # fmt: skip
        """Send photos or documents: several at once are an album, whose caption stands on its first item.

        Raises ApiError 400 for a file that Telegram does not take.
        """
        if not 1 <= len(uploads) <= MAX_ALBUM:
            raise PageError("an album has 1 to 10 files")
        caption = _refuse_caption(caption)
        media = [await keep(self._playground, kind, upload) for upload in uploads]
        self._presence.enter(bot, place, person)
        group = {"media_group_id": str(secrets.randbits(53))} if len(media) > 1 else {}
        contents = [shown(self._playground, bot, m) | group for m in media]
        contents[0] |= with_caption(caption)
        self._albums += len(media) > 1
        return [
            self._hear(bot, place, person, Draft(content, reply_to=reply_to), self._splits(n, len(media)))
            for n, content in enumerate(contents)
        ]

    def tap(self, bot: Bot, place: Place, person: Person, message_id: int, data: str) -> Query:
        """Tap a button. The message may have been deleted a moment ago, not its button replaced."""
        self._presence.refuse_closed(bot, place, person)
        message = self._world.messages.get(f"{bot.id}/{place.id}/{message_id}")
        if message is None or not (message.deleted or data in _data_of(message)):
            raise PageError("there is no such button")
        query = self._world.keep_query(
            Query(secrets.token_hex(8), bot.id, person.id, "callback", self._playground.clock.now())
        )
        # A message sent by way of an inline query is not the bot's: it only gets the id to edit it by.
        on = {"inline_message_id": message.inline_id} if message.inline_id else {"message": message.body}
        payload = {"id": query.id, "from": user_of(person), "chat_instance": str(place.id), "data": data}
        self._playground.updates.create(bot, "callback_query", payload | on, person.id)
        return query

    def edit(self, bot: Bot, place: Place, person: Person, message_id: int, text: str) -> None:
        """Change the words of one's own message; those of a file may go altogether."""
        refuse_outsider(place, person)
        message = self._world.message(bot.id, place.id, message_id)
        if message is None or message.outgoing or message.body["from"]["id"] != person.id:
            raise PageError("there is no such message of this person")
        content = _rewritten(message, text)
        replied = message.body.get("reply_to_message", {}).get("message_id")
        seen = visible(self._world, bot, place, Draft(message.body | content, reply_to=replied))
        self._playground.history.rewrite(bot, message, content, seen=seen)

    def forward(self, bot: Bot, place: Place, person: Person, source: Place, message_id: int) -> Message:
        """Send on a message from any chat with the bot, with where it came from."""
        message = self._world.message(bot.id, source.id, message_id)
        if message is None:
            raise PageError("there is no such message")
        self._presence.enter(bot, place, person)
        return self._hear(bot, place, person, Draft(forwarded(message)))

    def _hear(self, bot: Bot, place: Place, person: Person, draft: Draft, pause: bool = False) -> Message:
        seen = visible(self._world, bot, place, draft)
        return self._playground.history.hear(bot, place, person, draft, seen=seen, pause=pause)

    def _splits(self, item: int, count: int) -> bool:
        """Every second album reaches a polling bot in two batches, as happens in Telegram without warning."""
        return item == 0 and count > 1 and self._albums % 2 == 0


def texted(text: str) -> Json:
    """The fields of a text message."""
    entities = found_entities(text)
    return {"text": text, **({"entities": entities} if entities else {})}


def with_caption(caption: str) -> Json:
    """The fields of a caption, none for an empty one."""
    entities = found_entities(caption)
    return {
        **({"caption": caption} if caption else {}),
        **({"caption_entities": entities} if entities else {}),
    }


def _rewritten(message: Message, text: str) -> Json:
    """What an edit puts in the place of the words: it names what goes, too."""
    if "text" in message.body:
        return {"entities": []} | texted(_refuse_text(text))
    return {"caption": "", "caption_entities": []} | with_caption(_refuse_caption(text))


def _data_of(message: Message) -> set[str]:
    rows = message.body.get("reply_markup", {}).get("inline_keyboard", [])
    return {button["callback_data"] for row in rows for button in row if "callback_data" in button}


def _refuse_text(text: str) -> str:
    trimmed = text.strip()
    if not trimmed or len(trimmed) > MAX_TEXT:
        raise PageError("a message has 1 to 4096 characters")
    return trimmed


def _refuse_caption(caption: str) -> str:
    trimmed = caption.strip()
    if len(trimmed) > MAX_CAPTION:
        raise PageError("a caption has at most 1024 characters")
    return trimmed


def _refuse_payload(payload: str) -> None:
    if not re.fullmatch(r"[A-Za-z0-9_-]{1,64}", payload):
        raise PageError("a start parameter has 1 to 64 characters of A-Z, a-z, 0-9, _ and -")
