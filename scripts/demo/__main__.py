"""`make demo`: start, choices, a drawn garment's photo, album, save, saved, and a contact sheet."""

from __future__ import annotations

import io
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from PIL import Image

from scripts.demo.person import Message, NoAnswer, Person, transcript_line
from scripts.demo.town import Town, TownError

SAMPLES = Path("retrieval/builtin/samples")
SAMPLE = SAMPLES / "knit.webp"
SHEET = Path("demo/album.jpg")
CELL = (300, 420)
CHOICES = (
    ("누구의 코디", "여자"),
    ("어느 계절", "다음"),
    ("어떤 스타일", "다음"),
    ("찾는 느낌", "건너뛰기"),
)
"""What each question of the panel holds, and the button tapped under it."""


def main() -> int:
    """Has one conversation, prints it, leaves the album in `demo/`."""
    print("One conversation with codibot, over a Bot API on this machine. No token, no network.\n")
    try:
        with tempfile.TemporaryDirectory() as folder, Town(Path(folder)) as town:
            person = Person(town.url)
            album = converse(person)
            print("\n".join(map(transcript_line, person.messages())))
            SHEET.parent.mkdir(exist_ok=True)
            contact_sheet([person.download(message) for message in album]).save(SHEET, quality=88)
    except (TownError, NoAnswer) as error:
        print(error, file=sys.stderr)
        return 1
    print(f"\nThe album is in {SHEET}. Talk to codibot yourself: make run")
    return 0


def converse(person: Person) -> list[Message]:
    """Start, choices, photo, album, save, saved; gives the album's pictures."""
    person.say("/start")
    choose(person)
    person.send(SAMPLE)
    album = person.wait_album()
    person.say("/save 3")
    person.wait_text("저장")
    person.say("/saved")
    person.wait_text("저장한 코디")
    return album


def choose(person: Person) -> None:
    """Answers each question of the panel once it is asked."""
    for question, button in CHOICES:
        person.wait_text(question)
        person.tap(button)
    person.wait_text("사진을 보내 주세요")


def contact_sheet(pictures: Sequence[bytes], columns: int = 5) -> Image.Image:
    """Pictures in rows on white."""
    rows = -(-len(pictures) // columns)
    sheet = Image.new("RGB", (columns * CELL[0], rows * CELL[1]), "white")
    for place, picture in enumerate(pictures):
        with Image.open(io.BytesIO(picture)) as image:
            image.thumbnail(CELL)
            sheet.paste(image, (place % columns * CELL[0], place // columns * CELL[1]))
    return sheet


if __name__ == "__main__":
    sys.exit(main())
