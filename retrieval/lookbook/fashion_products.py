"""Fashion Product Images becomes a lookbook of products: `styles.csv` and `images/<id>.jpg`.

Layout: https://www.kaggle.com/datasets/paramaggarwal/fashion-product-images-small
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

from retrieval.errors import LookbookError
from retrieval.lookbook import schema
from retrieval.lookbook.facet_words import gender_of, seasons_of
from retrieval.lookbook.importing import Draft, ImportReport, Layout, LeftOut, Tell, bring_in
from retrieval.lookbook.rows import BEYOND, Row, numbered

TABLE = "styles.csv"
IMAGES = "images"
CREDIT = "Fashion Product Images (P. Aggarwal)"
WORN = ("Apparel", "Footwear", "Accessories")
"""The master categories that people wear; the others are perfumes, cushions and the like."""
CHILDREN = {"Boys": "men", "Girls": "women"}
STYLES = {"Casual": "casual", "Formal": "formal", "Sports": "sports"}
_COLUMNS = ("id", "gender", "masterCategory", "articleType", "season", "usage", "productDisplayName")
_EMPTY = ("", "NA", "nan")


def import_products(
    source: Path, lookbook: Path, kids: bool = False, progress: Tell = lambda done, total: None
) -> ImportReport:
    """Imports the products, those for children only with `kids`. Raises LookbookError."""
    rows = _rows(source.expanduser())
    found = (_draft(row, number, source.expanduser(), kids) for number, row in rows.items())
    layout = Layout("Fashion Product Images", "product", len(rows), found)
    return bring_in(layout, lookbook, progress)


def _rows(source: Path) -> dict[int, Row]:
    try:
        header, rows = numbered((source / TABLE).read_bytes().decode("utf-8-sig"))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise LookbookError(
            f"{source / TABLE} cannot be read ({error}); name the data set's folder."
        ) from error
    if missing := [column for column in _COLUMNS if column not in header]:
        raise LookbookError(f"{source / TABLE} lacks the columns {', '.join(missing)}.")
    return rows


def _draft(row: Row, number: int, source: Path, kids: bool) -> Draft | LeftOut:
    where = f"{TABLE} row {number}"
    gender = CHILDREN.get(row["gender"]) or gender_of(row["gender"])
    seasons = seasons_of("" if row["season"] in _EMPTY else row["season"])
    if row["gender"] in CHILDREN and not kids:
        return LeftOut(where, "It is for children (--kids takes such products too).")
    if row["masterCategory"] not in WORN:
        return LeftOut(where, f"Nobody wears it: {row['masterCategory'] or 'no category'}.")
    if gender is None or seasons is None:
        return LeftOut(where, f"Gender {row['gender']!r} or season {row['season']!r} is not understood.")
    cells = {
        "gender": gender,
        "seasons": schema.SEPARATOR.join(seasons),
        "style": STYLES.get(row["usage"], _style(row["usage"])),
        "title": _title(row),
        "tags": schema.SEPARATOR.join(_tags(row)),
        "credit": CREDIT,
    }
    return Draft(where, source / IMAGES / f"{row['id']}.jpg", cells, f"fp{row['id']}")


def _style(usage: str) -> str:
    return "" if usage in _EMPTY else usage.strip().lower().replace(" ", "_")


def _title(row: Row) -> str:
    """The product's name; some rows have commas in it without quotes."""
    beyond: list[str] = row.get(BEYOND) or []  # type: ignore[assignment]  # csv puts a list there
    name = ",".join([row["productDisplayName"], *beyond]).strip()
    return name or f"{row.get('baseColour', '')} {row['articleType']}".strip()


def _tags(row: Row) -> Iterator[str]:
    tags = [row[column].strip() for column in ("articleType", "subCategory", "baseColour") if column in row]
    children = ["아동"] if row["gender"] in CHILDREN else []
    yield from dict.fromkeys(tag for tag in (*tags, *children) if tag not in _EMPTY)
