"""`make load-scale`: a crowd before two bots, with one worker and with two; `make soak`: for an hour.

Photos and buttons a second, how long people waited, every process's memory. 0 where all was answered.
"""

from __future__ import annotations

import argparse
import asyncio
import itertools
import shutil
import statistics
import sys
import tempfile
import time
from collections import Counter, defaultdict
from pathlib import Path

import httpx

from scripts.demo.__main__ import SAMPLES
from scripts.faults.database import Database
from scripts.load.people import Ears, Figures, Visitor
from scripts.load.photos import samples
from scripts.scale.town import STUB, ScaledTown
from scripts.scale.usage import processor, resident

WATCH_SECONDS, TOLD_SECONDS = 10.0, 600.0
Memory = defaultdict[str, list[int]]


def main() -> int:
    """Prints the figures for each number of workers asked for."""
    asked = _arguments()
    bad = False
    for workers in asked.workers:
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as place:
            folder = Path(place)
            folder.chmod(0o755)
            with Database(folder / "database", small=False) as database:
                settings = {"CODIBOT_PHOTOS_A_MINUTE": "100000", **({} if asked.real else STUB)}
                town = ScaledTown(folder / "town", database.url, workers=workers, settings=settings)
                if asked.index:
                    shutil.copytree(asked.index, town.folder / "index", symlinks=True)
                with town:
                    bad |= _measure(town, asked)
    return int(bad)


def _measure(town: ScaledTown, asked: argparse.Namespace) -> bool:
    figures, memory = asyncio.run(crowd(town, asked))
    print(f"{len(town.workers)} workers, {asked.people} people, {asked.seconds:.0f} s")
    for what, seconds in figures.seconds.items():
        p50, p95 = statistics.median(seconds), sorted(seconds)[int(0.95 * (len(seconds) - 1))]
        rate = len(seconds) / asked.seconds
        print(f"  {what:7} {len(seconds):6}  {rate:.2f} a second, p50 {p50:.2f} s, p95 {p95:.2f} s")
    print(f"  unanswered {figures.unanswered}, refused {dict(Counter(figures.refused))}")
    for name, megabytes in memory.items():
        print(f"  {name:10} {megabytes[0]} MB at first, {max(megabytes)} at most, {megabytes[-1]} at last")
    spent = {name: processor(process.pid) for name, process in town.processes.items()}
    told = ", ".join(f"{name} {seconds:.0f}" for name, seconds in spent.items())
    print(f"  seconds of the processor, starting included: {told}", flush=True)
    return bool(figures.unanswered or figures.refused)


async def crowd(town: ScaledTown, asked: argparse.Namespace) -> tuple[Figures, Memory]:
    """Everybody at once for that time; what they noted, and the memory of every process in MB."""
    figures, memory = Figures(), Memory(list)
    limits = httpx.Limits(max_connections=None)
    async with httpx.AsyncClient(
        base_url=town.url, headers={"Origin": town.url}, timeout=60, limits=limits
    ) as http:
        ears = Ears(http, figures)
        bot = (await http.get("/api/state")).json()["bots"][0]["id"]
        card = {"first_name": "민지", "language_code": "ko"}
        ids = [(await http.post("/api/people", json=card)).json()["id"] for _ in range(asked.people)]
        watching = [asyncio.create_task(ears.listen()), asyncio.create_task(_watch(town, memory, figures))]
        photos = samples(SAMPLES)
        until = time.monotonic() + asked.seconds
        visitors = [Visitor(http, bot, each, ears, figures, asked.pause) for each in ids]
        await asyncio.gather(
            *(
                each.visit(photos[number % len(photos)], until, talks=not (asked.photos and number))
                for number, each in enumerate(visitors)
            )
        )
        for task in watching:
            task.cancel()
        await asyncio.wait(watching)
    return figures, memory


async def _watch(town: ScaledTown, memory: Memory, figures: Figures) -> None:
    for number in itertools.count():
        for name, process in town.processes.items():
            memory[name].append(resident(process.pid))
        if number % int(TOLD_SECONDS / WATCH_SECONDS) == 0:
            now = ", ".join(f"{name} {megabytes[-1]} MB" for name, megabytes in memory.items())
            print(f"  {len(figures.seconds['photo'])} photos answered: {now}", flush=True)
        await asyncio.sleep(WATCH_SECONDS)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--workers", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--people", type=int, default=20)
    parser.add_argument("--seconds", type=float, default=120)
    parser.add_argument("--pause", type=float, nargs=2, default=(0.0, 0.5), help="between two visits")
    parser.add_argument("--photos", action="store_true", help="all but one person send photos alone")
    parser.add_argument("--real", action="store_true", help="with the real models")
    parser.add_argument("--index", type=Path, help="a demo index that is there already")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
