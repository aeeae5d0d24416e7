"""Whatever the source, an import adds each look once, whenever it was killed."""

from __future__ import annotations

import fcntl
import json
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from retrieval.errors import LookbookError
from retrieval.lookbook import removed, schema
from retrieval.lookbook.check import check
from retrieval.lookbook.importing import JOURNAL, LEFT_OUT, Draft, Layout, LeftOut, bring_in
from tests.retrieval.fakes import draw, row, write_lookbook

CELLS = {"gender": "women", "tags": "코트", "fabrics": "울"}


def layout(folder, n=5, *more):
    drafts = [Draft(f"row {i}", draw(folder / f"source/{i}.png", "red", i), CELLS, f"a{i}") for i in range(n)]
    found = [*drafts, *more]
    return Layout("Some source", "worn", len(found), iter(found))


def ids(lookbook):
    return [look.id for look in schema.read(lookbook).looks]


def test_drafts_become_looks(tmp_path):
    report = bring_in(layout(tmp_path), tmp_path / "book")
    book = schema.read(tmp_path / "book")
    assert (report.added, report.known, report.skipped) == (5, 0, ())
    assert (book.name, book.kind, book.looks[0].fabrics) == ("Some source", "worn", ("울",))
    assert check(tmp_path / "book") == []
    assert not (tmp_path / "book" / JOURNAL).exists()


def test_what_is_left_out_is_named_with_its_reason(tmp_path):
    gone = Draft("row 9", tmp_path / "nowhere.png", CELLS, "a9")
    report = bring_in(layout(tmp_path, 2, gone, LeftOut("row 8", "too odd")), tmp_path / "book")
    assert dict(report.skipped)["row 8"] == "too odd"
    assert "cannot be read" in dict(report.skipped)["row 9"]
    assert "row 8,too odd" in (tmp_path / "book" / LEFT_OUT).read_text()


def test_again_adds_nothing(tmp_path):
    bring_in(layout(tmp_path), tmp_path / "book")
    assert bring_in(layout(tmp_path), tmp_path / "book").known == 5
    assert len(ids(tmp_path / "book")) == 5


def test_a_column_that_the_table_lacks_is_added(tmp_path):
    write_lookbook(tmp_path / "book", [row("first", weather="비")])
    bring_in(layout(tmp_path, 1), tmp_path / "book")
    first, second = schema.read(tmp_path / "book").looks
    assert (first.further["weather"], first.fabrics, second.fabrics) == ("비", (), ("울",))


def test_a_row_cut_short_by_a_kill_is_written_again(tmp_path):
    (tmp_path / "book").mkdir()
    cut_short = json.dumps({"id": "a0", "photo": "photos/a0.png", "gender": "women"}).encode()[:-9]
    (tmp_path / "book" / JOURNAL).write_bytes(cut_short)
    assert bring_in(layout(tmp_path), tmp_path / "book").added == 5
    assert ids(tmp_path / "book") == [f"a{i}" for i in range(5)]


def test_killed_after_the_table_and_before_the_journals_end(tmp_path):
    bring_in(layout(tmp_path, 2), tmp_path / "book")
    rows = [{"id": f"a{i}", "photo": f"photos/a{i}.png", **CELLS} for i in range(2)]
    (tmp_path / "book" / JOURNAL).write_text("".join(json.dumps(each) + "\n" for each in rows))
    report = bring_in(layout(tmp_path, 3), tmp_path / "book")
    assert (report.added, report.known) == (1, 2)
    assert ids(tmp_path / "book") == ["a0", "a1", "a2"]


def test_what_was_taken_down_does_not_come_back(tmp_path):
    bring_in(layout(tmp_path, 3), tmp_path / "book")
    removed.add(tmp_path / "book", removed.Mark("a1", "", "2026-01-01"))
    report = bring_in(layout(tmp_path, 3), tmp_path / "book")
    assert report.skipped == (("row 1", "It was taken down."),)
    assert ids(tmp_path / "book") == ["a0", "a2"]


def test_half_a_photo_that_a_kill_left_goes(tmp_path):
    bring_in(layout(tmp_path, 1), tmp_path / "book")
    (tmp_path / "book/photos/.a1.png.4711.part").write_bytes(b"half")
    bring_in(layout(tmp_path, 2), tmp_path / "book")
    assert sorted(each.name for each in (tmp_path / "book/photos").iterdir()) == ["a0.png", "a1.png"]


def test_two_imports_at_once_are_refused(tmp_path):
    (tmp_path / "book").mkdir()
    with (tmp_path / "book" / JOURNAL).open("w") as journal:
        fcntl.flock(journal, fcntl.LOCK_EX)
        with pytest.raises(LookbookError, match="Another import"):
            bring_in(layout(tmp_path), tmp_path / "book")


IMPORT = """
import sys
from pathlib import Path
from retrieval.lookbook.folder import import_folder
print("ready", flush=True)
import_folder(Path(sys.argv[1]), Path(sys.argv[2]))
"""


def test_killed_at_random_moments_nothing_is_lost_or_doubled(tmp_path):
    for i in range(150):
        draw(tmp_path / f"source/{i % 3}/{i}.png", "blue", i)
    command = [sys.executable, "-c", IMPORT, tmp_path / "source", tmp_path / "book"]
    wait, kills = random.Random(7), 0
    for _ in range(4):
        with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=Path(__file__).parents[3]) as running:
            running.stdout.readline()
            time.sleep(wait.uniform(0, 0.15))
            running.send_signal(signal.SIGKILL)
            kills += running.wait() == -signal.SIGKILL
    assert subprocess.run(command, stdout=subprocess.DEVNULL, check=True).returncode == 0
    assert kills
    assert len(ids(tmp_path / "book")) == 150
    assert check(tmp_path / "book") == []
    assert len(list((tmp_path / "book/photos").iterdir())) == 150
