"""Every row of the garment-to-look table, in the order a reader should meet them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from retrieval.cutout import Cutter
from retrieval.embedding import Embedder
from retrieval.lookbook import schema
from retrieval.ranking import WEIGHTS, Weights
from retrieval.types import Answer, Garment, Query, Sight
from scripts.evaluate import lookbooks
from scripts.evaluate.bands import Bands
from scripts.evaluate.bench import Bench
from scripts.evaluate.features import Features
from scripts.evaluate.lookbooks import Tags
from scripts.evaluate.origin import cosine, efficientnet_row, origin_rows
from scripts.evaluate.ours import Codibot, look_ids, lying_sights
from scripts.evaluate.places import Places
from scripts.evaluate.rows import NOISY, PICTURES, Row, best_first, fixed_row, random_row, ranked

WHOLE = "ours whole"
OURS = WEIGHTS["all"]
STEPS = {
    "ours: worn pieces, centred by domain": (PICTURES, Weights(picture=1.0)),
    "ours: + colours": (PICTURES, Weights(picture=OURS.picture, colour=OURS.colour)),
    "ours: + type against worn pieces": (PICTURES, replace(OURS, types=0.0, wears=0.0)),
    "ours: + type against the whole photo": (PICTURES, replace(OURS, types=0.0)),
    "ours: type against tags alone": (NOISY, Weights(types=1.0)),
}


@dataclass(frozen=True, slots=True, eq=False)
class Systems:
    """codibot over one catalogue twice, without tags and with noisy ones, and what it sees of the queries."""

    places: Places
    bench: Bench
    features: Features
    codibots: dict[str, Codibot]
    garments: list[tuple[Garment, ...]]
    cutter: Cutter
    embedder: Embedder

    @classmethod
    def of(cls, places: Places, bench: Bench, cutter: Cutter, embedder: Embedder) -> Systems:
        """Everything that must be seen is seen here; later runs find it kept."""
        vocabulary = lookbooks.vocabulary_of(schema.read(places.looks).looks)
        tags = {PICTURES: lookbooks.no_tags, NOISY: lookbooks.noisy_tags(vocabulary)}
        sights = lying_sights([query.photo for query in bench.queries], cutter, embedder, places.work)
        return cls(
            places,
            bench,
            Features(embedder, cutter, places.work / "features"),
            {sees: _codibot(places, bench, sees, each, cutter, embedder) for sees, each in tags.items()},
            [sight.garments for sight in sights],
            cutter,
            embedder,
        )

    def rows(self, tuning: Bench) -> list[Row]:
        """The table; `tuning` is what the fixed answer is made of."""
        peer = efficientnet_row(self.bench, self.places.work)
        return [
            random_row(self.bench),
            fixed_row(self.bench, tuning.gains),
            *origin_rows(self.bench, self.features),
            *([peer] if peer else []),
            self.crops(),
            *(self._step(name, sees, weights) for name, (sees, weights) in STEPS.items()),
            *self._bands(),
            *(self.whole(sees) for sees in self.codibots),
        ]

    def whole(self, sees: str) -> Row:
        """codibot as a person meets it: lens all, first page."""
        every = range(len(self.bench.queries))
        return ranked(WHOLE, sees, look_ids(self.answers(sees, every)), self.bench)

    def answers(self, sees: str, places: Sequence[int]) -> list[Answer]:
        """The recommender's answers to the queries at some places, with their reasons."""
        return self.codibots[sees].answers([Query(garments=self.garments[place]) for place in places])

    def look_sights(self) -> list[Sight]:
        """What codibot sees when a look's photo is sent as a question."""
        return lying_sights(self.bench.photos, self.cutter, self.embedder, self.places.work)

    def crops(self) -> Row:
        """The cutouts' boxes compared by vectors that are not centred."""
        queries = self.features.crops([query.photo for query in self.bench.queries], "lying")
        looks = self.features.crops(self.bench.photos, "worn")
        return Row("ours: the cutout's box, cosine", PICTURES, best_first(cosine(queries, looks)))

    def _bands(self) -> list[Row]:
        """How far pictures alone would carry with the cutout in slices; no part of the recommender."""
        bands = Bands.of(self.bench.photos, self.features)
        if bands is None:
            return []
        scores = np.stack([bands.scores(garments[0], OURS) for garments in self.garments])
        return [Row("body bands (tried, not in ours)", PICTURES, best_first(scores))]

    def _step(self, name: str, sees: str, weights: Weights) -> Row:
        main = [garments[0] for garments in self.garments]
        return ranked(name, sees, self.codibots[sees].weighed(main, weights), self.bench)


def _codibot(
    places: Places, bench: Bench, sees: str, tags: Tags, cutter: Cutter, embedder: Embedder
) -> Codibot:
    folder = places.work / "lookbooks" / f"{sees.replace(' ', '-')}-{len(bench.looks)}"
    lookbook = lookbooks.write(places.looks, _ids(bench), tags, folder)
    return Codibot(lookbook, cutter, embedder, places.work)


def _ids(bench: Bench) -> Sequence[str]:
    return [look.look_id for look in bench.looks]
