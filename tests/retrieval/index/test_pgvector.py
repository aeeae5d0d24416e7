"""Builds come into PostgreSQL, serve, go back, and go away with their folders; what is torn never serves."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from retrieval.errors import IndexMissing, IndexUnavailable, IndexWrong
from retrieval.index import engines, folders, manifest
from retrieval.index.build import build
from retrieval.index.cells import rows_by_cell
from retrieval.index.exchange import exchange
from retrieval.index.nearest import ExactNearest
from retrieval.recommender import Recommender
from retrieval.types import Facets, Query
from tests.retrieval.fakes import FakeCutter, FakeEmbedder, mixed_rows, write_lookbook
from tests.retrieval.index import builds
from tests.retrieval.index.test_exchange import posted

pgvector = pytest.importorskip("retrieval.index.pgvector", exc_type=ImportError)

TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'worn_garments' ORDER BY 1"


@pytest.fixture
def url(postgres):
    return postgres.url()


@pytest.fixture
def engine(url):
    return pgvector.Pgvector(url)


@pytest.fixture
def lookbook(tmp_path):
    return write_lookbook(tmp_path / "book", mixed_rows(40))


@pytest.fixture
def index(tmp_path):
    return tmp_path / "index"


@pytest.fixture
def tables(postgres, url):
    return lambda: [name for (name,) in postgres.do(TABLES, url)]


def indexed(lookbook, index, engine):
    return build([lookbook], index, FakeCutter(), FakeEmbedder(), engine=engine).build_id


def opened(index, engine):
    return Recommender.open(index, FakeCutter(), FakeEmbedder(), engine)


def filled(folder, engine, vectors):
    """A build of those vectors, opened."""
    looks, worn = builds.looks(len(vectors)), builds.worn(vectors)
    with engine.filled(builds.written(folder, "one", vectors), looks, worn):
        return engine.open(folder, looks, worn)


def test_the_same_answers_as_with_annoy(lookbook, tmp_path, engine):
    build([lookbook], tmp_path / "annoy", FakeCutter(), FakeEmbedder())
    indexed(lookbook, tmp_path / "pgvector", engine)
    annoy, pgvector = opened(tmp_path / "annoy", engines.ANNOY), opened(tmp_path / "pgvector", engine)
    garments = annoy.see(lookbook / "photos/look003.png").garments
    for facets in (Facets(), Facets("men"), Facets("women", frozenset({"winter", "spring"}))):
        asked = Query(garments, facets, lens="picture")
        assert annoy.recommend(asked).recommendations == pgvector.recommend(asked).recommendations


def test_tables_go_with_their_builds(lookbook, index, engine, tables):
    built = [indexed(lookbook, index, engine) for _ in range(3)]
    assert tables() == built[1:] == sorted(folders.builds(index))
    assert manifest.read(folders.current(index)).engine == "pgvector"


def test_going_back_to_the_build_before(lookbook, index, engine, tables):
    first = indexed(lookbook, index, engine)
    second = indexed(lookbook, index, engine)
    assert folders.roll_back(index) == first
    assert opened(index, engine).catalogue.manifest.build_id == first
    third = indexed(lookbook, index, engine)
    assert tables() == [first, third] != [first, second]


def test_what_fails_the_trial_is_taken_out_again(lookbook, index, engine, tables, monkeypatch):
    before = indexed(lookbook, index, engine)

    def wrong(build, engine):
        raise IndexWrong("wrong")

    monkeypatch.setattr("retrieval.index.build.try_out", wrong)
    with pytest.raises(IndexWrong):
        indexed(lookbook, index, engine)
    assert tables() == [before]
    assert folders.current(index).name == before


BUILD = """
import sys
from pathlib import Path
from retrieval.index import build, pgvector
from tests.retrieval.fakes import FakeCutter, FakeEmbedder
def stop(*_):
    print("here", flush=True)
    sys.stdin.readline()
if sys.argv[4] == "filling":
    pgvector.binary = lambda *_: iter(stop, 0)
else:
    build.try_out = stop
engine = pgvector.Pgvector(sys.argv[3])
build.build([Path(sys.argv[1])], Path(sys.argv[2]), FakeCutter(), FakeEmbedder(), engine=engine)
"""


@pytest.mark.parametrize("moment", ["filling", "trial"])
def test_a_killed_build_serves_nothing(lookbook, index, engine, url, tables, moment):
    before = indexed(lookbook, index, engine)
    command = [sys.executable, "-c", BUILD, lookbook, index, url, moment]
    root = Path(__file__).parents[3]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=root) as killed:
        assert killed.stdout.readline() == b"here\n"
        killed.send_signal(signal.SIGKILL)
    assert folders.current(index).name == before
    assert opened(index, engine).catalogue.manifest.build_id == before
    after = indexed(lookbook, index, engine)
    assert tables() == [before, after]


def test_a_lookbook_is_exchanged(lookbook, index, engine, tables, tmp_path):
    first = indexed(lookbook, index, engine)
    posts = posted(tmp_path / "posts", index, "mine")
    second = exchange(posts, index, engine).build_id
    recommender = opened(index, engine)
    garments = recommender.see(posts / "photos/mine.png").garments
    best = recommender.recommend(Query(garments, lens="picture")).recommendations[0]
    assert best.look_id == "mine"
    assert tables() == [first, second]


def test_a_build_of_another_engine_is_told_with_the_command(lookbook, index, engine):
    build([lookbook], index, FakeCutter(), FakeEmbedder())
    with pytest.raises(IndexMissing, match=f"codibot index {lookbook}"):
        opened(index, engine)
    indexed(lookbook, index, engine)
    with pytest.raises(IndexMissing, match="codibot index"):
        opened(index, engines.ANNOY)


def test_the_doctor_hears_how_much_is_there(lookbook, index, engine, postgres, url):
    build_id = indexed(lookbook, index, engine)
    about = manifest.read(folders.current(index))
    assert engine.examine(about).startswith("pgvector 0.")
    postgres.do(f'DELETE FROM worn_garments."{build_id}" WHERE row = 3', url)
    with pytest.raises(IndexMissing, match="39 of 40"):
        engine.examine(about)


def test_a_connection_that_was_cut_is_made_anew(tmp_path, engine, postgres, url):
    vectors = builds.unit(np.random.default_rng(1).normal(size=(50, 8)))
    nearest = filled(tmp_path, engine, vectors)
    postgres.do("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()", url)
    assert nearest.search(vectors[7], Facets(), 5)[0][0] == 7


def test_a_server_that_is_gone_is_told_without_its_password(tmp_path):
    vectors = builds.unit(np.ones((1, 8)))
    folder = builds.written(tmp_path, "one", vectors)
    with pytest.raises(IndexUnavailable) as told:
        pgvector.Pgvector("postgresql://me:secret@127.0.0.1:1/codibot").open(folder, (), builds.worn(vectors))
    assert "secret" not in str(told.value)


def test_where_the_graph_gives_up_all_inside_are_compared(tmp_path, url, monkeypatch):
    """The question's neighbours are women's; of the others, far from it, the graph is not let find any."""
    monkeypatch.setattr(pgvector, "LEAST_EF", 100)
    monkeypatch.setattr(pgvector, "_OPTIONS", pgvector._OPTIONS.replace("=40000", "=1"))
    looks, rng = builds.looks(1500), np.random.default_rng(2)
    far = np.array([look.gender != "women" for look in looks])
    centre = rng.normal(size=64)
    vectors = builds.unit(np.where(far, -1, 1)[:, None] * centre + 0.3 * rng.normal(size=(1500, 64)))
    cells = rows_by_cell(looks)
    nearest = filled(tmp_path, pgvector.Pgvector(url, step=0), vectors)
    question, facets = builds.unit(centre[None])[0], Facets("men", frozenset({"winter"}))
    true, _ = ExactNearest(vectors, cells).search(question, facets, 20)
    assert nearest.search(question, facets, 20)[0].tolist() == true.tolist()


def test_the_graph_is_asked_where_many_are_inside(tmp_path, url, postgres):
    vectors = builds.unit(np.random.default_rng(3).normal(size=(300, 16)))
    nearest = filled(tmp_path, pgvector.Pgvector(url, step=0), vectors)
    nearest.search(vectors[0], Facets(), 5)
    nearest.search(vectors[0], Facets("men"), 5)
    used = "SELECT idx_scan FROM pg_stat_user_indexes WHERE indexrelname LIKE '%embedding%'"
    nearest._database.ask("SELECT pg_stat_force_next_flush()")
    assert postgres.do(used, url) == [(2,)]


def test_without_the_driver_it_is_said_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "retrieval.index.pgvector", None)
    with pytest.raises(IndexUnavailable, match=r"codibot\[scale\]"):
        engines.make("pgvector", "postgresql://here/codibot")
