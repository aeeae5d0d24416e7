"""A lookbook's life under a served index: changes cost what changed, takedowns hold, builds go back."""

from __future__ import annotations

import fcntl
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from retrieval.errors import IndexMissing, IndexWrong, LookbookError, MarksUnread
from retrieval.index import folders, tables, trial
from retrieval.index.build import build
from retrieval.index.catalogue import Catalogue
from retrieval.index.watch import NOTHING, Change, Watch
from retrieval.lookbook import removed, schema
from retrieval.lookbook.removed import Mark
from retrieval.recommender import Recommender
from retrieval.types import Facets, Query
from tests.retrieval.fakes import FakeCutter, FakeEmbedder, draw, mixed_rows, row, write_lookbook


@pytest.fixture
def lookbook(tmp_path):
    return write_lookbook(tmp_path / "book", mixed_rows(40))


@pytest.fixture
def index(tmp_path):
    return tmp_path / "index"


def indexed(lookbook, index):
    return build([lookbook], index, FakeCutter(), FakeEmbedder())


def mark(look_id, digest=""):
    return Mark(look_id, digest, "2026-01-01T00:00:00+00:00")


def test_changed_added_and_removed_cost_what_changed(lookbook, index):
    indexed(lookbook, index)
    for i in range(5):
        draw(lookbook / f"photos/look{i:03}.png", "green", 500 + i)
    rows = [*mixed_rows(40)[:35], *(row(f"new{i}") for i in range(5))]
    write_lookbook(lookbook, rows, photos=False)
    for i in range(5):
        draw(lookbook / f"photos/new{i}.png", "red", 600 + i)
    cutter = FakeCutter()
    report = build([lookbook], index, cutter, FakeEmbedder())
    assert (report.indexed, report.reused, cutter.cuts) == (40, 30, 10)
    catalogue = Catalogue.open(index)
    assert catalogue.look("look039") is None
    assert catalogue.look("new4") is not None


def test_a_look_taken_down_is_gone_without_a_new_build(lookbook, index):
    indexed(lookbook, index)
    recommender = Recommender.open(index, FakeCutter(), FakeEmbedder())
    garments = recommender.see(lookbook / "photos/look003.png").garments
    question = Query(garments, lens="picture", k=40)
    assert recommender.recommend(question).recommendations[0].look_id == "look003"
    removed.add(index, mark("look003"))
    recommender.obey(removed.of(index))
    found = recommender.recommend(question)
    assert "look003" not in {each.look_id for each in found.recommendations}
    assert (len(found.recommendations), found.candidates) == (39, 39)
    assert recommender.catalogue.look("look003") is None
    assert recommender.catalogue.look("look004") is not None


def test_marks_hold_for_whoever_opens_the_index(lookbook, index):
    indexed(lookbook, index)
    removed.add(lookbook, mark("look001"))
    removed.add(index, mark("look002"))
    catalogue = Catalogue.open(index)
    assert catalogue.look("look001") is catalogue.look("look002") is None
    assert catalogue.count(Facets()) == 38


def test_later_builds_obey_by_id_and_by_photo(lookbook, index):
    indexed(lookbook, index)
    digest = Catalogue.open(index).photo_digest("look005")
    removed.add(index, mark("look005", digest))
    write_lookbook(lookbook, [*mixed_rows(40), row("again", photo="photos/look005.png")], photos=False)
    report = indexed(lookbook, index)
    assert report.indexed == 39
    assert dict(report.skipped) == {"again": "It was taken down."}


def test_a_lookbook_of_which_all_was_taken_down(tmp_path, index):
    lookbook = write_lookbook(tmp_path / "one", [row("only")])
    removed.add(lookbook, mark("only"))
    with pytest.raises(LookbookError, match="taken down"):
        indexed(lookbook, index)


def test_a_mark_that_was_cut_short_harms_no_other(tmp_path):
    removed.add(tmp_path, mark("one"))
    with (tmp_path / removed.NAME).open("ab") as marks:
        marks.write(b'{"look_id": "tw')
    removed.add(tmp_path, mark("three", "f" * 64))
    assert removed.of(tmp_path).ids == {"one", "three"}
    assert removed.of(tmp_path).covers("other", "f" * 64)


def test_marks_that_cannot_be_read_are_said_and_those_known_before_hold(lookbook, index):
    indexed(lookbook, index)
    removed.add(index, mark("look001"))
    catalogue = Catalogue.open(index)
    (index / removed.NAME).unlink()
    (index / removed.NAME).mkdir()  # a disk that gives nothing, even to who may read all
    with pytest.raises(MarksUnread, match=r"removed\.jsonl"):
        catalogue.obey(removed.of(index))
    assert catalogue.look("look001") is None
    with pytest.raises(MarksUnread):
        Catalogue.open(index)


def test_a_lookbook_whose_marks_cannot_be_read_must_be_mended(lookbook):
    (lookbook / removed.NAME).mkdir()
    with pytest.raises(LookbookError, match=r"removed\.jsonl"):
        schema.read(lookbook)


def test_the_lookbook_itself_shows_what_was_taken_down_no_more(lookbook):
    removed.add(lookbook, mark("look001"))
    assert "look001" not in {look.id for look in schema.read(lookbook).looks}


def test_going_back_to_the_build_before(lookbook, index):
    first, second = indexed(lookbook, index).build_id, indexed(lookbook, index).build_id
    assert folders.roll_back(index) == first == folders.current(index).name
    with pytest.raises(IndexMissing, match="no build before"):
        folders.roll_back(index)
    third = indexed(lookbook, index).build_id
    assert sorted(each.name for each in (index / "builds").iterdir()) == [first, third]
    assert second not in {first, third}


def test_one_process_at_a_time_switches(lookbook, index):
    first, second = indexed(lookbook, index).build_id, indexed(lookbook, index).build_id
    with ThreadPoolExecutor(1) as pool, (index / folders.LOCK).open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        waiting = pool.submit(folders.roll_back, index)
        with pytest.raises(TimeoutError):
            waiting.result(0.3)
        assert folders.current(index).name == second
        fcntl.flock(lock, fcntl.LOCK_UN)
        assert waiting.result(10) == first == folders.current(index).name


def test_a_takedown_holds_after_going_back(lookbook, index):
    indexed(lookbook, index)
    removed.add(index, mark("look007"))
    indexed(lookbook, index)
    folders.roll_back(index)
    assert Catalogue.open(index).look("look007") is None


def test_what_a_watch_sees(lookbook, index):
    indexed(lookbook, index)
    watch = Watch(index)
    assert watch.look() == Change(build=False, marks=False)
    removed.add(index, mark("look001"))
    assert watch.look() == Change(build=False, marks=True)
    indexed(lookbook, index)
    assert watch.look() == Change(build=True, marks=False)


def test_a_watch_tells_again_what_could_not_be_followed(lookbook, index, monkeypatch):
    indexed(lookbook, index)
    watch = Watch(index)
    indexed(lookbook, index)
    failed = watch.look()
    watch.again(failed)
    assert watch.look() == NOTHING  # a pause first
    removed.add(index, mark("look001"))
    assert watch.look() == Change(build=True, marks=True)  # a change brings it along
    monkeypatch.setattr("retrieval.index.watch.PAUSE", 0.0)
    watch.again(failed)
    assert watch.look() == failed
    assert watch.look() == NOTHING


def spoil(build, change):
    worn = tables.read_worn(build)
    vectors = worn.vectors.astype(np.float32)
    np.save(build / tables.VECTORS, change(vectors), allow_pickle=False)


@pytest.mark.parametrize("change", [lambda vectors: vectors * 2, lambda vectors: vectors * np.nan])
def test_a_build_that_answers_wrongly_is_refused(lookbook, index, change):
    indexed(lookbook, index)
    served = folders.current(index)
    trial.try_out(served)
    spoil(served, change)
    with pytest.raises(IndexWrong):
        trial.try_out(served)


def test_what_fails_the_trial_never_serves(lookbook, index, monkeypatch):
    before = indexed(lookbook, index).build_id

    def wrong(build, engine):
        raise IndexWrong("wrong")

    monkeypatch.setattr("retrieval.index.build.try_out", wrong)
    with pytest.raises(IndexWrong):
        indexed(lookbook, index)
    assert folders.current(index).name == before
    assert [each.name for each in (index / "builds").iterdir()] == [before]
