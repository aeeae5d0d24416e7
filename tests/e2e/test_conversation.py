"""The main job: from /start to a saved look that is found again."""

from __future__ import annotations

from pathlib import Path

from scripts.demo.__main__ import choose, converse
from scripts.demo.person import Person, buttons_of, text_of
from scripts.demo.town import Town


def test_from_start_to_a_saved_look(person: Person) -> None:
    assert 2 <= len(converse(person)) <= 10


def test_choices_are_one_message_edited_in_place(person: Person) -> None:
    person.say("/start")
    choose(person)
    assert len(person.from_bot()) == 2  # the greeting, and the panel


def test_a_photo_sent_first_is_answered_at_once(person: Person, garment_photo: Path) -> None:
    person.send(garment_photo)
    assert person.wait_album()
    labels = {button["text"] for button in buttons_of(person.wait_button("남자"))}
    assert {"남자", "여자"} <= labels


def test_the_same_photo_twice_gives_the_same_answer(town: Town, garment_photo: Path) -> None:
    captions = []
    for name in ("민지", "준호"):
        person = Person(town.url, name)
        person.send(garment_photo)
        captions.append([text_of(message) for message in person.wait_album()])
    assert captions[0] == captions[1]


def test_english_is_answered_in_english(town: Town, garment_photo: Path) -> None:
    person = Person(town.url, "Ana", language="en")
    person.send(garment_photo)
    person.wait_album()
    assert not [text_of(m) for m in person.from_bot() if any("가" <= c <= "힣" for c in text_of(m))]


def test_a_look_is_saved_by_replying_to_its_picture(person: Person, garment_photo: Path) -> None:
    person.send(garment_photo)
    second = person.wait_album()[1]
    person.say("/save", reply_to=second["message_id"])
    person.wait_text("2번 코디를 저장했어요")
    person.say("/saved")
    title = text_of(second).splitlines()[0].removeprefix("2. ")
    person.wait(lambda messages: title in text_of(messages[-1]))


def test_another_lens_answers_the_same_photo(person: Person, garment_photo: Path) -> None:
    person.send(garment_photo)
    album = person.wait_album()
    person.wait_button("색")
    person.tap("색")
    assert person.wait_album(after=album[-1]["message_id"])
    person.wait_text("색이 닮은 순서")
