"""What crosses the pipe between the bot and the models' process: requests, replies, and their framing."""

from __future__ import annotations

import pickle
import struct
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Protocol

from bot.pictures.cards import CardLabels
from bot.posts.public_photo import PostPhoto
from retrieval.errors import RetrievalError
from retrieval.types import Answer, Query, Sight, Understood, Wear, WearQuery

LENGTH = struct.Struct("!Q")
"""Every message goes as its length in eight bytes, then its pickle: both ends are codibot's own."""


class Seer(Protocol):
    """What the models' process serves: `bot.current_recommender`, or a stand-in."""

    def see(self, data: bytes, whole: bool = False) -> Sight:
        """What is on a photo, or the whole photo as one garment."""

    def card(self, photos: Sequence[bytes], sight: Sight, piece: int | None, labels: CardLabels) -> bytes:
        """A JPEG of what was seen there, or of one piece of it."""

    def keepsake(self, photos: Sequence[bytes], whole: bool, place: int) -> bytes:
        """A WebP with transparency of one of the garments on some photos."""

    def prepare(self, photo: bytes, blurred: bool) -> PostPhoto:
        """A person's own look as everybody will see it, heads blurred where that is wished."""

    def learn(self, photo: bytes) -> Sight:
        """What is on a look's photo, so that indexes take it up without a network."""

    def wear(self, query: WearQuery) -> Wear:
        """The looks that can be worn with a person's pieces."""

    def understand(self, keywords: str) -> Understood:
        """What keywords say."""

    def recommend(self, query: Query) -> Answer:
        """The looks that answer a question."""


@dataclass(frozen=True, slots=True)
class See:
    """Asks what is on a photo, or for the whole photo as one garment."""

    data: bytes
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Card:
    """Asks for a picture of what was seen on some photos, or of one of the pieces."""

    photos: tuple[bytes, ...]
    sight: Sight
    piece: int | None
    labels: CardLabels


@dataclass(frozen=True, slots=True)
class Understand:
    """Asks what keywords say."""

    keywords: str


@dataclass(frozen=True, slots=True)
class Recommend:
    """Asks for looks."""

    query: Query


@dataclass(frozen=True, slots=True)
class Keepsake:
    """Asks for the cutout of one of the garments on some photos."""

    photos: tuple[bytes, ...]
    whole: bool
    place: int


@dataclass(frozen=True, slots=True)
class Prepare:
    """Asks for a person's own look as everybody will see it."""

    photo: bytes
    blurred: bool


@dataclass(frozen=True, slots=True)
class Learn:
    """Asks what is on a look's photo, for indexes to come."""

    photo: bytes


@dataclass(frozen=True, slots=True)
class WhatToWear:
    """Asks for looks that can be worn with a person's pieces."""

    query: WearQuery


Request = See | Card | Keepsake | Prepare | Learn | Understand | Recommend | WhatToWear
Value = Sight | Understood | Answer | Wear | PostPhoto | bytes | None
"""What a request is answered with; None: it was done, or the models are loaded."""


def is_quick(request: Request) -> bool:
    """Whether an answer takes milliseconds; then it goes before photos, which take hundreds."""
    return isinstance(request, Card | Understand | Recommend | WhatToWear)


def with_photos(request: Request, photos: Sequence[bytes]) -> Request:
    """A request with the photos that were left out of it."""
    match request:
        case See():
            return replace(request, data=photos[0])
        case Card() | Keepsake():
            return replace(request, photos=tuple(photos))
        case Prepare() | Learn():
            return replace(request, photo=photos[0])
        case _:
            return request


@dataclass(frozen=True, slots=True)
class Done:
    """The answer and the process' resident memory in bytes."""

    value: Value
    memory: int


@dataclass(frozen=True, slots=True)
class Refused:
    """An error that retrieval expects, as it was raised."""

    error: RetrievalError


@dataclass(frozen=True, slots=True)
class Broke:
    """A surprise: the traceback, as text, because not every error survives the crossing."""

    traceback: str


@dataclass(frozen=True, slots=True)
class Unfetched:
    """A photo that Telegram did not hand out."""


@dataclass(frozen=True, slots=True)
class Lost:
    """Whatever was to answer died, or could not be asked."""

    why: str


Reply = Done | Refused | Broke
Brought = Reply | Unfetched | Lost
"""What comes back from another machine."""


def framed(message: Any) -> bytes:
    """A message as it goes through the pipe."""
    body = pickle.dumps(message, protocol=pickle.HIGHEST_PROTOCOL)
    return LENGTH.pack(len(body)) + body
