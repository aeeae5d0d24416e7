"""The models' process: loads the models once, then answers request after request until its pipe closes."""

from __future__ import annotations

import importlib
import os
import pickle
import resource
import signal
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any, BinaryIO

from bot import logs
from bot.models.confinement import confine
from bot.models.messages import (
    LENGTH,
    Broke,
    Card,
    Done,
    Keepsake,
    Learn,
    Prepare,
    Recommend,
    Refused,
    Reply,
    Request,
    See,
    Seer,
    Understand,
    WhatToWear,
    framed,
)
from bot.settings import Settings
from retrieval.errors import RetrievalError


def main() -> None:
    """Serves the recommender that the settings name, over standard input and output."""
    confine()
    # Ctrl-C reaches the whole group; the bot ends this process by closing the pipe.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    requests, replies = sys.stdin.buffer, _own_the_pipe()
    settings: Settings = _read(requests)
    logs.to_stderr(settings)
    seer = _opened(settings, replies)
    while seer and (request := _read(requests)) is not None:
        replies.write(framed(_reply(seer, request)))
        replies.flush()


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
            case See(data, whole):
                return Done(seer.see(data, whole), _memory())
            case Card(photos, sight, piece, labels):
                return Done(seer.card(photos, sight, piece, labels), _memory())
            case Keepsake(photos, whole, place):
                return Done(seer.keepsake(photos, whole, place), _memory())
            case Prepare(photo, blurred):
                return Done(seer.prepare(photo, blurred), _memory())
            case Learn(photo):
                return Done(seer.learn(photo), _memory())
            case WhatToWear(wishes):
                return Done(seer.wear(wishes), _memory())
            case Understand(keywords):
                return Done(seer.understand(keywords), _memory())
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
