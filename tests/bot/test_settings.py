"""Every setting is documented, typed, and named when it is wrong."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from pydantic import ValidationError

from bot.settings import DEMO_LOOKBOOK, Settings, SettingsError, load, names

EXAMPLE = Path(__file__).parent.parent.parent / ".env.example"
TOKEN = "123456:a-secret-of-BotFather"


@pytest.fixture(autouse=True)
def bare_environment(monkeypatch, tmp_path):
    for name in os.environ:
        if name.startswith(("CODIBOT_", "TELEGRAM_")):
            monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)


def test_the_example_names_every_setting_and_no_other():
    assert sorted(re.findall(r"^(\w+)=", EXAMPLE.read_text(), re.M)) == sorted(names())


def test_the_example_holds_the_defaults():
    assert load(EXAMPLE) == load()


def test_every_setting_of_the_example_is_explained():
    paragraphs = EXAMPLE.read_text().split("\n\n")[1:]
    assert all(paragraph.startswith("# ") for paragraph in paragraphs)


def test_without_anything_the_demo_runs_in_the_playground():
    settings = load()
    assert settings.telegram_token is None
    assert settings.lookbooks == (DEMO_LOOKBOOK,)
    assert settings.database_url == "sqlite+aiosqlite:///data/codibot.db"


def test_the_command_line_wins_over_the_environment_and_that_over_the_file(monkeypatch, tmp_path):
    (tmp_path / ".env").write_text("CODIBOT_DATA=file\nCODIBOT_CUTOUT=silueta\nCODIBOT_LANGUAGE=EN\n")
    monkeypatch.setenv("CODIBOT_DATA", "environment")
    monkeypatch.setenv("CODIBOT_CUTOUT", "u2net")
    settings = load(data=Path("typed"))
    assert (settings.data, settings.cutout, settings.language) == (Path("typed"), "u2net", "en")


def test_lookbooks_are_joined_as_paths_are(monkeypatch):
    monkeypatch.setenv("CODIBOT_LOOKBOOKS", os.pathsep.join(["one", "/two"]))
    assert load().lookbooks == (Path("one"), Path("/two"))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("CODIBOT_QUEUE", "many"),
        ("CODIBOT_QUEUE", "0"),
        ("CODIBOT_PLAYGROUND_PORT", "70000"),
        ("CODIBOT_LANGUAGE", "fr"),
        ("CODIBOT_LOG_LEVEL", "loud"),
        ("CODIBOT_WEBHOOK_URL", "ftp://here"),
        ("CODIBOT_WEBHOOK_SECRET", "with a space"),
        ("TELEGRAM_TOKEN", "not-a-token"),
        ("TELEGRAM_API_URL", "api.telegram.org"),
    ],
)
def test_a_bad_value_stops_the_start_with_its_name(monkeypatch, name, value):
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError) as caught:
        load()
    assert str(caught.value).startswith(f"{name}: ")
    assert "input_value" not in str(caught.value)


def test_a_bad_secret_is_not_repeated(monkeypatch):
    monkeypatch.setenv("TELEGRAM_TOKEN", "hunter2 hunter2")
    with pytest.raises(SettingsError) as caught:
        load()
    assert "hunter2" not in f"{caught.value!r} {caught.value.__cause__!r}"


@pytest.mark.parametrize("place", ["environment", "file"])
def test_an_unknown_name_stops_the_start_and_the_nearest_is_told(monkeypatch, tmp_path, place):
    if place == "environment":
        monkeypatch.setenv("CODIBOT_CUTOT", "u2net")
    else:
        (tmp_path / ".env").write_text("CODIBOT_CUTOT=u2net\n")
    with pytest.raises(SettingsError, match=r"CODIBOT_CUTOT .* CODIBOT_CUTOUT\?"):
        load()


def test_a_mistyped_token_does_not_quietly_start_the_playground(monkeypatch, tmp_path):
    monkeypatch.setenv("TELEGRAM_API_ID", "another program's")
    (tmp_path / ".env").write_text("TELEGRAM_TOKN=1:x\n")
    with pytest.raises(SettingsError, match=r"TELEGRAM_TOKN .* TELEGRAM_TOKEN\?"):
        load()


def test_a_webhook_needs_its_secret(monkeypatch):
    monkeypatch.setenv("CODIBOT_WEBHOOK_URL", "https://example.org/hook")
    with pytest.raises(SettingsError, match="CODIBOT_WEBHOOK_SECRET"):
        load()


def test_telegram_posts_to_https_alone_and_a_server_of_ones_own_to_http(monkeypatch):
    monkeypatch.setenv("CODIBOT_WEBHOOK_URL", "http://example.org/hook")
    monkeypatch.setenv("CODIBOT_WEBHOOK_SECRET", "secret")
    with pytest.raises(SettingsError, match="CODIBOT_WEBHOOK_URL must begin with https://"):
        load()
    monkeypatch.setenv("TELEGRAM_API_URL", "http://127.0.0.1:8090")
    assert load().webhook_url == "http://example.org/hook"


def test_a_file_in_another_encoding_is_named(tmp_path):
    (tmp_path / ".env").write_bytes("# 봇\nCODIBOT_LANGUAGE=ko\n".encode("cp949"))
    with pytest.raises(SettingsError, match=r"\.env is not written in UTF-8"):
        load()


def test_jobs_need_a_database_that_is_shared(monkeypatch):
    monkeypatch.setenv("CODIBOT_WORK", "jobs")
    with pytest.raises(SettingsError, match="CODIBOT_DATABASE_URL"):
        load()
    monkeypatch.setenv("CODIBOT_DATABASE_URL", "postgresql://here/codibot")
    assert load().work == "jobs"


def test_pgvector_needs_postgresql(monkeypatch):
    monkeypatch.setenv("CODIBOT_INDEX", "pgvector")
    with pytest.raises(SettingsError, match="CODIBOT_DATABASE_URL"):
        load()
    monkeypatch.setenv("CODIBOT_DATABASE_URL", "postgresql://here/codibot")
    assert load().index == "pgvector"


def test_settings_do_not_show_secrets_and_do_not_change(monkeypatch):
    monkeypatch.setenv("TELEGRAM_TOKEN", TOKEN)
    settings = load()
    assert settings.telegram_token.get_secret_value() == TOKEN
    assert TOKEN not in repr(settings)
    with pytest.raises(ValidationError):
        settings.data = Path("elsewhere")


def test_settings_reach_the_models_process_as_they_are(monkeypatch):
    import pickle

    monkeypatch.setenv("TELEGRAM_TOKEN", TOKEN)
    settings = load()
    assert pickle.loads(pickle.dumps(settings)) == settings
    assert isinstance(settings, Settings)
