"""Noisy tags keep to their dice, whichever look or machine they are thrown for."""

import zlib
from pathlib import Path

from retrieval.lookbook import schema
from retrieval.types import Look
from scripts.evaluate import lookbooks
from tests.retrieval.fakes import row, write_lookbook

VOCABULARY = ["가방", "구두", "모자", "셔츠", "스커트", "청바지"]


def a_look(name):
    return Look(name, Path("x"), "women", frozenset(), "casual", "", ("구두", "셔츠", "스커트"), "")


def test_tags_are_dropped_and_added_as_the_checksums_say():
    noisy = lookbooks.noisy_tags(VOCABULARY)
    for name in (f"look{i}" for i in range(60)):
        kept = [tag for tag in a_look(name).tags if zlib.crc32(f"{name}|{tag}".encode()) % 10 >= 3]
        added = [
            VOCABULARY[zlib.crc32(f"{name}|{tag}|which".encode()) % len(VOCABULARY)]
            for tag in a_look(name).tags
            if zlib.crc32(f"{name}|{tag}|false".encode()) % 10 == 0
        ]
        assert list(noisy(a_look(name))) == list(dict.fromkeys(kept + added))


def test_about_three_in_ten_are_dropped_and_one_in_ten_added():
    noisy = lookbooks.noisy_tags(["거짓"])
    tagged = [noisy(a_look(f"look{i}")) for i in range(2000)]
    true = sum(tag != "거짓" for tags in tagged for tag in tags) / 6000
    false = sum("거짓" in tags for tags in tagged) / 2000
    assert 0.67 < true < 0.73
    assert 0.23 < false < 0.31  # 1 - 0.9 ** 3: three dice a look


def test_a_written_lookbook_has_the_chosen_looks_no_titles_and_other_tags(tmp_path):
    source = write_lookbook(tmp_path / "source", [row("a"), row("b"), row("c")])
    written = lookbooks.write(source, ["c", "a"], lookbooks.no_tags, tmp_path / "bare")
    looks = schema.read(written).looks
    assert [look.id for look in looks] == ["c", "a"]
    assert all(not look.title and not look.tags and look.photo.exists() for look in looks)
