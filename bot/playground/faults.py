"""Trouble on demand: the next calls of a method fail, hang, or lose their answer."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal, get_args

from bot.playground.records import Json

Kind = Literal[
    "flood",  # 429 with retry_after = seconds
    "internal_error",  # 500 with an HTML body
    "bad_gateway",  # 502 with an HTML body
    "too_large",  # 413 with an HTML body, as the cloud's proxy answers
    "drop_before",  # the connection breaks, nothing happened
    "drop_after",  # the connection breaks after the effect
    "torn",  # half of the answer, then the connection breaks
    "slow",  # the request body is read over `seconds`
    "duplicate",  # getUpdates hands the same batch out again
    "expired_query",  # an answer to a query comes too late
    "blocked",  # the person has blocked the bot
    "conflict",  # another getUpdates takes over
]
KINDS = get_args(Kind)


@dataclass(frozen=True, slots=True)
class Fault:
    """`kind` happens to the next `times` calls of `method` (`*` is any method) by any bot, or by one."""

    kind: Kind
    method: str
    times: int = 1
    seconds: int = 1
    bot_id: int | None = None

    def meets(self, method: str, bot_id: int) -> bool:
        """Whether this call is one of those."""
        return self.method.lower() in ("*", method.lower()) and self.bot_id in (None, bot_id)


class Faults:
    """The faults that are still to come, in the order in which they were asked for."""

    def __init__(self) -> None:
        self._coming: list[Fault] = []

    def add(self, fault: Fault) -> None:
        """Ask for trouble."""
        self._coming.append(fault)

    def clear(self) -> None:
        """Peace."""
        self._coming.clear()

    def coming(self) -> list[Json]:
        """What is still to come, for the page."""
        return [
            {"kind": f.kind, "method": f.method, "times": f.times, "seconds": f.seconds, "bot_id": f.bot_id}
            for f in self._coming
        ]

    def take(self, method: str, bot_id: int) -> Fault | None:
        """The first fault that meets this call, used up by one."""
        for place, fault in enumerate(self._coming):
            if fault.meets(method, bot_id):
                rest = [replace(fault, times=fault.times - 1)] if fault.times > 1 else []
                self._coming[place : place + 1] = rest
                return fault
        return None
