"""A lookbook that brings its sights along is indexed without a look at its photos."""

from __future__ import annotations

import pytest

from retrieval.index import folders, tables
from retrieval.index.build import build
from retrieval.index.cache import BROUGHT, SightCache, digest_of
from retrieval.lookbook import schema
from tests.retrieval.fakes import FakeCutter, FakeEmbedder, draw, mixed_rows, write_lookbook


@pytest.fixture
def lookbook(tmp_path):
    """Indexed once, so that it has sights to bring."""
    folder = write_lookbook(tmp_path / "book", mixed_rows(20))
    build([folder], tmp_path / "first", FakeCutter(), FakeEmbedder())
    bring(folder, tmp_path)
    return folder


def bring(folder, tmp_path, index="first"):
    cache = SightCache(tmp_path / index, FakeEmbedder(), FakeCutter.name)
    return cache.bring([digest_of(look.photo) for look in schema.read(folder).looks], folder)


def test_nothing_is_seen_again(lookbook, tmp_path):
    cutter = FakeCutter()
    report = build([lookbook], tmp_path / "second", cutter, FakeEmbedder())
    assert (report.indexed, report.reused, cutter.cuts) == (20, 20, 0)
    first, second = (tables.read_worn(folders.current(tmp_path / name)) for name in ("first", "second"))
    assert (first.vectors == second.vectors).all()


def test_what_a_lookbook_brought_it_brings_again(lookbook, tmp_path):
    before = (lookbook / BROUGHT).read_bytes()
    build([lookbook], tmp_path / "second", FakeCutter(), FakeEmbedder())  # nothing is seen, nothing kept
    assert bring(lookbook, tmp_path, "second") == 20
    assert (lookbook / BROUGHT).read_bytes() == before


def test_an_archive_is_whole_or_as_it_was(lookbook, tmp_path, monkeypatch):
    before = (lookbook / BROUGHT).read_bytes()

    def full(*args):
        raise OSError("no space left")

    monkeypatch.setattr("zipfile.ZipFile.writestr", full)
    with pytest.raises(OSError, match="no space left"):
        bring(lookbook, tmp_path)
    assert (lookbook / BROUGHT).read_bytes() == before


def test_a_changed_photo_is_seen(lookbook, tmp_path):
    draw(schema.read(lookbook).looks[0].photo, "black", seed=99)
    cutter = FakeCutter()
    build([lookbook], tmp_path / "second", cutter, FakeEmbedder())
    assert cutter.cuts == 1


def test_sights_of_another_embedder_are_not_used(lookbook, tmp_path):
    other = FakeEmbedder()
    other.checksum = "e" * 64
    cutter = FakeCutter()
    build([lookbook], tmp_path / "second", cutter, other)
    assert cutter.cuts == 20


def no_archive(archive):
    return b"torn"


def half(archive):
    return archive[: len(archive) // 2]


def one_byte_wrong(archive):
    return archive[:200] + bytes([archive[200] ^ 1]) + archive[201:]


def packed_by_no_known_method(archive):
    return archive.replace(
        b"\x0e\x00\x00\x00\x21\x00", b"\x07\x00\x00\x00\x21\x00"
    )  # the number of LZMA, twice


@pytest.mark.parametrize("damaged", [no_archive, half, one_byte_wrong, packed_by_no_known_method])
def test_a_damaged_archive_costs_time_only(lookbook, tmp_path, damaged):
    whole = (lookbook / BROUGHT).read_bytes()
    assert damaged(whole) != whole
    (lookbook / BROUGHT).write_bytes(damaged(whole))
    assert build([lookbook], tmp_path / "second", FakeCutter(), FakeEmbedder()).indexed == 20


def test_the_same_sights_make_the_same_archive(lookbook, tmp_path):
    before = (lookbook / BROUGHT).read_bytes()
    assert bring(lookbook, tmp_path) == 20
    assert (lookbook / BROUGHT).read_bytes() == before
