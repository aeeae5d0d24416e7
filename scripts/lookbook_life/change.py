"""A lookbook changes under a running bot: 20 looks changed, 20 added, 20 removed, while people go on asking.

    python -m scripts.lookbook_life.change LOOKBOOK FOLDER [--afterwards 180]

FOLDER gets a copy of the lookbook, each look's id for its title, so that the chat shows which looks are
answered. People ask for the very looks that are to go, by their tags and by their photos, until a while after
the switch. Prints what was computed anew and how long it took; ends with an error where an answer failed, or
held a removed look after the switch.
"""

from __future__ import annotations

import argparse
import contextlib
import csv
import io
import os
import re
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image

from retrieval.index.catalogue import Catalogue
from scripts.demo.person import Person, text_of
from scripts.demo.town import Town

EACH = 20
"""Looks changed, added and removed."""
BEFORE = 30.0
"""Seconds that people ask before the change."""
WORDS = 4
"""Tags of a look that are asked for together."""
A_PERSON = 20
"""Questions of one person, then another comes: a long chat takes long to look through."""
FOLLOWED = 10.0
"""Seconds within which a bot serves a new build."""


@dataclass
class Asking:
    """People who ask question after question, and when each was asked and what its answer held."""

    url: str
    questions: Sequence[Path | str]
    answers: list[tuple[float, frozenset[str]]] = field(default_factory=list)
    longest: float = 0.0
    trouble: Exception | None = None

    def go_on(self, over: threading.Event) -> None:
        """Asks until it is over."""
        try:
            while not over.is_set():
                with contextlib.closing(Person(self.url)) as person:
                    for _ in range(A_PERSON):
                        if not over.is_set():
                            self._ask(person, self.questions[len(self.answers) % len(self.questions)])
        except Exception as error:  # told by whoever started this
            self.trouble = error

    def _ask(self, person: Person, what: Path | str) -> None:
        last, asked = max((m["message_id"] for m in person.messages()), default=0), time.time()
        if isinstance(what, Path):
            person.send((f"{what.stem}.jpg", jpeg(what)))
        else:
            person.say(what)
        pictures = person.wait_album(120, after=last)
        self.longest = max(self.longest, time.time() - asked)
        held = (re.match(r"\d+\. (\S+)", text_of(picture)) for picture in pictures)
        self.answers.append((asked, frozenset(found[1] for found in held if found)))


def main() -> int:
    """Copies, indexes, changes, indexes again under questions; tells."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("lookbook", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--afterwards", type=float, default=180.0, help="seconds of asking after the switch")
    wished = parser.parse_args()
    book = wished.folder / "book"
    if not book.exists():
        copied(wished.lookbook, book)
    print("first:", indexed(book, wished.folder), flush=True)
    settings = {"CODIBOT_LOOKBOOKS": str(book), "CODIBOT_PHOTOS_A_MINUTE": "1000"}
    leaving = to_go(rows_of(book))
    words = [" ".join(row["tags"].split("|")[:WORDS]) for row in leaving]
    with TemporaryDirectory() as kept, Town(wished.folder, settings) as town:
        photos = [Path(shutil.copy(book / row["photo"], kept)) for row in leaving]
        asking = [Asking(town.url, words), Asking(town.url, photos)]
        over = threading.Event()
        threads = [threading.Thread(target=each.go_on, args=(over,)) for each in asking]
        for thread in threads:
            thread.start()
        time.sleep(BEFORE)
        gone = changed(book)
        print("second:", indexed(book, wished.folder), flush=True)
        switched = time.time()
        time.sleep(wished.afterwards)
        over.set()
        for thread in threads:
            thread.join()
        return told(asking, gone, switched, town.log("run"), wished.folder)


def told(asking: list[Asking], gone: frozenset[str], switched: float, log: str, folder: Path) -> int:
    """What was seen, and whether it was right."""
    for each in asking:
        if each.trouble is not None:
            raise each.trouble
    answers = [answer for each in asking for answer in each.answers]
    before = [held for asked, held in answers if asked < switched]
    after = [held for asked, held in answers if asked > switched + FOLLOWED]
    wrong = [held & gone for held in after if held & gone]
    complaints = [line for line in log.splitlines() if " WARNING " in line or " ERROR " in line]
    early = sum(bool(held & gone) for held in before)
    print(f"{len(before)} answers before the switch, {early} of them with looks that were to go")
    print(f"{len(after)} answers after it, {len(wrong)} of them with removed looks")
    print(f"the longest wait for an album: {slowest(asking):.1f} s")
    print(f"complaints in the log: {len(complaints)}", *complaints[:5], sep="\n")
    looks = {look.id for look in Catalogue.open(folder / "index").looks}
    print(f"{len(looks)} looks served, {len(looks & gone)} of the removed among them")
    return 1 if wrong or complaints or looks & gone or not after else 0


def slowest(asking: list[Asking]) -> float:
    """Seconds from a question to its album."""
    return max(each.longest for each in asking)


def copied(lookbook: Path, book: Path) -> None:
    """The lookbook, each look called by its id."""
    shutil.copytree(lookbook / "photos", book / "photos")
    write(book, [{**row, "title": row["id"]} for row in rows_of(lookbook)])


def changed(book: Path) -> frozenset[str]:
    """Mirrors some photos, adds some looks, removes some; gives the ids of those removed."""
    rows = rows_of(book)
    for row in rows[:EACH]:
        rewritten(book / row["photo"], book / row["photo"], Image.Transpose.FLIP_LEFT_RIGHT)
    added = [{**row, "id": f"new{row['id']}", "title": f"new{row['id']}"} for row in rows[100 : 100 + EACH]]
    for row in added:
        photo = Path(row["photo"]).with_stem(row["id"])
        rewritten(book / row["photo"], book / photo, Image.Transpose.FLIP_LEFT_RIGHT)
        row["photo"] = photo.as_posix()
    gone = [row["id"] for row in to_go(rows)]
    write(book, [row for row in [*rows, *added] if row["id"] not in gone])
    return frozenset(gone)


def to_go(rows: list[dict[str, str]]) -> list[dict[str, str]]:
    """The looks that are to be removed, from all over the table."""
    every = len(rows) // EACH
    return rows[every - 1 :: every][:EACH]


def rewritten(source: Path, target: Path, how: Image.Transpose) -> None:
    with Image.open(source) as opened:
        turned = opened.convert("RGB").transpose(how)
    turned.save(target)


def jpeg(photo: Path) -> bytes:
    """As a telephone sends it."""
    sent = io.BytesIO()
    with Image.open(photo) as opened:
        opened.convert("RGB").save(sent, "JPEG", quality=90)
    return sent.getvalue()


def rows_of(book: Path) -> list[dict[str, str]]:
    with (book / "looks.csv").open(encoding="utf-8-sig", newline="") as table:
        return list(csv.DictReader(table))


def write(book: Path, rows: list[dict[str, str]]) -> None:
    with (book / "looks.csv").open("w", encoding="utf-8", newline="") as table:
        writer = csv.DictWriter(table, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


def indexed(book: Path, data: Path) -> str:
    """`codibot index`, as it is typed; gives its own sentence and the time on the clock."""
    started = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-m", "bot.cli", "index", str(book), "--data", str(data)],
        env=os.environ, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return f"{done.stdout.splitlines()[0]} ({time.monotonic() - started:.0f} s with the start of the process)"


if __name__ == "__main__":
    sys.exit(main())
