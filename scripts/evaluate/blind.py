"""By eye: two systems' answers side by side, sides shuffled, judged without knowing whose they are.

For what no label covers: garments that the parser takes for striped, checked or printed, one in ten wrongly.
The page keeps the choices and tells the count when asked.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path

from scripts.evaluate.bench import Bench
from scripts.evaluate.page import PAGES, Pictures, figure, page
from scripts.evaluate.rows import Row

CASES = 100


def write(one: Row, other: Row, bench: Bench, patterned: Sequence[bool], folder: Path) -> Path:
    """`folder/blind.html`; the same queries and sides every time. `patterned`: of each query."""
    folder.mkdir(parents=True, exist_ok=True)
    chosen = chosen_queries(bench, patterned)
    names = {bench.queries[place].id: sides(bench.queries[place].id, one, other) for place in chosen}
    told = {query: [row.name for row in both] for query, both in names.items()}
    body = [_head(), *_cases(chosen, names, bench, Pictures(folder / "pictures")), _foot()]
    target = folder / "blind.html"
    script = (PAGES / "blind.js").read_text("utf-8")
    whole = page("Which answer is better?", body, f"const SIDES = {json.dumps(told)};{script}")
    target.write_text(whole, "utf-8")
    return target


def chosen_queries(bench: Bench, patterned: Sequence[bool]) -> list[int]:
    """Up to a hundred patterned queries in an order that depends on their ids alone."""
    places = [place for place, each in enumerate(patterned) if each]
    return sorted(places, key=lambda place: _dice(bench.queries[place].id, "eye"))[:CASES]


def sides(query_id: str, one: Row, other: Row) -> tuple[Row, Row]:
    """Who stands left and who right."""
    return (one, other) if _dice(query_id, "side") % 2 else (other, one)


def _cases(
    chosen: Sequence[int], names: dict[str, tuple[Row, Row]], bench: Bench, pictures: Pictures
) -> Iterator[str]:
    for number, place in enumerate(chosen, start=1):
        query = bench.queries[place]
        both = [_side(row, place, bench, pictures) for row in names[query.id]]
        yield (
            f'<div class="case" data-case="{query.id}"><b>{number}</b>'
            f"{figure(pictures.plain(query.photo), [])}"
            f'<div class="sides">{"".join(both)}</div>{_buttons(query.id)}</div>'
        )


def _side(row: Row, place: int, bench: Bench, pictures: Pictures) -> str:
    looks = [figure(pictures.plain(bench.photos[look]), []) for look in row.order[place]]
    return f'<div class="side row">{"".join(looks)}</div>'


def _buttons(query_id: str) -> str:
    said = (("0", "left"), ("equal", "no difference"), ("1", "right"))
    return "".join(_button(query_id, side, word) for side, word in said)


def _button(query_id: str, side: str, word: str) -> str:
    return f"""<button onclick="choose('{query_id}', '{side}')">{word}</button>"""


def _head() -> str:
    return (
        "<p>Above, what a person sent; below, two answers. Look at stripes, checks, prints and cut, "
        "not at the background. Chosen so far: <b id='count'>0</b>.</p>"
    )


def _foot() -> str:
    return "<p><button onclick='reveal()'>reveal who won</button> <code id='result'></code></p>"


def _dice(*words: str) -> int:
    return zlib.crc32("|".join(words).encode())
