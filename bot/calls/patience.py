"""Failed calls: what certainly had no effect is made again, what may have had one only where that is safe."""

from __future__ import annotations

import asyncio
import logging
import time
from collections import deque
from collections.abc import Callable, Coroutine, Iterator
from typing import Any

import httpx
from telegram.error import BadRequest, NetworkError
from telegram.ext import AIORateLimiter

from bot.figures.measures import CALLS

FLOODS = 10
"""Times that one call waits as long as Telegram asks for."""
FIRST_PAUSE, LONGEST_PAUSE = 0.5, 30.0
TRIES = 10
"""Of a call that Telegram keeps refusing: about two minutes. While Telegram cannot be reached, no end."""
TRIES_IN_PASSING = {"answerCallbackQuery": 3, "answerInlineQuery": 2, "sendChatAction": 1}
"""What is stale a moment later holds nothing up."""
REMEMBERED = 10_000
SENT_REMEMBERED = 40
"""Of one chat: twice as many as are looked at for a twin, since each look leaves the id of a copy."""

_REPEATABLE = ("get", "set", "edit", "delete", "answer")
_DONE_BEFORE = ("edit", "delete", "answer")
_UNSENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout)
_Answer = bool | dict[str, Any] | list[dict[str, Any]]

_log = logging.getLogger(__name__)


class Patience(AIORateLimiter):
    """Obeys flood control, and tries again after errors of the network and of Telegram's own."""

    def __init__(self) -> None:
        super().__init__(max_retries=FLOODS)
        self.latest: dict[int, int] = {}  # the newest message this bot sent to a chat, as far as is known
        self._sent: dict[int, deque[int]] = {}  # the last messages of each chat that an answer told of

    def knows(self, chat_id: int, message_id: int) -> bool:
        """Whether an answer of Telegram told of this message: nobody is in doubt about it."""
        return message_id in self._sent.get(chat_id, ())

    async def process_request(
        self,
        callback: Callable[..., Coroutine[Any, Any, _Answer]],
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: int | None,
    ) -> _Answer:
        """One call, measured. Raises as `_patiently` does."""
        started, outcome = time.perf_counter(), "ok"
        try:
            return await self._patiently(callback, args, kwargs, endpoint, data, rate_limit_args)
        except Exception as error:
            outcome = type(error).__name__
            raise
        finally:
            CALLS.observe(time.perf_counter() - started, endpoint, outcome)

    async def _patiently(
        self,
        callback: Callable[..., Coroutine[Any, Any, _Answer]],
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: int | None,
    ) -> _Answer:
        """One call. Raises NetworkError once patience ends, at once where a repetition might act twice."""
        if endpoint.startswith("setMy"):  # menus have floods of hours, which would hold up every other call
            return await callback(*args, **kwargs)

        async def once() -> _Answer:
            if endpoint.startswith("answer"):  # stale in seconds, and no message: it waits for none
                return await callback(*args, **kwargs)
            counted = _counted(endpoint, data)
            return await AIORateLimiter.process_request(
                self, callback, args, kwargs, endpoint, counted, rate_limit_args
            )

        doubted = False
        for tried, pause in enumerate(_pauses(), 1):
            try:
                answer = await once()
            except BadRequest:
                if doubted and endpoint.startswith(_DONE_BEFORE):
                    return True  # a try before this one had its effect
                raise
            except NetworkError as error:
                if not _may_repeat(endpoint, error, tried):
                    raise
                doubted |= in_doubt(error)
                _log.warning("%s failed (%s), again in %.1f s", endpoint, type(error).__name__, pause)
                await asyncio.sleep(pause)
            else:
                self._remember(answer)
                return answer
        raise AssertionError("pauses have no end")

    def _remember(self, answer: _Answer) -> None:
        for sent in answer if isinstance(answer, list) else [answer]:
            if isinstance(sent, dict) and "message_id" in sent and "chat" in sent:
                chat_id = sent["chat"]["id"]
                newest = max(sent["message_id"], self.latest.pop(chat_id, 0))
                self.latest[chat_id] = newest
                self._note(chat_id, sent["message_id"])
        for kept in (self.latest, self._sent):
            if len(kept) > REMEMBERED:
                del kept[next(iter(kept))]

    def _note(self, chat_id: int, message_id: int) -> None:
        known = self._sent.pop(chat_id, None) or deque(maxlen=SENT_REMEMBERED)
        if message_id not in known:  # an edit's answer tells of it again
            known.append(message_id)
        self._sent[chat_id] = known


def in_doubt(error: Exception) -> bool:
    """Whether a failed call may have had its effect all the same: it left, and no answer came."""
    cause = error.__cause__
    return isinstance(cause, httpx.HTTPError) and not isinstance(cause, _UNSENT)


def _may_repeat(endpoint: str, error: NetworkError, tried: int) -> bool:
    if in_doubt(error) and not endpoint.startswith(_REPEATABLE):
        return False
    if endpoint in TRIES_IN_PASSING:
        return tried < TRIES_IN_PASSING[endpoint]
    return isinstance(error.__cause__, _UNSENT) or tried < TRIES


def _counted(endpoint: str, data: dict[str, Any]) -> dict[str, Any]:
    """What the limits of messages a second see: edits, deletions and chat actions are no messages."""
    is_message = endpoint.startswith("send") and endpoint != "sendChatAction"
    return data if is_message else {}


def _pauses() -> Iterator[float]:
    pause = FIRST_PAUSE
    while True:
        yield pause
        pause = min(LONGEST_PAUSE, 2 * pause)
