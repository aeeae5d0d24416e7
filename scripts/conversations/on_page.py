"""The hands of somebody at the page in a real browser: types, taps and picks files as people do."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Sequence
from pathlib import Path

from playwright.sync_api import Page

from scripts.demo.person import Message, Person, text_of
from scripts.pictures import PATIENCE


class OnPage:
    """One person's column on the page; what is awaited is read from the page's addresses all the same."""

    def __init__(self, page: Page, url: str, person: Person) -> None:
        self.person = person
        self._page = page
        views = json.dumps([{"personId": person.id, "chatId": person.id}])
        page.add_init_script(f"localStorage.setItem('views', {json.dumps(views)})")
        page.goto(url)
        page.locator(".column").first.wait_for(timeout=PATIENCE)

    def say(self, text: str, reply_to: int | None) -> None:
        """Typed and sent with Enter."""
        if reply_to is not None:
            self._page.locator(f'.message[data-id="{reply_to}"] .reply').click(timeout=PATIENCE)
        self._page.locator("textarea").fill(text)
        self._page.keyboard.press("Enter")

    def tap(self, label: str, message: Message, data: str) -> None:
        """The key of that name under that message."""
        entry = self._page.locator(".entry", has=self._page.locator(f'[data-id="{message["message_id"]}"]'))
        entry.locator(".key", has_text=re.compile(f"^(✓ )?{re.escape(label)}$")).click(timeout=PATIENCE)

    def send(self, photos: Sequence[Path], kind: str, caption: str) -> None:
        """Picked as files, the caption typed before."""
        self._page.locator("textarea").fill(caption)
        self._page.locator("input[type=file]").set_input_files([str(photo) for photo in photos])

    def shows_all(self) -> bool:
        """Whether the page comes to show what the bot said last; either may be a moment behind the other."""
        until = time.monotonic() + PATIENCE / 1000
        while not (shown := self._shows_last()) and time.monotonic() < until:
            self._page.wait_for_timeout(100)
        return shown

    def _shows_last(self) -> bool:
        last = next(message for message in reversed(self.person.from_bot()) if text_of(message))
        shown = self._page.locator(f'[data-id="{last["message_id"]}"]')
        return any(text_of(last).splitlines()[0] in text for text in shown.all_text_contents())
