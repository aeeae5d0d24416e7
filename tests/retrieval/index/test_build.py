"""An index is built whole or not at all, goes on after a kill, and costs only what changed."""

from __future__ import annotations

import errno
import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from retrieval.errors import IndexWriteError, LookbookError
from retrieval.index import folders, tables
from retrieval.index.build import build
from retrieval.index.catalogue import Catalogue
from retrieval.index.sights import BATCH
from tests.retrieval.fakes import FakeCutter, FakeEmbedder, draw, mixed_rows, row, write_lookbook


@pytest.fixture
def lookbook(tmp_path):
    return write_lookbook(tmp_path / "book", mixed_rows(40))


@pytest.fixture
def index(tmp_path):
    return tmp_path / "index"


def files_of(folder):
    return {
        file.relative_to(folder): file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file()
    }


def test_a_build_holds_every_look_in_order(lookbook, index):
    report = build([lookbook], index, FakeCutter(), FakeEmbedder())
    assert (report.indexed, report.reused, report.skipped) == (40, 0, ())
    catalogue = Catalogue.open(index)
    assert [look.id for look in catalogue.looks] == [f"look{i:03}" for i in range(40)]
    assert catalogue.manifest.build_id == report.build_id == folders.current(index).name
    worn = tables.read_worn(folders.current(index))
    assert worn.look_rows.tolist() == list(range(40))
    assert np.linalg.norm(worn.vectors, axis=1) == pytest.approx(1, abs=0.005)


def test_nothing_is_pickled(lookbook, index):
    build([lookbook], index, FakeCutter(), FakeEmbedder())
    endings = {file.suffix for file in folders.current(index).rglob("*") if file.is_file()}
    assert endings == {".json", ".jsonl", ".npy", ".ann"}


def test_the_same_looks_build_the_same_index(lookbook, index, tmp_path):
    build([lookbook], index, FakeCutter(), FakeEmbedder())
    build([lookbook], index, FakeCutter(), FakeEmbedder())  # from the cache
    build([lookbook], tmp_path / "other", FakeCutter(), FakeEmbedder())
    builds = [
        files_of(build) for build in (*(index / "builds").iterdir(), *(tmp_path / "other/builds").iterdir())
    ]
    for each in builds:
        del each[Path("manifest.json")]  # tells its time
    assert builds[0] == builds[1] == builds[2]


def test_a_changed_lookbook_costs_what_changed(lookbook, index):
    build([lookbook], index, FakeCutter(), FakeEmbedder())
    draw(lookbook / "photos/look007.png", "green", 777)
    write_lookbook(lookbook, [*mixed_rows(40), row("new")], photos=False)
    draw(lookbook / "photos/new.png", "black", 778)
    cutter = FakeCutter()
    report = build([lookbook], index, cutter, FakeEmbedder())
    assert (report.indexed, report.reused, cutter.cuts) == (41, 39, 2)


def test_another_embedder_or_cutter_sees_anew(lookbook, index):
    build([lookbook], index, FakeCutter(), FakeEmbedder())
    other_cutter, other_embedder = FakeCutter(), FakeEmbedder()
    other_cutter.name, other_embedder.checksum = "other", "0" * 64
    assert build([lookbook], index, other_cutter, FakeEmbedder()).reused == 0
    assert build([lookbook], index, FakeCutter(), other_embedder).reused == 0
    assert build([lookbook], index, FakeCutter(), FakeEmbedder()).reused == 40


def test_bad_photos_are_skipped_and_told(lookbook, index):
    (lookbook / "photos/look003.png").unlink()
    (lookbook / "photos/look004.png").write_bytes(b"")
    (lookbook / "photos/look005.png").write_text("words", encoding="utf-8")
    torn = lookbook / "photos/look006.png"
    torn.write_bytes(torn.read_bytes()[:200])
    report = build([lookbook], index, FakeCutter(), FakeEmbedder())
    assert report.indexed == 36
    assert [look_id for look_id, _ in report.skipped] == ["look003", "look004", "look005", "look006"]
    assert all(reason for _, reason in report.skipped)
    assert Catalogue.open(index).look("look003") is None
    assert Catalogue.open(index).manifest.skipped == 4


def test_a_lookbook_of_nothing_usable_leaves_the_old_index(lookbook, index, tmp_path):
    before = build([lookbook], index, FakeCutter(), FakeEmbedder()).build_id
    with pytest.raises(LookbookError, match="No photo can be used"):
        build(
            [write_lookbook(tmp_path / "bad", [row("a")], photos=False)], index, FakeCutter(), FakeEmbedder()
        )
    assert folders.current(index).name == before


def test_several_lookbooks_become_one_index(lookbook, index, tmp_path):
    second = write_lookbook(tmp_path / "second", mixed_rows(5, prefix="other"))
    build([lookbook, second], index, FakeCutter(), FakeEmbedder())
    catalogue = Catalogue.open(index)
    assert [book.looks for book in catalogue.manifest.lookbooks] == [40, 5]
    assert catalogue.look("other002").photo == second / "photos/other002.png"


def test_ids_are_unique_across_lookbooks(lookbook, index, tmp_path):
    second = write_lookbook(tmp_path / "second", [row("look001")])
    with pytest.raises(LookbookError, match=r"'look001' stands in .*book and in .*second"):
        build([lookbook, second], index, FakeCutter(), FakeEmbedder())


def test_progress_reaches_the_end(lookbook, index):
    told = []
    (lookbook / "photos/look000.png").unlink()
    build([lookbook], index, FakeCutter(), FakeEmbedder(), told.append)
    assert [each.done for each in told] == [BATCH, 2 * BATCH, 40]
    assert (told[-1].total, told[-1].skipped, told[-1].seconds_left) == (40, 1, 0)
    assert told[-1].rate > 0


def test_only_the_served_build_and_the_one_before_are_kept(lookbook, index):
    built = [build([lookbook], index, FakeCutter(), FakeEmbedder()).build_id for _ in range(4)]
    assert sorted(each.name for each in (index / "builds").iterdir()) == built[-2:]
    assert folders.current(index).name == built[-1]


def refuse(*_args, **_kwargs):
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


@pytest.mark.parametrize(
    "writing",
    [
        "numpy.save",
        "retrieval.index.tables.write_looks",
        "retrieval.index.annoy.write_cells",
        "retrieval.index.folders.mkdtemp",
        "pathlib.Path.rename",
    ],
)
def test_a_full_disk_leaves_the_served_build(lookbook, index, monkeypatch, writing):
    before = build([lookbook], index, FakeCutter(), FakeEmbedder()).build_id
    served = files_of(folders.current(index))
    monkeypatch.setattr(writing, refuse)
    with pytest.raises(IndexWriteError, match="No space left"):
        build([lookbook], index, FakeCutter(), FakeEmbedder())
    assert folders.current(index).name == before
    assert files_of(folders.current(index)) == served
    assert [each.name for each in (index / "builds").iterdir()] == [before]


def test_a_full_disk_while_photos_are_seen(lookbook, index, monkeypatch):
    monkeypatch.setattr("retrieval.index.cache.replace", refuse)
    with pytest.raises(IndexWriteError, match="make room"):
        build([lookbook], index, FakeCutter(), FakeEmbedder())


BUILD = """
import sys
from pathlib import Path
from retrieval.index.build import build
from tests.retrieval.fakes import FakeCutter, FakeEmbedder
def told(progress):
    print(progress.done, flush=True)
    sys.stdin.readline()
build([Path(sys.argv[1])], Path(sys.argv[2]), FakeCutter(), FakeEmbedder(), told)
"""


def test_a_killed_build_goes_on(lookbook, index):
    killed = subprocess.Popen(
        [sys.executable, "-c", BUILD, lookbook, index],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=Path(__file__).parents[3],
    )
    with killed:
        assert int(killed.stdout.readline()) == BATCH
        killed.send_signal(signal.SIGKILL)
    cutter = FakeCutter()
    report = build([lookbook], index, cutter, FakeEmbedder())
    assert (report.reused, cutter.cuts) == (BATCH, 40 - BATCH)


def test_a_damaged_cache_is_seen_again(lookbook, index):
    build([lookbook], index, FakeCutter(), FakeEmbedder())
    sights = sorted((index / "cache").rglob("*.sight"))
    sights[0].write_bytes(b"")
    sights[1].write_bytes(sights[1].read_bytes()[:100])
    sights[2].write_bytes(json.dumps({"version": 99}).encode())
    assert build([lookbook], index, FakeCutter(), FakeEmbedder()).reused == 37
