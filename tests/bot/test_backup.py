"""What was kept comes back whole; a damaged file, or a database that holds something, stops it."""

from __future__ import annotations

import asyncio
import gzip
import io
import json
import stat
import tarfile
import zlib
from pathlib import Path

import pytest

from bot.cli import main
from bot.commands import backup as verb
from bot.commands.errors import CommandError
from bot.settings import Settings, load
from retrieval.lookbook import removed
from storage.moving import MoveError
from storage.store import Store
from storage.types import Choices


def keep(settings: Settings, person: int) -> None:
    async def it() -> None:
        store = await Store.open(settings.database_url)
        await store.keep_choices(person, Choices("women", keywords="코트"))
        await store.save(person, ["a"])
        await store.close()

    asyncio.run(it())


def keywords_of(settings: Settings, person: int) -> str:
    async def it() -> str:
        store = await Store.open(settings.database_url)
        try:
            return (await store.choices(person)).keywords
        finally:
            await store.close()

    return asyncio.run(it())


@pytest.fixture
def here(tmp_path: Path) -> Settings:
    settings = load(data=tmp_path / "here")
    keep(settings, 1)
    settings.index_dir.mkdir()
    (settings.index_dir / verb.MARKS).write_text('{"id": "gone"}\n')
    return settings


@pytest.fixture
def there(tmp_path: Path) -> Settings:
    return load(data=tmp_path / "there")


def test_what_was_kept_comes_back_elsewhere(here: Settings, there: Settings, tmp_path: Path) -> None:
    file = tmp_path / "codibot.tar.gz"
    assert verb.backup(here, file) == 0
    assert verb.restore(there, file) == 0
    assert keywords_of(there, 1) == "코트"
    assert (there.index_dir / verb.MARKS).read_text().split("\n") == ["", '{"id": "gone"}', ""]
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert not list(tmp_path.glob("*.part"))


def test_marks_of_both_stay_each_once_and_come_before_the_rows(
    here: Settings, there: Settings, tmp_path: Path
) -> None:
    file, marks = tmp_path / "codibot.tar.gz", there.index_dir / verb.MARKS
    removed.add(here.index_dir, removed.Mark("down", "digest", "2026"))
    verb.backup(here, file)
    keep(there, 2)
    removed.add(there.index_dir, removed.Mark("theirs", "", "2026"))
    with marks.open("a", encoding="utf-8") as cut_short:
        cut_short.write('{"look_id": "cut')
    for _ in range(2):
        with pytest.raises(MoveError):
            verb.restore(there, file)
    assert removed.of(there.index_dir).ids == {"down", "theirs"}
    assert marks.read_text().count('"down"') == 1


def test_marks_that_cannot_be_written_keep_the_rows_away(
    here: Settings, there: Settings, tmp_path: Path
) -> None:
    file = tmp_path / "codibot.tar.gz"
    verb.backup(here, file)
    there.data.mkdir()
    there.index_dir.touch()
    with pytest.raises(CommandError, match="nothing is restored"):
        verb.restore(there, file)
    assert not (there.data / verb.DATABASE).exists()


def test_a_database_that_holds_something_is_left_alone(
    here: Settings, there: Settings, tmp_path: Path
) -> None:
    file = tmp_path / "codibot.tar.gz"
    verb.backup(here, file)
    keep(there, 2)
    with pytest.raises(MoveError):
        verb.restore(there, file)
    assert (keywords_of(there, 1), keywords_of(there, 2)) == ("", "코트")


def test_a_damaged_backup_is_refused(here: Settings, there: Settings, tmp_path: Path) -> None:
    file = tmp_path / "codibot.tar.gz"
    verb.backup(here, file)
    file.write_bytes(file.read_bytes()[:-200])
    with pytest.raises(CommandError):
        verb.restore(there, file)


def packed(file: Path, **parts: bytes) -> Path:
    with tarfile.open(file, "w:gz") as tar:
        for name, content in parts.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(content)
            tar.addfile(entry, io.BytesIO(content))
    return file


def test_a_backup_with_nonsense_in_its_midst_is_refused(there: Settings, tmp_path: Path) -> None:
    file = packed(tmp_path / "codibot.tar.gz", **{verb.MANIFEST: b"{}", verb.DATABASE: bytes(1_000_000)})
    half, packer = gzip.decompress(file.read_bytes())[:500_000], zlib.compressobj(0, wbits=31)
    no_block = b"\x07"
    file.write_bytes(packer.compress(half) + packer.flush(zlib.Z_SYNC_FLUSH) + no_block)
    with pytest.raises(CommandError, match="cannot be read"):
        verb.restore(there, file)


def test_a_name_that_leads_out_of_the_folder_is_not_written(there: Settings, tmp_path: Path) -> None:
    file = packed(tmp_path / "evil.tar.gz", **{"../evil": b"x", verb.MANIFEST: b"{}"})
    with pytest.raises(CommandError, match="no backup"):
        verb.restore(there, file)
    assert not list(tmp_path.rglob("evil"))


def test_a_database_that_was_swapped_is_refused(there: Settings, tmp_path: Path) -> None:
    manifest = json.dumps({"format": 1, "made_at": "", "rows": {}, "sha256": "0"}).encode()
    file = packed(tmp_path / "evil.tar.gz", **{verb.DATABASE: b"x", verb.MANIFEST: manifest})
    with pytest.raises(CommandError, match="damaged"):
        verb.restore(there, file)


def test_a_folder_that_is_not_there_is_named(here: Settings, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="cannot be written"):
        verb.backup(here, tmp_path / "nowhere" / "codibot.tar.gz")


def test_a_folder_is_no_file_to_write(
    here: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(CommandError, match="name a file"):
        verb.backup(here, Path("."))


def test_the_verbs_move_and_back_up(
    here: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    target = f"sqlite+aiosqlite:///{tmp_path / 'moved.db'}"
    for verb_and_arguments in (
        ["migrate-store", here.database_url, target],
        ["backup", str(tmp_path / "b.tar.gz")],
    ):
        monkeypatch.setattr("sys.argv", ["codibot", *verb_and_arguments, "--data", str(here.data)])
        with pytest.raises(SystemExit) as ended:
            main()
        assert ended.value.code == 0
    told = capsys.readouterr().out
    assert "1 choices" in told
    assert "moved.db" in told
