"""DeepFashion's In-shop set becomes a lookbook: one look an item, with its attributes as tags.

Layout: `Img/img/WOMEN/Dresses/id_00000002/02_4_full.jpg`, and in `Anno` (or a folder in it)
`list_description_inshop.json`, `list_attr_cloth.txt`, `list_attr_items.txt`; of these, what is there is used.
Source: https://mmlab.ie.cuhk.edu.hk/projects/DeepFashion/InShopRetrieval.html. The images may be used for
non-commercial research and teaching alone.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from retrieval.errors import LookbookError
from retrieval.lookbook import schema
from retrieval.lookbook.facet_words import gender_of
from retrieval.lookbook.importing import Draft, ImportReport, Layout, LeftOut, Tell, bring_in

CREDIT = "DeepFashion (Liu et al. 2016), non-commercial research only"
VIEWS = ("4_full", "1_front", "7_additional", "2_side", "3_back", "6_flat")
"""The view that shows the item, the whole outfit first."""


def import_deepfashion(
    source: Path, lookbook: Path, progress: Tell = lambda done, total: None
) -> ImportReport:
    """Imports each item's best view. Raises LookbookError."""
    source = source.expanduser().resolve()
    items = sorted(path for path in source.glob("Img/img*/*/*/id_*") if path.is_dir())
    if not items:
        raise LookbookError(f"There is no Img/img/MEN or WOMEN in {source}; unpack img.zip first.")
    about, attributes = _descriptions(source), _attributes(source)
    found = (_draft(item, source, about, attributes) for item in items)
    return bring_in(Layout("DeepFashion In-shop", "worn", len(items), found), lookbook, progress)


def _draft(
    item: Path, source: Path, about: dict[str, dict[str, Any]], attributes: dict[str, list[str]]
) -> Draft | LeftOut:
    where = str(item.relative_to(source))
    kind, gender = item.parent.name.replace("_", " "), gender_of(item.parent.parent.name)
    photos = sorted(item.glob("*.jpg"), key=_rank)
    if not photos:
        return LeftOut(where, "It has no photo.")
    if gender is None:
        return LeftOut(where, f"Its gender {item.parent.parent.name!r} is not understood.")
    said = about.get(item.name, {})
    colour = str(said.get("color", ""))
    tags = dict.fromkeys(filter(None, (kind, colour, *attributes.get(item.name, ()))))
    cells = {
        "gender": gender,
        "title": " ".join(filter(None, (colour, kind))),
        "tags": schema.SEPARATOR.join(tags),
        "credit": CREDIT,
    }
    return Draft(where, photos[0], cells, f"df{gender[0]}{item.name.removeprefix('id_')}")


def _rank(photo: Path) -> tuple[int, str]:
    view = next((rank for rank, view in enumerate(VIEWS) if photo.stem.endswith(view)), len(VIEWS))
    return view, photo.name


def _descriptions(source: Path) -> dict[str, dict[str, Any]]:
    path = _annotation(source, "list_description_inshop.json")
    try:
        return {each["item"]: each for each in json.loads(path.read_text(encoding="utf-8"))} if path else {}
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise LookbookError(f"{path} is not what DeepFashion writes ({error!r}).") from error


def _attributes(source: Path) -> dict[str, list[str]]:
    """The attributes that each item has: 1 says so, -1 says not, 0 is not known."""
    named, items = _annotation(source, "list_attr_cloth.txt"), _annotation(source, "list_attr_items.txt")
    if named is None or items is None:
        return {}
    names = [line.strip() for line in _lines(named)]
    rows = (line.split() for line in _lines(items))
    return {
        item: [name for name, value in zip(names, values, strict=False) if value == "1"]
        for item, *values in rows
    }


def _lines(path: Path) -> Iterator[str]:
    """The lines after the count and the columns' names. Raises LookbookError."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()[2:]
    except (OSError, UnicodeDecodeError) as error:
        raise LookbookError(f"{path} is not what DeepFashion writes ({error!r}).") from error
    yield from filter(str.strip, lines)


def _annotation(source: Path, name: str) -> Path | None:
    return next(iter(sorted(source.glob(f"Anno/**/{name}"))), None)
