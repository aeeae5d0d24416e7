"""Kills imports, collections, indexings and switches at random moments, and looks what is left each time.

    python -m scripts.lookbook_life.kills FOLDER [--kills 50] [--photos 300]

FOLDER must not be there; drawn photos go into it, and what a shop on this machine shows. Each work is done
once undisturbed; then it is killed within the time that its last whole run took, and taken up where it was.
One that ended before its kill is looked through and begun from nothing. Ends with an error at the first thing
that is lost, doubled, or in pieces.
"""

from __future__ import annotations

import argparse
import multiprocessing
import random
import signal
import time
from pathlib import Path

from retrieval.lookbook import schema
from scripts.lookbook_life.works import COLLECTED, EXPECTED, PROFILE, WORKS, draw
from tests.retrieval.lookbook.collecting.shop import shop

PROCESSES = multiprocessing.get_context("forkserver")
PATIENCE = 600.0
SITE = """
name: Shop
permission: {{from: the shop's keeper, date: 2026-10-01, for: all outfit pages}}
contact: mailto:owner@example.org
start: ["{address}/list/0", "{address}/list/5"]
list: {{look: "a.look::attr(href)"}}
look: {{photo: "#outfit::attr(src)", title: h1::text, tags: li::text, gender: .who::text}}
delay: 0.01
timeout: 2
"""


def main() -> None:
    """Shares the kills out among the works; prints a line for each."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--photos", type=int, default=300)
    wished = parser.parse_args()
    folder: Path = wished.folder
    (folder / "source").mkdir(parents=True)
    for number in range(wished.photos):
        draw(folder / f"source/{number}.png", number)
    with shop() as site:
        (folder / PROFILE).write_text(SITE.format(address=site.address), encoding="utf-8")
        for place, name in enumerate(WORKS):
            share = wished.kills // len(WORKS) + (place < wished.kills % len(WORKS))
            print(f"{name}: {tried(name, folder, share)}", flush=True)


def tried(name: str, folder: Path, kills: int) -> str:
    """Kills a work so often, looks each time, lets it come to its end at last; tells how it went."""
    work, moments, killed, endings = WORKS[name], random.Random(name), 0, 0
    undisturbed = lasted(name, folder, PATIENCE)
    if name == "collect":  # what it finds then is expected of the others
        (folder / EXPECTED).write_text(str(len(schema.read(folder / COLLECTED).looks)))
    work.whole(folder)
    work.afresh(folder)
    while killed < kills:
        ended = lasted(name, folder, moments.uniform(0, undisturbed))
        if ended is None:
            killed += 1
            work.sound(folder)
        else:
            endings, undisturbed = endings + 1, ended
            work.whole(folder)
            work.afresh(folder)
    lasted(name, folder, PATIENCE)
    work.whole(folder)
    return f"{killed} kills, {endings} times it ended before; sound after each, whole at last"


def lasted(name: str, folder: Path, patience: float) -> float | None:
    """Does a work in a process of its own; seconds until its end, or none where it was killed before."""
    started = time.monotonic()
    process = PROCESSES.Process(target=WORKS[name].do, args=(folder,))
    process.start()
    process.join(patience)
    process.kill()
    process.join()
    if process.exitcode not in (0, -signal.SIGKILL):
        raise SystemExit(f"{name} ended with {process.exitcode}")
    return time.monotonic() - started if process.exitcode == 0 else None


if __name__ == "__main__":
    PROCESSES.set_forkserver_preload(["scripts.lookbook_life.works"])  # a start costs next to nothing then
    main()
