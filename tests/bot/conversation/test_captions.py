"""The bot's own pictures, brought back: what stands under them is not asked for."""

from __future__ import annotations

import pytest

from bot.conversation.captions import reads_as_ours
from tests.bot.conversation.test_saved import answered
from tests.bot.conversation.town import Person, Town, jpeg, text_of


@pytest.mark.parametrize(
    ("caption", "ours"),
    [
        ("3. 셔츠에 데님 팬츠\n색이 같아요(네이비)\n+ 데님 팬츠, 스니커즈\n© codibot", True),
        ("12. Denim jacket with slacks\nsimilar blazer\n+ charcoal slacks", True),
        ("3. 셔츠에 데님 팬츠\n#데님 팬츠 #셔츠", True),
        ("셔츠에 데님 팬츠\n#데님 팬츠 #셔츠\n© codibot", True),
        ("데님 꾸안꾸", False),
        ("데님\n#꾸안꾸", False),
        ("3. 데님", False),
        ("1. 데님\n2. 출근룩", False),
        ("", False),
    ],
)
def test_captions_of_the_bots_are_told_by_how_they_end(caption: str, ours: bool) -> None:
    assert reads_as_ours(caption) is ours


async def test_a_look_that_is_forwarded_to_the_bot_asks_for_nothing_by_its_caption(place: Town) -> None:
    async with place.bot(), place.person() as person:
        picture = (await answered(person))[2]
        last = (await person.from_bot())[-1]["message_id"]
        said = {"person": person.id, "from_chat": person.id, "message_id": picture}
        await person._post("forward", json=said)
        await asks_nothing(place, person, after=last)


async def test_a_look_that_is_sent_again_asks_for_nothing_by_its_caption(place: Town) -> None:
    async with place.bot(), place.person() as person:
        await person.send(jpeg())
        picture = (await person.album())[2]
        last = (await person.from_bot())[-1]["message_id"]
        await person.send(jpeg(), caption=text_of(picture))
        await asks_nothing(place, person, after=last)


async def asks_nothing(place: Town, person: Person, after: int) -> None:
    """The photo alone was asked about, and no word of it called unknown."""
    assert await person.album(after=after)
    await person.say("/cancel")
    await person.hear("지금은 멈출 것이 없어요")
    assert place.worker.asked[-1].keywords == ""
    assert not any("모르는 말" in text_of(message) for message in await person.from_bot())
