"""The models' process: loads the models once, then answers request after request until its pipe closes."""

from __future__ import annotations

import importlib
import logging
import os
import pickle
import resource
import signal
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any, BinaryIO

from bot.models_messages import LENGTH, Broke, Done, Recommend, Refused, Reply, Request, See, Seer, framed
from bot.settings import Settings
from retrieval.errors import RetrievalError
from retrieval.types import Answer, Query, Sight

log = logging.getLogger(__name__)


def main() -> None:
    """Serves the recommender that the settings name, over standard input and output."""
    # Ctrl-C reaches the whole group; the bot ends this process by closing the pipe.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    requests, replies = sys.stdin.buffer, _own_the_pipe()
    settings: Settings = _read(requests)
    logging.basicConfig(level=settings.log_level.upper(), format="%(levelname)s %(name)s: %(message)s")
    seer = _opened(settings, replies)
    while seer and (request := _read(requests)) is not None:
        replies.write(framed(_reply(seer, request)))
        replies.flush()


def open_recommender(settings: Settings) -> Seer:
    """The recommender over the current index; it follows when the index is built anew."""
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")  # TensorFlow says nothing of use below errors
    return CurrentRecommender(settings)


class CurrentRecommender:
    """A recommender that opens the index again when `index/current` points elsewhere."""

    def __init__(self, settings: Settings) -> None:
        from retrieval import cutout, embedding

        self._index_dir = settings.index_dir
        self._cutter = cutout.make(settings.cutout)
        self._embedder = embedding.make(settings.embedder)
        self._build = _build_of(self._index_dir)
        self._recommender = self._open()

    def see(self, data: bytes) -> Sight:
        """What is on a photo."""
        return self._current().see(data)

    def recommend(self, query: Query) -> Answer:
        """The looks that answer a question."""
        return self._current().recommend(query)

    def _current(self) -> Seer:
        build = _build_of(self._index_dir)
        if build != self._build:
            self._build = build
            try:
                self._recommender = self._open()
            except RetrievalError as error:
                log.warning("the new index cannot be used, the one before still is: %s", error)
        return self._recommender

    def _open(self) -> Seer:
        from retrieval.recommender import Recommender

        return Recommender.open(self._index_dir, self._cutter, self._embedder)


def _build_of(index_dir: Path) -> tuple[int, int] | None:
    """What changes with every switch of `index/current`, be it a link or a file."""
    try:
        status = (index_dir / "current").lstat()
    except OSError:
        return None
    return status.st_ino, status.st_mtime_ns


def _own_the_pipe() -> BinaryIO:
    """Takes standard output for replies alone; whatever a library prints goes to standard error."""
    replies = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    return replies


def _opened(settings: Settings, replies: BinaryIO) -> Seer | None:
    """The recommender, or None where it cannot be opened; says which over the pipe."""
    seer: Seer | None = None
    reply: Reply
    try:
        seer = _factory(settings.models)(settings)
        reply = Done(None, _memory())
    except RetrievalError as error:
        reply = Refused(error)
    except Exception:
        reply = Broke(traceback.format_exc())
    replies.write(framed(reply))
    replies.flush()
    return seer


def _factory(path: str) -> Callable[[Settings], Seer]:
    module, _, name = path.partition(":")
    factory: Callable[[Settings], Seer] = getattr(importlib.import_module(module), name)
    return factory


def _reply(seer: Seer, request: Request) -> Reply:
    try:
        match request:
            case See(data):
                return Done(seer.see(data), _memory())
            case Recommend(query):
                return Done(seer.recommend(query), _memory())
    except RetrievalError as error:
        return Refused(error)
    except Exception:
        return Broke(traceback.format_exc())


def _read(requests: BinaryIO) -> Any:
    """The next message, or None when the bot has closed the pipe."""
    head = requests.read(LENGTH.size)
    if len(head) < LENGTH.size:
        return None
    (length,) = LENGTH.unpack(head)
    body = requests.read(length)
    return pickle.loads(body) if len(body) == length else None


def _memory() -> int:
    """Resident memory in bytes; its peak where the system tells no more."""
    try:
        pages = int(Path("/proc/self/statm").read_text().split()[1])
        return pages * resource.getpagesize()
    except OSError:
        unit = 1 if sys.platform == "darwin" else 1024
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit


if __name__ == "__main__":
    main()
