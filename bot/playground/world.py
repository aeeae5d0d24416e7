"""Everything that exists on the playground, and how its bots, people and chats look in the Bot API."""

from __future__ import annotations

import secrets
from pathlib import Path

from bot.playground.records import (
    Bot,
    Chat,
    FileId,
    InlineAnswer,
    Link,
    Media,
    Membership,
    Message,
    Person,
    Query,
    Update,
)
from bot.playground.shelf import Shelf, Table

FIRST_PERSON = 7_000_000_001  # beyond 32 bits, as new accounts in Telegram are
FIRST_GROUP = 4_000_000_001
FIRST_SUPERGROUP = 2_000_000_001
FIRST_PEOPLE = (("지우", "ko"), ("Alex", "en"))

ON_SCREEN = 3600.0
"""How long results of an inline query may stand on somebody's screen before one of them is chosen."""


class World:
    """The tables of one playground. Two people live there from the start."""

    def __init__(self, folder: Path) -> None:
        self.shelf = Shelf(folder / "playground.sqlite3")
        self.bots = Table(self.shelf, "bots", Bot)
        self.people = Table(self.shelf, "people", Person)
        self.chats = Table(self.shelf, "chats", Chat)
        self.memberships = Table(self.shelf, "memberships", Membership)
        self.messages = Table(self.shelf, "messages", Message)
        self.updates = Table(self.shelf, "updates", Update)
        self.queries = Table(self.shelf, "queries", Query)
        self.media = Table(self.shelf, "media", Media)
        self.file_ids = Table(self.shelf, "file_ids", FileId)
        self.links = Table(self.shelf, "links", Link)
        self.inline_answers = Table(self.shelf, "inline_answers", InlineAnswer)
        if not len(self.people):
            for first_name, language_code in FIRST_PEOPLE:
                self.add_person(first_name, language_code)
        self.shelf.commit()

    def add_person(self, first_name: str, language_code: str) -> Person:
        """Somebody new, who has started no bot yet."""
        person_id = FIRST_PERSON + len(self.people)
        return self.people.put(Person(person_id, first_name, language_code, f"person{person_id}"))

    def add_group(self, title: str, members: list[int]) -> Chat:
        """A basic group without bots."""
        return self.chats.put(Chat(-FIRST_GROUP - secrets.randbelow(10**8), "group", title, members))

    def add_supergroup(self, title: str, members: list[int]) -> Chat:
        """A supergroup: its id starts with -100."""
        chat_id = int(f"-100{FIRST_SUPERGROUP + secrets.randbelow(10**8)}")
        return self.chats.put(Chat(chat_id, "supergroup", title, members))

    def add_bot(self, bot_id: int, token: str) -> Bot:
        """A bot for a token seen for the first time."""
        return self.bots.put(Bot(bot_id, token, f"codibot{bot_id}_bot", "codibot"))

    def keep_query(self, query: Query) -> Query:
        """A new tap or inline query. Those of over an hour ago are forgotten."""
        self.queries.prune(lambda old: old.created <= query.created - ON_SCREEN)
        return self.queries.put(query)

    def keep_answer(self, answer: InlineAnswer, now: float) -> InlineAnswer:
        """A new answer to an inline query. Those that ran out over an hour ago are forgotten."""
        self.inline_answers.prune(lambda old: old.expires <= now - ON_SCREEN)
        return self.inline_answers.put(answer)

    def keep_link(self, link: Link, now: float) -> Link:
        """A new download address. Those that lead nowhere any more are forgotten."""
        self.links.prune(lambda old: old.expires <= now)
        return self.links.put(link)

    def membership(self, bot_id: int, chat_id: int) -> Membership | None:
        """Where the bot stands in the chat, or None when the two never met."""
        return self.memberships.get(f"{bot_id}/{chat_id}")

    def message(self, bot_id: int, chat_id: int, message_id: int) -> Message | None:
        """A message that is still there."""
        found = self.messages.get(f"{bot_id}/{chat_id}/{message_id}")
        return None if found is None or found.deleted else found

    def next_message_id(self, bot: Bot, chat_id: int) -> int:
        """Supergroups count for themselves; a bot's private chats and basic groups share one counter."""
        chat = self.chats.get(chat_id)
        if chat is not None and chat.type == "supergroup":
            chat.last_message += 1
            self.chats.put(chat)
            return chat.last_message
        # A gap now and then: other people's messages count too.
        bot.last_message += 1 + (secrets.randbelow(8) == 0)
        self.bots.put(bot)
        return bot.last_message

    def reset(self) -> None:
        """Forget every chat and message; bots and people stay."""
        for table in (self.chats, self.memberships, self.messages, self.updates, self.queries):
            table.clear()
        for kept in (self.media, self.file_ids, self.links, self.inline_answers):
            kept.clear()
