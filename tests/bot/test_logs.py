"""Logs: a token in none of them, JSON where it is asked for."""

from __future__ import annotations

import json
import logging
import sys

import pytest

from bot import logs
from bot.settings import Settings

TOKEN = "4200000009:" + "c" * 35


def record(message: str, *values: object, error: BaseException | None = None) -> logging.LogRecord:
    told = (type(error), error, error.__traceback__) if error else None
    return logging.LogRecord("bot.x", logging.ERROR, "x.py", 1, message, values, told)


@pytest.mark.parametrize("form", [logs.AsText(logs.TEXT), logs.AsJson()])
def test_a_token_is_in_no_log_wherever_it_comes_from(form: logging.Formatter) -> None:
    try:
        raise RuntimeError(f"https://api.telegram.org/bot{TOKEN}/getMe")
    except RuntimeError as error:
        told = form.format(record("%s failed", f"/bot{TOKEN}/getMe", error=error))
    assert TOKEN not in told
    assert "getMe failed" in told
    assert "Traceback" in told


def test_json_is_an_object_a_line() -> None:
    event = json.loads(logs.AsJson().format(record("two\nlines, %s", "한글")))
    assert event.pop("time").endswith("+00:00")
    assert event == {"level": "error", "logger": "bot.x", "message": "two\nlines, 한글"}


def test_the_setting_chooses(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    root = logging.Logger("root")
    monkeypatch.setattr(logging, "root", root)
    monkeypatch.setattr(logging, "basicConfig", lambda handlers, level: root.addHandler(handlers[0]))
    monkeypatch.setattr(sys, "stderr", sys.stderr)
    logs.to_stderr(Settings(_env_file=None, log_format="json"))  # type: ignore[call-arg]
    root.warning("told")
    assert json.loads(capsys.readouterr().err)["message"] == "told"
