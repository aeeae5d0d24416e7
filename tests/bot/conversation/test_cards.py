"""The card before an album: guesses said as surely as they are known, and mended by a tap."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.conversation.card import likely
from bot.conversation.guess import with_type
from retrieval.types import TYPES, Box, Sight
from tests.bot.conversation.town import Message, Person, Town, buttons, garment, is_look, jpeg, text_of
from tests.bot.reliability.scenario import trouble

WEARS = tuple(0.1 + 0.7 * (name in ("shirt", "trousers")) for name in TYPES)


def outfit(wearer: bool) -> Sight:
    shirt = garment()
    trousers = replace(shirt, type="trousers", box=Box(0, 600, 900, 1200))
    garments = replace(shirt, box=Box(0, 0, 900, 600)), trousers
    return Sight("0", 900, 1200, garments, 0.9, False, wearer, WEARS if wearer else ())


def sight(**changed: float) -> Sight:
    guesses = tuple({"shirt": 0.4, "blazer": 0.3, "knit": 0.2}.get(kind, 0.01) for kind in TYPES)
    guessed = replace(garment(), confidence=changed.get("confidence", 0.4), type_probabilities=guesses)
    return Sight("0", 900, 1200, (guessed,), changed.get("cutout", 0.9), False)


async def card_of(person: Person) -> Message:
    """The newest card."""
    cards = [m for m in await person.from_bot() if "photo" in m and "media_group_id" not in m]
    return cards[-1]


def labels(message: Message) -> list[str]:
    return [button["text"] for button in buttons(message)]


async def test_a_sure_guess_is_said_and_corrected_where_it_stands(place: Town) -> None:
    async with place.bot(), place.person() as person:
        await person.send(jpeg())
        pictures = await person.album()
        card = await card_of(person)
        assert card["message_id"] < pictures[0]["message_id"]
        assert (text_of(card), labels(card)) == ("셔츠로 보여요.", ["다른 옷이에요"])
        assert place.worker.cards[-1].title == "셔츠"
        await person.tap("다른 옷이에요")
        await person.wait(lambda seen: any("재킷" in labels(message) for message in seen))
        await person.tap("재킷", times=2)
        await person.hear("재킷으로 찾은 코디예요.")
        await person.wait(lambda seen: "재킷 · 네이비" in text_of(seen[-1]))
        asked = place.worker.asked[-1].garments[0]
        assert (asked.type, asked.confidence, sum(asked.type_probabilities)) == ("blazer", 1.0, 1.0)
        assert asked.type_probabilities[TYPES.index("blazer")] == 1.0
        assert place.worker.seen == 1
        assert len(await person.album()) == 10
        await person.wait(lambda _: place.worker.cards[-1].title == "재킷")
        await person.tap("색")
        await person.hear("색이 닮은 순서")
        assert place.worker.asked[-1].garments[0].type == "blazer"


async def test_an_unsure_guess_is_asked_and_a_bad_cutout_doubted(place: Town) -> None:
    place.worker.sight = sight(cutout=0.5)
    async with place.bot(), place.person() as person:
        await person.send(jpeg())
        await person.album()
        card = await card_of(person)
        assert text_of(card).startswith("어떤 옷인지 확실하지 않아요.")
        assert "배경이 말끔히" in text_of(card)
        assert labels(card) == ["셔츠", "재킷", "니트", "여기에 없어요", "사진 전체로 찾기"]
        await person.tap("여기에 없어요")
        await person.wait(lambda seen: any(len(labels(message)) == len(TYPES) + 1 for message in seen))
        last = (await person.from_bot())[-1]["message_id"]
        await person.tap("사진 전체로 찾기")
        assert len(await person.album(last)) == 10
        assert place.worker.seen == 2
        await person.hear("사진 전체를 보고 찾았어요")
        assert "사진 전체로 찾기" not in labels(await card_of(person))


async def test_an_outfit_is_answered_whole_and_by_its_pieces(place: Town) -> None:
    place.worker.sight = outfit(wearer=True)
    async with place.bot(), place.person() as person:
        await person.send(jpeg())
        await person.album()
        assert [each.type for each in place.worker.asked[-1].garments] == ["shirt", "trousers"]
        assert place.worker.asked[-1].outfit == pytest.approx(WEARS)
        card = await card_of(person)
        assert "입은 옷 2가지를 모두 보고 찾았어요" in text_of(card)
        assert labels(card) == ["1. 셔츠", "2. 바지"]
        assert place.worker.cards[-1].names == ("셔츠", "바지")
        last = (await person.from_bot())[-1]["message_id"]
        await person.tap("2. 바지", times=2)
        assert await person.album(last)
        assert [each.type for each in place.worker.asked[-1].garments] == ["trousers"]
        assert place.worker.asked[-1].outfit == ()
        assert labels(await card_of(person)) == ["다른 옷이에요", "← 모두 함께"]
        listed = (await person.from_bot())[-1]
        assert "바지 · 네이비" in text_of(listed)
        assert "셔츠 · 네이비" not in text_of(listed)
        await person.tap("다른 옷이에요")
        await person.wait(lambda seen: any("치마" in labels(message) for message in seen))
        await person.tap("치마")
        await person.hear("치마로 찾은 코디예요")
        assert [each.type for each in place.worker.asked[-1].garments] == ["skirt"]
        assert sum("← 모두 함께" in labels(message) for message in await person.from_bot()) == 1


def test_a_corrected_type_is_worn_and_what_it_was_taken_for_is_not() -> None:
    corrected = with_type(outfit(wearer=True), 1, "skirt").outfit
    worn = {name: how for name, how in zip(TYPES, corrected, strict=True) if how != pytest.approx(0.1)}
    assert worn == {"shirt": pytest.approx(0.8), "trousers": 0.0, "skirt": 1.0}
    assert with_type(outfit(wearer=False), 1, "skirt").outfit == ()


async def test_a_card_that_is_lost_holds_no_album_up(place: Town) -> None:
    async with place.bot(), place.person() as person:
        await trouble(place, "drop_before", "sendPhoto")
        await person.send(jpeg())
        assert len(await person.album()) == 10
        assert not [m for m in await person.from_bot() if "photo" in m and not is_look(m)]


def test_the_likely_types_leave_out_what_was_claimed() -> None:
    unsure, sure = sight().garments[0], sight(confidence=0.6).garments[0]
    assert likely(unsure) == ("shirt", "blazer", "knit")
    assert "shirt" not in likely(sure)
