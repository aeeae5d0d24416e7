"""What codibot takes lying garments for: VGG16's head and the parser together, and how sure it says it is."""

from __future__ import annotations

import numpy as np

from bot.rendering.texts import SURE
from retrieval.regions import DONORS
from retrieval.type_guess import Probabilities, type_guess
from retrieval.types import TYPES
from scripts.evaluate.garment_rows import Systems
from scripts.evaluate.section import Line, Section
from scripts.training.embedder.figures import Numbers, calibration_error


def types(systems: Systems) -> Section:
    """The first garment told of each query, against the donor's word."""
    truth = np.array([TYPES.index(DONORS[query.type][1]) for query in systems.bench.queries])
    nothing = np.zeros(len(TYPES), dtype=np.float32)
    guesses = [type_guess(garments[0]) for garments in systems.garments]
    told = np.array([nothing if guess is None else guess for guess in guesses])
    commonest = float(np.mean(truth == np.bincount(truth).argmax()))
    lines = [Line("commonest type", {"right": commonest}), line_of("VGG16 and parser", told, truth)]
    return Section("types", f"Type of a lying garment: {len(truth)} garments, {len(TYPES)} types", lines)


def line_of(row: str, told: Probabilities, truth: Numbers) -> Line:
    """How often probabilities (garments, types) are right; `said`: as sure as the chat must be to say it."""
    order = np.argsort(-told, axis=1)
    right, said = order[:, 0] == truth, told.max(1) >= SURE
    cells = {
        "right": float(right.mean()),
        "among the first two": float((order[:, :2] == truth[:, None]).any(1).mean()),
        "calibration error": calibration_error(told, truth),
        "said": float(said.mean()),
        "right where said": float(right[said].mean()),
    }
    return Line(row, cells)
