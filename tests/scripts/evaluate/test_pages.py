"""The pages: words escaped, pictures small, the matched garment outlined, nothing fetched from elsewhere."""

import json
from dataclasses import replace

import numpy as np
from PIL import Image

from retrieval.types import Box
from scripts.evaluate import blind
from scripts.evaluate.demo_sections import DEMO, drawn_truth
from scripts.evaluate.page import Pictures, figure, page, table
from scripts.evaluate.rows import random_row
from tests.retrieval.fakes import draw
from tests.scripts.evaluate.benches import small_bench


def test_words_are_escaped():
    assert "<b>" not in table(["<b>"], [["<b>"]]) + figure("a.webp", ["<b>"])


def test_a_page_needs_nothing_from_elsewhere():
    whole = page("T", [figure("pictures/a.webp", ["a"])], "say()")
    assert "http" not in whole
    assert "say()" in whole


def test_a_matched_garment_is_outlined(tmp_path):
    source = draw(tmp_path / "look.png", "green")
    pictures = Pictures(tmp_path / "pictures")
    plain, boxed = (
        np.asarray(Image.open(tmp_path / address).convert("RGB"), dtype=int)
        for address in (pictures.plain(source), pictures.boxed(source, Box(8, 8, 40, 40)))
    )
    different = np.abs(plain - boxed).sum(axis=2) > 150
    assert different[8, 8:40].mean() > 0.8
    assert not different[16:32, 16:32].any()


def test_the_blind_page_names_no_system_beside_its_answers(tmp_path):
    photos = [draw(tmp_path / f"look{i:02}.png", "red", i) for i in range(36)]
    bench = small_bench()
    queries = [draw(tmp_path / query.photo.name, "blue", i) for i, query in enumerate(bench.queries)]
    bench = blind_bench(bench, photos, queries)
    one, other = random_row(bench), random_row(bench, seed=2)
    patterned = [place != 1 for place in range(len(bench.queries))]
    whole = blind.write(one, other, bench, patterned, tmp_path / "out").read_text("utf-8")
    assert "random" not in whole.split("<script>")[0]
    assert whole.count('class="case"') == len(bench.queries) - 1
    assert f'data-case="{bench.queries[1].id}"' not in whole


def blind_bench(bench, photos, queries):
    drawn = [replace(query, photo=path) for query, path in zip(bench.queries, queries, strict=True)]
    return replace(bench, photos=tuple(photos), queries=tuple(drawn))


def test_drawn_looks_have_the_truth_they_were_drawn_with():
    row = json.loads((DEMO / "truth.jsonl").read_text("utf-8").splitlines()[0])
    (look,) = drawn_truth(DEMO / "truth.jsonl", [row["id"]])
    assert set(look.pieces) == {piece["type"] for piece in row["pieces"]}
    assert all(0 <= lightness <= 100 for lightness, _, _ in look.pieces.values())
