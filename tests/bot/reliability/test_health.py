"""An operator sees whether the bot lives, whether it can answer, and how it does."""

from __future__ import annotations

import socket

import httpx
import pytest

from bot import health
from bot.errors import StartError
from bot.figures import metrics
from bot.health import examine
from storage.errors import StorageUnavailable
from storage.store import Store
from tests.bot.conversation.town import Town, jpeg, town


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as there:
        return there.getsockname()[1]


async def test_the_three_addresses_answer_on_loopback_while_the_bot_polls(tmp_path) -> None:
    port = free_port()
    async with (
        town(tmp_path, health_port=port) as place,
        place.bot(),
        place.person() as person,
        httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}") as operator,
    ):
        await person.say("/start")
        await person.hear("누구의 코디")
        await person.send(jpeg())
        await person.album()
        assert (await operator.get("/healthz")).status_code == 200
        ready = await operator.get("/readyz")
        assert (ready.status_code, set(ready.json())) == (200, {"storage", "models", "looks", "telegram"})
        told = (await operator.get("/metrics")).text
        assert 'codibot_update_seconds_count{kind="message"}' in told
        assert 'codibot_call_seconds_count{method="sendMediaGroup",outcome="ok"}' in told
        assert "codibot_looks 24" in told
        assert str(person.id) not in told
        assert "민지" not in told


async def test_without_storage_it_is_not_ready(place: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    async def refuse(*_: object) -> None:
        raise StorageUnavailable("gone")

    async with place.bot() as application:
        monkeypatch.setattr(Store, "choices", refuse)
        assert (await examine(application))["storage"] is False
        transport = httpx.ASGITransport(health.Starlette(routes=health.routes(application)))
        async with httpx.AsyncClient(transport=transport, base_url="http://bot") as operator:
            assert (await operator.get("/readyz")).status_code == 503
            assert (await operator.get("/healthz")).status_code == 200


async def test_a_bot_that_telegram_does_not_answer_is_not_ready(
    place: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with place.bot() as application:
        assert (await examine(application))["telegram"]
        monkeypatch.setattr("bot.updates.inbox.DEAF_SECONDS", -1.0)
        assert not (await examine(application))["telegram"]


async def test_errors_are_counted_by_their_class(place: Town) -> None:
    place.worker.trouble = ValueError("surprise")
    async with place.bot() as application, place.person() as person:
        await person.send(jpeg())
        await person.wait(bool)
        assert 'codibot_errors_total{error="ValueError"}' in metrics.page(application)


async def test_a_port_that_is_taken_is_named(tmp_path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        async with town(tmp_path, health_port=port) as place:
            with pytest.raises(StartError, match=str(port)):
                async with place.bot():
                    pass


async def test_who_sends_too_many_photos_is_asked_to_wait(tmp_path) -> None:
    async with town(tmp_path, photos_a_minute=1) as place, place.bot(), place.person() as person:
        await person.send(jpeg())
        await person.album()
        await person.send(jpeg("red"))
        await person.hear("초 뒤에 다시")
        assert place.worker.seen == 1
