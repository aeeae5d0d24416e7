"""A written conversation is played: each act done, each answer waited for, all of it noted."""

from __future__ import annotations

import re
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from httpx import HTTPStatusError, codes

from bot.language import Language
from scripts.conversations.written import Act, Conversation, Expected
from scripts.demo.person import Message, NoAnswer, Person, buttons_of, text_of, transcript_line

PICTURES = (Path("retrieval/builtin/samples"), Path("retrieval/builtin/demo_lookbook/photos"))
"""Garments that lie, and outfits that are worn."""
PATIENCE = 90.0
GLANCE = 0.1
NAMES: dict[Language, str] = {"ko": "민지", "en": "Minji"}
OWNER = "운영자"
"""Who looks at what people post."""
_LINK = re.compile(r"t\.me/\w+\?start=([\w-]+)")


@dataclass(frozen=True, slots=True)
class Scene:
    """An act, and what the bot had said anew or changed when the next one began."""

    act: Act
    answers: tuple[Message, ...]


class Hands(Protocol):
    """What says, taps and sends for a person: the page's addresses, or the page itself."""

    person: Person

    def say(self, text: str, reply_to: int | None) -> None: ...

    def tap(self, label: str, message: Message, data: str) -> None: ...

    def send(self, photos: Sequence[Path], kind: str, caption: str) -> None: ...


@dataclass
class OverHttp:
    """Speaks to the page's addresses."""

    person: Person

    def say(self, text: str, reply_to: int | None) -> None:
        self.person.say(text, reply_to)

    def tap(self, label: str, message: Message, data: str) -> None:
        self.person.press(message, data)

    def send(self, photos: Sequence[Path], kind: str, caption: str) -> None:
        self.person.send(*photos, kind=kind, caption=caption)


@dataclass
class Player:
    """Plays for everybody in one conversation. The first act of somebody brings them to the page.

    `known` are those who are there already, by name.
    """

    url: str
    hands: dict[str, Hands] = field(default_factory=dict)
    known: Mapping[str, int] = field(default_factory=dict)
    link: str = ""

    def play(self, conversation: Conversation) -> list[Scene]:
        """Raises NoAnswer where the bot does something else than is written."""
        scenes = []
        for turn in conversation.turns:
            hands = self._hands(turn.act.who, conversation.language)
            before = hands.person.from_bot()
            self._do(hands, turn.act)
            for expected in turn.expected:
                listener = self._hands(expected.who or turn.act.who, conversation.language)
                _wait(listener.person, before if listener is hands else [], expected, turn.act)
            scenes.append(Scene(turn.act, tuple(_new(before, hands.person.from_bot()))))
        return scenes

    def _hands(self, who: str, language: Language) -> Hands:
        if who not in self.hands:
            self.hands[who] = OverHttp(
                Person(self.url, who or NAMES[language], language, self.known.get(who))
            )
        return self.hands[who]

    def _do(self, hands: Hands, act: Act) -> None:
        match act.what:
            case "say":
                hands.say(act.words, None)
            case "reply":
                picture = _latest_album(hands.person)[int(act.arguments[0]) - 1]
                hands.say(act.words, picture["message_id"])
            case "photo" | "document":
                hands.send([_picture(name) for name in act.arguments], act.what, act.words)
            case "tap":
                message, data = _button(hands.person, act.words)
                hands.tap(act.words, message, data)
                for _ in range(act.times - 1):
                    _tap_again(hands, act, message, data)
            case "block" | "unblock":
                hands.person.block(act.what == "block")
            case "follow":
                hands.person.follow(self._latest_link())
            case _:
                raise ValueError(f"nobody can do {act.what!r}")

    def _latest_link(self) -> str:
        """The payload of the newest link that the bot gave anybody."""
        said = [message for hands in self.hands.values() for message in hands.person.from_bot()]
        links = [(m["message_id"], found) for m in said for found in _LINK.findall(str(m))]
        if not links:
            raise NoAnswer("the bot gave no link")
        _, newest = max(links)
        return str(newest)


def _tap_again(hands: Hands, act: Act, message: Message, data: str) -> None:
    """A finger that comes after the bot has changed the message meets no button any more."""
    try:
        hands.tap(act.words, message, data)
    except HTTPStatusError as error:
        if error.response.status_code != codes.BAD_REQUEST:
            raise


def _wait(person: Person, before: Sequence[Message], expected: Expected, act: Act) -> None:
    deadline = time.monotonic() + PATIENCE
    while not _met(_new(before, person.from_bot()), expected):
        if time.monotonic() > deadline:
            end = "\n".join(map(transcript_line, person.messages()[-6:]))
            raise NoAnswer(f"after {act} this did not come: {expected}\nthe chat ends so:\n{end}")
        time.sleep(GLANCE)


def _met(new: Sequence[Message], expected: Expected) -> bool:
    match expected.what:
        case "text":
            return any(expected.words in text_of(message) for message in new)
        case "not":
            return not any(expected.words in text_of(message) for message in new)
        case "button":
            return any(_label(b["text"]) == expected.words for m in new for b in buttons_of(m))
    album = [message for message in new if "media_group_id" in message]
    listed = any(m["message_id"] > album[-1]["message_id"] and "text" in m for m in new) if album else False
    return listed and (len(album) == expected.pictures if expected.pictures else len(album) > 1)


def _new(before: Sequence[Message], now: Sequence[Message]) -> list[Message]:
    """What was said or changed since."""
    former = {message["message_id"]: message for message in before}
    return [message for message in now if former.get(message["message_id"]) != message]


def _button(person: Person, label: str) -> tuple[Message, str]:
    """The newest button of that name, with or without its mark."""
    for message in reversed(person.from_bot()):
        for button in buttons_of(message):
            if _label(button["text"]) == label and "callback_data" in button:
                return message, button["callback_data"]
    raise NoAnswer(f"no button is called {label!r}")


def _label(text: str) -> str:
    return text.removeprefix("✓ ")


def _picture(name: str) -> Path:
    places = (folder / f"{name}.webp" for folder in PICTURES)
    return next(place for place in places if place.exists())


def _latest_album(person: Person) -> list[Message]:
    pictures = [message for message in person.from_bot() if "media_group_id" in message]
    if not pictures:
        raise NoAnswer("there is no album")
    return [message for message in pictures if message["media_group_id"] == pictures[-1]["media_group_id"]]
