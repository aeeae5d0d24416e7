"""An index of products asked with the sample garments: what stands first, and whether facets hold.

    python -m scripts.lookbook_life.products INDEX

INDEX is what `codibot index` wrote of the lookbook that `codibot import fashion-products` wrote.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from retrieval import cutout, embedding
from retrieval.recommender import Recommender
from retrieval.types import Answer, Facets, Query
from scripts.demo.__main__ import SAMPLES
from scripts.evaluate.promises import looks_of, passes
from scripts.lookbook_life.many import EVERY_FACETS

SHOWN = 3


def main() -> None:
    """A line for each garment with its first titles, then how many answers and looks outside their facets."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("index", type=Path)
    index = parser.parse_args().index
    recommender = Recommender.open(index, cutout.make("parser"), embedding.make("builtin"))
    answers, outside = 0, 0
    started = time.process_time()
    for photo, facets, answer in asked(recommender):
        looks = list(looks_of(answer, recommender.catalogue))
        if facets == Facets():
            print(f"{photo.stem:12} {', '.join(look.title for look in looks[:SHOWN])}", flush=True)
        answers += 1
        outside += sum(not passes(look, facets) for look in looks)
    spent = (time.process_time() - started) / answers * 1000
    print(f"{answers} answers, {outside} looks outside their facets, {spent:.0f} ms of the processor each")


def asked(recommender: Recommender) -> Iterator[tuple[Path, Facets, Answer]]:
    """Every sample under every facets."""
    for photo in sorted(SAMPLES.glob("*.webp")):
        query = Query(garments=recommender.see(photo).garments)
        for facets in EVERY_FACETS:
            yield photo, facets, recommender.recommend(replace(query, facets=facets))


if __name__ == "__main__":
    main()
