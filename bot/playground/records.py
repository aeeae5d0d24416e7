"""What the playground remembers: plain records of JSON values, each with the key it is kept under."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]


@dataclass(slots=True)
class Bot:
    """One bot for each token. Texts and commands are kept by scope and language (`scope|language`)."""

    id: int
    token: str
    username: str
    name: str
    commands: dict[str, list[Json]] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    allowed_updates: list[str] | None = None
    next_update: int = 0
    last_update: float = 0.0
    last_message: int = 0
    webhook: Json | None = None

    @property
    def key(self) -> str:
        return str(self.id)


@dataclass(slots=True)
class Person:
    """Somebody who chats."""

    id: int
    first_name: str
    language_code: str
    username: str | None = None
    deactivated: bool = False

    @property
    def key(self) -> str:
        return str(self.id)


@dataclass(slots=True)
class Chat:
    """A group or a supergroup. Private chats have no record: their id is their person's."""

    id: int
    type: str
    title: str
    members: list[int]
    migrated_to: int | None = None
    last_message: int = 0

    @property
    def key(self) -> str:
        return str(self.id)


@dataclass(slots=True)
class Membership:
    """Where a bot stands in a chat: member, administrator, left, or kicked (by a person: blocked).

    `spoke`: it was the last bot to speak there.
    """

    bot_id: int
    chat_id: int
    status: str
    spoke: bool = False

    @property
    def key(self) -> str:
        return f"{self.bot_id}/{self.chat_id}"


@dataclass(slots=True)
class Message:
    """A message as the Bot API shows it (`body`) and what only the server knows about it."""

    bot_id: int
    chat_id: int
    message_id: int
    body: Json
    outgoing: bool
    deleted: bool = False
    plain_keyboard: bool = False
    inline_id: str | None = None

    @property
    def key(self) -> str:
        return f"{self.bot_id}/{self.chat_id}/{self.message_id}"


@dataclass(slots=True)
class Update:
    """A queued update. `lane` names the order that it belongs to; after `pause` a batch ends."""

    bot_id: int
    update_id: int
    kind: str
    payload: Json
    expires: float
    lane: str
    pause: bool = False

    @property
    def key(self) -> str:
        return f"{self.bot_id}/{self.update_id}"


@dataclass(slots=True)
class Query:
    """A tap or an inline query that waits for the bot's answer."""

    id: str
    bot_id: int
    person_id: int
    kind: str
    created: float
    answered: bool = False
    text: str = ""
    offset: str = ""

    @property
    def key(self) -> str:
        return self.id


@dataclass(slots=True)
class Media:
    """A photo or document: its stored versions, smallest first, each {digest, size, width?, height?}."""

    id: str
    kind: str
    versions: list[Json]
    file_name: str | None = None
    mime_type: str | None = None

    @property
    def key(self) -> str:
        return self.id


@dataclass(slots=True)
class FileId:
    """What one bot may call one version of one media."""

    id: str
    bot_id: int
    media_id: str
    version: int

    @property
    def key(self) -> str:
        return self.id


@dataclass(slots=True)
class Link:
    """A download address that lasts for a while; `path` is what getFile calls `file_path`."""

    path: str
    bot_id: int
    digest: str
    expires: float

    @property
    def key(self) -> str:
        return self.path


@dataclass(slots=True)
class InlineAnswer:
    """What a bot answered to an inline query, kept for as long as `cache_time` says."""

    bot_id: int
    person_id: int
    text: str
    offset: str
    results: list[Json]
    next_offset: str
    expires: float

    @property
    def key(self) -> str:
        return f"{self.bot_id}/{self.person_id}/{self.offset}/{self.text}"
