"""A bot that does what a test says, somebody new, and the page open on the chat of the two."""

from __future__ import annotations

import io
import json
from typing import Any

import httpx
from PIL import Image
from playwright.sync_api import Locator, Page

from scripts.demo.town import DEMO_TOKEN

PATIENCE = 20_000  # milliseconds
LINES = 40


class Scene:
    """What the bot and the person do over HTTP, and where to look on the page."""

    def __init__(self, page: Page, url: str, language: str) -> None:
        self.page = page
        self.url = url
        self._http = httpx.Client(base_url=url, headers={"Origin": url}, timeout=30)
        me = self.call("getMe")
        self.bot: int = me["id"]
        self.username: str = me["username"]
        card = {"first_name": "민지", "language_code": language}
        self.person: int = self._http.post("/api/people", json=card).json()["id"]
        self.write("/start")

    def close(self) -> None:
        """Leaves the playground."""
        self._http.close()

    def call(self, method: str, files: Any = None, **fields: Any) -> Any:
        """The result of one Bot API call."""
        texts = {k: v if isinstance(v, str) else json.dumps(v) for k, v in fields.items()}
        return self._http.post(f"/bot{DEMO_TOKEN}/{method}", data=texts, files=files).json().get("result")

    def say(self, text: str, **fields: Any) -> Any:
        """The bot writes to the person."""
        return self.call("sendMessage", chat_id=self.person, text=text, **fields)

    def say_much(self) -> None:
        """So many messages that the chat has to be scrolled."""
        for line in range(LINES):
            self.say(f"줄 {line}")

    def write(self, text: str) -> None:
        """The person writes from elsewhere, not on this page."""
        body = {"person": self.person, "text": text}
        self._http.post(f"/api/bots/{self.bot}/chats/{self.person}/text", json=body).raise_for_status()

    def taps(self) -> list[str]:
        """The queries of the taps that the bot has not heard of yet, oldest first."""
        updates = self.call("getUpdates", allowed_updates=["message", "callback_query"])
        if updates:
            self.call("getUpdates", offset=updates[-1]["update_id"] + 1)
        return [update["callback_query"]["id"] for update in updates if "callback_query" in update]

    def open(self, *chats: int) -> None:
        """The page in this person's private chat, and in the other chats beside it."""
        views = [{"personId": self.person, "chatId": chat} for chat in (self.person, *chats)]
        once = f"if (!localStorage.views) localStorage.views = {json.dumps(json.dumps(views))}"
        self.page.add_init_script(once)
        self.page.goto(self.url)
        self.page.locator(".column").first.wait_for(timeout=PATIENCE)

    def group(self, title: str = "모임") -> int:
        """A group of this person alone."""
        body = {"title": title, "members": [self.person]}
        return int(self._http.post("/api/chats", json=body).json()["id"])

    def message(self, message_id: int) -> Locator:
        """A message on the page, which has come."""
        found = self.page.locator(f'.message[data-id="{message_id}"]')
        found.wait_for(timeout=PATIENCE)
        return found

    @property
    def input(self) -> Locator:
        """Where the person types."""
        return self.page.locator("textarea").first

    @property
    def toast(self) -> Locator:
        """What is told over the chat."""
        return self.page.locator(".toast").last

    def focused(self) -> str:
        """The words of what has the keyboard focus."""
        return str(self.page.evaluate("document.activeElement.textContent"))

    def from_the_end(self) -> float:
        """How far the reader is from the newest message, in pixels."""
        far = "list => list.scrollHeight - list.scrollTop - list.clientHeight"
        return float(self.page.locator(".messages").first.evaluate(far))


def keyboard(*labels: str) -> dict[str, Any]:
    """One key a row, each with its label for its data."""
    return {"inline_keyboard": [[{"text": label, "callback_data": label}] for label in labels]}


def picture() -> bytes:
    """A plain photo."""
    buffer = io.BytesIO()
    Image.new("RGB", (300, 400), "teal").save(buffer, "JPEG")
    return buffer.getvalue()
