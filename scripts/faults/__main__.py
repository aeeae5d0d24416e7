"""`make faults`: each fault twenty times while people chat with two bots and two workers; a table at the end.

The models are a stub. 0 where nothing was lost and nothing said twice.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import httpx

from scripts.demo.__main__ import SAMPLES
from scripts.faults.chatting import Chatter, Outcome
from scripts.faults.database import Database
from scripts.scale.town import STUB, ScaledTown

PEOPLE = 6
CHAT_SECONDS = 5.0
CUT_SECONDS, FULL_SECONDS = 10.0, 10.0
CLOCK_LIBRARIES = (
    "/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1",
    "/usr/lib/faketime/libfaketime.so.1",
)
LEAPS = ("+1h", "-1h", "+30d", "+0")


class Breakage:
    """The faults, by name. Each is over when its method returns."""

    def __init__(self, town: ScaledTown, database: Database, clock: Path | None) -> None:
        self._town, self._database, self._clock = town, database, clock
        self._times = 0

    def all(self) -> Mapping[str, Callable[[], None]]:
        """Those that this machine allows."""
        possible: dict[str, Callable[[], None]] = {
            "a worker killed": self._kill_worker,
            "a bot process killed": self._kill_bot,
            "the database restarted": self._database.restart,
            "the connection cut for 10 s": lambda: self._database.wire.cut(CUT_SECONDS),
        }
        if self._database.has_small_disk:
            possible["the disk full"] = lambda: self._database.fill_disk(FULL_SECONDS)
        if self._clock is not None:
            possible["the clock moved"] = self._move_clock
        return possible

    def _kill_worker(self) -> None:
        self._kill(self._town.workers)

    def _kill_bot(self) -> None:
        self._kill(self._town.bots)

    def _kill(self, names: Sequence[str]) -> None:
        self._times += 1
        name = names[self._times % len(names)]
        self._town.kill(name)
        self._town.start(name)

    def _move_clock(self) -> None:
        assert self._clock is not None
        self._times += 1
        self._clock.write_text(LEAPS[self._times % len(LEAPS)])
        time.sleep(3)


def main() -> int:
    """Prints a row for each fault as it is done."""
    asked = _arguments()
    library = next(
        (path for path in (asked.faketime, *CLOCK_LIBRARIES) if path and Path(path).exists()), None
    )
    worst = 0
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as place:
        folder = Path(place)
        folder.chmod(0o755)
        clock = folder / "clock" if library else None
        with Database(folder / "database") as database:
            town = ScaledTown(folder / "town", database.url, settings=STUB)
            if asked.index:
                shutil.copytree(asked.index, town.folder / "index", symlinks=True)
            if clock is not None:
                _fake_clock(town, str(library), clock)
            with town:
                for name, fault in Breakage(town, database, clock).all().items():
                    if asked.only and asked.only not in name:
                        continue
                    outcome, took = Outcome(), time.monotonic()
                    for done in range(1, asked.times + 1):
                        town.wait_until_ready()  # one fault at a time
                        outcome.add(asyncio.run(_once(town, fault)))
                        print(f"    {name} {done}: {outcome}", file=sys.stderr, flush=True)
                    _tell(name, asked.times, outcome, time.monotonic() - took)
                    worst |= int(bool(outcome.lost or outcome.twice))
                if asked.logs:
                    for log in town.folder.glob("*.log"):
                        shutil.copy(log, asked.logs)
    return worst


async def _once(town: ScaledTown, fault: Callable[[], None]) -> Outcome:
    async with httpx.AsyncClient(base_url=town.url, headers={"Origin": town.url}, timeout=60) as http:
        bot = (await http.get("/api/state", params={"chat": 0})).json()["bots"][0]["id"]
        photo = sorted(SAMPLES.glob("*.webp"))[0].read_bytes()
        card = {"first_name": "민지", "language_code": "ko"}
        people = [(await http.post("/api/people", json=card)).json()["id"] for _ in range(PEOPLE)]
        chatters = [Chatter(http, bot, person, photo) for person in people]
        breaking = asyncio.create_task(_break(fault))
        chatting = [asyncio.create_task(each.chat(CHAT_SECONDS)) for each in chatters]
        await asyncio.gather(breaking, *chatting)
        whole = Outcome()
        for chatter in chatters:
            whole.add(await chatter.outcome())
        return whole


async def _break(fault: Callable[[], None]) -> None:
    await asyncio.sleep(random.uniform(0.2, 0.8) * CHAT_SECONDS)  # while answers are under work
    await asyncio.to_thread(fault)


def _fake_clock(town: ScaledTown, library: str, clock: Path) -> None:
    """One bot and one worker live by a clock that is moved; that of the others is right."""
    clock.write_text("+0")
    faked = {
        "LD_PRELOAD": library,
        "FAKETIME_TIMESTAMP_FILE": str(clock),
        "FAKETIME_CACHE_DURATION": "1",
        "FAKETIME_DONT_FAKE_MONOTONIC": "1",
    }
    for name in (town.bots[0], town.workers[0]):
        town.environment[name] = dict(faked)


def _tell(name: str, times: int, outcome: Outcome, seconds: float) -> None:
    print(
        f"| {name} | {times} | {outcome.asked} | {outcome.lost} | {outcome.twice} | {outcome.sorry} |"
        f" {seconds:.0f} s |",
        flush=True,
    )
    for note in outcome.notes[:10]:
        print(f"    {note}", file=sys.stderr)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=20)
    parser.add_argument("--only", help="the faults whose name holds this")
    parser.add_argument("--index", type=Path, help="a demo index that is there already")
    parser.add_argument("--faketime", help="libfaketime.so.1, where it is not installed")
    parser.add_argument("--logs", type=Path, help="a folder for the processes' logs")
    return parser.parse_args()


if __name__ == "__main__":
    if "--in-own-mounts" not in sys.argv and shutil.which("unshare"):
        # A small disk for the database needs a mount, seen by nobody else.
        command = [
            "unshare",
            "--mount",
            sys.executable,
            "-m",
            "scripts.faults",
            "--in-own-mounts",
            *sys.argv[1:],
        ]
        sys.exit(subprocess.run(command, check=False).returncode)
    sys.argv = [each for each in sys.argv if each != "--in-own-mounts"]
    sys.exit(main())
