"""A whole conversation by aiogram 3, whose strict models accept every answer of the playground."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import httpx
import pytest
from aiogram import Bot, Dispatcher, F
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import TelegramBadRequest
from aiogram.filters import Command, CommandStart
from aiogram.types import (
    BotCommand,
    BufferedInputFile,
    CallbackQuery,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaPhoto,
    Message,
)

from bot.playground.server import create_app
from bot.playground.world import FIRST_PERSON as PERSON
from tests.bot.playground.conftest import serving
from tests.bot.playground.stage import OTHER_BOT, OTHER_TOKEN, picture

GENDERS = InlineKeyboardMarkup(
    inline_keyboard=[[InlineKeyboardButton(text=text, callback_data=text) for text in ("남자", "여자")]]
)


def conversation() -> Dispatcher:
    """Start, a choice, a photo, an album, save, saved: the scenario of the real bot in its barest form."""
    dispatcher = Dispatcher()
    saved: list[str] = []

    @dispatcher.message(CommandStart())
    async def start(message: Message) -> None:
        await message.answer("<b>누구</b>의 코디를 찾을까요?", parse_mode="HTML", reply_markup=GENDERS)

    @dispatcher.callback_query()
    async def choose(query: CallbackQuery) -> None:
        await query.answer(f"{query.data}!")
        assert isinstance(query.message, Message)
        await query.message.edit_text("사진을 보내 주세요.")

    @dispatcher.message(F.photo)
    async def answer(message: Message, bot: Bot) -> None:
        assert message.photo is not None
        await message.bot.send_chat_action(message.chat.id, "upload_photo")  # type: ignore[union-attr]
        content = await bot.download(message.photo[-1])
        assert content is not None
        looks = [BufferedInputFile(picture(300, 400 + n), f"{n}.jpg") for n in range(3)]
        album = await message.answer_media_group([InputMediaPhoto(media=look) for look in looks])
        saved.extend(m.photo[-1].file_id for m in album if m.photo)

    @dispatcher.message(Command("save"))
    async def save(message: Message) -> None:
        await message.reply("저장했어요.")

    @dispatcher.message(Command("saved"))
    async def show(message: Message) -> None:
        await message.answer_photo(saved[2], caption="저장한 코디")

    return dispatcher


class Human:
    """Acts on the page, and waits until the bot has acted."""

    def __init__(self, page: httpx.AsyncClient) -> None:
        self._page = page

    async def do(self, what: str, **body: Any) -> None:
        path = f"/api/bots/{OTHER_BOT}/chats/{PERSON}/{what}"
        assert (await self._page.post(path, json={"person": PERSON} | body)).status_code == 200

    async def send_photo(self) -> None:
        path = f"/api/bots/{OTHER_BOT}/chats/{PERSON}/files"
        data = {"person": PERSON, "kind": "photo"}
        await self._page.post(path, data=data, files={"file": ("옷.jpg", picture(), "image/jpeg")})

    async def see(self, condition: Any) -> list[dict[str, Any]]:
        """The messages, once they fulfil the condition."""
        while True:
            messages = (await self._page.get("/api/state")).json()["messages"]
            if messages and condition(messages):
                return list(messages)
            await asyncio.sleep(0.02)


async def test_conversation(tmp_path: Path) -> None:
    async with serving(create_app(tmp_path)) as port:
        origin = f"http://127.0.0.1:{port}"
        session = AiohttpSession(api=TelegramAPIServer.from_base(origin))
        async with Bot(OTHER_TOKEN, session=session) as bot, httpx.AsyncClient(base_url=origin) as page:
            await bot.me()
            polling = asyncio.create_task(
                conversation().start_polling(bot, handle_signals=False, close_bot_session=False)
            )
            async with asyncio.timeout(30):
                await talk(Human(page))
            polling.cancel()
            await asyncio.gather(polling, return_exceptions=True)


async def talk(human: Human) -> None:
    await human.do("text", text="/start")
    question = (await human.see(lambda m: "reply_markup" in m[-1]))[-1]
    await human.do("tap", message_id=question["message_id"], data="여자")
    await human.see(lambda m: m[-1].get("text") == "사진을 보내 주세요.")
    await human.send_photo()
    album = (await human.see(lambda m: len(m) == 6))[3:]
    assert len({message["media_group_id"] for message in album}) == 1
    await human.do("text", text="/save 3", reply_to=album[2]["message_id"])
    reply = (await human.see(lambda m: m[-1].get("text") == "저장했어요."))[-1]
    assert reply["reply_to_message"]["text"] == "/save 3"
    await human.do("text", text="/saved")
    shown = (await human.see(lambda m: m[-1].get("caption") == "저장한 코디"))[-1]
    assert shown["photo"][-1]["file_unique_id"] == album[2]["photo"][-1]["file_unique_id"]


async def test_every_other_method(tmp_path: Path) -> None:
    """What the conversation did not call: each answer fits aiogram's models, each refusal its errors."""
    async with serving(create_app(tmp_path)) as port:
        origin = f"http://127.0.0.1:{port}"
        session = AiohttpSession(api=TelegramAPIServer.from_base(origin))
        async with Bot(OTHER_TOKEN, session=session) as bot, httpx.AsyncClient(base_url=origin) as page:
            assert (await bot.me()).id == OTHER_BOT
            await Human(page).do("text", text="/start")
            await manage(bot)
            await manage_messages(bot)


async def manage(bot: Bot) -> None:
    await bot.set_my_commands([BotCommand(command="start", description="시작")], language_code="ko")
    assert (await bot.get_my_commands(language_code="ko"))[0].command == "start"
    assert await bot.delete_my_commands(language_code="ko")
    assert await bot.set_my_description("코디를 찾아요")
    assert await bot.set_my_short_description("코디")
    assert (await bot.get_my_description()).description == "코디를 찾아요"
    assert (await bot.get_my_short_description()).short_description == "코디"
    assert await bot.set_my_name("코디봇")
    assert (await bot.get_my_name()).name == "코디봇"
    assert await bot.set_webhook("http://127.0.0.1:9/hook", secret_token="s")
    assert (await bot.get_webhook_info()).url == "http://127.0.0.1:9/hook"
    assert await bot.delete_webhook(drop_pending_updates=True)
    assert (await bot.get_chat(PERSON)).type == "private"
    assert (await bot.get_chat_member(PERSON, PERSON)).status == "member"
    assert await bot.get_updates(timeout=0) == []


async def manage_messages(bot: Bot) -> None:
    document = await bot.send_document(PERSON, BufferedInputFile(b"words", "a.txt"), caption="파일")
    assert document.document is not None
    assert document.document.file_name == "a.txt"
    photo = await bot.send_photo(PERSON, BufferedInputFile(picture(), "a.jpg"), reply_markup=GENDERS)
    edited = await bot.edit_message_caption(chat_id=PERSON, message_id=photo.message_id, caption="새 설명")
    assert isinstance(edited, Message)
    assert (edited.caption, edited.reply_markup) == ("새 설명", None)
    media = InputMediaPhoto(media=BufferedInputFile(picture(500, 500), "b.jpg"))
    await bot.edit_message_media(media, chat_id=PERSON, message_id=photo.message_id, reply_markup=GENDERS)
    await bot.edit_message_reply_markup(chat_id=PERSON, message_id=photo.message_id)
    assert await bot.delete_messages(PERSON, [photo.message_id, document.message_id])
    with pytest.raises(TelegramBadRequest, match="message to delete not found"):
        await bot.delete_message(PERSON, photo.message_id)
