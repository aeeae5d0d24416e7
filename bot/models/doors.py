"""What the conversation asks of the models, wherever they are: one method for each question."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from typing import cast

from bot.errors import ModelsFault, WorkerBusy, WorkerError, WorkerLost
from bot.figures.measures import ANSWERS
from bot.models.messages import (
    Card,
    Keepsake,
    Learn,
    Prepare,
    Recommend,
    Request,
    See,
    Understand,
    Value,
    WhatToWear,
)
from bot.models.sent_photo import Picture
from bot.pictures.cards import CardLabels
from bot.posts.public_photo import PostPhoto
from retrieval.types import Answer, Query, Sight, Understood, Wear, WearQuery

__all__ = ["Models", "ModelsFault", "WorkerBusy", "WorkerError", "WorkerLost"]

Ahead = Callable[[int], None]
"""Hears how many photos stand before one's own: at once, and whenever there is one less."""


def unheard(ahead: int) -> None:
    """Whoever does not care how many stand before them."""


class Models(ABC):
    """The doors. Photos go as they are: on Telegram, or as bytes."""

    @abstractmethod
    async def start(self) -> None:
        """Makes ready. Raises retrieval's errors, ModelsFault or WorkerLost where that fails."""

    @abstractmethod
    async def close(self) -> None:
        """Ends in order; whoever still waits gets WorkerLost."""

    @property
    @abstractmethod
    def waiting(self) -> int:
        """Photos in line, the one under work included: a new one has this many before it."""

    @property
    @abstractmethod
    def running(self) -> bool:
        """Whether a request would be answered now."""

    @property
    @abstractmethod
    def memory(self) -> int:
        """Resident memory of the models' process in bytes; 0 where it is on another machine."""

    @abstractmethod
    async def _ask(self, request: Request, photos: Sequence[Picture] = (), ahead: Ahead = unheard) -> Value:
        """The answer to a request whose photos are left out of it."""

    async def see(self, photo: Picture, whole: bool = False, ahead: Ahead = unheard) -> Sight:
        """What is on a photo, or the whole photo as one garment.

        Raises PhotoError and its kin, Sorry where it cannot be fetched, WorkerBusy, WorkerLost, ModelsFault.
        """
        return cast(Sight, await self._ask(See(b"", whole), [photo], ahead))

    async def card(
        self, photos: Sequence[Picture], sight: Sight, piece: int | None, labels: CardLabels
    ) -> bytes:
        """A JPEG of what was seen on some photos, or of one piece of it. Raises as `see` does."""
        return cast(bytes, await self._ask(Card((), sight, piece, labels), photos))

    async def keepsake(self, photos: Sequence[Picture], whole: bool, place: int) -> bytes:
        """A WebP with transparency of one of the garments on some photos. Raises as `see` does."""
        return cast(bytes, await self._ask(Keepsake((), whole, place), photos))

    async def prepare(self, photo: Picture, blurred: bool) -> PostPhoto:
        """A person's own look as everybody will see it, heads blurred on request. Raises as `see` does."""
        return cast(PostPhoto, await self._ask(Prepare(b"", blurred), [photo]))

    async def learn(self, photo: Picture) -> Sight:
        """What is on a look's photo, so that indexes take it up without a network. Raises as `see` does."""
        return cast(Sight, await self._ask(Learn(b""), [photo]))

    async def wear(self, query: WearQuery) -> Wear:
        """The looks that can be worn with a person's pieces. Raises as `see` does."""
        return cast(Wear, await self._ask(WhatToWear(query)))

    async def understand(self, keywords: str) -> Understood:
        """What keywords say. Raises as `see` does, but for PhotoError."""
        return cast(Understood, await self._ask(Understand(keywords)))

    async def recommend(self, query: Query) -> Answer:
        """The looks that answer a question. Raises as `see` does."""
        answer = cast(Answer, await self._ask(Recommend(query)))
        ANSWERS.add("found" if answer.recommendations else "empty")
        return answer
