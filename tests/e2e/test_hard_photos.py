"""Photos as people really take them: each drawn here, each answered with looks."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageEnhance, ImageOps

from scripts.demo.person import Person

BUILTIN = Path("retrieval/builtin")
PHONE = (720, 1280)


def garment(name: str) -> Image.Image:
    return Image.open(BUILTIN / "samples" / f"{name}.webp").convert("RGB")


def outfit() -> Image.Image:
    return Image.open(BUILTIN / "demo_lookbook" / "photos" / "demo010.webp").convert("RGB")


def mirror_selfie() -> Image.Image:
    """An outfit in a mirror, a phone before the face."""
    wall = Image.new("RGB", PHONE, "#d8d2c6")
    mirror = ImageOps.mirror(ImageOps.fit(outfit(), (600, 1120)))
    ImageDraw.Draw(mirror).rounded_rectangle((250, 60, 350, 240), 16, "#111", "#555", 4)
    wall.paste(mirror, (60, 80))
    ImageDraw.Draw(wall).rectangle((50, 70, 670, 1210), outline="#6b4f34", width=16)
    return wall


def photo_of_a_screen() -> Image.Image:
    """A garment on a screen: its frame, its lines, its glare, askew."""
    screen = ImageOps.fit(garment("coat"), (900, 640))
    draw = ImageDraw.Draw(screen, "RGBA")
    for y in range(0, 640, 4):
        draw.line((0, y, 900, y), (0, 0, 0, 40))
    draw.polygon([(120, 0), (300, 0), (80, 640), (-100, 640)], (255, 255, 255, 60))
    desk = Image.new("RGB", (1200, 900), "#4a4440")
    desk.paste(ImageOps.expand(screen, 28, "#101010"), (120, 90))
    return ImageEnhance.Brightness(desk.rotate(4, Image.Resampling.BICUBIC, fillcolor="#4a4440")).enhance(
        0.85
    )


def screenshot_of_a_shop() -> Image.Image:
    """A shop's page: bars above and below, a price, a button."""
    page = Image.new("RGB", PHONE, "white")
    page.paste(ImageOps.fit(garment("shirt"), (720, 800)), (0, 140))
    draw = ImageDraw.Draw(page)
    draw.rectangle((0, 0, 720, 60), "#222")
    draw.rectangle((0, 60, 720, 140), "#f4f4f4")
    draw.text((24, 84), "SHOP   sale  -30%", "black", font_size=36)
    draw.text((24, 970), "Striped shirt  39,000 won", "black", font_size=36)
    draw.rounded_rectangle((24, 1120, 696, 1230), 20, "#e4002b")
    draw.text((280, 1150), "BUY NOW", "white", font_size=40)
    return page


def on_a_hanger() -> Image.Image:
    """A garment on a hanger before a wall."""
    wall = ImageOps.fit(garment("blazer"), (900, 1200))
    draw = ImageDraw.Draw(wall)
    draw.arc((390, 40, 470, 130), 180, 450, "#888", 10)
    draw.line((430, 130, 430, 270), "#888", 10)
    draw.line((270, 380, 430, 270, 620, 360), "#9a6b3f", 18)
    return wall


@pytest.mark.parametrize(
    "draw",
    [mirror_selfie, photo_of_a_screen, screenshot_of_a_shop, on_a_hanger],
    ids=lambda draw: draw.__name__,
)
def test_a_hard_photo_is_answered(person: Person, draw: Callable[[], Image.Image]) -> None:
    encoded = io.BytesIO()
    draw().save(encoded, "JPEG", quality=85)
    person.send(("photo.jpg", encoded.getvalue()))
    assert len(person.wait_album()) == 10
