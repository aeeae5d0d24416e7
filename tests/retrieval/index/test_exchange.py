"""One lookbook exchanged: seen photos alone, others as they were served, trees where something changed."""

from __future__ import annotations

import shutil
from dataclasses import replace

import pytest

from retrieval.errors import IndexWriteError, LookbookError
from retrieval.index import folders, known
from retrieval.index.build import build
from retrieval.index.cache import SightCache
from retrieval.index.catalogue import Catalogue
from retrieval.index.exchange import exchange
from retrieval.lookbook import removed
from retrieval.lookbook.removed import Mark
from retrieval.recommender import Recommender
from retrieval.seeing import see
from retrieval.types import TYPES, Facets, Query
from tests.retrieval.fakes import FakeCutter, FakeEmbedder, draw, mixed_rows, row, write_lookbook

WEARS = (0.5,) * len(TYPES)


@pytest.fixture
def index(tmp_path):
    book = write_lookbook(tmp_path / "book", mixed_rows(30))
    build([book], tmp_path / "index", FakeCutter(), FakeEmbedder())
    return tmp_path / "index"


def posted(folder, index, *ids, **cells):
    """A lookbook of posts whose photos were seen."""
    posts = write_lookbook(folder, [row(each, **cells) for each in ids])
    for seed, each in enumerate(ids):
        photo = draw(posts / f"photos/{each}.png", "green", 900 + seed)
        sight = replace(see(photo, FakeCutter(), FakeEmbedder(), "worn"), wears=WEARS)
        SightCache(index, FakeEmbedder(), "middle").put([sight])
    return posts


def answers(index, photo):
    recommender = Recommender.open(index, FakeCutter(), FakeEmbedder())
    query = Query(recommender.see(photo).garments, Facets("men", frozenset({"winter"})), lens="picture", k=40)
    return [each.look_id for each in recommender.recommend(query).recommendations]


@pytest.mark.parametrize(
    ("loose", "grown"),
    [(500, set()), (0, {"all-all.ann", "all-winter.ann", "men-all.ann", "men-winter.ann"})],
)
def test_a_new_look_is_found_and_trees_grow_where_much_came(index, tmp_path, monkeypatch, loose, grown):
    monkeypatch.setattr("retrieval.index.annoy.LOOSE", loose)
    before = folders.current(index)
    posts = posted(tmp_path / "posts", index, "post-1", gender="men", seasons="winter")
    done = exchange(posts, index)
    assert done.unseen == ()
    assert answers(index, posts / "photos/post-1.png")[0] == "post-1"
    catalogue = Catalogue.open(index)
    assert (len(catalogue.looks), len(catalogue.manifest.lookbooks)) == (31, 2)
    assert catalogue.manifest.looks == 31
    cells = {each.name for each in (before / "cells").iterdir()}
    linked = {
        name for name in cells if (before / "cells" / name).samefile(folders.current(index) / "cells" / name)
    }
    assert cells - linked == grown


def test_what_was_told_of_a_whole_look_comes_along(index, tmp_path):
    posts = posted(tmp_path / "posts", index, "post-1")
    for _ in range(2):  # from the cache, then from what is served
        exchange(posts, index)
        assert Catalogue.open(index).wears[-2:].tolist() == [[0.0] * len(TYPES), list(WEARS)]


def test_what_stood_behind_the_trees_goes_without_growing_them(index, tmp_path):
    posts = posted(tmp_path / "posts", index, "post-1", "post-2", gender="men", seasons="winter")
    exchange(posts, index)
    trees = (folders.current(index) / "cells/men-winter.ann").stat().st_ino
    write_lookbook(posts, [row("post-2", gender="men", seasons="winter")], photos=False)
    exchange(posts, index)
    assert (folders.current(index) / "cells/men-winter.ann").stat().st_ino == trees
    assert answers(index, posts / "photos/post-2.png")[0] == "post-2"
    assert "post-1" not in answers(index, posts / "photos/post-1.png")


def test_what_the_trees_hold_goes_out_of_them(index, tmp_path):
    trees = (folders.current(index) / "cells/all-all.ann").stat().st_ino
    write_lookbook(tmp_path / "book", mixed_rows(29), photos=False)
    exchange(tmp_path / "book", index)
    assert (folders.current(index) / "cells/all-all.ann").stat().st_ino != trees


def test_it_answers_as_a_whole_build_does(index, tmp_path):
    posts = posted(tmp_path / "posts", index, "post-1", "post-2", gender="unisex", seasons="")
    exchange(posts, index)
    quick = answers(index, posts / "photos/post-2.png")
    build([tmp_path / "book", posts], index, FakeCutter(), FakeEmbedder())
    assert answers(index, posts / "photos/post-2.png") == quick


def test_a_look_taken_back_goes_and_the_lookbook_with_its_last(index, tmp_path):
    posts = posted(tmp_path / "posts", index, "post-1", "post-2")
    exchange(posts, index)
    write_lookbook(posts, [row("post-2")], photos=False)
    exchange(posts, index)
    assert [Catalogue.open(index).look(each) is not None for each in ("post-1", "post-2")] == [False, True]
    (posts / "looks.csv").unlink()
    exchange(posts, index)
    assert len(Catalogue.open(index).manifest.lookbooks) == 1
    assert len(Catalogue.open(index).looks) == 30


def test_what_was_never_seen_is_named_and_what_was_taken_down_left_out(index, tmp_path):
    posts = posted(tmp_path / "posts", index, "post-1", "post-2")
    draw(posts / "photos/post-2.png", "red", 77)
    removed.add(index, Mark("post-1", "", "2026-01-01T00:00:00+00:00"))
    assert exchange(posts, index).unseen == ("post-2",)
    assert len(Catalogue.open(index).looks) == 30


def test_what_was_seen_elsewhere_is_kept_beside_the_index_and_forgotten(index, tmp_path):
    posts = write_lookbook(tmp_path / "posts", [row("post-1")])
    sight = see(draw(posts / "photos/post-1.png", "green", 900), FakeCutter(), FakeEmbedder(), "worn")
    known.keep(index, sight)
    assert exchange(posts, index).unseen == ()
    known.forget(index, [sight.digest])
    assert not list(index.glob(f"cache/*/*/{sight.digest}.sight"))


def test_other_lookbooks_stay_as_they_are_served(index, tmp_path):
    """Whatever somebody is changing in them just now."""
    (tmp_path / "book" / "looks.csv").write_text("half a tab", "utf-8")
    shutil.rmtree(tmp_path / "book" / "photos")
    exchange(posted(tmp_path / "posts", index, "post-1"), index)
    assert len(Catalogue.open(index).looks) == 31


def test_a_build_that_is_served_meanwhile_is_begun_from(index, tmp_path, monkeypatch):
    posts = posted(tmp_path / "posts", index, "post-1")
    other = write_lookbook(tmp_path / "other", mixed_rows(5, "other"))
    builds = iter([lambda folder: build([tmp_path / "book", other], index, FakeCutter(), FakeEmbedder())])
    monkeypatch.setattr(
        "retrieval.index.exchange.try_out", lambda folder, engine: next(builds, lambda folder: None)(folder)
    )
    exchange(posts, index)
    assert len(Catalogue.open(index).looks) == 36


def test_a_build_that_is_served_at_the_last_moment_is_begun_from(index, tmp_path, monkeypatch):
    """Whatever comes between looking what serves and switching."""
    posts = posted(tmp_path / "posts", index, "post-1")
    other = write_lookbook(tmp_path / "other", mixed_rows(5, "other"))
    serve, first = folders.serve, [True]

    def late(*args, **kwargs):
        if first and first.pop():
            build([tmp_path / "book", other], index, FakeCutter(), FakeEmbedder())
        return serve(*args, **kwargs)

    monkeypatch.setattr(folders, "serve", late)
    exchange(posts, index)
    assert len(Catalogue.open(index).looks) == 36


def test_an_index_is_never_left_empty(tmp_path):
    index = tmp_path / "index"
    only = write_lookbook(tmp_path / "only", [row("one")])
    build([only], index, FakeCutter(), FakeEmbedder())
    (only / "looks.csv").unlink()
    with pytest.raises(LookbookError, match="No look would be left"):
        exchange(only, index)
    assert Catalogue.open(index).look("one") is not None


def test_a_photo_that_is_gone_leaves_out_its_look_alone(index, tmp_path):
    posts = posted(tmp_path / "posts", index, "post-1", "post-2", "post-3")
    (posts / "photos/post-2.png").unlink()
    (posts / "photos/post-3.png").unlink()
    removed.add(index, Mark("post-3", "", "2026-01-01T00:00:00+00:00"))
    assert exchange(posts, index).unseen == ("post-2",)
    assert Catalogue.open(index).look("post-1") is not None


def test_what_an_engine_is_refused_is_said_in_its_own_words(index, tmp_path, monkeypatch):
    posts = posted(tmp_path / "posts", index, "post-1")

    def full(*args, **kwargs):
        raise OSError("Unable to write: disk is full")  # as Annoy raises it: without a number

    monkeypatch.setattr(folders, "serve", full)
    with pytest.raises(IndexWriteError, match="disk is full"):
        exchange(posts, index)
