"""Work without an end that nobody waits for: what breaks it off is told, and it begins anew."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Coroutine
from typing import Any

PAUSE_SECONDS = 1.0

_log = logging.getLogger(__name__)


async def unceasing(work: Callable[[], Coroutine[Any, Any, None]]) -> None:
    """Until it is cancelled."""
    while True:
        try:
            await work()
        except Exception:
            _log.exception("%s broke off and begins anew", work.__qualname__)
        await asyncio.sleep(PAUSE_SECONDS)
