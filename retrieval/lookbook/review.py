"""Everything that can be said of a lookbook: what must be mended, and what its keeper may want to look at."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Literal

import numpy as np

from retrieval.lookbook import alike, photo_facts
from retrieval.lookbook.photo_facts import PhotoFacts, Tell
from retrieval.lookbook.schema import Kind, Lookbook, Problem, inspect
from retrieval.types import LEGS, SEASONS, Look, Sight
from retrieval.words import types_of_tag

FindingKind = Literal[
    "row", "photo", "small", "same", "alike", "rare-tag", "few-looks", "contradiction", "unseen"
]
MUST: frozenset[FindingKind] = frozenset({"row", "photo"})
"""Of these every look is lost to the index, so they must be mended."""

SMALLEST: Mapping[Kind, int] = {"worn": 224, "product": 48}
"""Pixels of a photo's long side below which little of a garment is seen."""
ENOUGH_LOOKS = 10
"""One album."""
SURE = 0.5

Seen = Callable[[str], Sight | None]
"""What an index saw on the photo of a sha256."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found, in a sentence, and the looks that it is about."""

    kind: FindingKind
    text: str
    looks: tuple[Look, ...] = ()

    @property
    def must(self) -> bool:
        """Whether it must be mended."""
        return self.kind in MUST


@dataclass(frozen=True, slots=True)
class Review:
    """A lookbook, as far as it can be read, with all findings and the facts of its usable photos."""

    lookbook: Lookbook | None
    findings: tuple[Finding, ...]
    photos: tuple[PhotoFacts, ...]

    def of(self, kind: FindingKind) -> list[Finding]:
        """The findings of one kind."""
        return [finding for finding in self.findings if finding.kind == kind]


def review(folder: Path, seen: Seen = lambda digest: None, tell: Tell = lambda done, total: None) -> Review:
    """Looks at every row and every photo of a lookbook; `seen` adds what an index knows of the photos."""
    lookbook, problems = inspect(folder)
    rows = [_row(problem) for problem in problems]
    if lookbook is None:
        return Review(None, tuple(rows), ())
    photos, unusable = photo_facts.of(lookbook.looks, tell)
    findings = [
        *rows,
        *(Finding("photo", f"look {each.look.id}: {each.reason}", (each.look,)) for each in unusable),
        *_small(photos, SMALLEST[lookbook.kind]),
        *_same(photos),
        *_alike(photos),
        *_rare_tags(lookbook.looks),
        *_few_looks(lookbook.looks),
        *_pictures(photos, seen, lookbook.kind),
    ]
    return Review(lookbook, tuple(findings), tuple(photos))


def _row(problem: Problem) -> Finding:
    return Finding("row", str(problem))


def _small(photos: Sequence[PhotoFacts], least: int) -> Iterator[Finding]:
    for each in photos:
        if max(each.width, each.height) < least:
            size = f"{each.width} x {each.height} pixels; {least} are wished for"
            yield Finding("small", f"look {each.look.id}: its photo has {size}", (each.look,))


def _same(photos: Sequence[PhotoFacts]) -> Iterator[Finding]:
    by_digest: dict[str, list[Look]] = {}
    for each in photos:
        by_digest.setdefault(each.digest, []).append(each.look)
    for looks in by_digest.values():
        if len(looks) > 1:
            yield Finding("same", f"looks {_ids(looks)}: one photo, byte for byte", tuple(looks))


def _alike(photos: Sequence[PhotoFacts]) -> Iterator[Finding]:
    """Near-duplicates; those equal to the byte are told of already."""
    firsts: dict[str, PhotoFacts] = {}
    for each in photos:
        firsts.setdefault(each.digest, each)
    if not (one_each := list(firsts.values())):
        return
    copies = np.stack([each.copy for each in one_each])
    for group in alike.groups([each.hash for each in one_each], copies):
        looks = [one_each[place].look for place in group]
        yield Finding("alike", f"looks {_ids(looks)}: their photos show the same", tuple(looks))


def _ids(looks: Sequence[Look]) -> str:
    named = ", ".join(look.id for look in looks[:5])
    return named if len(looks) <= 5 else f"{named} and {len(looks) - 5} more"


def _rare_tags(looks: Sequence[Look]) -> Iterator[Finding]:
    counts = Counter(tag for look in looks for tag in look.tags)
    for look in looks:
        for tag in (tag for tag in look.tags if counts[tag] == 1):
            yield Finding("rare-tag", f"tag {tag!r} stands on look {look.id} alone", (look,))


def _few_looks(looks: Sequence[Look]) -> Iterator[Finding]:
    for gender, season in product(("men", "women"), SEASONS):
        count = sum(look.gender in (gender, "unisex") and season in look.seasons for look in looks)
        if count < ENOUGH_LOOKS:
            yield Finding("few-looks", f"{gender}, {season}: {count} looks; an album has {ENOUGH_LOOKS}")


def _pictures(photos: Sequence[PhotoFacts], seen: Seen, kind: Kind) -> Iterator[Finding]:
    for each in photos:
        sight = seen(each.digest)
        if sight is None:
            continue
        if kind == "worn" and (sight.fell_back or not sight.garments):
            yield Finding("unseen", f"look {each.look.id}: no wearer or garment was found", (each.look,))
        else:
            yield from _contradictions(each.look, sight)


def _contradictions(look: Look, sight: Sight) -> Iterator[Finding]:
    shown = {garment.type for garment in sight.garments if garment.confidence >= SURE} & LEGS
    for tag in look.tags if shown else ():
        named = types_of_tag(tag)
        if named and named <= LEGS and not named & shown:
            text = f"look {look.id}: tag {tag!r}, but its photo shows {', '.join(sorted(shown))}"
            yield Finding("contradiction", text, (look,))
