"""A lookbook is checked before it is indexed: the schema, and the photos themselves."""

from __future__ import annotations

from retrieval.lookbook.check import check
from tests.retrieval.fakes import row, write_lookbook


def test_a_sound_lookbook_has_nothing_to_mend(tmp_path):
    assert check(write_lookbook(tmp_path, [row("a"), row("b")])) == []


def test_missing_and_empty_photos_are_named(tmp_path):
    write_lookbook(tmp_path, [row("a"), row("b"), row("c")])
    (tmp_path / "photos/a.png").unlink()
    (tmp_path / "photos/b.png").write_bytes(b"")
    told = "\n".join(str(problem) for problem in check(tmp_path))
    assert "there is no photos/a.png" in told
    assert "photos/b.png is empty" in told
    assert "photos/c.png" not in told


def test_problems_of_schema_and_photos_come_together(tmp_path):
    write_lookbook(tmp_path, [row("a", gender="x"), row("b")])
    (tmp_path / "photos/b.png").unlink()
    assert len(check(tmp_path)) == 2


def test_no_lookbook_at_all(tmp_path):
    (problem,) = check(tmp_path)
    assert "looks.csv" in str(problem)
