"""Measures a parser, once on the report part, beside u2netp, u2net and the commonest region."""

from __future__ import annotations

import argparse
import csv
import json
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
from PIL import Image

from retrieval import photo
from retrieval.garment import TOLD_PATTERN
from retrieval.parsing import Parse, Parser
from retrieval.regions import REGIONS
from retrieval.types import PATTERNS, Mask
from scripts.split import garment_in_report, look_in_report
from scripts.training import reporting
from scripts.training.confusion import iou
from scripts.training.packing import is_tuning, region_table
from scripts.training.patterns import by_eye
from scripts.training.reporting import Seen
from scripts.training.teacher import SIDE, Teacher

CHECKED = Path(__file__).parent / "evaluate" / "lying_masks"
Read = list[tuple[Seen, Parse]]
Figures = dict[str, dict[str, object]]


def _wanted(in_report: bool, key: str, tuning: bool) -> bool:
    return is_tuning(key) and not in_report if tuning else in_report


def looks(data: Path, tuning: bool) -> list[Seen]:
    """The masked looks of the report part, or those that tune."""
    table = region_table(data / "looks" / "labels.txt")
    found = []
    for mask in sorted((data / "looks" / "masks").glob("*.png")):
        if _wanted(look_in_report(mask.stem), mask.stem, tuning):
            look = photo.open(data / "looks" / "photos" / f"{mask.stem}.webp")
            found.append(Seen(mask.stem, look, table[np.asarray(Image.open(mask))]))
    return found


def lying(data: Path, masks: Path, tuning: bool) -> list[Seen]:
    """Lying garments of the report part, or those that tune, for which `masks` holds a foreground."""
    with (data / "garments" / "garments.csv").open(encoding="utf-8", newline="") as held:
        rows = {row["id"]: row for row in csv.DictReader(held)}
    found = []
    for mask in sorted(masks.glob("*.png")):
        sender = rows[mask.stem]["sender"]
        if _wanted(garment_in_report(sender), sender, tuning):
            garment = photo.open(data / "garments" / rows[mask.stem]["photo"])
            there = np.asarray(Image.open(mask).convert("L")) > 127
            found.append(Seen(mask.stem, garment, there.astype(np.uint8)))
    return found


def foregrounds(read: Read, cutters: dict[str, Callable[[Seen], Mask]]) -> Figures:
    """Mean IoU of each cutter's foreground with the truth, its interval, the parser's lead over it."""
    ours = [reporting.mask_iou(parse.mask, one.foreground) for one, parse in read]
    found: dict[str, dict[str, object]] = {
        "parser": {"iou": np.mean(ours), "interval": reporting.interval(ours)}
    }
    for name, cut in cutters.items():
        theirs = [reporting.mask_iou(cut(one), one.foreground) for one, _ in read]
        lead = reporting.interval([a - b for a, b in zip(ours, theirs, strict=True)])
        found[name] = {"iou": np.mean(theirs), "interval": reporting.interval(theirs), "parser's lead": lead}
    return found


def cached(teacher: Teacher, folder: Path) -> Callable[[Seen], Mask]:
    """The teacher's mask of a photo, kept in `folder`."""

    def cut(one: Seen) -> Mask:
        target = folder / f"{one.key}.png"
        if not target.exists():
            folder.mkdir(parents=True, exist_ok=True)
            Image.fromarray(teacher.mask(one.photo.rgb)).save(target)
        return np.asarray(Image.open(target)) > 127

    return cut


def patterns(parser: Parser, data: Path, tuning: bool) -> dict[str, object]:
    """How often the likeliest pattern of a lying garment is the one seen by eye, and when it is told."""
    looked_at = by_eye()
    with (data / "garments" / "garments.csv").open(encoding="utf-8", newline="") as held:
        rows = [row for row in csv.DictReader(held) if row["id"] in looked_at]
    told: list[tuple[str, str, float]] = []
    for row in rows:
        if _wanted(garment_in_report(row["sender"]), row["sender"], tuning):
            read = parser.parse(photo.open(data / "garments" / row["photo"]))
            if read.regions:
                likely = max(read.regions, key=lambda region: int(region.mask.sum())).pattern_probabilities
                told.append((looked_at[row["id"]], PATTERNS[int(np.argmax(likely))], max(likely)))
    return reporting.patterns(told, TOLD_PATTERN)


def time_ratio(parser: Parser, teacher: Teacher, seen: list[Seen], rounds: int = 20) -> dict[str, float]:
    """Least milliseconds of a whole parse and of a whole u2netp cutout, alternating, after three of each."""
    ours, theirs = [], []
    for turn in range(rounds + 3):
        one = seen[turn % len(seen)].photo
        ours.append(_seconds(lambda one=one: parser.parse(one)))
        theirs.append(_seconds(lambda one=one: teacher.mask(one.rgb)))
    best = min(ours[3:]), min(theirs[3:])
    middle = float(np.median(ours[3:])), float(np.median(theirs[3:]))
    names = ("parser ms", "u2netp ms", "ratio of least", "ratio of medians")
    return dict(
        zip(names, (best[0] * 1e3, best[1] * 1e3, best[0] / best[1], middle[0] / middle[1]), strict=True)
    )


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def report(asked: argparse.Namespace) -> dict[str, object]:
    """Every figure by name."""
    parser, u2netp = Parser(asked.parser), Teacher(asked.u2netp)
    masks = asked.work.parent / "u2netp" if asked.tuning else CHECKED
    worn: Read = [(one, parser.parse(one.photo)) for one in looks(asked.data, asked.tuning)]
    lain: Read = [(one, parser.parse(one.photo)) for one in lying(asked.data, masks, asked.tuning)]
    counts, majority = reporting.parsing(worn)
    pieces = reporting.worn_pieces(worn)
    cutters = {"u2netp": cached(u2netp, asked.work / "u2netp_garments")}
    if asked.u2net:
        cutters["u2net"] = cached(Teacher(asked.u2net), asked.work / "u2net_garments")
    return {
        "photos": {"looks": len(worn), "lying": len(lain)},
        "parsing": {
            "mean IoU": reporting.mean_iou(counts),
            "commonest region": reporting.mean_iou(majority),
            **dict(zip(REGIONS, iou(counts), strict=True)),
        },
        "worn pieces": {
            "recall": pieces.recall,
            "precision": pieces.precision,
            "by region": pieces.by_region,
        },
        "foreground of looks": foregrounds(worn, {"u2netp": cached(u2netp, asked.work / "u2netp_looks")}),
        "foreground of lying garments": foregrounds(lain, cutters),
        "wearer known": {
            "looks": np.mean([parse.wearer for _, parse in worn]),
            "lying": np.mean([not parse.wearer for _, parse in lain]),
        },
        "spoilt cutouts caught": {
            "lying": reporting.caught(lain, Parse.trust),
            "looks": reporting.caught(worn, Parse.trust),
        },
        "patterns of lying garments": patterns(parser, asked.data, asked.tuning),
        "time": time_ratio(parser, u2netp, [one for one, _ in worn[:10] + lain[:10]]),
        "u2netp side": SIDE,
    }


def main() -> None:
    """Prints the figures as JSON."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("parser", type=Path)
    arguments.add_argument("--data", type=Path, required=True)
    arguments.add_argument("--u2netp", type=Path, required=True, help="u2netp.onnx")
    arguments.add_argument("--u2net", type=Path, help="u2net.onnx")
    arguments.add_argument(
        "--tuning", action="store_true", help="the part that tunes, against u2netp's masks"
    )
    arguments.add_argument(
        "--work", type=Path, default=Path(".work/parser/report"), help="the cutters' masks"
    )
    print(json.dumps(report(arguments.parse_args()), indent=1, ensure_ascii=False, default=_plain))


def _plain(value: object) -> object:
    """NumPy's numbers as Python's."""
    return value.item() if isinstance(value, np.generic) else str(value)


if __name__ == "__main__":
    main()
