"""A folder of photos becomes a lookbook, and grows by what is new alone."""

from __future__ import annotations

import pytest

from retrieval.errors import LookbookError
from retrieval.lookbook.check import check
from retrieval.lookbook.folder import import_folder
from retrieval.lookbook.schema import read
from tests.retrieval.fakes import draw, row, write_lookbook


@pytest.fixture
def photos(tmp_path):
    draw(tmp_path / "photos/가을/데님/one.png", "blue", 1)
    draw(tmp_path / "photos/가을/two.PNG", "red", 2)
    draw(tmp_path / "photos/three.png", "green", 3)
    (tmp_path / "photos/notes.txt").write_text("not a photo", encoding="utf-8")
    (tmp_path / "photos/.hidden.png").write_bytes(b"")
    return tmp_path / "photos"


def test_sub_folders_become_tags(photos, tmp_path):
    report = import_folder(photos, tmp_path / "book")
    assert (report.added, report.known) == (3, 0)
    looks = read(tmp_path / "book").looks
    assert sorted(look.tags for look in looks) == [(), ("가을",), ("가을", "데님")]
    assert {look.gender for look in looks} == {"unisex"}
    assert all(not look.seasons for look in looks)
    assert check(tmp_path / "book") == []
    assert read(tmp_path / "book").name == "photos"


def test_what_is_no_photo_is_reported(photos, tmp_path):
    ((path, reason),) = import_folder(photos, tmp_path / "book").skipped
    assert path == "notes.txt"
    assert "not a photo" in reason


def test_ids_are_the_same_wherever_a_photo_lies(photos, tmp_path):
    import_folder(photos, tmp_path / "book")
    ids = {look.id for look in read(tmp_path / "book").looks}
    photos.rename(tmp_path / "moved")
    import_folder(tmp_path / "moved/가을", tmp_path / "other")
    assert {look.id for look in read(tmp_path / "other").looks} < ids


def test_again_adds_only_what_is_new_and_keeps_what_was_written(photos, tmp_path):
    import_folder(photos, tmp_path / "book")
    table = tmp_path / "book/looks.csv"
    mended = table.read_text(encoding="utf-8").replace("unisex", "women")
    table.write_text(mended.rstrip("\n"), encoding="utf-8")  # some editors leave the last line open
    draw(photos / "four.png", "black", 4)
    report = import_folder(photos, tmp_path / "book")
    assert (report.added, report.known) == (1, 3)
    assert sorted(look.gender for look in read(tmp_path / "book").looks) == [
        "unisex",
        "women",
        "women",
        "women",
    ]


def test_rows_follow_the_header_that_is_there(photos, tmp_path):
    write_lookbook(tmp_path / "book", [row("a", weather="비")])
    import_folder(photos, tmp_path / "book")
    looks = read(tmp_path / "book").looks
    assert [look.further["weather"] for look in looks] == ["비", "", "", ""]


def test_the_same_photo_twice_is_one_look(photos, tmp_path):
    (photos / "copy.png").write_bytes((photos / "three.png").read_bytes())
    report = import_folder(photos, tmp_path / "book")
    assert (report.added, report.known) == (3, 1)


def test_the_lookbook_may_lie_inside_the_source(photos):
    import_folder(photos, photos / "book")
    assert import_folder(photos, photos / "book").known == 3


def test_progress_counts_every_file(photos, tmp_path):
    told = []
    import_folder(photos, tmp_path / "book", lambda done, total: told.append((done, total)))
    assert told == [(1, 4), (2, 4), (3, 4), (4, 4)]


def test_folders_that_cannot_be_imported(photos, tmp_path):
    with pytest.raises(LookbookError, match="There is no folder"):
        import_folder(tmp_path / "nowhere", tmp_path / "book")
    with pytest.raises(LookbookError, match="inside the lookbook"):
        import_folder(photos, tmp_path)
    (tmp_path / "empty").mkdir()
    with pytest.raises(LookbookError, match="no photo in"):
        import_folder(tmp_path / "empty", tmp_path / "book")
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts/a.txt").write_text("words", encoding="utf-8")
    with pytest.raises(LookbookError, match="is a look codibot can use"):
        import_folder(tmp_path / "texts", tmp_path / "book2")
    assert not (tmp_path / "book2/looks.csv").exists()


def test_a_lookbook_that_cannot_be_written_is_told(photos, tmp_path):
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    with pytest.raises(LookbookError, match="cannot be written"):
        import_folder(photos, tmp_path / "file/book")
