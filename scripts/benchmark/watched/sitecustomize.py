"""Put on a bot's PYTHONPATH: notes the longest CPU time that one callback of its event loop took."""

import asyncio
import os
import time
from pathlib import Path

_run = asyncio.Handle._run
_longest = 0.0


def _watched(self: asyncio.Handle) -> None:
    global _longest
    before = time.thread_time()
    _run(self)
    took = time.thread_time() - before
    if took > _longest and Path(os.environ["WATCH_CALLBACKS"]).exists():
        _longest = took
        Path(os.environ["WATCH_CALLBACKS"]).write_text(f"{took:.4f} {self!r:.200}", "utf-8")


if "WATCH_CALLBACKS" in os.environ:
    asyncio.Handle._run = _watched  # type: ignore[method-assign]
