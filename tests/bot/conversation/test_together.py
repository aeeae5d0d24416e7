"""Several photos in one go are one question, whatever happens in between."""

from __future__ import annotations

from bot.conversation.together import merged
from retrieval.types import TYPES, Sight
from tests.bot.conversation.town import Town, buttons, garment, is_look, jpeg, text_of


def test_what_one_of_several_photos_wears_whole_is_not_asked_of_all() -> None:
    worn = Sight("0", 9, 9, (garment(),), 0.9, False, wearer=True, wears=(0.5,) * len(TYPES))
    together = merged([worn, worn])
    assert len(together.garments) == 2
    assert together.outfit == ()


async def test_photos_in_one_go_are_one_question_and_can_be_taken_one_by_one(place: Town) -> None:
    async with place.bot(), place.person() as person:
        await person.send(jpeg(), b"torn", jpeg("olive"), caption="데님", kind="document")
        first = await person.album()
        assert len(first) == 10
        assert len(place.worker.asked) == 1
        assert len(place.worker.asked[0].garments) == 2
        assert place.worker.asked[0].keywords == "데님"
        card = next(m for m in await person.from_bot() if "photo" in m and not is_look(m))
        assert text_of(card).startswith("옷 2가지를 함께 입은 코디부터")
        assert [b["text"] for b in buttons(card)][-1] == "하나씩 볼게요"
        await person.hear("볼 수 없는 사진 1장은 빼고")
        last = (await person.from_bot())[-1]["message_id"]
        await person.tap("하나씩 볼게요")
        await person.album(last)
        assert len(place.worker.asked[-1].garments) == 1
        last = (await person.from_bot())[-1]["message_id"]
        await person.tap("다음 옷: 셔츠 →")
        await person.album(last)
        await person.say("/help")
        await person.hear("키워드가 돼요")
        assert place.worker.seen == 3


async def test_photos_of_one_go_are_joined_after_a_restart_as_well(place: Town) -> None:
    async with place.bot():
        pass
    async with place.person() as person:
        await person.send(jpeg(), jpeg("olive"))
        async with place.bot():
            assert len(await person.album()) == 10
        async with place.bot():
            await person.say("/help")
            await person.hear("키워드가 돼요")
            assert len(await person.album()) == 10
        assert [len(query.garments) for query in place.worker.asked] == [2]
