"""My wardrobe: pieces kept by a tap, seen, taken out; what to wear with them; news of what was wished for."""

from __future__ import annotations

import asyncio
import io

from PIL import Image
from telegram import InlineKeyboardMarkup

from bot.language import voices
from bot.rendering import wardrobe_view
from bot.wishes import Wishes
from tests.bot.conversation.test_private import REFUSED
from tests.bot.conversation.test_saved import answered
from tests.bot.conversation.test_vote import joined, newest, tap_in
from tests.bot.conversation.town import Person, Town, buttons, catalogue, garment, jpeg, text_of


async def keep_two(person: Person) -> None:
    """Two photos of different sizes are two pieces."""
    await keep_some(person, 2)


async def keep_some(person: Person, count: int) -> None:
    for size in ((900, 1200 + 100 * n) for n in range(count)):
        last = max((m["message_id"] for m in await person.messages()), default=0)
        await person.send(jpeg(size=size))
        await person.album(after=last)
        await person.tap("👕 내 옷장에 담기")
        await person.hear("옷장에 담았어요", after=last)


async def press(person: Person, label: str, then: str) -> None:
    """Taps a number of the newest list, and waits for a button."""
    await person.tap(label)
    await person.wait(lambda messages: any(then in b["text"] for b in buttons(messages[-1])))


def test_a_cutout_is_drawn_on_paper_with_its_number() -> None:
    cutout = io.BytesIO()
    Image.new("RGBA", (100, 60), (200, 0, 0, 255)).save(cutout, "WEBP")
    drawn = Image.open(io.BytesIO(wardrobe_view.picture(cutout.getvalue(), 7)))
    assert drawn.size == (640, 640)
    red, green, _ = drawn.getpixel((320, 320))
    assert red > 150 > green
    assert min(drawn.getpixel((320, 600))) > 200


def test_a_piece_is_called_by_colour_and_type() -> None:
    assert wardrobe_view.name(voices()["ko"], garment()) == "네이비 셔츠"
    assert wardrobe_view.name(voices()["en"], garment()) == "navy shirt"


async def test_a_piece_is_kept_once_without_its_photo_and_taken_out(place: Town) -> None:
    async with place.bot() as application, place.person() as person:
        await person.say("/wardrobe")
        await person.hear("옷장이 비어 있어요")
        await answered(person)
        await person.tap("👕 내 옷장에 담기")
        kept = text_of(await person.hear("옷장에 담았어요"))
        assert kept.startswith("네이비 셔츠")
        assert "사진은 남기지 않아요" in kept
        await person.tap("👕 내 옷장에 담기")
        await person.hear("이미 옷장에 있어요")
        await person.say("/wear")
        await person.hear("한 벌 더 담아 주세요")
        (piece,) = await application.services.store.wardrobe(person.id)
        picture = (await application.services.store.pictures(person.id, [piece.id]))[piece.id]
        assert Image.open(io.BytesIO(picture)).mode == "RGBA"
        await person.say("/wardrobe")
        assert "1. 셔츠 · 네이비 70%" in text_of(await person.hear("내 옷장 1벌"))
        await press(person, "1", "1번 옷장에서 빼기")
        await person.tap("1번 옷장에서 빼기")
        await person.wait(lambda messages: "옷장이 비어" in text_of(messages[-1]))


async def test_a_lists_numbers_stay_those_of_its_pictures(place: Town) -> None:
    async with place.bot() as application, place.person() as person:
        await keep_some(person, 3)
        first, _, last = await application.services.store.wardrobe(person.id)
        await person.say("/wardrobe")
        await person.hear("내 옷장 3벌")
        await press(person, "2", "2번 옷장에서 빼기")
        await person.tap("2번 옷장에서 빼기", times=2)
        await person.wait(lambda messages: "내 옷장 2벌" in text_of(messages[-1]))
        listed = (await person.from_bot())[-1]
        assert "\n2. 뺀 옷이에요.\n3. 셔츠" in text_of(listed)
        assert [b["text"] for b in buttons(listed)][:2] == ["1", "3"]
        await press(person, "3", "3번 옷장에서 빼기")
        await person.tap("← 뒤로")
        await person.wait(lambda messages: "3" in {b["text"] for b in buttons(messages[-1])})
        await press(person, "1", "1번 옷장에서 빼기")
        await person.tap("1번 옷장에서 빼기")
        await person.wait(lambda messages: "내 옷장 1벌" in text_of(messages[-1]))
        assert [each.id for each in await application.services.store.wardrobe(person.id)] == [last.id]
        assert first.id < last.id


async def test_a_group_sees_nobodys_wardrobe(place: Town) -> None:
    async with place.bot() as application, place.person() as person, place.person("지우") as other:
        await keep_two(person)
        await person.say("/wardrobe")
        listed = await person.hear("내 옷장 2벌")
        group = await joined(application, person, other)
        await person.say_in(group, f"/wardrobe@{application.bot.username}")
        await person.wait_in(group, REFUSED)
        buttons_there = InlineKeyboardMarkup.de_json(listed["reply_markup"], application.bot)
        for label, then in (("1", "지난 목록이에요"), ("이 옷들로 입기", REFUSED)):
            await application.bot.send_message(group, "민지의 옷장", reply_markup=buttons_there)
            await tap_in(other, group, label)
            while (said := text_of(await newest(person, group))) == "민지의 옷장":
                await asyncio.sleep(0.02)
            assert then in said
        await person.say_in(group, f"/wear@{application.bot.username}")
        while (await newest(person, group))["from"]["is_bot"] is False:
            await asyncio.sleep(0.02)
        assert REFUSED in text_of(await newest(person, group))


async def test_two_pieces_are_worn_and_what_is_missing_is_named(place: Town) -> None:
    async with place.bot(), place.person() as person:
        await keep_two(person)
        await person.say("/wardrobe")
        await person.hear("내 옷장 2벌")
        await person.tap("이 옷들로 입기")
        listed = text_of(await person.hear("옷장의 옷으로 입을 수 있는"))
        assert "1. ✓ 네이비 셔츠 · 다 있어요!" in listed
        assert "2. ✓ 네이비 셔츠 · 하나만 더: 화이트 신발" in listed
        assert [len(query.pieces) for query in place.worker.worn] == [2]
        await person.tap("♡ 2")
        await person.wait(lambda messages: any(b["text"] == "♥ 2" for b in buttons(messages[-1])))
        await person.tap("더 보기")
        await person.hear("\n11. ✓")


async def test_new_looks_that_wear_a_wish_are_told_once_until_quiet(place: Town) -> None:
    async with place.bot() as application, place.person() as person:
        await keep_two(person)
        store, services = application.services.store, application.services
        await store.learn_looks([look.id for look in services.catalogue.looks])
        await person.say("/wardrobe")
        await person.hear("내 옷장 2벌")
        await press(person, "1", "🔔")
        await person.tap("🔔 이 옷 코디가 새로 오면 알림 받기")
        await person.wait(lambda messages: "70%, 화이트 30% 🔔" in text_of(messages[-1]))
        services.catalogue = place.worker.catalogue = catalogue(place.folder, 27)
        context, news = application.context_types.context(application), Wishes()
        await news.tell(context)
        told = await person.hear("닮은 옷을 입은 새 코디가 3개")
        await news.tell(context)
        await person.say("/save 2")  # of the answer still: nobody has seen the news yet
        await person.hear("2번 코디를 저장했어요")
        (saved,) = await store.saved(person.id)
        assert saved.look_id == "look-01"
        await person.tap("보러 가기")
        await person.hear("새로 들어온 코디예요")
        assert len([m for m in await person.from_bot() if m["message_id"] > told["message_id"]]) == 5
        await person.say("/quiet")
        await person.hear("먼저 말을 걸지 않을게요")
        services.catalogue = place.worker.catalogue = catalogue(place.folder, 29)
        await news.tell(context)
        await person.say("/quiet")
        await person.hear("켜 둔 알림이 없어요")
        assert sum("새 코디가" in text_of(message) for message in await person.from_bot()) == 1
