"""How a bot gets its updates: getUpdates, or a webhook set, deleted, looked at."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import httpx

from bot.playground.errors import bad_request, flood
from bot.playground.playground import Call, Told
from bot.playground.polls import TERMINATED_BY_POLL, TERMINATED_BY_WEBHOOK, Poll
from bot.playground.records import Json
from bot.playground.updates import read_filter

MAX_BATCH = 100
MAX_TIMEOUT = 50
MAX_SECRET = 256
PORTS = (443, 80, 88, 8443)
LOOPBACK = ("127.0.0.1", "localhost", "::1")
CONNECTIONS = 40
WEBHOOK_IS_SET = (
    "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
)


async def get_updates(call: Call) -> list[Json]:
    """getUpdates: answers at once where something waits, else holds until something comes."""
    await _refuse_while_webhook(call)
    playground, bot = call.playground, call.bot
    playground.polls.terminate(bot.id, TERMINATED_BY_POLL)
    offset = call.arguments.integer("offset", 0)
    limit = call.arguments.integer("limit", MAX_BATCH, 1, MAX_BATCH)
    timeout = call.arguments.integer("timeout", 0, 0, MAX_TIMEOUT)
    limit, timeout = playground.polls.pace(bot.id, offset, limit, timeout)
    _keep_filter(call)
    batch = playground.updates.batch(bot, offset, limit)
    if batch or not timeout:
        return batch
    playground.commit()
    poll = await playground.polls.hold(bot.id, timeout)
    await _refuse_ended(call, poll)
    return playground.updates.batch(bot, 0, limit)


async def set_webhook(call: Call) -> Told:
    """setWebhook. An address on this machine counts as a local server's: any port, http allowed."""
    url = call.arguments.text("url").strip()
    if not url:
        return await delete_webhook(call)
    _refuse_haste(call)
    _refuse_address(_read_address(url))
    secret = call.arguments.text("secret_token")
    _refuse_secret(secret)
    call.playground.webhooks.accepted(call.bot)
    call.playground.polls.terminate(call.bot.id, TERMINATED_BY_WEBHOOK)
    _drop_pending(call)
    _keep_filter(call)
    connections = call.arguments.integer("max_connections", CONNECTIONS, 1, 100)
    webhook = {"url": url, "secret_token": secret, "max_connections": connections}
    if _settings(call.bot.webhook) == webhook and not call.arguments.flag("drop_pending_updates"):
        return Told(True, "Webhook is already set")
    _change(call, webhook)
    return Told(True, "Webhook was set")


async def delete_webhook(call: Call) -> Told:
    """deleteWebhook"""
    _drop_pending(call)
    if call.bot.webhook is None:
        return Told(True, "Webhook is already deleted")
    _change(call, None)
    return Told(True, "Webhook was deleted")


async def get_webhook_info(call: Call) -> Json:
    """getWebhookInfo"""
    shown = ("url", "max_connections", "last_error_date", "last_error_message")
    webhook = call.bot.webhook or {"url": ""}
    return {
        **{name: webhook[name] for name in shown if name in webhook},
        "has_custom_certificate": False,
        "pending_update_count": len(call.playground.updates.pending(call.bot)),
        **({"allowed_updates": call.bot.allowed_updates} if call.bot.allowed_updates else {}),
    }


def _keep_filter(call: Call) -> None:
    call.bot.allowed_updates = read_filter(call.arguments.text("allowed_updates"), call.bot.allowed_updates)
    call.world.bots.put(call.bot)


def _drop_pending(call: Call) -> None:
    if call.arguments.flag("drop_pending_updates"):
        call.playground.updates.clear(call.bot)


def _change(call: Call, webhook: Json | None) -> None:
    call.bot.webhook = webhook
    call.world.bots.put(call.bot)
    call.playground.webhooks.change(call.bot)


def _settings(webhook: Json | None) -> Json | None:
    names = ("url", "secret_token", "max_connections")
    return webhook and {name: webhook[name] for name in names}


async def _refuse_while_webhook(call: Call) -> None:
    if call.bot.webhook is not None:
        raise await call.playground.polls.conflict(call.bot.id, WEBHOOK_IS_SET)


async def _refuse_ended(call: Call, poll: Poll) -> None:
    if poll.ended:
        raise await call.playground.polls.conflict(call.bot.id, poll.ended)


def _refuse_haste(call: Call) -> None:
    if call.playground.webhooks.too_soon(call.bot):
        raise flood(1)


def _read_address(url: str) -> httpx.URL:
    """The address as it will be opened."""
    try:
        _ = urlsplit(url).port  # which notices brackets and ports that httpx lets pass
        return httpx.URL(url)
    except (ValueError, httpx.InvalidURL) as error:
        raise bad_request("invalid webhook URL specified") from error


def _refuse_address(address: httpx.URL) -> None:
    if address.host in LOOPBACK and address.scheme in ("http", "https"):
        return
    if address.scheme != "https":
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    if (address.port or 443) not in PORTS:
        raise bad_request("bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443")
    # The playground reaches nothing but this machine, so it fails as for a host that nobody knows.
    raise bad_request("bad webhook: Failed to resolve host: Name or service not known")


def _refuse_secret(secret: str) -> None:
    if len(secret) > MAX_SECRET:
        raise bad_request("secret token is too long")
    if not re.fullmatch(r"[A-Za-z0-9_-]*", secret):
        raise bad_request("secret token contains unallowed characters")
