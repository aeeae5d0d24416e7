"""The page about a lookbook is one well-formed file that fetches nothing and hides nothing."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest

from bot.pages import svg
from bot.pages.lookbook_page import HEADINGS, lookbook_page
from retrieval.lookbook.review import FindingKind, review
from tests.retrieval.fakes import mixed_rows, row, write_lookbook


def nothing(digest):
    return None


@pytest.fixture
def html(tmp_path):
    rows = [*mixed_rows(12), row("odd", tags="<b>망토</b>", title="&"), row("gone")]
    write_lookbook(tmp_path, rows)
    (tmp_path / "photos/gone.png").unlink()
    return lookbook_page(review(tmp_path, nothing), nothing)


def test_it_is_well_formed(html):
    closed = re.sub(r"<((?:meta|img)[^>]*)>", r"<\1/>", html.removeprefix("<!doctype html>\n"))
    assert ElementTree.fromstring(closed).tag == "html"


def test_it_fetches_nothing(html):
    assert "default-src 'none'" in html
    assert not re.search(r"(src|href)=\"(?!data:)", html)
    assert "<script" not in html


def test_every_finding_has_its_heading_and_an_example(html):
    assert "Photos that cannot be used: 1" in html
    assert "Tags that stand on one look" in html
    assert "data:image/jpeg;base64," in html
    assert "&lt;b&gt;망토&lt;/b&gt;" in html


def test_every_kind_has_a_heading():
    assert set(HEADINGS) == set(FindingKind.__args__)


def test_a_lookbook_that_cannot_be_read_has_a_page(tmp_path):
    assert "looks.csv" in lookbook_page(review(tmp_path, nothing), nothing)


def test_plots_of_nothing_are_drawn():
    assert svg.bars([]).startswith("<svg")
    assert svg.line([]).startswith("<svg")
    assert "11-23 4" in svg.line([("11-22", 2), ("11-23", 4)])
