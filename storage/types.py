"""The plain records that cross the door of `storage`: frozen, and made of text, numbers and bytes alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Literal

LinkKind = Literal["look", "answer", "collection"]
PostState = Literal["draft", "waiting", "published"]
VoiceKind = Literal["thanks", "report"]


@dataclass(frozen=True, slots=True)
class Choices:
    """What a person chose; `gender` None means never said, empty `seasons` means all of them."""

    gender: str | None = None
    seasons: frozenset[str] = frozenset()
    style: str | None = None
    keywords: str = ""
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Dialogue:
    """Where a person stands: the step, the message being edited, and that step's own data (JSON)."""

    step: str = "idle"
    panel_message_id: int | None = None
    data: str = "{}"


@dataclass(frozen=True, slots=True)
class ReceivedUpdate:
    """An update that counts as received: the raw JSON as it came, not yet answered."""

    bot_id: int
    update_id: int
    chat_id: int
    payload: str
    received_at: datetime
    attempts: int = 0  # times an answer was begun


@dataclass(frozen=True, slots=True)
class Beat:
    """What a process hears when it says that it lives."""

    known: bool  # False: it was taken for dead, and what it held is another's
    others: Mapping[int, int]  # how often each of the others said so
    orphans: bool  # whether updates wait that nobody holds


@dataclass(frozen=True, slots=True)
class Standing:
    """Jobs in their order (number, queue, whether it still waits), and how many workers live."""

    jobs: tuple[tuple[int, str, bool], ...]
    workers: int

    def before(self, job: int, queue: str) -> int:
        """How many jobs of a queue came before one and are not done."""
        return sum(number < job and each == queue for number, each, _ in self.jobs)

    def waits(self, job: int) -> bool:
        """Whether a job is still in line; not so one that is worked at, or done."""
        return any(number == job and waits for number, _, waits in self.jobs)

    def holds(self, job: int) -> bool:
        """Whether a job is not done yet."""
        return any(number == job for number, _, _ in self.jobs)


@dataclass(frozen=True, slots=True)
class KeptAnswer:
    """One answer as sent: the query's features, the looks and the messages that carried them; no pixels."""

    id: str
    bot_id: int
    chat_id: int
    person_id: int
    features: bytes  # what `retrieval.features` wrote; opaque here
    question: str  # JSON: facets, style, keywords, lens, offset
    photo_file_id: str | None
    look_ids: tuple[str, ...]
    message_ids: tuple[int, ...] = ()  # the album's, one for each look
    list_message_id: int | None = None
    created_at: datetime | None = None

    @property
    def in_doubt(self) -> bool:
        """Whether an album was sent of which nobody knows if it arrived: none of its messages has an id."""
        return bool(self.message_ids) and not any(self.message_ids)


@dataclass(frozen=True, slots=True)
class SavedLook:
    """A look a person put aside, and when; an empty `collection` is none."""

    look_id: str
    saved_at: datetime
    collection: str = field(default="")


@dataclass(frozen=True, slots=True)
class KeptPiece:
    """A piece in a person's wardrobe; a wish is one whose owner wants to hear of new looks that wear it."""

    id: int
    person_id: int
    features: bytes  # what `retrieval.features` wrote of this garment alone; opaque here
    is_wish: bool
    kept_at: datetime
    told_until: int = 0  # of a wish: the newest arrival of looks that its owner was told of


@dataclass(frozen=True, slots=True)
class Link:
    """What a token opens, and whose it is: a look's id, an answer's id, a collection's name."""

    token: str
    person_id: int
    kind: LinkKind
    target: str


@dataclass(frozen=True, slots=True)
class ShownAlbum:
    """Numbered looks that were shown and answer no question: saved ones, a friend's, what can be worn."""

    id: str
    bot_id: int
    chat_id: int
    person_id: int
    kind: str
    about: str  # JSON: what of its kind is shown, and from where on
    look_ids: Mapping[int, str]  # by the number drawn on the picture
    message_ids: Mapping[int, int] = field(default_factory=dict)  # by number, where a picture was sent
    created_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Happening:
    """One thing that happened to a lookbook or a look."""

    at: datetime
    kind: str
    subject: str
    details: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class DailyCount:
    """How often something was counted on a day (UTC)."""

    day: date
    name: str
    value: int


@dataclass(frozen=True, slots=True)
class Post:
    """A person's own look: the photo by Telegram's id, what they say of it, and the name they chose."""

    id: str  # the look's
    person_id: int
    photo_file_id: str
    state: PostState = "draft"
    gender: str = "unisex"
    seasons: frozenset[str] = frozenset()
    style: str = ""
    tags: tuple[str, ...] = ()
    offered: tuple[str, ...] = ()  # tags to choose from
    credit: str = ""
    is_blurred: bool = False  # heads shall not be known
    digest: str = ""  # the sha256 of the picture, once it was sent
    created_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Praise:
    """How many others saved a published post and thanked for it, and of how many its poster was told when."""

    id: str
    person_id: int
    saves: int
    thanks: int
    told_saves: int
    told_thanks: int
    told_at: datetime | None
