"""The bot dies at any moment: nobody loses their place, nothing is forgotten, nothing is said twice."""

from __future__ import annotations

import pytest
from telegram import Bot, Update

from bot.conversation.question import Question
from retrieval import features
from retrieval.types import Sight
from storage.inbox import MOST_ATTEMPTS
from storage.store import Store
from storage.types import KeptAnswer
from tests.bot.conversation.town import TOKEN, Person, Town, buttons, garment, jpeg, text_of

LOOKS = ("look-00", "look-01", "look-02")


async def received(place: Town, store: Store) -> Update:
    """What a bot does that dies after it stored an update, and had confirmed it to Telegram."""
    (update,) = await all_received(place, store)
    return update


async def all_received(place: Town, store: Store) -> tuple[Update, ...]:
    """The same of several."""
    url = place.url
    async with Bot(TOKEN, base_url=f"{url}/bot", base_file_url=f"{url}/file/bot") as bot:
        updates = await bot.get_updates()
        for update in updates:
            assert update.effective_chat
            await store.receive(bot.id, update.update_id, update.effective_chat.id, update.to_json())
        await bot.get_updates(offset=updates[-1].update_id + 1, timeout=0)
    return updates


async def begun(update: Update, store: Store, message_ids: tuple[int, ...], listed: int | None) -> None:
    """What a bot leaves behind that dies in the middle of an answer."""
    assert update.effective_chat
    assert update.message
    chat, bot_id = update.effective_chat.id, int(TOKEN.split(":")[0])
    seen = features.dumps(Sight("0", 900, 1200, (garment(),), 0.9, False))
    answer_id = f"{chat:x}.{update.update_id:x}"
    photo = update.message.photo[-1].file_id
    kept = KeptAnswer(answer_id, bot_id, chat, chat, seen, Question().dumps(), photo, LOOKS)
    await store.keep_answer(kept)
    if message_ids:
        await store.note_messages(answer_id, message_ids, listed)


async def quiet(person: Person) -> list[str]:
    """All that was said, once the chat has come to rest."""
    await person.say("/help")
    await person.hear("키워드가 돼요")
    return [text_of(message) for message in await person.from_bot()]


async def test_an_unanswered_photo_is_answered_after_the_restart_and_once(place: Town) -> None:
    async with place.bot():
        pass
    async with place.person() as person:
        await person.send(jpeg())
        store = await place.store()
        await received(place, store)
        await store.close()
        for _ in range(2):
            async with place.bot():
                assert len(await person.album()) == 10
        assert place.worker.seen == 1


async def test_an_album_that_arrived_is_not_sent_again_only_its_list(place: Town) -> None:
    async with place.bot():
        pass
    async with place.person() as person:
        await person.send(jpeg())
        store = await place.store()
        await begun(await received(place, store), store, (901, 902, 903), listed=None)
        await store.close()
        async with place.bot():
            listed = await person.hear("사진 속 옷과 어울리는")
            assert {"♡ 1", "♡ 3"} <= {button["text"] for button in buttons(listed)}
            assert "♡ 4" not in {button["text"] for button in buttons(listed)}
            assert not [message for message in await person.from_bot() if "photo" in message]
        assert place.worker.seen == 0


async def test_an_answer_that_arrived_whole_is_not_sent_again(place: Town) -> None:
    async with place.bot():
        pass
    async with place.person() as person:
        await person.send(jpeg())
        store = await place.store()
        await begun(await received(place, store), store, (901, 902, 903), listed=904)
        await store.close()
        async with place.bot():
            assert len(await quiet(person)) == 1


@pytest.mark.parametrize("sent", [True, False])
@pytest.mark.parametrize("typed", ["/help", "/saved"])
async def test_a_text_sent_right_before_the_kill_is_not_sent_again(
    place: Town, sent: bool, typed: str
) -> None:
    async with place.bot():
        pass
    async with place.person() as person:
        async with place.bot():
            await person.say(typed)
            (before,) = await person.wait(lambda messages: len(messages) == 1)
        await person.say(typed)
        store = await place.store()
        update = await received(place, store)
        await store.begin_update(int(TOKEN.split(":")[0]), update.update_id)
        await store.close()
        if sent:  # and the killed bot did not come to close the update
            async with Bot(TOKEN, base_url=f"{place.url}/bot") as bot:
                await bot.send_message(person.id, before["text"])
        async with place.bot():
            said = await person.wait(lambda messages: len(messages) >= 2)
            await person.say("/about")
            said = await person.wait(lambda messages: text_of(messages[-1]) != before["text"])
        assert [text_of(message) for message in said].count(before["text"]) == 2


async def test_the_same_answer_to_a_message_before_is_not_taken_for_it(place: Town) -> None:
    async with place.bot():
        pass
    async with place.person() as person:
        async with place.bot():
            await person.say("/help")
            (before,) = await person.wait(lambda messages: len(messages) == 1)
        for _ in range(2):
            await person.say("/help")
        store, bot_id = await place.store(), int(TOKEN.split(":")[0])
        first, second = await all_received(place, store)
        async with Bot(TOKEN, base_url=f"{place.url}/bot") as bot:
            answer = await bot.send_message(person.id, before["text"])
        await store.close_update(bot_id, first.update_id, answer.message_id)
        await store.begin_update(bot_id, second.update_id)
        await store.close()
        async with place.bot():
            await person.wait(lambda messages: [text_of(m) for m in messages].count(before["text"]) == 3)


async def test_the_place_in_the_questions_survives(place: Town) -> None:
    async with place.bot():
        pass
    async with place.person() as person:
        async with place.bot():
            await person.say("/start")
            await person.hear("누구의 코디")
            await person.tap("여자")
            await person.hear("계절")
        await person.say("겨울")
        async with place.bot():
            await person.hear("스타일")
            await person.tap("모든 스타일")
            await person.hear("느낌")


async def test_an_update_that_always_kills_is_given_up(place: Town) -> None:
    async with place.bot():
        pass
    async with place.person() as person:
        await person.send(jpeg())
        store = await place.store()
        update = await received(place, store)
        for _ in range(MOST_ATTEMPTS):
            await store.begin_update(int(TOKEN.split(":")[0]), update.update_id)
        await store.close()
        async with place.bot():
            assert len(await quiet(person)) == 1


@pytest.mark.parametrize("since", ["restart", "no restart"])
async def test_a_question_left_behind_does_not_come_back_to_life(place: Town, since: str) -> None:
    async with place.bot():
        pass
    async with place.person() as person:
        async with place.bot():
            await asked_for_a_name(person)
            await person.say("/help")
            await person.hear("키워드가 돼요")
            if since == "no restart":
                await person.say("셔츠")
                await person.hear("“셔츠” 코디예요")
        async with place.bot():
            await person.say("데님")
            await person.hear("“데님” 코디예요")


async def test_a_question_that_was_the_last_thing_said_outlives_the_bot(place: Town) -> None:
    async with place.bot():
        pass
    async with place.person() as person:
        async with place.bot():
            await asked_for_a_name(person)
        async with place.bot():
            await person.say("제주")
            await person.hear("이제 “제주” 모음이라고")


async def asked_for_a_name(person: Person) -> None:
    await person.send(jpeg())
    await person.hear("사진 속 옷")
    await person.say("/save 3 출근룩")
    await person.hear("“출근룩” 모음에 넣었어요")
    await person.say("/saved 출근룩")
    await person.hear("모음 1개")
    await person.tap("모음 이름 바꾸기")
    await person.hear("새 이름을 적어")
