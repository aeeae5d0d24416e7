"""`make load`: many people talk to one bot at once, on loopback, bounded by count and time; then figures."""

from __future__ import annotations

import argparse
import asyncio
import sqlite3
import statistics
import sys
import tempfile
import time
from collections import Counter
from contextlib import closing
from pathlib import Path

import httpx

from scripts.demo.__main__ import SAMPLES
from scripts.demo.town import Town
from scripts.load.people import Ears, Figures, Visitor
from scripts.load.photos import samples

STUB = {"CODIBOT_MODELS": "scripts.load.models:open_first_looks", "CODIBOT_QUEUE": "1000"}
REAL = {"CODIBOT_QUEUE": "1000"}


def main() -> int:
    """0 where every action was answered, no call refused, and nothing left open."""
    asked = _arguments()
    with tempfile.TemporaryDirectory() as folder, Town(Path(folder), REAL if asked.real else STUB) as town:
        figures, memory = asyncio.run(crowd(town, asked.people, asked.seconds))
        town.stop_bot()
        left_open = _left_open(Path(folder) / "codibot.db")
        warnings = [line for line in town.log("run").splitlines() if " ERROR " in line or " WARNING " in line]
    _tell(figures, memory, left_open, warnings)
    return int(bool(figures.unanswered or figures.refused or left_open or warnings))


async def crowd(town: Town, people: int, seconds: float) -> tuple[Figures, list[int]]:
    """Everybody at once for that time; what they noted, and the bot's memory every few seconds in MB."""
    figures, memory = Figures(), list[int]()
    limits = httpx.Limits(max_connections=None)
    async with httpx.AsyncClient(
        base_url=town.url, headers={"Origin": town.url}, timeout=60, limits=limits
    ) as http:
        ears = Ears(http, figures)
        bot = (await http.get("/api/state")).json()["bots"][0]["id"]
        cards = [{"first_name": f"{number}", "language_code": "ko"} for number in range(people)]
        ids = [(await http.post("/api/people", json=card)).json()["id"] for card in cards]
        watching = [asyncio.create_task(ears.listen()), asyncio.create_task(_watch(town.bot_process, memory))]
        photos = samples(SAMPLES)
        until = time.monotonic() + seconds
        await asyncio.gather(
            *(
                Visitor(http, bot, each, ears, figures).visit(photos[each % len(photos)], until)
                for each in ids
            )
        )
        for task in watching:
            task.cancel()
        await asyncio.wait(watching)
    return figures, memory


async def _watch(process: int, memory: list[int]) -> None:
    while True:
        status = Path(f"/proc/{process}/status").read_text("utf-8")
        memory.append(int(status.split("VmRSS:")[1].split()[0]) // 1024)
        await asyncio.sleep(5)


def _left_open(database: Path) -> int:
    with closing(sqlite3.connect(database)) as connection:
        count: int = connection.execute("SELECT count(*) FROM inbox WHERE closed_at IS NULL").fetchone()[0]
        return count


def _tell(figures: Figures, memory: list[int], left_open: int, warnings: list[str]) -> None:
    for what, seconds in figures.seconds.items():
        p50, p95 = statistics.median(seconds), sorted(seconds)[int(0.95 * (len(seconds) - 1))]
        times = f"p50 {p50:.3f} s, p95 {p95:.3f} s, most {max(seconds):.3f} s"
        print(f"{what:7} {len(seconds):6} answered, {times}")
    print(f"unanswered {dict(Counter(figures.unanswered))}, updates left open {left_open}")
    print(f"refused calls {dict(Counter(figures.refused))}")
    print(f"memory of the bot: {memory[0]} MB at first, {max(memory)} MB at most, {memory[-1]} MB at last")
    print("\n".join(["warnings and errors in the log: " + str(len(warnings)), *warnings[:5]]))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=200)
    parser.add_argument("--seconds", type=float, default=600)
    parser.add_argument("--real", action="store_true", help="with the real models")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
