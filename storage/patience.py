"""A database that is gone for a moment is waited for: its questions are asked again, nobody hears of it."""

from __future__ import annotations

import asyncio
import functools
import inspect
import time
from collections.abc import Awaitable, Callable
from typing import Any, ParamSpec, TypeVar

from storage.errors import StorageBusy, StorageFull, StorageUnavailable

LONGEST_WAIT = 45.0
"""Seconds. Telegram waits about a minute for a webhook's answer."""
FIRST_PAUSE, LONGEST_PAUSE = 0.1, 2.0

_Arguments = ParamSpec("_Arguments")
_Value = TypeVar("_Value")
_Class = TypeVar("_Class", bound=type)


def impatient(method: Callable[_Arguments, _Value]) -> Callable[_Arguments, _Value]:
    """Marks a method whose caller wants to know at once."""
    method.__dict__["impatient"] = True
    return method


def patient(store: _Class) -> _Class:
    """Makes every public method of a store wait where `comes_back` says that its database may do so."""
    for name, method in inspect.getmembers(store, inspect.iscoroutinefunction):
        if not name.startswith("_") and not hasattr(method, "impatient") and not inspect.ismethod(method):
            setattr(store, name, _waiting(method))
    return store


def _waiting(method: Callable[..., Awaitable[Any]]) -> Callable[..., Awaitable[Any]]:
    @functools.wraps(method)
    async def asked(self: Any, *arguments: Any, **named: Any) -> Any:
        until, pause = time.monotonic() + LONGEST_WAIT, FIRST_PAUSE
        while True:
            try:
                return await method(self, *arguments, **named)
            except (StorageUnavailable, StorageBusy, StorageFull):
                if not self.comes_back or time.monotonic() > until:
                    raise
            await asyncio.sleep(pause)
            pause = min(LONGEST_PAUSE, 2 * pause)

    return asked
