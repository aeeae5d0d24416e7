"""What is asked of the lookbook that ships: keywords by written rules, real photos against drawn looks."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from skimage.color import rgb2lab

from retrieval.types import Look, Query
from scripts.evaluate import keywords, metrics
from scripts.evaluate.bench import Bench
from scripts.evaluate.garment_to_look import measured_line
from scripts.evaluate.keywords import Answering, Asked
from scripts.evaluate.metrics import Gains
from scripts.evaluate.ours import Codibot, look_ids
from scripts.evaluate.places import ROOT
from scripts.evaluate.plain_tfidf import PlainTfidf
from scripts.evaluate.rows import K, ranked
from scripts.evaluate.section import Cell, Line, Section
from scripts.evaluate.truth import Lab, WornTruth, gains, worn_types

DEMO = ROOT / "retrieval" / "builtin" / "demo_lookbook"


def keyword_section(codibot: Codibot, file: Path) -> Section:
    """A file of questions put to a random order, to the origin's TF-IDF and to codibot."""
    questions, looks = keywords.read(file), codibot.catalogue.looks
    systems: dict[str, Answering] = {
        "random": _random_answers(looks),
        "origin's TF-IDF": PlainTfidf(looks),
        "ours, lens words": _words_of(codibot),
    }
    lines = [_keyword_line(name, questions, answering, looks) for name, answering in systems.items()]
    return Section(
        file.stem, f"Keywords ({file.stem}): {len(questions)} questions, {len(looks)} looks", lines
    )


def keyword_kinds(codibot: Codibot, file: Path) -> Section:
    """codibot's P@10 for each kind of question."""
    questions, looks = keywords.read(file), codibot.catalogue.looks
    kinds = dict.fromkeys(question.kind for question in questions)
    lines = [
        _keyword_line(kind, [each for each in questions if each.kind == kind], _words_of(codibot), looks)
        for kind in kinds
    ]
    return Section(f"{file.stem}-kinds", f"Keywords ({file.stem}), ours by kind", lines)


def drawn(codibot: Codibot, bench: Bench, queries: Sequence[Query]) -> Section:
    """Real photos of garments against drawn looks, whose truth is known by drawing."""
    looks = list(drawn_truth(DEMO / "truth.jsonl", [look.id for look in codibot.catalogue.looks]))
    against = Bench(bench.queries, bench.colours, tuple(looks), (), _drawn_gains(bench, looks))
    dice, ids = np.random.default_rng(13), [look.look_id for look in looks]
    answers = {
        "random": [dice.permutation(ids)[:K].tolist() for _ in queries],
        "ours whole": look_ids(codibot.answers(queries)),
    }
    lines = [measured_line(ranked(name, "", found, against), against) for name, found in answers.items()]
    return Section("drawn", f"Real photos against {len(looks)} drawn looks", lines)


def drawn_truth(file: Path, look_ids: Sequence[str]) -> Iterator[WornTruth]:
    """The drawn looks' pieces by codibot's types, in the order of `look_ids`."""
    rows = map(json.loads, file.read_text("utf-8").splitlines())
    pieces = {row["id"]: {each["type"]: _lab(each["hex"]) for each in row["pieces"]} for row in rows}
    return (WornTruth(look_id, pieces[look_id]) for look_id in look_ids)


def _drawn_gains(bench: Bench, looks: Sequence[WornTruth]) -> Gains:
    rows = zip(bench.queries, bench.colours, strict=True)
    return np.array([gains(worn_types(query.type), colour, looks) for query, colour in rows])


def _keyword_line(name: str, questions: Sequence[Asked], answering: Answering, looks: Sequence[Look]) -> Line:
    values = keywords.measure(questions, answering, looks)
    cells: dict[str, Cell] = {
        "questions": len(questions),
        "P@10": metrics.mean(values.precision),
        "finds nothing": float(values.found_nothing.mean()),
    }
    return Line(name, cells)


def _words_of(codibot: Codibot) -> Answering:
    def answer(words: str) -> Sequence[str]:
        return look_ids(codibot.answers([Query(keywords=words, lens="words")]))[0]

    return answer


def _random_answers(looks: Sequence[Look]) -> Answering:
    dice = np.random.default_rng(14)
    ids = [look.id for look in looks]
    return lambda _: dice.permutation(ids)[:K].tolist()


def _lab(colour: str) -> Lab:
    rgb = np.array([[list(bytes.fromhex(colour[1:]))]], dtype=np.float64) / 255
    lightness, a, b = rgb2lab(rgb)[0, 0].tolist()
    return lightness, a, b
