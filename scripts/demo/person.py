"""A person at the playground's page: says, sends, taps and waits, over HTTP alone."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import httpx

Message = dict[str, Any]
Upload = Path | tuple[str, bytes]
WAIT_SECONDS = 60.0


class NoAnswer(AssertionError):
    """What was waited for did not come; the text shows the chat's end."""


class Person:
    """One person's private chat with one bot."""

    def __init__(
        self, url: str, first_name: str = "민지", language: str = "ko", person_id: int | None = None
    ) -> None:
        """Somebody new, or whoever has that id already."""
        # No connection is kept open, so that a person may be forgotten without being closed.
        limits = httpx.Limits(max_keepalive_connections=0)
        self._http = httpx.Client(base_url=url, headers={"Origin": url}, timeout=30, limits=limits)
        self.id: int = person_id or self._arrive(first_name, language)
        self._bot_id: int = self._state()["bots"][0]["id"]

    def _arrive(self, first_name: str, language: str) -> int:
        card = {"first_name": first_name, "language_code": language}
        arrived: int = self._post("/api/people", json=card).json()["id"]
        return arrived

    def close(self) -> None:
        """Leaves the page."""
        self._http.close()

    @property
    def _chat(self) -> str:
        return f"/api/bots/{self._bot_id}/chats/{self.id}"

    def say(self, text: str, reply_to: int | None = None) -> None:
        """Types a text, perhaps as a reply."""
        body = {"person": self.id, "text": text}
        self._post(f"{self._chat}/text", json=body if reply_to is None else {**body, "reply_to": reply_to})

    def send(
        self, *photos: Path | tuple[str, bytes], kind: str = "photo", caption: str = ""
    ) -> httpx.Response:
        """Sends files, several photos as an album; the response is unchecked, for a refusal is an answer."""
        files = [("file", (name, data)) for name, data in map(_named_bytes, photos)]
        form = {"person": str(self.id), "kind": kind, "caption": caption}
        return self._http.post(f"{self._chat}/files", data=form, files=files)

    def follow(self, payload: str) -> None:
        """Opens a link to the bot, as a friend who was sent it does."""
        self._post(f"{self._chat}/start", json={"person": self.id, "payload": payload})

    def block(self, blocked: bool = True) -> None:
        """Blocks the bot, or takes it back."""
        status = "kicked" if blocked else "member"
        self._post(f"{self._chat}/status", json={"person": self.id, "status": status})

    def tap(self, label: str, message: Message | None = None) -> str:
        """Taps the newest button whose text holds `label`, waiting for one to come; gives the query's id.

        Raises:
            NoAnswer: none came.
        """
        message, button = self._button(label, message or self.wait_button(label))
        return self.press(message, button["callback_data"])

    def press(self, message: Message, data: str) -> str:
        """Taps the button of a message that carries `data`; gives the callback query's id."""
        body = {"person": self.id, "message_id": message["message_id"], "data": data}
        query: str = self._post(f"{self._chat}/tap", json=body).json()["query_id"]
        return query

    def messages(self) -> list[Message]:
        """The whole chat, oldest first."""
        return [message for message in self._state(self.id)["messages"] if message["chat"]["id"] == self.id]

    def from_bot(self) -> list[Message]:
        """What the bot has said, oldest first."""
        return [message for message in self.messages() if message["from"]["is_bot"]]

    def wait(self, met: Callable[[Sequence[Message]], bool], seconds: float = WAIT_SECONDS) -> list[Message]:
        """Waits until the bot's messages meet a condition.

        Raises:
            NoAnswer: it was not met in time.
        """
        deadline = time.monotonic() + seconds
        while not met(seen := self.from_bot()):
            if time.monotonic() > deadline:
                raise NoAnswer("the chat ends so:\n" + "\n".join(map(transcript_line, self.messages()[-8:])))
            time.sleep(0.05)
        return seen

    def wait_text(self, part: str, seconds: float = WAIT_SECONDS) -> Message:
        """Waits for a message of the bot that holds `part`, newest first."""
        seen = self.wait(lambda messages: any(part in text_of(message) for message in messages), seconds)
        return next(message for message in reversed(seen) if part in text_of(message))

    def wait_button(self, label: str, seconds: float = WAIT_SECONDS) -> Message:
        """Waits for a button whose text holds `label`; gives its message."""
        seen = self.wait(lambda messages: any(_find(message, label) for message in messages), seconds)
        return next(message for message in reversed(seen) if _find(message, label))

    def wait_album(self, seconds: float = WAIT_SECONDS, after: int = 0) -> list[Message]:
        """Waits for an album newer than message id `after` and the list behind it; gives the pictures."""

        def pictures(messages: Sequence[Message]) -> list[Message]:
            return [m for m in messages if m["message_id"] > after and "media_group_id" in m]

        def followed(messages: Sequence[Message]) -> bool:
            album = pictures(messages)
            return bool(album) and messages[-1]["message_id"] > album[-1]["message_id"]

        return pictures(self.wait(followed, seconds))

    def download(self, message: Message) -> bytes:
        """The largest picture of a message."""
        file_id = message["photo"][-1]["file_id"]
        return self._http.get(f"/api/bots/{self._bot_id}/files/{file_id}").raise_for_status().content

    def calls(self) -> list[dict[str, Any]]:
        """The last calls of the Bot API, oldest first."""
        calls: list[dict[str, Any]] = self._state()["calls"]
        return calls

    def _button(self, label: str, message: Message) -> tuple[Message, dict[str, str]]:
        if button := _find(message, label):
            return message, button
        raise NoAnswer(f"no button holds {label!r}")

    def _state(self, chat: int | None = None) -> dict[str, Any]:
        asked = {} if chat is None else {"chat": chat}
        state: dict[str, Any] = self._http.get("/api/state", params=asked).raise_for_status().json()
        return state

    def _post(self, path: str, **content: Any) -> httpx.Response:
        return self._http.post(path, **content).raise_for_status()


def text_of(message: Message) -> str:
    """A message's text or caption."""
    return str(message.get("text") or message.get("caption") or "")


def buttons_of(message: Message) -> list[dict[str, str]]:
    """Every button under a message, row by row."""
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    return [button for row in rows for button in row]


def transcript_line(message: Message) -> str:
    """One message as a line of a transcript."""
    name = message["from"]["first_name"]
    kind = "[사진] " if "photo" in message else "[파일] " if "document" in message else ""
    keys = " ".join(f"[{button['text']}]" for button in buttons_of(message))
    text = (kind + text_of(message)).replace("\n", "\n    ")
    return f"{name}: {text}" + (f"\n    {keys}" if keys else "")


def _find(message: Message, label: str) -> dict[str, str] | None:
    return next((b for b in buttons_of(message) if label in b["text"] and "callback_data" in b), None)


def _named_bytes(photo: Upload) -> tuple[str, bytes]:
    return photo if isinstance(photo, tuple) else (photo.name, photo.read_bytes())
