"""Recommenders that load no model, for tests of the models' process."""

from __future__ import annotations

import logging
import os
import signal
import time
from collections.abc import Sequence
from pathlib import Path

from bot.pictures.cards import CardLabels
from bot.settings import Settings
from retrieval.errors import IndexMissing, PhotoError
from retrieval.types import Answer, Query, Recommendation, Sight, Understood


class StubRecommender:
    """Does as the photo's bytes say."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def see(self, data: bytes, whole: bool = False) -> Sight:
        match data:
            case b"pid":
                return sight(str(os.getpid()))
            case b"empty":
                raise PhotoError("empty", "There is nothing in it.")
            case b"surprise":
                raise ZeroDivisionError
            case b"print":
                print("a library talks", flush=True)  # noqa: T201
            case b"slow":
                time.sleep(0.3)
            case b"hang":
                time.sleep(60)
            case b"kills":
                os.kill(os.getpid(), signal.SIGKILL)
            case b"kills once" if not (self._folder / "killed").exists():
                (self._folder / "killed").touch()
                os.kill(os.getpid(), signal.SIGKILL)
        return sight(str(len(data)))

    def card(self, photos: Sequence[bytes], sight: Sight, piece: int | None, labels: CardLabels) -> bytes:
        return b"card of " + b" ".join(photos)

    def understand(self, keywords: str) -> Understood:
        return Understood(tuple(keywords.split()))

    def recommend(self, query: Query) -> Answer:
        return Answer((Recommendation(query.keywords, 1, 1.0, (), ()),), (), 1)


def sight(digest: str) -> Sight:
    return Sight(digest, 1, 1, (), 1.0, False)


def open_stub(settings: Settings) -> StubRecommender:
    return StubRecommender(settings.data)


def open_talkative(settings: Settings) -> StubRecommender:
    logging.getLogger("retrieval.stub").info("fetching %s", "/bot4200000009:" + "c" * 35)
    logging.getLogger("a.library").info("it is told to nobody")
    return open_stub(settings)


def open_without_index(settings: Settings) -> StubRecommender:
    raise IndexMissing(f"Nothing is indexed in {settings.index_dir}.")


def open_and_die(settings: Settings) -> StubRecommender:
    os.kill(os.getpid(), signal.SIGKILL)
    return open_stub(settings)
