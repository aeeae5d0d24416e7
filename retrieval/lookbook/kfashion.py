"""AI Hub's K-Fashion becomes a lookbook: nested Korean labels beside photos.

A label `라벨링데이터/<style>/<id>.json` belongs to the photo `원천데이터/<style>/<id>.jpg`. Layout: AI Hub's
"K-Fashion 이미지" as https://github.com/K-COORD/K-Fashion describes it. The labels name neither gender nor
season; the set shows women's clothes almost throughout.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from retrieval.errors import LookbookError
from retrieval.lookbook import schema
from retrieval.lookbook.importing import Draft, ImportReport, Layout, LeftOut, Tell, bring_in
from retrieval.types import LookGender

CREDIT = "K-Fashion, AI Hub"
LABELS = ("라벨링데이터", "labels")
PHOTOS = ("원천데이터", "images")
PARTS = ("아우터", "상의", "하의", "원피스")
"""In the order in which they are told: what is worn over the others first."""
SUFFIXES = (".jpg", ".JPG", ".jpeg", ".png")
STYLES = {"스트리트": "street", "스포티": "sports"}
"""The styles that are one of codibot's; the others stay as the set names them."""

Label = Mapping[str, Any]


def import_kfashion(
    source: Path,
    lookbook: Path,
    gender: LookGender = "women",
    progress: Tell = lambda done, total: None,
) -> ImportReport:
    """Imports every label below `source` that has its photo. Raises LookbookError."""
    source = source.expanduser().resolve()
    labels = sorted(source.rglob("*.json"))
    if not labels:
        raise LookbookError(f"There is no label (*.json) in {source}; unpack AI Hub's archives first.")
    found = (_draft(path, source, gender) for path in labels)
    return bring_in(Layout("K-Fashion", "worn", len(labels), found), lookbook, progress)


def _draft(path: Path, source: Path, gender: LookGender) -> Draft | LeftOut:
    where = str(path.relative_to(source))
    try:
        raw = json.loads(path.read_text(encoding="utf-8-sig"))
        about, label = raw["이미지 정보"], raw["데이터셋 정보"]["데이터셋 상세설명"]["라벨링"]
        number, name = str(about["이미지 식별자"]), str(about.get("이미지 파일명", ""))
        garments = [garment for part in PARTS for garment in label.get(part) or () if garment]
        cells = _cells(label, garments, gender)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return LeftOut(where, "It is no label of K-Fashion.")
    if not garments:
        return LeftOut(where, "It names no garment.")
    photo = _photo(path, number, name)
    if photo is None:
        return LeftOut(where, "Its photo is not there.")
    return Draft(where, photo, cells, f"kf{number}")


def _photo(label: Path, number: str, name: str) -> Path | None:
    """The label's photo: under the photos' folder in the place of the labels', or beside the label."""
    parts = label.parent.parts
    turned = [
        Path(*(photos if part == labels else part for part in parts))
        for labels, photos in zip(LABELS, PHOTOS, strict=True)
    ]
    stems = dict.fromkeys((label.stem, number, Path(name).stem))
    places = (
        folder / f"{stem}{end}" for folder in (*turned, label.parent) for stem in stems for end in SUFFIXES
    )
    return next((place for place in places if place.is_file()), None)


def _cells(label: Label, garments: list[Label], gender: LookGender) -> dict[str, str]:
    """Raises AttributeError or TypeError where the label is of another shape."""
    styles = _styles(label)
    style = next((name for each in styles for name in _many(each, "스타일")), "")
    named = [tag for each in styles for tag in _told(each, "스타일", "서브스타일")]
    tags = dict.fromkeys([*named, *(tag for garment in garments for tag in _tags(garment))])
    fabrics = dict.fromkeys(fabric for garment in garments for fabric in _many(garment, "소재"))
    pieces = " · ".join(filter(None, map(_piece, garments)))
    return {
        "gender": gender,
        "style": STYLES.get(style, style),
        "title": f"{pieces} {style} 룩".replace("  ", " ").strip(),
        "tags": schema.SEPARATOR.join(tags),
        "fabrics": schema.SEPARATOR.join(fabrics),
        "credit": CREDIT,
    }


def _styles(label: Label) -> list[Label]:
    """The styles with their substyles; one may be given by its name alone."""
    said = label.get("스타일") or []
    listed = said if isinstance(said, list) else [said]
    return [{"스타일": each} if isinstance(each, str) else each for each in listed]


def _tags(garment: Label) -> Iterator[str]:
    return _told(garment, "카테고리", "색상", "서브색상", "소재", "프린트")


def _told(label: Label, *names: str) -> Iterator[str]:
    return (value for name in names for value in _many(label, name))


def _many(label: Label, name: str) -> list[str]:
    value = label.get(name) or []
    return list(map(str, value)) if isinstance(value, list) else [str(value)]


def _piece(garment: Label) -> str:
    return " ".join(_told(garment, "색상", "카테고리"))
