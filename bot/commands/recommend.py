"""`codibot recommend`: looks for photos, without a chat."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from bot.commands import records
from bot.commands.records import Json
from bot.commands.telling import tell
from bot.settings import Settings
from retrieval import cutout, embedding
from retrieval.errors import PhotoError
from retrieval.index import engines
from retrieval.recommender import Recommender
from retrieval.types import Answer, Garment, Query, Sight


@dataclass(frozen=True, slots=True, eq=False)
class Asked:
    """One question put: the photos it is about, what was seen, what was answered, what went wrong."""

    photos: tuple[Path, ...]
    garments: tuple[Garment, ...] = ()
    answer: Answer | None = None  # none where no photo could be used
    errors: tuple[str, ...] = ()


def run(settings: Settings, photos: Sequence[Path], question: Query, together: bool, as_json: bool) -> int:
    """Answers `question` about every photo, or once about all; gives the exit code."""
    recommender = Recommender.open(
        settings.index_dir,
        cutout.make(settings.cutout),
        embedding.make(settings.embedder),
        engines.make(settings.index, settings.database_url),
    )
    groups = [tuple(photos)] if together else [(photo,) for photo in photos]
    asked = [_ask(recommender, group, question) for group in groups]
    if as_json:
        print(json.dumps([_as_json(each, together) for each in asked], ensure_ascii=False, indent=2))
    else:
        for each in asked:
            if each.answer:
                tell(recommender.catalogue, each.photos, each.garments, each.answer)
    return _report([error for each in asked for error in each.errors])


def _ask(recommender: Recommender, photos: tuple[Path, ...], question: Query) -> Asked:
    sights: list[Sight] = []
    errors = []
    for photo in photos:
        try:
            sights.append(recommender.see(photo))
        except PhotoError as error:
            told = str(error)
            errors.append(told if str(photo) in told else f"{photo}: {told}")
    if len(errors) == len(photos):
        return Asked(photos, errors=tuple(errors))
    garments = tuple(garment for sight in sights for garment in sight.garments)
    outfit = sights[0].outfit if len(sights) == 1 else ()
    answer = recommender.recommend(replace(question, garments=garments, outfit=outfit))
    return Asked(photos, garments, answer, tuple(errors))


def _as_json(asked: Asked, together: bool) -> Json:
    names = [str(photo) for photo in asked.photos]
    found = asked.answer.recommendations if asked.answer else ()
    return {
        "photo": names if together else names[0],
        **({"error": "\n".join(asked.errors)} if asked.errors else {}),
        "garments": [records.garment(each) for each in asked.garments],
        "recommendations": [records.recommendation(each) for each in found],
    }


def _report(errors: Sequence[str]) -> int:
    for error in errors:
        print(error, file=sys.stderr)
    return 1 if errors else 0
