"""`make pictures`: has a conversation on the page in a real browser and keeps its pictures for the docs."""

from __future__ import annotations

import io
import sys
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright

from scripts.demo.town import Town

PICTURES = Path("docs/pictures")
CHROMIUM = "/usr/bin/chromium"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
PATIENCE = 60_000  # milliseconds
DESKTOP = {"width": 1180, "height": 1240}
PHONE = {"width": 412, "height": 892}


def main() -> int:
    """Draws every picture anew."""
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, Town(Path(folder)) as town, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        page = browser.new_context(viewport=DESKTOP, locale="ko-KR").new_page()
        converse(page, town.url)
        keep(page, "conversation")
        phone = browser.new_context(viewport=PHONE, locale="ko-KR", color_scheme="dark").new_page()
        phone.goto(town.url)
        phone.locator(".key").first.wait_for(timeout=PATIENCE)
        phone.wait_for_timeout(1000)  # lets the pictures come in
        keep(phone, "phone")
        browser.close()
    return 0


def converse(page: Page, url: str) -> None:
    """Start, choices, a sample photo, the answer, one look saved."""
    page.goto(url)
    page.locator(".start").click()
    for step in ("여자", "다음", "다음", "건너뛰기"):
        key = page.locator(".key", has_text=step).last
        key.wait_for(timeout=PATIENCE)
        key.click()
        page.wait_for_timeout(400)
    page.get_by_label("예시 옷 사진").last.click()
    page.locator(".tray .sample").first.click()
    page.locator(".message:not(.own) .album").first.wait_for(timeout=PATIENCE)
    page.locator(".key", has_text="3").last.wait_for(timeout=PATIENCE)
    page.locator(".key", has_text="3").last.click()
    page.wait_for_timeout(1500)


def keep(page: Page, name: str) -> None:
    """One screenshot as a small WebP."""
    with Image.open(io.BytesIO(page.screenshot())) as picture:
        picture.save(PICTURES / f"{name}.webp", quality=82, method=6)


if __name__ == "__main__":
    sys.exit(main())
