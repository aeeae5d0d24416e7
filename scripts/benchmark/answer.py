"""`make benchmark`: from upload to album, twelve megapixels, twenty photos, warm.

Each photo is new and is somebody's first, so that no sight and no answer is known; pictures of looks that an
earlier answer sent go by their file id, as they would for real. While it and a second photo, of somebody else
again, are under work, a third person taps a button.
"""

from __future__ import annotations

import io
import json
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import numpy as np
from PIL import Image

from scripts.demo.__main__ import SAMPLES
from scripts.demo.person import Person
from scripts.demo.town import Town

PHOTOS = 20
WARM_UP = 3
SIZE = (3000, 4000)
WATCHED = Path(__file__).parent / "watched"


@dataclass(frozen=True, slots=True)
class Wait:
    """Seconds from upload to album, and from a tap in another chat to its answer meanwhile."""

    album: float
    button: float


def main() -> int:
    """Prints each wait, then medians, worsts, and the longest callback of the bot's event loop."""
    with tempfile.TemporaryDirectory() as name:
        note = Path(name) / "longest"
        watch = {"PYTHONPATH": str(WATCHED), "WATCH_CALLBACKS": str(note)}
        with Town(Path(name) / "town", watch) as town:
            waits = list(measured(town, note))
        print(f"upload to album: {_spread([wait.album for wait in waits])}")
        print(f"another chat's button: {_spread([wait.button for wait in waits])}")
        print(f"longest callback of the bot's event loop: {note.read_text('utf-8')} (CPU seconds)")
    return 0


def measured(town: Town, note: Path) -> Iterator[Wait]:
    """The waits after the warm-up; from then on callbacks are noted."""
    samples = sorted(SAMPLES.glob("*.webp"))
    other = Person(town.url, "준호")
    other.say("/start")
    other.wait_text("누구의 코디")
    for number in range(-WARM_UP, PHOTOS):
        if number == 0:
            note.write_text("0", "utf-8")
        wait = answered(town, other, phone_photo(samples[number % len(samples)], number + WARM_UP))
        print(f"{number + 1:3}  album {wait.album:.2f} s, button {wait.button:.3f} s", flush=True)
        if number >= 0:
            yield wait


def answered(town: Town, other: Person, photo: bytes) -> Wait:
    """One photo of somebody new, another of a neighbour behind it, and one tap of somebody else."""
    person, neighbour = Person(town.url), Person(town.url, "서연")
    first_question = any("누구의 코디" in message.get("text", "") for message in other.from_bot()[-1:])
    with httpx.stream("GET", f"{town.url}/api/events", timeout=60) as stream:
        events = _events(stream)
        sent = time.perf_counter()
        person.send(("photo.jpg", photo), kind="document")
        neighbour.send(("another.jpg", photo + b"\0"), kind="document")
        tapped = time.perf_counter()
        query = other.tap("남자" if first_question else "뒤로")
        button = next(now for now, event in events if event.get("query_id") == query) - tapped
        album = next(now for now, event in events if _is_album(event, person.id)) - sent
    neighbour.wait_album()
    return Wait(album, button)


def phone_photo(sample: Path, seed: int) -> bytes:
    """A drawn garment as a 12-megapixel JPEG with a phone's noise; no two are alike."""
    rng = np.random.default_rng(seed)
    with Image.open(sample) as drawn:
        large = np.asarray(drawn.convert("RGB").resize(SIZE, Image.Resampling.BICUBIC), dtype=np.int16)
    noisy = large + rng.integers(-6, 7, large.shape, dtype=np.int16)
    buffer = io.BytesIO()
    Image.fromarray(np.clip(noisy, 0, 255).astype(np.uint8)).save(buffer, "JPEG", quality=88)
    return buffer.getvalue()


def _events(stream: httpx.Response) -> Iterator[tuple[float, dict[str, Any]]]:
    for line in stream.iter_lines():
        if line.startswith("data: "):
            yield time.perf_counter(), json.loads(line.removeprefix("data: "))


def _is_album(event: dict[str, Any], chat_id: int) -> bool:
    message = event.get("message", {})
    return "media_group_id" in message and message["chat"]["id"] == chat_id


def _spread(seconds: Sequence[float]) -> str:
    return f"median {statistics.median(seconds):.2f} s, worst {max(seconds):.2f} s"


if __name__ == "__main__":
    sys.exit(main())
