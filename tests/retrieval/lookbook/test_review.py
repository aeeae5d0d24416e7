"""What a check finds in a lookbook, and what it mends by itself."""

from __future__ import annotations

import csv
import json

import numpy as np
import pytest
from PIL import Image

from retrieval.errors import LookbookError
from retrieval.lookbook import schema, table
from retrieval.lookbook.check import check
from retrieval.lookbook.mending import SET_ASIDE, mend
from retrieval.lookbook.review import review
from retrieval.types import Box, Garment, Sight
from tests.retrieval.fakes import row, write_lookbook


def texts(found, kind):
    return [finding.text for finding in found.of(kind)]


def picture(path, seed, size=(300, 400)):
    """A photo of its own: soft blobs that no other seed has."""
    rough = np.random.default_rng(seed).integers(0, 255, (6, 5, 3), dtype=np.uint8)
    Image.fromarray(rough).resize(size, Image.Resampling.BICUBIC).save(path)


@pytest.fixture
def book(tmp_path):
    folder = write_lookbook(tmp_path, [row(each, tags="코트|니트") for each in "abcd"])
    for seed, each in enumerate("abcd"):
        picture(folder / f"photos/{each}.png", seed)
    return folder


def test_a_sound_lookbook_has_only_advice(book):
    found = review(book)
    assert not any(finding.must for finding in found.findings)
    assert {finding.kind for finding in found.findings} == {"few-looks"}
    assert "women, summer: 4 looks" in texts(found, "few-looks")[4 + 1]


def test_unusable_and_small_photos(book):
    (book / "photos/a.png").write_bytes(b"torn")
    (book / "photos/b.png").unlink()
    picture(book / "photos/c.png", 9, size=(90, 120))
    found = review(book)
    assert [finding.looks[0].id for finding in found.of("photo")] == ["a", "b"]
    assert all(finding.must for finding in found.of("photo"))
    assert texts(found, "small") == ["look c: its photo has 90 x 120 pixels; 224 are wished for"]


def test_products_may_be_small(book):
    (book / schema.ABOUT).write_text(json.dumps({"kind": "product"}))
    picture(book / "photos/c.png", 9, size=(60, 80))
    assert review(book).of("small") == []


def test_photos_that_show_the_same(book):
    original = Image.open(book / "photos/a.png")
    original.resize((450, 600)).save(book / "photos/b.png")  # larger
    (book / "photos/c.png").write_bytes((book / "photos/a.png").read_bytes())
    found = review(book)
    assert texts(found, "same") == ["looks a, c: one photo, byte for byte"]
    assert texts(found, "alike") == ["looks a, b: their photos show the same"]


def test_another_colour_is_another_garment(book):
    pixels = np.asarray(Image.open(book / "photos/a.png"))
    Image.fromarray(255 - (255 - pixels) // 3).save(book / "photos/b.png")  # the same shapes, much paler
    assert review(book).of("alike") == []


def test_tags_that_stand_once(book):
    text = (book / schema.TABLE).read_text(encoding="utf-8")
    (book / schema.TABLE).write_text(text.replace("코트|니트", "코트|니트|망토", 1), encoding="utf-8")
    assert texts(review(book), "rare-tag") == ["tag '망토' stands on look a alone"]


def garment(type, confidence=0.9):
    return Garment(type, confidence, (), Box(0, 0, 1, 1), np.ones(1, dtype=np.float32), ())


def seeing(*garments, fell_back=False):
    return lambda digest: Sight(digest, 1, 1, garments, 0.9, fell_back)


def test_a_tag_that_the_picture_contradicts(tmp_path):
    write_lookbook(tmp_path, [row("a", tags="스커트|니트")])
    assert texts(review(tmp_path, seeing(garment("trousers"), garment("top"))), "contradiction") == [
        "look a: tag '스커트', but its photo shows trousers"
    ]
    for sight in (seeing(garment("skirt")), seeing(garment("trousers", 0.2)), seeing(garment("top"))):
        assert review(tmp_path, sight).of("contradiction") == []


def test_no_garment_found_counts_where_they_are_worn(tmp_path):
    write_lookbook(tmp_path, [row("a")])
    assert len(review(tmp_path, seeing()).of("unseen")) == 1
    assert len(review(tmp_path, seeing(garment("top"), fell_back=True)).of("unseen")) == 1
    (tmp_path / schema.ABOUT).write_text(json.dumps({"kind": "product"}))
    assert review(tmp_path, seeing()).of("unseen") == []


def test_a_lookbook_that_cannot_be_read(tmp_path):
    found = review(tmp_path)
    assert found.lookbook is None
    assert found.findings[0].must


def test_mending_what_is_safe(book):
    rows = [
        row("a", gender="Women", seasons="fall"),
        row("b", title="x"),
        row("c", photo="photos/b.png", title="x"),
        row("gone"),
    ]
    write_lookbook(book, rows, photos=False)
    before = (book / schema.TABLE).read_bytes()
    mended = mend(book)
    assert len(mended.done) == 2
    assert mended.backup.read_bytes() == before
    assert check(book) == []
    looks = schema.read(book).looks
    assert [(look.id, look.gender) for look in looks] == [("a", "women"), ("b", "women")]
    assert looks[0].seasons == {"autumn"}
    aside = list(csv.DictReader((book / SET_ASIDE).read_text(encoding="utf-8").splitlines()))
    assert [each["id"] for each in aside] == ["c", "gone"]
    assert all(each["why"] for each in aside)


def test_mending_twice_changes_nothing_more(book):
    assert mend(book).done == ()
    assert list(book.glob("*.bak")) == []


def test_a_table_in_cp949_becomes_utf_8(book):
    text = (book / schema.TABLE).read_text(encoding="utf-8")
    (book / schema.TABLE).write_bytes(text.encode("cp949"))
    assert mend(book).done == ("wrote the table as UTF-8",)
    assert schema.read(book).looks[0].tags == ("코트", "니트")


def test_what_cannot_be_mended_by_itself_is_said(tmp_path):
    with pytest.raises(LookbookError, match="cannot be mended by itself"):
        mend(tmp_path)


def spoil(book, old, new):
    """Writes something else into the first row of a table, as somebody's editor might."""
    place = book / schema.TABLE
    text = place.read_text(encoding="utf-8")
    assert old in text
    place.write_text(text.replace(old, new, 1), encoding="utf-8")
    return place.read_bytes()


def test_a_comma_without_quotes_is_named_and_no_cell_is_lost(book):
    before = spoil(book, "티셔츠와 데님 팬츠 룩", "티셔츠, 데님 팬츠 룩")
    (book / "photos/b.png").unlink()  # something to mend beside
    with pytest.raises(LookbookError, match="row 2 has more cells"):
        mend(book)
    assert (book / schema.TABLE).read_bytes() == before
    assert not (book / SET_ASIDE).exists()


def test_a_column_that_stands_twice_is_named_and_no_cell_is_lost(book):
    before = spoil(book, "credit", "title")
    with pytest.raises(LookbookError, match="by hand"):
        mend(book)
    assert (book / schema.TABLE).read_bytes() == before


def test_another_rows_cells_beyond_the_header_are_not_lost_by_dropping(book):
    before = spoil(book, "티셔츠와 데님 팬츠 룩", "티셔츠, 데님 팬츠 룩")
    with pytest.raises(LookbookError, match="row of 'a'"):
        table.drop(book, "b")
    assert (book / schema.TABLE).read_bytes() == before
    table.drop(book, "a")
    assert [look.id for look in schema.read(book).looks] == ["b", "c", "d"]
