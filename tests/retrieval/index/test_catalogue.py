"""What the conversation knows of the looks, without any model."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from retrieval.errors import IndexMismatch, IndexMissing
from retrieval.index import folders, tables
from retrieval.index.build import build
from retrieval.index.catalogue import Catalogue
from retrieval.lookbook.schema import read
from retrieval.types import Facets
from tests.retrieval.fakes import FakeCutter, FakeEmbedder, mixed_rows, row, write_lookbook

MEN_IN_WINTER = Facets("men", frozenset({"winter"}))


@pytest.fixture
def index(tmp_path):
    rows = [*mixed_rows(30), row("full", link="https://example.org", brands="가|나", weather="비")]
    build([write_lookbook(tmp_path / "book", rows)], tmp_path / "index", FakeCutter(), FakeEmbedder())
    return tmp_path / "index"


def test_looks_come_back_as_the_lookbook_has_them(index, tmp_path):
    assert Catalogue.open(index).looks == read(tmp_path / "book").looks


def test_a_look_is_found_by_id(index):
    catalogue = Catalogue.open(index)
    assert catalogue.look("full").brands == ("가", "나")
    assert catalogue.look("nobody") is None


def test_photos_have_their_digests(index):
    catalogue = Catalogue.open(index)
    photo = catalogue.look("full").photo
    assert catalogue.photo_digest("full") == hashlib.sha256(photo.read_bytes()).hexdigest()
    assert catalogue.photo_digest("nobody") is None


def test_facets_are_counted(index):
    catalogue = Catalogue.open(index)
    assert catalogue.count(Facets()) == 31
    passing = [
        row
        for row, look in enumerate(catalogue.looks)
        if look.gender in ("men", "unisex") and "winter" in look.seasons
    ]
    assert catalogue.rows(MEN_IN_WINTER).tolist() == passing
    assert catalogue.count(MEN_IN_WINTER) == len(passing) > 0


def test_telling_tags_are_those_that_the_other_looks_have_least(tmp_path):
    rows = [
        *(row(f"work{n}", tags="셔츠|블레이저|출근") for n in range(4)),
        *(row(f"play{n}", tags="셔츠|후드 티셔츠") for n in range(12)),
    ]
    build([write_lookbook(tmp_path / "book", rows)], tmp_path / "index", FakeCutter(), FakeEmbedder())
    catalogue = Catalogue.open(tmp_path / "index")
    work = catalogue.rows_of([f"work{n}" for n in range(4)] + ["nobody"])
    assert len(work) == 4
    assert catalogue.telling_tags(work) == ("블레이저", "출근", "셔츠")
    assert catalogue.telling_tags(range(16)) == ("셔츠", "후드 티셔츠", "블레이저", "출근")
    assert catalogue.telling_tags([]) == ()


def test_no_model_is_loaded(index):
    script = (
        "import sys; from pathlib import Path; from retrieval.index.catalogue import Catalogue;"
        "Catalogue.open(Path(sys.argv[1]));"
        "print(sorted({'tensorflow', 'sklearn', 'annoy', 'onnxruntime', 'scipy'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, index],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[3],
    )
    assert done.stdout.strip() == "[]"


def test_no_index_yet(tmp_path):
    with pytest.raises(IndexMissing, match="codibot index LOOKBOOK"):
        Catalogue.open(tmp_path)


def test_a_build_that_is_gone(index):
    (index / "current").write_text("nowhere\n", encoding="utf-8")
    with pytest.raises(IndexMissing, match="'nowhere'"):
        Catalogue.open(index)


def test_a_torn_table_or_manifest(index):
    build_folder = folders.current(index)
    table = build_folder / "looks.jsonl"
    table.write_bytes(table.read_bytes()[:-20])
    with pytest.raises(IndexMissing, match=r"looks\.jsonl"):
        Catalogue.open(index)
    (build_folder / "manifest.json").unlink()
    with pytest.raises(IndexMissing, match=r"manifest\.json"):
        Catalogue.open(index)


def spoil(index, name, change):
    path = folders.current(index) / name
    path.write_text(change(path.read_text("utf-8")), encoding="utf-8")


def lines(change):
    """Changes the JSON of each line of a table."""
    return lambda text: "".join(json.dumps(change(json.loads(line))) + "\n" for line in text.splitlines())


@pytest.mark.parametrize(
    ("change", "error"),
    [
        (lambda text: "[]", IndexMissing),
        (lambda text: '{"schema": 1}', IndexMismatch),
        (lambda text: '{"schema": 2, "lookbooks": 3}', IndexMismatch),
        (lambda text: '{"schema": 2, "lookbooks": [{"folder": "x"}]}', IndexMismatch),
        (lambda text: text.replace('"cutter"', '"knife"'), IndexMismatch),
        (lambda text: text.replace('"dim"', '"further": 1, "dim"'), IndexMismatch),
    ],
)
def test_a_manifest_of_another_shape(index, change, error):
    spoil(index, "manifest.json", change)
    with pytest.raises(error, match="codibot index"):
        Catalogue.open(index)


@pytest.mark.parametrize(
    "change",
    [
        lambda look: [],
        lambda look: {"id": look["id"]},
        lambda look: look | {"lookbook": 7},
        lambda look: look | {"tags": None},
        lambda look: look | {"wears": [0.5]},
    ],
)
def test_looks_of_another_shape(index, change):
    spoil(index, "looks.jsonl", lines(change))
    with pytest.raises(IndexMissing, match=r"looks\.jsonl"):
        Catalogue.open(index)


@pytest.mark.parametrize(
    "change",
    [
        lambda garment: {"look": garment["look"], "type": "top"},
        lambda garment: garment | {"box": [1]},
        lambda garment: garment | {"palette": [{"hex": "#000000"}]},
    ],
)
def test_worn_garments_of_another_shape(index, change):
    spoil(index, "worn.jsonl", lines(change))
    with pytest.raises(IndexMissing, match="torn"):
        tables.read_worn(folders.current(index)).garments[0]
    spoil(index, "worn.jsonl", lambda text: text.replace("}\n", "\n", 1))
    with pytest.raises(IndexMissing, match=r"worn\.jsonl"):
        tables.read_worn(folders.current(index))


@pytest.mark.parametrize("array", [None, np.zeros(()), np.zeros(3)])
def test_vectors_of_another_shape(index, array):
    path = folders.current(index) / tables.VECTORS
    path.write_bytes(b"") if array is None else np.save(path, array)
    with pytest.raises(IndexMissing, match=r"vectors\.npy"):
        tables.read_worn(folders.current(index))


def test_an_index_from_before_whole_looks_were_told_is_still_read(index):
    table = folders.current(index) / "looks.jsonl"
    table.write_text(table.read_text("utf-8").replace('"wears": [], ', ""), encoding="utf-8")
    assert '"wears"' not in table.read_text("utf-8")
    assert not Catalogue.open(index).wears.any()


def test_an_index_of_another_schema_names_the_command(index, tmp_path):
    manifest = folders.current(index) / "manifest.json"
    manifest.write_text(
        manifest.read_text(encoding="utf-8").replace('"schema": 1', '"schema": 0'), encoding="utf-8"
    )
    with pytest.raises(IndexMismatch, match=f"codibot index {tmp_path / 'book'}"):
        Catalogue.open(index)
