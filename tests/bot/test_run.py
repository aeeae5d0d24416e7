"""What `codibot run` does before the bot: an index where none fits, a playground that outlives it."""

from __future__ import annotations

import socket
import stat

import httpx
import pytest

from bot import app
from bot.commands import playground, run
from bot.commands.errors import CommandError
from bot.settings import Settings, load
from retrieval import cutout
from retrieval.errors import IndexMismatch
from retrieval.index.build import build
from tests.bot.drawn import Weightless, three_dresses

TOKEN = "123456:a-secret-of-BotFather"


@pytest.fixture
def lookbook(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CODIBOT_LOOKBOOKS", str(tmp_path / "lookbook"))
    monkeypatch.setenv("CODIBOT_CUTOUT", "border")
    monkeypatch.setenv("TELEGRAM_TOKEN", TOKEN)
    return three_dresses(tmp_path / "lookbook")


@pytest.fixture
def happened(monkeypatch):
    """What `run` called, in order; indexing is done at once, without models."""
    calls: list[str] = []

    def index(settings: Settings) -> None:
        calls.append("index")
        build(settings.lookbooks, settings.index_dir, cutout.make("border"), Weightless())

    monkeypatch.setattr(run, "_index", index)
    monkeypatch.setattr(app, "main", lambda settings: calls.append("bot"))
    return calls


def test_the_first_run_indexes_and_the_second_does_not(lookbook, happened):
    assert run.run(load()) == 0
    assert run.run(load()) == 0
    assert happened == ["index", "bot", "bot"]


def test_the_data_folder_is_for_its_owners_eyes_alone(lookbook, happened):
    settings = load()
    run.run(settings)
    assert stat.S_IMODE(settings.data.stat().st_mode) == 0o700


def test_a_changed_lookbook_is_indexed_again(lookbook, happened):
    run.run(load())
    table = lookbook / "looks.csv"
    table.write_text(table.read_text(encoding="utf-8").replace("navy", "blue"), encoding="utf-8")
    run.run(load())
    assert happened == ["index", "bot", "index", "bot"]


def test_an_index_of_other_lookbooks_is_left_alone(lookbook, happened, monkeypatch, tmp_path):
    run.run(load())
    monkeypatch.setenv("CODIBOT_LOOKBOOKS", str(tmp_path / "another"))
    run.run(load())
    assert happened == ["index", "bot", "bot"]


def refusing(times: int, happened: list[str]):
    def main(settings: Settings) -> None:
        happened.append("bot")
        if happened.count("bot") <= times:
            raise IndexMismatch("another embedder")

    return main


def test_another_embedder_indexes_the_configured_lookbooks_again(lookbook, happened, monkeypatch):
    monkeypatch.setattr(app, "main", refusing(1, happened))
    run.run(load())
    assert happened == ["index", "bot", "index", "bot"]


def test_another_embedder_does_not_replace_somebodys_own_index(lookbook, happened, monkeypatch, tmp_path):
    run.run(load())
    monkeypatch.setenv("CODIBOT_LOOKBOOKS", str(tmp_path / "another"))
    monkeypatch.setattr(app, "main", refusing(9, happened))
    with pytest.raises(IndexMismatch):
        run.run(load())
    assert happened.count("index") == 1


def test_indexing_that_fails_stops_the_start(lookbook, monkeypatch, tmp_path):
    monkeypatch.setenv("CODIBOT_LOOKBOOKS", str(tmp_path / "nowhere"))
    with pytest.raises(CommandError, match="could not be indexed"):
        run.run(load())


def test_a_bot_that_leaves_photos_to_workers_loads_no_model_to_index(lookbook, monkeypatch):
    monkeypatch.setenv("CODIBOT_WORK", "jobs")
    monkeypatch.setenv("CODIBOT_DATABASE_URL", "postgresql://here/codibot")
    monkeypatch.setattr(run.subprocess, "run", lambda *command, **options: pytest.fail("it indexes"))
    with pytest.raises(CommandError, match=f"`codibot index {lookbook}`"):
        run.run(load())


def test_without_a_token_the_bot_is_in_a_playground_that_ends_with_it(
    lookbook, happened, monkeypatch, capsys
):
    seen: list[Settings] = []

    def main(settings: Settings) -> None:
        seen.append(settings)
        url = f"{settings.telegram_api_url}/bot{settings.telegram_token.get_secret_value()}/getMe"
        assert httpx.get(url).json()["ok"]

    monkeypatch.delenv("TELEGRAM_TOKEN")
    monkeypatch.setenv("CODIBOT_PLAYGROUND_PORT", "0")
    monkeypatch.setenv("CODIBOT_OPEN_BROWSER", "false")
    monkeypatch.setattr(app, "main", main)
    run.run(load())
    (settings,) = seen
    assert settings.telegram_api_url in capsys.readouterr().out
    with pytest.raises(httpx.ConnectError):
        httpx.get(settings.telegram_api_url)


def test_a_playground_that_runs_already_is_taken_up_and_left_running(lookbook, monkeypatch):
    settings = load(playground_port=0)
    with playground.beside(settings) as first:
        again = load(playground_port=int(first.rsplit(":", 1)[1]))
        with playground.beside(again) as second:
            assert second == first
        assert httpx.get(f"{first}/api/state").is_success


def test_a_port_that_something_else_holds_is_named(lookbook):
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        door.listen()
        settings = load(playground_port=door.getsockname()[1])
        with pytest.raises(CommandError, match="CODIBOT_PLAYGROUND_PORT"), playground.beside(settings):
            pass
