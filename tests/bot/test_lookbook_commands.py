"""The verbs of a lookbook's life as they are typed: import, check, index, remove, and going back."""

from __future__ import annotations

import asyncio

import pytest
from typer.testing import CliRunner

from bot import cli
from retrieval import embedding
from retrieval.index.catalogue import Catalogue
from retrieval.lookbook import schema
from storage.store import Store
from tests.bot.drawn import Weightless, three_dresses
from tests.retrieval.fakes import draw


@pytest.fixture
def codibot(monkeypatch, tmp_path):
    """Runs a command line; no model is loaded."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CODIBOT_CUTOUT", "border")
    monkeypatch.setenv("CODIBOT_DATA", str(tmp_path / "data"))
    monkeypatch.setattr(embedding, "make", lambda setting: Weightless())

    def run(*words):
        result = CliRunner().invoke(cli.app, [str(word) for word in words])
        if isinstance(result.exception, cli.EXPECTED):
            return 1, result.stdout, str(result.exception)
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result.exit_code, result.stdout, result.stderr

    return run


@pytest.fixture
def lookbook(tmp_path, codibot):
    three_dresses(tmp_path / "book")
    assert codibot("index", tmp_path / "book")[0] == 0
    return tmp_path / "book"


def happenings(tmp_path):
    async def read():
        store = await Store.open(f"sqlite+aiosqlite:///{tmp_path / 'data/codibot.db'}")
        try:
            return [(each.kind, each.subject) for each in await store.history(9)]
        finally:
            await store.close()

    return asyncio.run(read())


def test_a_csv_is_imported_and_noted(codibot, tmp_path):
    draw(tmp_path / "one.png", "red", 1)
    (tmp_path / "mine.csv").write_text("file,sex\none.png,women\n")
    words = ("import", "csv", "mine.csv", "made", "--map", "photo=file", "--map", "gender=sex")
    code, out, _ = codibot(*words, "--set", "credit=me")
    assert (code, "Added 1 looks" in out) == (0, True)
    assert schema.read(tmp_path / "made").looks[0].credit == "me"
    assert happenings(tmp_path) == [("import", "made")]


def test_removing_and_importing_again(codibot, lookbook, tmp_path):
    code, out, _ = codibot("remove", "look1", "--reason", "asked for")
    assert (code, "taken down" in out) == (0, True)
    assert Catalogue.open(tmp_path / "data/index").look("look1") is None
    assert happenings(tmp_path)[0] == ("removal", "look1")
    assert "Indexed 2 looks" in codibot("index", lookbook)[1]
    assert codibot("remove", "look1")[0] == 1


def test_erasing_deletes_row_and_photo(codibot, lookbook, tmp_path):
    photo = Catalogue.open(tmp_path / "data/index").look("look1").photo
    assert codibot("remove", "look1", "--erase")[0] == 0
    assert not photo.exists()
    assert "look1" not in (lookbook / "looks.csv").read_text(encoding="utf-8")


def test_going_back(codibot, lookbook, tmp_path):
    code, _, error = codibot("index", "--rollback")
    assert (code, "no build before" in error) == (1, True)
    before = Catalogue.open(tmp_path / "data/index").manifest.build_id
    codibot("index", lookbook)
    code, out, _ = codibot("index", "--rollback")
    assert (code, before in out) == (0, True)
    assert Catalogue.open(tmp_path / "data/index").manifest.build_id == before


@pytest.mark.parametrize("words", [["index"], ["index", "book", "--rollback"]])
def test_lookbooks_or_going_back_but_not_both(codibot, words):
    assert codibot(*words)[0] == 2


def test_checking_writes_a_page_and_mends(codibot, lookbook, tmp_path):
    table = lookbook / "looks.csv"
    table.write_text(table.read_text(encoding="utf-8").replace("men,summer", "men,Fall"), encoding="utf-8")
    assert codibot("check", lookbook)[0] == 1
    code, out, _ = codibot("check", lookbook, "--fix", "--report", tmp_path / "page.html")
    assert (code, "wrote gender or seasons" in out) == (0, True)
    assert "Looks by gender" in (tmp_path / "page.html").read_text(encoding="utf-8")
    assert (tmp_path / "data/check/book.html").exists()
