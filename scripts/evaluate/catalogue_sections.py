"""The smaller questions put to the street looks: outfit, palette, two pieces, facets, nothing fits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from retrieval.lookbook import schema
from retrieval.regions import LABELS
from retrieval.types import UNKNOWN, Query
from scripts.evaluate import lookbooks, metrics
from scripts.evaluate.garment_rows import Systems
from scripts.evaluate.metrics import Gains, ndcg, precision
from scripts.evaluate.ours import Codibot, look_ids
from scripts.evaluate.outfit_to_look import outfit_gains
from scripts.evaluate.promises import claims, facet_violations, says_nothing_fits
from scripts.evaluate.rows import NOISY, PICTURES, K, best_first
from scripts.evaluate.section import Line, Section
from scripts.evaluate.truth import CLOSE, WORN_NAMES, Lab, WornTruth, gains, worn_types
from scripts.evaluate.two_pieces import pair_gains, pairs

GARMENTS = frozenset(name for name, (_, kind) in LABELS.items() if kind)
"""The mask labels that are garments, not skin, hair or belts."""
Ids = Sequence[Sequence[str]]


def outfits(systems: Systems, tuning: Sequence[WornTruth]) -> Section:
    """Each look of the catalogue as the question; it is no answer to itself."""
    looks = systems.bench.looks
    worn = np.array([outfit_gains(look, looks) for look in looks])
    np.fill_diagonal(worn, -1)
    fixed = np.array([outfit_gains(look, looks) for look in tuning]).mean(axis=0)
    queries = [
        Query(garments=sight.garments, outfit=sight.outfit, k=K + 1) for sight in systems.look_sights()
    ]
    lines = [
        _outfit_line("random", _random(worn.shape), worn),
        _outfit_line("one fixed answer", np.tile(fixed, (len(looks), 1)), worn),
    ]
    for sees, codibot in systems.codibots.items():
        scores = _scores_of(look_ids(codibot.answers(queries)), systems)
        lines.append(_outfit_line(f"ours whole, {sees}", scores, worn))
    return Section("outfit_to_look", f"Outfit to look: {len(looks)} outfits", lines)


def colours(systems: Systems, tuning: Sequence[Lab]) -> Section:
    """A garment's palette alone; right is a look that wears anything in a close colour."""
    bench = systems.bench
    right = np.array([_wears_colour(colour, bench.looks) for colour in bench.colours])
    asked = [replace(garments[0], type=UNKNOWN, type_probabilities=()) for garments in systems.garments]
    answers = systems.codibots[PICTURES].answers([Query(garments=(each,), lens="colour") for each in asked])
    fixed = np.array([_wears_colour(colour, bench.looks) for colour in tuning]).mean(axis=0)
    lines = [
        _precision_line("random", _random(right.shape), right),
        _precision_line("one fixed answer", np.tile(fixed, (len(right), 1)), right),
        _precision_line("ours, lens colour", _scores_of(look_ids(answers), systems), right),
    ]
    return Section("colour", f"Colour: {len(right)} palettes", lines)


def two_pieces(systems: Systems) -> Section:
    """Looks that wear both, by both garments and by one of them."""
    both = pairs(systems.bench)
    worn = np.array([pair_gains(systems.bench, pair) for pair in both])
    lines = [_pair_line("random", _random(worn.shape), worn)]
    asked = {
        "ours, the upper piece alone": [systems.garments[pair.upper] for pair in both],
        "ours, both": [systems.garments[pair.upper] + systems.garments[pair.lower] for pair in both],
    }
    for name, garments in asked.items():
        answers = systems.codibots[NOISY].answers([Query(garments=each) for each in garments])
        lines.append(_pair_line(f"{name}, noisy tags", _scores_of(look_ids(answers), systems), worn))
    return Section("two_pieces", f"Two pieces: {len(both)} pairs", lines)


def facets(systems: Systems, most: int | None) -> Section:
    """Every query under every facet."""
    queries = [Query(garments=garments) for garments in systems.garments[:most]]
    counted = facet_violations(systems.codibots[NOISY], queries)
    cells = {"answers": counted.answers, "looks": counted.looks, "outside the facets": counted.outside}
    return Section("facets", "Facets: violations", [Line("ours whole, noisy tags", cells)])


def nothing_fits(systems: Systems, types: Sequence[str]) -> Section:
    """The type asked for taken out of the catalogue, with everything that counts as wearing it."""
    lines = [_nothing_fits_line(systems, each) for each in types]
    return Section("nothing_fits", "Nothing fits: the type asked for is not in the catalogue", lines)


def _nothing_fits_line(systems: Systems, garment_type: str) -> Line:
    bare = [look.look_id for look in systems.bench.looks if not WORN_NAMES[garment_type] & set(look.pieces)]
    source = systems.places.looks
    tags = lookbooks.noisy_tags(lookbooks.vocabulary_of(schema.read(source).looks))
    folder = systems.places.work / "lookbooks" / f"without-{garment_type}"
    codibot = Codibot(
        lookbooks.write(source, bare, tags, folder), systems.cutter, systems.embedder, systems.places.work
    )
    asked = [
        garments
        for query, garments in zip(systems.bench.queries, systems.garments, strict=True)
        if query.type == garment_type
    ]
    queries = [Query(garments=garments) for garments in asked]
    answers, whole = codibot.answers(queries), systems.codibots[NOISY].answers(queries)
    cells = {
        "looks left": len(bare),
        "queries": len(asked),
        "says so": _share([says_nothing_fits(answer) for answer in answers]),
        "says so wrongly": _share([says_nothing_fits(answer) for answer in whole]),
        "claims to have it": _share([claims(answer, worn_types(garment_type)) for answer in answers]),
    }
    return Line(garment_type, cells)


def _share(said: Sequence[bool]) -> float:
    return float(np.mean(said)) if said else metrics.UNDEFINED


def _wears_colour(colour: Lab, looks: Sequence[WornTruth]) -> np.ndarray:
    """Whether any garment on a look is in a close colour."""
    return np.asarray(gains(GARMENTS, colour, looks) == CLOSE)


def _random(shape: tuple[int, ...]) -> np.ndarray:
    return np.random.default_rng(12).random(shape)


def _scores_of(answers: Ids, systems: Systems) -> np.ndarray:
    """Answers as scores over the whole catalogue, so that every row goes the same way."""
    place = {look.look_id: position for position, look in enumerate(systems.bench.looks)}
    scores = np.zeros((len(answers), len(place)))
    for row, answer in enumerate(answers):
        for rank, look_id in enumerate(answer):
            scores[row, place[look_id]] = len(place) - rank
    return scores


def _outfit_line(name: str, scores: np.ndarray, worn: Gains) -> Line:
    """`worn` is -1 where a look would answer itself."""
    allowed = np.where(worn < 0, -np.inf, scores)
    rows = zip(best_first(allowed), worn, strict=True)
    values = np.array([ndcg(row[order], row[row >= 0], K) for order, row in rows])
    return Line(name, {"mean nDCG@10": metrics.mean(values)})


def _precision_line(name: str, scores: np.ndarray, right: np.ndarray) -> Line:
    rows = zip(best_first(scores), right, strict=True)
    values = np.array([precision(row[order], int(row.sum()), K) for order, row in rows])
    return Line(name, {"P@10": metrics.mean(values)})


def _pair_line(name: str, scores: np.ndarray, worn: Gains) -> Line:
    order = best_first(scores)
    rows = list(zip(order, worn, strict=True))
    graded = np.array([ndcg(row[best], row, K) for best, row in rows])
    wearing = np.array([precision(row[best] > 0, int((row > 0).sum()), K) for best, row in rows])
    return Line(name, {"mean nDCG@10": metrics.mean(graded), "wears both P@10": metrics.mean(wearing)})
