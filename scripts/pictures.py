"""`make pictures`: has a conversation on the page in a real browser and keeps its pictures for the docs."""

from __future__ import annotations

import io
import sys
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright

from scripts.demo.__main__ import CHOICES
from scripts.demo.town import Town

PICTURES = Path("docs/pictures")
CHROMIUM = "/usr/bin/chromium"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
GARMENT = "니트"
PATIENCE = 60_000  # milliseconds
DESKTOP = {"width": 1000, "height": 1960}
PHONE = {"width": 412, "height": 892}


def main() -> int:
    """Draws every picture anew."""
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, Town(Path(folder)) as town, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        page = browser.new_context(viewport=DESKTOP, locale="ko-KR").new_page()
        converse(page, town.url)
        page.locator(".message.own .album").last.evaluate("album => album.scrollIntoView({ block: 'start' })")
        page.wait_for_timeout(4500)  # lets the pictures come in and the toast go
        keep(page, "conversation")
        phone = browser.new_context(viewport=PHONE, locale="ko-KR", color_scheme="dark").new_page()
        phone.goto(town.url)
        phone.locator(".key").first.wait_for(timeout=PATIENCE)
        phone.wait_for_timeout(1000)  # lets the pictures come in
        keep(phone, "phone")
        browser.close()
    return 0


def converse(page: Page, url: str | None) -> None:
    """Start, choices, a sample photo, the answer, one look saved; on the page at `url`, or as it stands."""
    if url is not None:
        page.goto(url)
    page.locator(".start").click()
    for question, button in CHOICES:
        page.locator(".message", has_text=question).wait_for(timeout=PATIENCE)
        page.locator(".key", has_text=button).last.click()
    page.locator(".message", has_text="사진을 보내 주세요").wait_for(timeout=PATIENCE)
    page.get_by_label("예시 옷 사진").last.click()
    page.locator(".tray .sample", has_text=GARMENT).click()
    page.locator(".key", has_text="♡ 3").wait_for(timeout=PATIENCE)
    page.locator(".key", has_text="♡ 3").click()
    page.locator(".key", has_text="♥ 3").wait_for(timeout=PATIENCE)


def keep(page: Page, name: str) -> None:
    """One screenshot as a small WebP."""
    with Image.open(io.BytesIO(page.screenshot())) as picture:
        picture.save(PICTURES / f"{name}.webp", quality=82, method=6)


if __name__ == "__main__":
    sys.exit(main())
