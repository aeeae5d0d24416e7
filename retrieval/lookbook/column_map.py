"""Which columns of somebody's table say what of a look: shared by the importers of CSV and JSON lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from retrieval.errors import LookbookError
from retrieval.lookbook import schema
from retrieval.lookbook.facet_words import gender_of, seasons_of
from retrieval.lookbook.importing import Draft, LeftOut

TARGETS = (*schema.REQUIRED, *schema.OPTIONAL)
_LISTS = ("seasons", "tags", "brands", "fabrics")
_BETWEEN = re.compile(r"[|,;#]")


@dataclass(frozen=True, slots=True)
class ColumnMap:
    """For a column of the lookbook the source's columns (`columns`) or one value for all looks (`fixed`).

    What is not named is taken from the source's column of the same name. A column of nested JSON is named
    by its path: `meta.season`.
    """

    columns: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    fixed: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, maps: Sequence[str], fixed: Sequence[str] = ()) -> ColumnMap:
        """From `photo=image_path`, `tags=labels+colours`; fixed values as `credit=Our shop`.

        Raises LookbookError where one is no such pair.
        """
        columns = {target: tuple(names.split("+")) for target, names in map(_pair, maps)}
        return cls(columns, dict(map(_pair, fixed)))

    def cell(self, target: str, record: Mapping[str, Any]) -> str:
        """What a record says of a column of the lookbook."""
        if target in self.fixed:
            return self.fixed[target]
        names = self.columns.get(target, (target,))
        values = [value for name in names for value in _values(_at(record, name))]
        if target in _LISTS:
            parts = [part.strip() for value in values for part in _BETWEEN.split(value)]
            return schema.SEPARATOR.join(dict.fromkeys(filter(None, parts)))
        return " ".join(values)

    def draft(self, where: str, record: Mapping[str, Any], folder: Path) -> Draft | LeftOut:
        """A record as a look whose photo lies inside `folder`, or why it is none."""
        cells = {target: self.cell(target, record) for target in TARGETS}
        look_id, place = cells.pop("id"), cells.pop("photo")
        gender = gender_of(cells["gender"] or "unisex")
        seasons = seasons_of(cells["seasons"])
        if not place or "://" in place or not _inside(place):
            return LeftOut(where, f"Its photo {place!r} is no file beside the table.")
        if gender is None:
            return LeftOut(where, f"Its gender {cells['gender']!r} is not understood.")
        if seasons is None:
            return LeftOut(where, f"Its seasons {cells['seasons']!r} are not understood.")
        if not re.fullmatch(r"[^\s|/\\]{0,64}", look_id):
            return LeftOut(where, f"Its id {look_id!r} has spaces, slashes or more than 64 characters.")
        cells |= {"gender": gender, "seasons": schema.SEPARATOR.join(seasons)}
        return Draft(where, folder / place, cells, look_id or None)


def _inside(place: str) -> bool:
    """Whether a place stays inside its folder: whoever wrote a table must not choose what else is copied."""
    path = Path(place)
    return not path.is_absolute() and ".." not in path.parts


def _pair(text: str) -> tuple[str, str]:
    target, equals, value = text.partition("=")
    if not equals or target not in TARGETS:
        raise LookbookError(
            f"{text!r} maps nothing; write COLUMN=..., COLUMN being one of {', '.join(TARGETS)}."
        )
    return target, value


def _at(record: Mapping[str, Any], path: str) -> Any:
    """What stands at a name, or at a path of names through nested objects."""
    if path in record:
        return record[path]
    name, dot, rest = path.partition(".")
    inside = record.get(name)
    return _at(inside, rest) if dot and isinstance(inside, Mapping) else None


def _values(value: Any) -> Iterator[str]:
    if isinstance(value, list | tuple):
        for each in value:
            yield from _values(each)
    elif value is not None and not isinstance(value, Mapping):
        yield str(value).strip()
