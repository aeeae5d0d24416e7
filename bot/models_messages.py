"""What crosses the pipe between the bot and the models' process: requests, replies, and their framing."""

from __future__ import annotations

import pickle
import struct
from dataclasses import dataclass
from typing import Any, Protocol

from retrieval.errors import RetrievalError
from retrieval.types import Answer, Query, Sight

LENGTH = struct.Struct("!Q")
"""Every message goes as its length in eight bytes, then its pickle: both ends are codibot's own."""


class Seer(Protocol):
    """What the models' process serves: `bot.current_recommender`, or a stand-in."""

    def see(self, data: bytes) -> Sight:
        """What is on a photo."""

    def recommend(self, query: Query) -> Answer:
        """The looks that answer a question."""


@dataclass(frozen=True, slots=True)
class See:
    """Asks what is on a photo."""

    data: bytes


@dataclass(frozen=True, slots=True)
class Recommend:
    """Asks for looks."""

    query: Query


Request = See | Recommend


@dataclass(frozen=True, slots=True)
class Done:
    """The answer (None: the models are loaded) and the process' resident memory in bytes."""

    value: Sight | Answer | None
    memory: int


@dataclass(frozen=True, slots=True)
class Refused:
    """An error that retrieval expects, as it was raised."""

    error: RetrievalError


@dataclass(frozen=True, slots=True)
class Broke:
    """A surprise: the traceback, as text, because not every error survives the crossing."""

    traceback: str


Reply = Done | Refused | Broke


def framed(message: Any) -> bytes:
    """A message as it goes through the pipe."""
    body = pickle.dumps(message, protocol=pickle.HIGHEST_PROTOCOL)
    return LENGTH.pack(len(body)) + body
