"""More like number 3, less like number 2, and what matched."""

from __future__ import annotations

import io

from PIL import Image

from tests.bot.conversation.town import Town, buttons, jpeg, text_of


async def test_less_like_this_changes_the_answer_where_it_stands(place: Town) -> None:
    async with place.bot(), place.person() as person:
        await person.send(jpeg())
        pictures = await person.album()
        await person.tap("👎 빼기")
        await person.wait(lambda seen: any(b["text"] == "👎 2" for b in buttons(seen[-1])))
        await person.tap("👎 2", times=2)
        await person.wait(lambda _: place.worker.asked[-1].disliked == ("look-01",))
        renamed = "2. 셔츠에 데님 팬츠를 매치한 룩 2"
        await person.wait(lambda seen: any(text_of(m).startswith(renamed) for m in seen))
        await person.say("/save 2")
        await person.hear("2번 코디를 저장했어요")
        assert len(await person.album()) == 10
        assert sum("어울리는 코디예요" in text_of(message) for message in await person.from_bot()) == 1
        assert place.worker.asked[-1].disliked == ("look-01",)
        store = await place.store()
        assert [each.look_id for each in await store.saved(person.id)] == ["look-02"]
        kept = await store.latest_answer(person.bot_id, person.id)
        assert kept is not None
        assert kept.look_ids[:3] == ("look-00", "look-02", "look-03")
        assert kept.message_ids == tuple(picture["message_id"] for picture in pictures)
        await store.close()


async def test_more_like_this_survives_a_restart_and_ends_with_the_next_photo(place: Town) -> None:
    async with place.bot():
        pass
    async with place.person() as person:
        async with place.bot():
            await person.send(jpeg())
            await person.album()
            await person.tap("🔍 비슷하게")
            await person.wait(lambda seen: any(b["text"] == "🔍 3" for b in buttons(seen[-1])))
            last = (await person.from_bot())[-1]["message_id"]
            await person.tap("🔍 3", times=2)
            assert len(await person.album(last)) == 10
            assert place.worker.asked[-1].liked == ("look-02",)
            await person.hear("고른 코디 1개와 비슷한 코디부터")
        async with place.bot():
            last = (await person.from_bot())[-1]["message_id"]
            await person.tap("다음 10개")
            await person.album(last)
            assert place.worker.asked[-1].liked == ("look-02",)
            last = (await person.from_bot())[-1]["message_id"]
            await person.send(jpeg())
            await person.album(last)
            assert place.worker.asked[-1].liked == ()


async def test_what_matched_is_shown_beside_the_photo(place: Town) -> None:
    async with place.bot(), place.person() as person:
        await person.send(jpeg())
        pictures = await person.album()
        await person.tap("👀 비교")
        await person.wait(lambda seen: any(b["text"] == "👀 4" for b in buttons(seen[-1])))
        await person.tap("👀 4")
        shown = await person.hear("4번: 옷이 87% 닮았어요")
        assert shown["reply_to_message"]["message_id"] == pictures[3]["message_id"]
        drawn = Image.open(io.BytesIO(await person.download(shown["photo"][-1]["file_id"])))
        assert drawn.width > drawn.height > 0
        await person.tap("♡ 저장")
        await person.wait(lambda seen: any(b["text"] == "♡ 4" for m in seen for b in buttons(m)))
