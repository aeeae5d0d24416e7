"""Delivery of updates to a bot's webhook: tried again until the update is too old, in order within its lane.

Messages of a chat are a lane; so are a person's taps, inline queries, and chosen results, each kind its own.
"""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Awaitable, Callable
from typing import Any

import httpx

from bot.playground import strict_json
from bot.playground.clock import Clock
from bot.playground.records import Bot, Json, Update
from bot.playground.updates import Updates, as_json
from bot.playground.world import World

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"
LONGEST_RETRY_AFTER = 3600.0
GONE_FOR = 23 * 3600.0
TIMEOUT = 60.0
SETTING_PAUSE = 1.0

Reply = Callable[[Bot, Json], Awaitable[None]]
"""Executes a method that a webhook's answer asked for."""


class Webhooks:
    """A task for each lane of each bot that has something waiting; its head blocks what comes after."""

    def __init__(self, world: World, updates: Updates, clock: Clock) -> None:
        self._world = world
        self._updates = updates
        self._clock = clock
        self._lanes: dict[tuple[int, str], asyncio.Task[None]] = {}
        self._slots: dict[int, asyncio.Semaphore] = {}
        self._gone_since: dict[int, float] = {}
        self._set_at: dict[int, float] = {}
        self._client: httpx.AsyncClient | None = None
        self.reply: Reply | None = None

    def start(self, wire: httpx.AsyncBaseTransport | None = None) -> None:
        """Go on with what waited when the playground was last stopped; `wire` carries the requests.

        Needs a running event loop.
        """
        self._client = httpx.AsyncClient(
            transport=wire, timeout=TIMEOUT, trust_env=False, follow_redirects=False
        )
        for bot in self._world.bots:
            self.wake(bot.id)

    async def close(self) -> None:
        """Stop delivering; what waits stays queued."""
        for lane in self._lanes.values():
            lane.cancel()
        await asyncio.gather(*self._lanes.values(), return_exceptions=True)
        if self._client is not None:
            await self._client.aclose()

    def too_soon(self, bot: Bot) -> bool:
        """Whether the last accepted setWebhook of this bot is less than a second ago."""
        return self._clock.now() - self._set_at.get(bot.id, 0.0) < SETTING_PAUSE

    def accepted(self, bot: Bot) -> None:
        """A setWebhook with an address counts from now on."""
        self._set_at[bot.id] = self._clock.now()

    def change(self, bot: Bot) -> None:
        """The bot's webhook was set anew or deleted: deliveries in progress are given up."""
        for (bot_id, lane), task in list(self._lanes.items()):
            if bot_id == bot.id:
                task.cancel()
                del self._lanes[bot_id, lane]
        self._slots.pop(bot.id, None)
        self._gone_since.pop(bot.id, None)
        self.wake(bot.id)

    def wake(self, bot_id: int) -> None:
        """Make sure that everything which waits for the bot has a lane at work."""
        bot = self._world.bots.get(bot_id)
        if bot is None or bot.webhook is None or self._client is None:
            return
        self._slots.setdefault(bot_id, asyncio.Semaphore(bot.webhook["max_connections"]))
        for lane in {update.lane for update in self._updates.pending(bot)}:
            task = self._lanes.get((bot_id, lane))
            if task is None or task.done():
                self._lanes[bot_id, lane] = asyncio.create_task(self._work(bot, lane))

    async def _work(self, bot: Bot, lane: str) -> None:
        failures = 0
        while bot.webhook is not None and (update := self._head(bot, lane)) is not None:
            async with self._slots[bot.id]:
                response = await self._post(bot, bot.webhook, update)
            if response is not None and response.is_success:
                failures = 0
                await self._delivered(bot, update, response)
            else:
                failures += 1
                self._failed(bot, response)
                await self._clock.sleep(_pause(failures, response))

    def _head(self, bot: Bot, lane: str) -> Update | None:
        return next((update for update in self._updates.pending(bot) if update.lane == lane), None)

    async def _post(self, bot: Bot, webhook: Json, update: Update) -> httpx.Response | None:
        assert self._client is not None
        headers = {SECRET_HEADER: webhook["secret_token"]} if webhook["secret_token"] else {}
        try:
            return await self._client.post(webhook["url"], json=as_json(update), headers=headers)
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            self._note(bot, f"Connection failed: {type(error).__name__}")
            return None

    async def _delivered(self, bot: Bot, update: Update, response: httpx.Response) -> None:
        self._gone_since.pop(bot.id, None)
        self._updates.forget(update)
        asked = method_in(response)
        if asked is not None and self.reply is not None:
            await self.reply(bot, asked)
        self._world.shelf.commit()

    def _failed(self, bot: Bot, response: httpx.Response | None) -> None:
        if response is None:
            return
        self._note(bot, f"Wrong response from the webhook: {response.status_code} {response.reason_phrase}")
        if response.status_code != httpx.codes.GONE:
            self._gone_since.pop(bot.id, None)
        elif self._clock.now() - self._gone_since.setdefault(bot.id, self._clock.now()) >= GONE_FOR:
            bot.webhook = None
            self._world.bots.put(bot)
            self._world.shelf.commit()

    def _note(self, bot: Bot, message: str) -> None:
        if bot.webhook is not None:
            bot.webhook |= {"last_error_date": int(self._clock.now()), "last_error_message": message}
            self._world.bots.put(bot)
            self._world.shelf.commit()


def method_in(response: httpx.Response) -> Json | None:
    """The call that a webhook's answer carries in its body, unless it is one that is ignored there."""
    try:
        asked: Any = strict_json.loads(response.content)
    except ValueError:
        return None
    if not isinstance(asked, dict) or not isinstance(asked.get("method"), str):
        return None
    return None if _ignored_in_reply(asked["method"]) else asked


def _ignored_in_reply(method: str) -> bool:
    name = method.lower()
    return name.startswith("get") or name in ("setwebhook", "deletewebhook", "close", "logout")


def _pause(failures: int, response: httpx.Response | None) -> float:
    asked = response.headers.get("retry-after", "") if response is not None else ""
    if asked.isdecimal():
        return min(float(asked), LONGEST_RETRY_AFTER)
    doubled = 2.0 ** (failures - 1)
    return min(doubled, 60.0 + secrets.randbelow(61))
