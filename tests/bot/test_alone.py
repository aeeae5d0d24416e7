"""One codibot for each bot and data folder: who is not alone hears so, and why else it cannot start."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.alone import alone
from bot.commands import backup, migrate_store
from bot.commands.run import in_playground
from bot.errors import StartError
from bot.settings import Settings, load


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    monkeypatch.setattr("bot.alone.PATIENCE_SECONDS", 0.1)
    monkeypatch.delenv("TELEGRAM_TOKEN", raising=False)
    monkeypatch.chdir(tmp_path)
    return load(data=tmp_path / "data")


def test_what_needs_the_bot_stopped_notices_one_in_the_playground(settings: Settings, tmp_path: Path) -> None:
    with alone(in_playground(settings, "http://127.0.0.1:8090")):
        with pytest.raises(StartError, match="stop it first"):
            migrate_store.run(settings, settings.database_url, f"sqlite:///{tmp_path}/moved.db")
        with pytest.raises(StartError, match="stop it first"):
            backup.restore(settings, tmp_path / "backup.tar.gz")


def test_a_folder_that_cannot_be_is_named(settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for impossible in (tmp_path / "file", tmp_path / "file" / "data"):
        there = settings.model_copy(update={"data": impossible})
        with pytest.raises(StartError, match=f"{impossible} cannot be made"), alone(there):
            pass


def test_a_lock_that_cannot_be_opened_or_is_none_is_no_other_codibot(settings: Settings) -> None:
    lock = settings.data / "running-4300000001.lock"
    lock.mkdir(parents=True)
    with pytest.raises(StartError, match="check the folder"), alone(settings):
        pass
    lock.rmdir()
    lock.write_bytes(b"no database at all " * 100)
    with pytest.raises(StartError, match="check the folder"), alone(settings):
        pass
