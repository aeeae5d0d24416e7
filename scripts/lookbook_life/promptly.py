"""How soon an approved post is found, one taken back is gone, and a look taken down is shown no more.

    python -m scripts.lookbook_life.promptly LOOKBOOK FOLDER PHOTO [--times 5]

FOLDER is a data folder in which LOOKBOOK is indexed, of whose looks the titles are their ids, as
`scripts.lookbook_life.change` copies them; PHOTO shows somebody who wears an outfit. Town and bot are
processes with real networks, and everything goes over HTTP but `codibot remove`, which is typed.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from scripts.demo.person import Person, text_of
from scripts.demo.town import Town

OWNER = "운영자"
WORD = "마실룩"
PATIENCE = 120.0
PAUSE = 0.2
"""Between two questions."""


def main() -> None:
    """Each as often as wished; prints the seconds."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("lookbook", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("photo", type=Path)
    parser.add_argument("--times", type=int, default=5)
    wished = parser.parse_args()
    settings = {"CODIBOT_LOOKBOOKS": str(wished.lookbook), "CODIBOT_PHOTOS_A_MINUTE": "1000"}
    with Town(wished.folder, settings, owner=OWNER) as town:
        owner, poster, friend = owner_of(town), Person(town.url, "서준"), Person(town.url, "하은")
        friend.say("사계절")
        friend.wait(bool)
        for number in range(wished.times):
            name = f"이웃 {number}"
            post(poster, wished.photo, name)
            owner.wait_button("올리기")
            owner.tap("올리기")
            found = seconds_until(lambda name=name: f"© {name}" in answer(friend))
            poster.say("/mylooks")
            heard(poster, "올린 코디 1개")
            poster.tap("1")
            heard(poster, f"© {name}")
            poster.tap("내리고 지우기")
            gone = seconds_until(lambda name=name: f"© {name}" not in answer(friend))
            print(f"post {number + 1}: found after {found:.1f} s, gone after {gone:.1f} s", flush=True)
        for _ in range(wished.times):
            print(f"codibot remove: gone after {taken_down(friend, wished.folder):.1f} s", flush=True)


def owner_of(town: Town) -> Person:
    """Somebody whom the bot obeys, and may write to."""
    owner = Person(town.url, person_id=town.owner_id)
    owner.say("/help")
    owner.wait_text("/filters")
    return owner


def post(poster: Person, photo: Path, name: str) -> None:
    """From /post to consent."""
    poster.say("/post")
    heard(poster, "입고 찍은 사진을 한 장")
    poster.send(photo)
    heard(poster, "어떤 스타일로 입는")
    poster.tap("남녀 모두")
    poster.tap("다음 →")
    heard(poster, "지금 태그")
    poster.say(WORD)
    heard(poster, WORD)
    poster.tap("다음 →")
    heard(poster, "어떤 이름으로")
    poster.say(name)
    heard(poster, "추천에 이렇게 보여요")
    poster.tap("동의하고 올리기")
    heard(poster, "운영자가 살펴보고 나면")


def heard(person: Person, part: str) -> None:
    """Waits until the newest message holds a part."""
    person.wait(lambda seen: bool(seen) and part in text_of(seen[-1]), PATIENCE)


def answer(friend: Person, word: str = WORD) -> str:
    """What a search by a word is answered with, captions and all."""
    last = max(message["message_id"] for message in friend.messages())
    friend.say(word)
    # An album's list stands behind its pictures, and a line about a word that nobody knows alone.
    friend.wait(lambda seen: seen[-1]["message_id"] > last + 1 and "text" in seen[-1], PATIENCE)
    return "\n".join(text_of(message) for message in friend.from_bot() if message["message_id"] > last)


def seconds_until(met: Callable[[], bool]) -> float:
    """From now on, asking again and again."""
    started = time.monotonic()
    while not met():
        if time.monotonic() - started > PATIENCE:
            raise SystemExit("it did not come to pass")
        time.sleep(PAUSE)
    return time.monotonic() - started


def taken_down(friend: Person, folder: Path) -> float:
    """A look of an answer is removed by the command line; the seconds from its first letter on."""
    words = "청바지"
    title = re.search(r"^1\. (.+)$", answer(friend, words), re.MULTILINE)
    assert title is not None
    started = time.monotonic()
    typed = [sys.executable, "-m", "bot.cli", "remove", title[1], "--data", str(folder)]
    subprocess.run(typed, check=True, stdout=subprocess.DEVNULL)
    seconds_until(lambda: f". {title[1]}\n" not in answer(friend, words) + "\n")
    return time.monotonic() - started


if __name__ == "__main__":
    main()
