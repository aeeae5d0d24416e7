"""What `codibot doctor` asks Telegram: who the bot is, and where its updates go."""

from __future__ import annotations

from typing import Any

import httpx

from bot.commands.errors import CommandError
from bot.settings import Settings

SECONDS = 10.0


def get_me(settings: Settings) -> str:
    """The token is known. Raises CommandError with what to do."""
    if settings.telegram_token is None:
        return "no token: `codibot run` starts the playground"
    return f"@{_call(settings, 'getMe')['username']}"


def webhook(settings: Settings) -> str:
    """Updates go where the settings say, or will after the start. Raises CommandError with what to do."""
    if settings.telegram_token is None:
        return "no token: nothing to ask"
    info = _call(settings, "getWebhookInfo")
    trouble = info.get("last_error_message")
    if settings.webhook_url and trouble and info["pending_update_count"]:
        raise CommandError(f"Telegram does not reach {settings.webhook_url}: {trouble}")
    if not settings.webhook_url:
        return "polling" + ("; the webhook that is set is removed at the start" if info["url"] else "")
    return settings.webhook_url + ("" if info["url"] else "; it is set at the start")


def _call(settings: Settings, method: str) -> dict[str, Any]:
    assert settings.telegram_token
    url = f"{settings.telegram_api_url}/bot{settings.telegram_token.get_secret_value()}/{method}"
    try:
        reply = httpx.get(url, timeout=SECONDS)
        envelope = reply.json()
    except (httpx.HTTPError, ValueError):
        envelope = None  # raised below, for this error's text holds the address, and that the token
    if envelope is None:
        raise CommandError(
            f"{settings.telegram_api_url} does not answer: check the network and TELEGRAM_API_URL."
        )
    if not envelope.get("ok"):
        raise CommandError(_refusal(envelope))
    result: dict[str, Any] = envelope["result"]
    return result


def _refusal(envelope: dict[str, Any]) -> str:
    if envelope.get("error_code") in (401, 404):
        return "Telegram does not know this TELEGRAM_TOKEN: ask @BotFather for the right one."
    return f"Telegram refuses: {envelope.get('description')}"
