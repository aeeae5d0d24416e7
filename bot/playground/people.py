"""What people do on the page: write, send files, tap buttons."""

from __future__ import annotations

import secrets

from bot.playground.arguments import Upload
from bot.playground.chats import Place, place_of
from bot.playground.entities import MAX_CAPTION, MAX_TEXT, found_entities
from bot.playground.errors import PageError
from bot.playground.history import Draft
from bot.playground.media import keep, shown
from bot.playground.playground import Playground
from bot.playground.privacy import visible
from bot.playground.records import Bot, Chat, Json, Membership, Message, Person, Query
from bot.playground.world import user_of, user_of_bot

MAX_ALBUM = 10


class People:
    """The human side of every chat. Raises PageError for what nobody could do in Telegram."""

    def __init__(self, playground: Playground) -> None:
        self._playground = playground
        self._world = playground.world
        self._albums = 0

    def write(
        self, bot: Bot, place: Place, person: Person, text: str, reply_to: int | None = None
    ) -> Message:
        """Send a text; longer ones than Telegram takes are refused, its app would split them."""
        trimmed = text.strip()
        if not trimmed or len(trimmed) > MAX_TEXT:
            raise PageError("a message has 1 to 4096 characters")
        self._enter(bot, place, person)
        return self._hear(bot, place, person, _texted(trimmed), reply_to)

    async def send_files(
        self, bot: Bot, place: Place, person: Person, kind: str, uploads: list[Upload], caption: str = "",
        reply_to: int | None = None,
    ) -> list[Message]:  # fmt: skip
        """Send photos or documents: several at once are an album, whose caption stands on its first item.

        Raises ApiError 400 for a file that Telegram does not take.
        """
        if not 1 <= len(uploads) <= MAX_ALBUM or len(caption) > MAX_CAPTION:
            raise PageError("an album has 1 to 10 files and a caption of at most 1024 characters")
        media = [await keep(self._playground, kind, upload) for upload in uploads]
        self._enter(bot, place, person)
        group = {"media_group_id": str(secrets.randbits(53))} if len(media) > 1 else {}
        contents = [shown(self._playground, bot, m) | group for m in media]
        contents[0] |= _captioned(caption.strip())
        self._albums += len(media) > 1
        return [
            self._hear(bot, place, person, content, reply_to, pause=self._splits(n, len(media)))
            for n, content in enumerate(contents)
        ]

    def tap(self, bot: Bot, place: Place, person: Person, message_id: int, data: str) -> Query:
        """Tap a button. The message may have been deleted a moment ago, not its button replaced."""
        message = self._world.messages.get(f"{bot.id}/{place.id}/{message_id}")
        if message is None or not (message.deleted or data in _data_of(message)):
            raise PageError("there is no such button")
        query = self._world.queries.put(
            Query(secrets.token_hex(8), bot.id, person.id, "callback", self._playground.clock.now())
        )
        payload: Json = {
            "id": query.id,
            "from": user_of(person),
            "chat_instance": str(abs(hash((bot.id, place.id)))),
            "data": data,
            "message": message.body,
        }
        self._playground.updates.create(bot, "callback_query", payload, person.id)
        return query

    def _hear(
        self, bot: Bot, place: Place, person: Person, content: Json, reply_to: int | None, pause: bool = False
    ) -> Message:
        draft = Draft(content, reply_to=reply_to)
        seen = visible(self._world, bot, place, draft)
        return self._playground.history.hear(bot, place, person, draft, seen=seen, pause=pause)

    def _enter(self, bot: Bot, place: Place, person: Person) -> None:
        """Who writes to a bot has started it; a group that is written in has it added."""
        if isinstance(place, Chat) and person.id not in place.members:
            raise PageError("this person is not in the group")
        membership = self._world.membership(bot.id, place.id)
        if membership is None:
            self._world.memberships.put(Membership(bot.id, place.id, "member"))
            if isinstance(place, Chat):
                added = {"new_chat_members": [user_of_bot(bot)], "new_chat_member": user_of_bot(bot)}
                self._playground.history.hear(bot, place, person, Draft(added), seen=True)

    def _splits(self, item: int, count: int) -> bool:
        """Every second album reaches a polling bot in two batches, as happens in Telegram without warning."""
        return item == 0 and count > 1 and self._albums % 2 == 0


def find_place(playground: Playground, chat_id: int) -> Place:
    """The chat with this id. Raises PageError where there is none."""
    place = place_of(playground.world, chat_id)
    if place is None:
        raise PageError("there is no such chat")
    return place


def _texted(text: str) -> Json:
    entities = found_entities(text)
    return {"text": text, **({"entities": entities} if entities else {})}


def _captioned(caption: str) -> Json:
    entities = found_entities(caption)
    return {
        **({"caption": caption} if caption else {}),
        **({"caption_entities": entities} if entities else {}),
    }


def _data_of(message: Message) -> set[str]:
    rows = message.body.get("reply_markup", {}).get("inline_keyboard", [])
    return {button["callback_data"] for row in rows for button in row if "callback_data" in button}
