"""One whole conversation, and what stands in the chat after it."""

from __future__ import annotations

import re
from typing import Any

from tests.bot.conversation.town import Person, Town, jpeg, text_of

AGAIN = "다시 받기"


async def trouble(place: Town, kind: str, method: str, times: int = 1, seconds: int = 1) -> None:
    """The next calls of a method meet a fault."""
    fault = {"kind": kind, "method": method, "times": times, "seconds": seconds}
    async with place.person() as somebody:
        assert (await somebody.http.post("/api/faults", json=fault)).status_code == 200


async def choose(person: Person) -> None:
    """The questions, answered by buttons."""
    await person.say("/start")
    await person.hear("누구의 코디")
    await person.tap("전체")
    await person.hear("어느 계절")
    await person.tap("다음 →")
    await person.hear("어떤 스타일")
    await person.tap("모든 스타일")
    await person.hear("찾는 느낌")
    await person.tap("건너뛰기")
    await person.hear("이제 옷 사진")


async def converse(person: Person) -> list[str]:
    """Start, choices, photo, album, save, saved; gives what the bot said, in order."""
    await choose(person)
    await person.send(jpeg())
    await person.album()
    await person.tap("♡ 3")
    await person.wait(lambda messages: any("♥ 3" in said(message) for message in messages))
    await person.say("/saved")
    await person.hear("저장한 코디")
    return [said(message) for message in await settled(person)]


async def settled(person: Person) -> list[dict[str, Any]]:
    """What the bot said once it has answered one thing more, that last answer left out."""
    latest = max(message["message_id"] for message in await person.messages())
    await person.say("/privacy")
    await person.hear("/forget", after=latest)
    return [message for message in await person.from_bot() if "/forget" not in text_of(message)]


def said(message: dict[str, Any]) -> str:
    """A message without what differs from run to run."""
    kind = "사진 " if "photo" in message else ""
    keys = [b["text"] for row in message.get("reply_markup", {}).get("inline_keyboard", []) for b in row]
    return re.sub(r"\d{4}-\d{2}-\d{2}", "", f"{kind}{text_of(message)} {keys}")
