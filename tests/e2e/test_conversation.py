"""The main job: from /start to a saved look that is found again."""

from __future__ import annotations

from scripts.demo.__main__ import choose, converse
from scripts.demo.person import Person, buttons_of, text_of
from scripts.demo.town import Town

Photo = tuple[str, bytes]


def test_from_start_to_a_saved_look(town: Town) -> None:
    album = converse(Person(town.url))
    assert 2 <= len(album) <= 10


def test_choices_are_one_message_edited_in_place(town: Town) -> None:
    person = Person(town.url)
    person.say("/start")
    choose(person)
    assert len(person.from_bot()) == 1


def test_a_photo_sent_first_is_answered_at_once(town: Town, garment_photo: Photo) -> None:
    person = Person(town.url)
    person.send(garment_photo)
    assert person.wait_album()
    assert {"남자", "여자"} <= {button["text"].split()[-1] for m in person.from_bot() for button in buttons_of(m)}


def test_english_is_answered_in_english(town: Town, garment_photo: Photo) -> None:
    person = Person(town.url, "Ana", language="en")
    person.send(garment_photo)
    person.wait_album()
    assert not any("가" <= letter <= "힣" for m in person.from_bot() for letter in text_of(m).split("·")[0])


def test_a_text_renamed_to_jpg_gets_a_sentence(town: Town) -> None:
    person = Person(town.url)
    person.send(("옷.jpg", b"this is no photo"), kind="document")
    assert person.wait_text("사진")
