"""The doctor: every check fine, or a sentence that says what to do."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from bot.commands import doctor
from bot.settings import load
from retrieval import cutout, embedding
from retrieval.index import engines
from retrieval.index.build import build
from tests.bot.drawn import Weightless, dress, three_dresses

TOKEN = "123456:a-secret-of-BotFather"


@pytest.fixture
def healthy(monkeypatch, tmp_path):
    """Settings under which everything is fine."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CODIBOT_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("CODIBOT_CUTOUT", "border")
    monkeypatch.setattr(embedding, "make", lambda setting: Weightless())
    build([three_dresses(tmp_path / "lookbook")], load().index_dir, cutout.make("border"), Weightless())
    return tmp_path


class Telegram(BaseHTTPRequestHandler):
    """A Bot API of two methods that knows one token."""

    info: dict[str, object]

    def do_GET(self) -> None:
        known = self.path.startswith(f"/bot{TOKEN}/")
        result = {"username": "codi"} if self.path.endswith("getMe") else self.info
        body = {"ok": True, "result": result} if known else {"ok": False, "error_code": 401}
        self.send_response(200 if known else 401)
        self.end_headers()
        self.wfile.write(json.dumps(body).encode())

    def log_message(self, *_: object) -> None:
        """Tests are quiet."""


@pytest.fixture
def telegram(monkeypatch) -> Iterator[type[Telegram]]:
    Telegram.info = {"url": "", "pending_update_count": 0}
    with HTTPServer(("127.0.0.1", 0), Telegram) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        monkeypatch.setenv("TELEGRAM_TOKEN", TOKEN)
        monkeypatch.setenv("TELEGRAM_API_URL", f"http://127.0.0.1:{server.server_port}")
        yield Telegram
        server.shutdown()
        thread.join()


def examined(capsys) -> tuple[int, dict[str, tuple[str, str]]]:
    """The exit code, and by check: `fine` or `mend`, and what was told."""
    code = doctor.run(None)
    lines = (line.split(maxsplit=2) for line in capsys.readouterr().out.splitlines())
    return code, {name: (verdict, told) for verdict, name, told in lines}


def test_everything_is_fine(healthy, telegram, capsys):
    code, checks = examined(capsys)
    assert code == 0
    assert {verdict for verdict, _ in checks.values()} == {"fine"}
    assert list(checks) == [
        *("settings", "disk", "database", "weights", "cutout"),
        *("index", "photo", "getMe", "webhook"),
    ]
    assert checks["getMe"][1] == "@codi"
    assert "3 looks" in checks["index"][1]


def test_without_a_token_the_playground_is_fine(healthy, capsys):
    code, checks = examined(capsys)
    assert (code, "playground" in checks["getMe"][1]) == (0, True)


def test_a_bad_setting_is_told_and_nothing_else_is_tried(healthy, monkeypatch, capsys):
    monkeypatch.setenv("CODIBOT_QUEUE", "many")
    code, checks = examined(capsys)
    assert (code, list(checks)) == (1, ["settings"])
    assert "CODIBOT_QUEUE" in checks["settings"][1]


def test_no_index_is_told_with_the_command(healthy, capsys, tmp_path, monkeypatch):
    monkeypatch.setenv("CODIBOT_DATA", str(tmp_path / "empty"))
    code, checks = examined(capsys)
    assert code == 1
    assert {name for name, (verdict, _) in checks.items() if verdict == "mend"} == {"index", "photo"}
    assert "codibot index" in checks["index"][1]


def test_another_embedder_is_told_with_the_command(healthy, capsys, monkeypatch):
    other = Weightless()
    other.checksum = "f" * 64
    monkeypatch.setattr(embedding, "make", lambda setting: other)
    code, checks = examined(capsys)
    assert code == 1
    assert checks["index"][0] == "mend"
    assert f"codibot index {healthy / 'lookbook'}" in checks["index"][1]


def test_an_index_in_postgresql_is_looked_at_there(healthy, capsys, monkeypatch, postgres):
    url = postgres.url()
    monkeypatch.setenv("CODIBOT_DATABASE_URL", url)
    monkeypatch.setenv("CODIBOT_INDEX", "pgvector")
    _, checks = examined(capsys)
    assert (checks["index"][0], checks["photo"][0]) == ("mend", "mend")
    assert f"codibot index {healthy / 'lookbook'}" in checks["index"][1]
    held = engines.make("pgvector", url)
    build([healthy / "lookbook"], load().index_dir, cutout.make("border"), Weightless(), engine=held)
    code, checks = examined(capsys)
    assert code == 0
    assert "pgvector 0." in checks["index"][1]


def test_a_changed_lookbook_is_told_with_the_command(healthy, capsys):
    table = healthy / "lookbook" / "looks.csv"
    table.write_text(table.read_text(encoding="utf-8").replace("navy", "blue"), encoding="utf-8")
    _, checks = examined(capsys)
    assert checks["index"][0] == "mend"
    assert f"codibot index {healthy / 'lookbook'}" in checks["index"][1]


def test_a_cutter_that_cannot_be_had_is_told(healthy, capsys, monkeypatch):
    monkeypatch.setenv("CODIBOT_CUTOUT", str(healthy / "nothing.onnx"))
    _, checks = examined(capsys)
    assert checks["cutout"][0] == "mend"
    assert "CODIBOT_CUTOUT" in checks["cutout"][1]


def test_lost_photos_are_told(healthy, capsys):
    for photo in (healthy / "lookbook").glob("*.png"):
        photo.unlink()
    _, checks = examined(capsys)
    assert checks["photo"][0] == "mend"
    dress(healthy / "lookbook" / "1.png", (0, 0, 128))
    _, checks = examined(capsys)
    assert checks["photo"][0] == "fine"


def test_a_damaged_database_is_told(healthy, capsys):
    (healthy / "data" / "codibot.db").write_bytes(b"no database " * 1000)
    code, checks = examined(capsys)
    assert (code, checks["database"][0]) == (1, "mend")


def test_a_wrong_token_is_told_but_not_shown(healthy, telegram, capsys, monkeypatch):
    monkeypatch.setenv("TELEGRAM_TOKEN", "999:wrong")
    code, checks = examined(capsys)
    assert code == 1
    assert "BotFather" in checks["getMe"][1]
    assert "999" not in str(checks)


def test_a_silent_telegram_is_told(healthy, telegram, capsys, monkeypatch):
    monkeypatch.setenv("TELEGRAM_API_URL", "http://127.0.0.1:9")
    _, checks = examined(capsys)
    assert "TELEGRAM_API_URL" in checks["getMe"][1]
    assert TOKEN not in str(checks)


def test_a_webhook_that_fails_is_told(healthy, telegram, capsys, monkeypatch):
    monkeypatch.setenv("CODIBOT_WEBHOOK_URL", "https://example.org/hook")
    monkeypatch.setenv("CODIBOT_WEBHOOK_SECRET", "s")
    telegram.info = {
        "url": "https://example.org/hook",
        "pending_update_count": 3,
        "last_error_message": "Connection refused",
    }
    _, checks = examined(capsys)
    assert checks["webhook"][0] == "mend"
    assert "Connection refused" in checks["webhook"][1]
