"""Who is not let in hears why, without the token; who cannot reach Telegram yet tries again, with pauses."""

from __future__ import annotations

import traceback
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from pydantic import SecretStr
from telegram.error import BadRequest, NetworkError

from bot.calls import introducing
from bot.calls.introducing import introduced
from bot.errors import StartError
from bot.models import working
from bot.updates.polling import take_webhook_down
from tests.bot.conversation.town import town


class Idle:
    """What a worker opens before it goes to Telegram."""

    def __init__(self, *_: object) -> None:
        pass

    @classmethod
    async def open(cls, url: str) -> Idle:
        return cls()

    async def start(self) -> None:
        pass

    async def close(self) -> None:
        pass


async def test_a_bot_that_was_logged_out_is_told_what_to_do() -> None:
    async def refuse() -> None:
        raise BadRequest("Logged out")

    with pytest.raises(StartError, match=r"Logged out.*TELEGRAM_API_URL"):
        await introduced(refuse)
    application = SimpleNamespace(bot=SimpleNamespace(delete_webhook=refuse))
    with pytest.raises(StartError, match="Logged out"):
        await take_webhook_down(cast(Any, application))


async def test_telegram_is_tried_again_with_growing_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    failures, pauses = [NetworkError("gone")] * 3, list[float]()

    async def call() -> None:
        if failures:
            raise failures.pop()

    async def pause(seconds: float) -> None:
        pauses.append(seconds)

    monkeypatch.setattr(introducing.asyncio, "sleep", pause)
    await introduced(call)
    assert pauses == [0.5, 1.0, 2.0]


async def test_a_worker_with_a_wrong_token_does_not_show_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with town(tmp_path) as place:
        wrong = SecretStr("0:nobody-knows-this-token")  # the playground takes any that does not begin with 0
        settings = place.settings.model_copy(update={"telegram_token": wrong})
        for name in ("Store", "Queue", "ModelsWorker"):
            monkeypatch.setattr(working, name, Idle)
        with pytest.raises(StartError, match="TELEGRAM_TOKEN") as refused:
            await working._run(settings)
        assert "nobody" not in "".join(traceback.format_exception(refused.value))
