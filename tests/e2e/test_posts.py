"""A person's own look, its whole way: posted, approved, found by somebody else's photo, saved, taken back."""

from __future__ import annotations

import time
from pathlib import Path

from PIL import Image

from scripts.demo.person import NoAnswer, Person, buttons_of, text_of
from scripts.demo.town import Town

PHOTOS = Path("retrieval/builtin/demo_lookbook/photos")
NAME = "골목 산책자"
WORD = "마실룩"
"""A tag that no look of the demo has."""
PATIENCE = 120.0
"""Seconds: ten are promised, but not on a machine that does ten other things."""


def worn_photo(folder: Path) -> Path:
    """An outfit that the lookbook does not hold: one of its own, mirrored."""
    mirrored = folder / "outfit.png"
    with Image.open(sorted(PHOTOS.iterdir())[17]) as opened:
        opened.transpose(Image.Transpose.FLIP_LEFT_RIGHT).convert("RGB").save(mirrored)
    return mirrored


def test_a_post_goes_its_whole_way(town: Town, owner: Person, person: Person, tmp_path: Path) -> None:
    photo, friend = worn_photo(tmp_path), Person(town.url, "하은")
    post(person, photo)
    owner.wait_text("새 코디가 기다리고")
    owner.tap("올리기")
    person.wait_text("이제 추천에 나와요")
    until_asked(friend, WORD, f"© {NAME}")
    found_by(friend, photo)
    number = next(b["text"] for m in friend.from_bot() for b in buttons_of(m) if NAME in b["text"]).split()[1]
    friend.tap(f"♡ {number}")
    friend.tap("🙋")
    friend.wait_text(f"{NAME} 님이 올린")
    friend.tap("👏 고마워요")
    friend.say("/help")
    friend.wait_text("/filters")
    person.say("/mylooks")
    person.wait_text("♥ 1 · 👏 1")
    person.tap("1")
    person.wait_button("내리고 지우기")
    person.tap("내리고 지우기")
    person.wait_text("코디를 내리고 사진을 지웠어요")
    friend.say("/saved")
    friend.wait_text("룩북에서 사라진 코디")
    until_asked(friend, WORD, "아직 모르는 말")
    person.say("/mylooks")
    person.wait_text("아직 올린 코디가 없어요")


def post(person: Person, photo: Path) -> None:
    """Up to consent."""
    person.say("/post")
    person.wait_text("입고 찍은 사진을 한 장")
    person.send(photo)
    person.wait_text("어떤 스타일로 입는")
    person.tap("남녀 모두")
    person.tap("다음 →")
    person.wait_text("지금 태그")
    person.say(WORD)
    person.wait(lambda seen: WORD in text_of(seen[-1]))
    person.tap("다음 →")
    person.wait_text("어떤 이름으로")
    person.say(NAME)
    person.wait_text("추천에 이렇게 보여요")
    person.tap("동의하고 올리기")
    person.wait_text("운영자가 살펴보고 나면")


def until_asked(friend: Person, word: str, part: str) -> None:
    """Asks for a word until an answer holds a part."""
    deadline, asked = time.monotonic() + PATIENCE, last_of(friend)
    while not any(
        message["message_id"] > asked and part in text_of(message) for message in friend.from_bot()
    ):
        if time.monotonic() > deadline:
            raise NoAnswer(f"no answer to {word} holds {part}")
        before = last_of(friend)
        friend.say(word)
        friend.wait(lambda seen, asked=before + 1: any(m["message_id"] > asked for m in seen))
        time.sleep(0.5)


def found_by(friend: Person, photo: Path) -> None:
    """One piece of the photo is asked for, and the post wears it."""
    asked = last_of(friend)
    friend.send(photo)
    friend.wait_album(after=asked)
    friend.tap("바지")
    friend.wait(lambda seen: any(m["message_id"] > asked and f"© {NAME}" in text_of(m) for m in seen))
    friend.wait_button(NAME)


def last_of(friend: Person) -> int:
    return max((message["message_id"] for message in friend.messages()), default=0)
