"""python-telegram-bot's real Application on the playground, and how it reads the playground's refusals."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest
from telegram import InlineKeyboardButton, InlineKeyboardMarkup, InputMediaPhoto, MessageOriginUser, Update
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
)
from telegram.ext import (
    Application,
    CallbackQueryHandler,
    CommandHandler,
    ContextTypes,
    ExtBot,
    MessageHandler,
    filters,
)

from bot.playground.playground import Playground
from bot.playground.server import create_app
from tests.bot.playground.conftest import serving
from tests.bot.playground.stage import BOT, OTHER_TOKEN, PERSON, TOKEN, picture

Context = ContextTypes.DEFAULT_TYPE


@dataclass(frozen=True)
class Meeting:
    """A bot of python-telegram-bot and the page, on one playground."""

    application: Application[Any, Any, Any, Any, Any, Any]
    page: httpx.AsyncClient
    playground: Playground

    @property
    def bot(self) -> ExtBot[Any]:
        bot = self.application.bot
        assert isinstance(bot, ExtBot)
        return bot

    async def do(self, what: str, chat: int = PERSON, **body: Any) -> Any:
        path = f"/api/bots/{BOT}/chats/{chat}/{what}"
        answer = await self.page.post(path, json={"person": PERSON} | body)
        assert answer.status_code == 200, answer.text
        return answer.json()

    async def fault(self, kind: str, method: str) -> None:
        await self.page.post("/api/faults", json={"kind": kind, "method": method, "seconds": 9})

    async def see(self, condition: Any) -> list[dict[str, Any]]:
        while True:
            messages = (await self.page.get("/api/state")).json()["messages"]
            if messages and condition(messages):
                return list(messages)
            await asyncio.sleep(0.02)


def built(port: int, token: str = TOKEN) -> Application[Any, Any, Any, Any, Any, Any]:
    origin = f"http://127.0.0.1:{port}"
    builder = Application.builder().token(token)
    return builder.base_url(f"{origin}/bot").base_file_url(f"{origin}/file/bot").build()


@pytest.fixture
async def meeting(tmp_path: Path) -> AsyncIterator[Meeting]:
    app = create_app(tmp_path)
    async with serving(app) as port:
        application = built(port)
        async with application, httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}") as page:
            meeting = Meeting(application, page, app.state.playground)
            await meeting.do("text", text="안녕")
            yield meeting


async def greet(update: Update, _: Context) -> None:
    assert update.message is not None
    buttons = InlineKeyboardMarkup([[InlineKeyboardButton("여자", callback_data="women")]])
    await update.message.reply_text("누구의 코디를 찾을까요?", reply_markup=buttons)


async def choose(update: Update, _: Context) -> None:
    assert update.callback_query is not None
    await update.callback_query.answer()
    await update.callback_query.edit_message_text("사진을 보내 주세요.")


async def answer(update: Update, _: Context) -> None:
    assert update.message is not None
    content = await (await update.message.photo[-1].get_file()).download_as_bytearray()
    await update.message.reply_media_group([InputMediaPhoto(bytes(content)) for _ in range(3)])


async def test_conversation_by_polling(meeting: Meeting) -> None:
    application = meeting.application
    application.add_handler(CommandHandler("start", greet))
    application.add_handler(CallbackQueryHandler(choose))
    application.add_handler(MessageHandler(filters.PHOTO, answer))
    assert application.updater is not None
    await application.updater.start_polling()
    await application.start()
    async with asyncio.timeout(30):
        await meeting.do("text", text="/start")
        question = (await meeting.see(lambda m: "reply_markup" in m[-1]))[-1]
        await meeting.do("tap", message_id=question["message_id"], data="women")
        await meeting.see(lambda m: m[-1].get("text") == "사진을 보내 주세요.")
        path = f"/api/bots/{BOT}/chats/{PERSON}/files"
        files = {"file": ("옷.jpg", picture(), "image/jpeg")}
        await meeting.page.post(path, data={"person": PERSON, "kind": "photo"}, files=files)
        album = (await meeting.see(lambda m: len(m) == 7))[4:]
    assert len({message["media_group_id"] for message in album}) == 1
    await application.updater.stop()
    await application.stop()


async def test_a_forward_shows_what_it_forwards_and_whose_it_was(meeting: Meeting) -> None:
    bot = meeting.bot
    await meeting.do("text", text="/start")
    said = await bot.send_message(PERSON, "<b>안녕</b> &amp; 또", parse_mode="HTML")
    copy = await bot.forward_message(PERSON, PERSON, said.message_id)
    assert (copy.text, copy.entities) == ("안녕 & 또", said.entities)
    assert copy.message_id > said.message_id
    assert isinstance(copy.forward_origin, MessageOriginUser)
    assert copy.forward_origin.sender_user.id == bot.id
    await copy.delete()
    missing = await raised(bot.forward_message(PERSON, PERSON, copy.message_id))
    assert missing.message == "Message to forward not found"


async def raised(call: Any) -> TelegramError:
    with pytest.raises(TelegramError) as caught:
        await call
    return caught.value


@pytest.mark.filterwarnings("ignore:.*retry_after")
async def test_refusals_become_its_errors(meeting: Meeting) -> None:
    bot = meeting.bot
    assert isinstance(await raised(bot.send_message(1, "x")), BadRequest)
    await meeting.fault("flood", "sendMessage")
    flood = await raised(bot.send_message(PERSON, "x"))
    assert isinstance(flood, RetryAfter)
    assert flood.retry_after == 9
    await meeting.do("status", status="kicked")
    assert isinstance(await raised(bot.send_message(PERSON, "x")), Forbidden)


async def test_an_upgraded_group_becomes_its_error(meeting: Meeting) -> None:
    group = await meeting.page.post("/api/chats", json={"title": "모임", "members": [PERSON]})
    chat = group.json()["id"]
    await meeting.do("text", chat, text="/start")
    fresh = (await meeting.do("upgrade", chat))["id"]
    error = await raised(meeting.bot.send_message(chat, "x"))
    assert isinstance(error, ChatMigrated)
    assert error.new_chat_id == fresh


async def test_a_broken_line_becomes_its_error(meeting: Meeting) -> None:
    for kind in ("drop_before", "drop_after", "torn", "bad_gateway"):
        await meeting.fault(kind, "sendMessage")
        error = await raised(meeting.bot.send_message(PERSON, kind))
        assert isinstance(error, NetworkError), kind
    said = [
        m["text"] for m in (await meeting.page.get("/api/state")).json()["messages"] if m["from"]["is_bot"]
    ]
    assert said == ["drop_after", "torn"]


async def test_the_older_of_two_pollers_is_told(meeting: Meeting) -> None:
    offset = (await meeting.bot.get_updates())[-1].update_id + 1
    older = asyncio.create_task(raised(meeting.bot.get_updates(offset=offset, timeout=20)))
    body = {"offset": offset, "timeout": 20}
    while not meeting.playground.polls.holds(BOT):
        await asyncio.sleep(0.01)
    newer = asyncio.create_task(meeting.page.post(f"/bot{TOKEN}/getUpdates", json=body, timeout=30))
    assert isinstance(await older, Conflict)
    await meeting.do("text", text="나중 것")
    [update] = (await newer).json()["result"]
    assert update["message"]["text"] == "나중 것"


async def test_an_unknown_token_becomes_its_error(tmp_path: Path) -> None:
    async with serving(create_app(tmp_path)) as port:
        application = built(port, OTHER_TOKEN[:20])
        assert isinstance(await raised(application.initialize()), InvalidToken)
        await application.bot.shutdown()
