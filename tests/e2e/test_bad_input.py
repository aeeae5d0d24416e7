"""Whatever is sent instead of a good photo: a sentence, and the conversation goes on."""

from __future__ import annotations

import io
import struct
import zlib
from pathlib import Path

import pytest
from PIL import Image

from scripts.demo.person import Person, buttons_of, text_of


def encoded(image: Image.Image, form: str = "PNG") -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, form)
    return buffer.getvalue()


def png_bomb() -> bytes:
    """A PNG that says it has 60,000 x 60,000 pixels."""
    header = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    chunk = b"IHDR" + header
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + chunk + struct.pack(">I", zlib.crc32(chunk))


BAD = {
    "torn.jpg": encoded(Image.effect_noise((600, 800), 80).convert("RGB"), "JPEG")[:9000],
    "text.jpg": b"this is no photo",
    "bomb.png": png_bomb(),
    "glass.png": encoded(Image.new("RGBA", (300, 400), (0, 0, 0, 0))),
    "heavy.jpg": b"\xff\xd8\xff" + b"\0" * 21_000_000,
}
HARD = {
    "white.png": encoded(Image.new("RGB", (400, 500), "white")),
    "black.png": encoded(Image.new("RGB", (400, 500), "black")),
}


@pytest.mark.parametrize("name", BAD)
def test_a_photo_that_cannot_be_used_gets_a_sentence(person: Person, name: str) -> None:
    person.send((name, BAD[name]), kind="document")
    (answer,) = person.wait(lambda messages: len(messages) == 1)
    assert text_of(answer)[-2:] in ("요.", "요?", "요!")
    assert not buttons_of(answer)


@pytest.mark.parametrize("name", HARD)
def test_a_garment_without_contrast_is_answered(person: Person, name: str) -> None:
    person.send((name, HARD[name]), kind="document")
    assert person.wait_album()


def test_a_thin_strip_is_answered_in_words_or_pictures(person: Person) -> None:
    person.send(("strip.png", encoded(Image.new("RGB", (1, 3000), "navy"))), kind="document")
    assert person.wait(lambda messages: bool(messages))


def test_an_empty_file_is_refused_by_telegram_itself(person: Person) -> None:
    assert person.send(("empty.jpg", b""), kind="document").status_code == 400


def test_the_conversation_goes_on_after_bad_input(person: Person, garment_photo: Path) -> None:
    person.send(("text.jpg", BAD["text.jpg"]), kind="document")
    person.wait(lambda messages: len(messages) == 1)
    person.send(garment_photo)
    assert person.wait_album()
