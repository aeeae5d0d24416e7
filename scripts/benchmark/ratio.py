"""A photo's way to its recommendations, beside one pass of VGG16 at 224 px in the same run.

    python -m scripts.benchmark.ratio [--data DIR]

Warm, one photo a time, in turn with `Model.predict` and a compiled `tf.function` of the same network; the
minimum of twenty, for other work on a machine only ever adds. DIR holds an index; `codibot index` makes one.
"""

from __future__ import annotations

import argparse
import time
from collections import defaultdict
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeVar

import numpy as np

from bot.settings import Settings
from retrieval import cutout, embedding
from retrieval.recommender import Recommender
from retrieval.types import Query
from scripts.demo.__main__ import SAMPLES
from scripts.load.photos import fresh, samples

T = TypeVar("T")
WARM_UPS, TIMES = 3, 20
LONG_SIDE = 1280
"""Of the largest photo that Telegram hands out."""
SIDE = 224


class Way:
    """One photo's steps, each timed apart."""

    def __init__(self, settings: Settings) -> None:
        cutter, embedder = cutout.make(settings.cutout), embedding.make(settings.embedder)
        self._recommender = Recommender.open(settings.index_dir, cutter, embedder)
        self._photos = [large.resize(_size(large.size)) for large in samples(SAMPLES)]

    def walk(self, number: int) -> Mapping[str, float]:
        """Seconds of each step for a photo that was not seen before."""
        data = fresh(self._photos[number % len(self._photos)])
        cut, cutting = _timed(lambda: self._recommender.cut(data))
        sight, describing = _timed(lambda: self._recommender.describe(cut))
        _, answering = _timed(lambda: self._recommender.recommend(Query(garments=sight.garments)))
        steps = {
            "opened and cut out": cutting,
            "garments described": describing,
            "searched, ranked": answering,
        }
        return {**steps, "photo to recommendations": sum(steps.values())}


class Yardstick:
    """VGG16 without its head, with random weights: what it costs does not depend on them."""

    def __init__(self) -> None:
        import tensorflow as tf

        self._network: Any = tf.keras.applications.VGG16(
            include_top=False, weights=None, input_shape=(SIDE, SIDE, 3)
        )
        self._compiled = tf.function(self._network)
        self._picture = np.random.default_rng(0).random((1, SIDE, SIDE, 3), np.float32)

    def pass_(self) -> Mapping[str, float]:
        """Seconds of one picture's way through it, called in both ways."""
        _, predict = _timed(lambda: self._network.predict(self._picture, verbose=0))
        _, compiled = _timed(lambda: self._compiled(self._picture).numpy())
        return {"predict": predict, "tf.function": compiled}


def main() -> None:
    """Prints minimum and ratio of each."""
    parser = argparse.ArgumentParser(prog="python -m scripts.benchmark.ratio", description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("data"))
    settings = Settings(_env_file=None, data=parser.parse_args().data)
    way, yardstick = Way(settings), Yardstick()
    seconds = defaultdict[str, list[float]](list)
    for number in range(WARM_UPS + TIMES):
        for what, spent in {**way.walk(number), **yardstick.pass_()}.items():
            seconds[what].append(spent)
    least = {what: min(each[WARM_UPS:]) for what, each in seconds.items()}
    for what, spent in least.items():
        of_predict, of_compiled = spent / least["predict"], spent / least["tf.function"]
        print(
            f"{what:25} {1000 * spent:6.0f} ms  {of_predict:.2f} of predict, {of_compiled:.2f} of tf.function"
        )


def _timed(step: Callable[[], T]) -> tuple[T, float]:
    began = time.perf_counter()
    done = step()
    return done, time.perf_counter() - began


def _size(size: tuple[int, int]) -> tuple[int, int]:
    scale = LONG_SIDE / max(size)
    return round(size[0] * scale), round(size[1] * scale)


if __name__ == "__main__":
    main()
