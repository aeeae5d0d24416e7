"""Calls of the Bot API that the conversation has no use for."""

from __future__ import annotations

import io
import json
from typing import Any

import httpx
from PIL import Image

from scripts.demo.town import DEMO_TOKEN

BUTTON = {"inline_keyboard": [[{"text": "여기", "callback_data": "x"}]]}


def call_the_rest(url: str, person: int) -> None:
    """Every other method once. Raises httpx.HTTPStatusError where one is refused."""
    with httpx.Client(base_url=f"{url}/bot{DEMO_TOKEN}", timeout=30) as http:

        def call(method: str, files: Any = None, **fields: Any) -> Any:
            texts = {name: v if isinstance(v, str) else json.dumps(v) for name, v in fields.items()}
            answer = http.post(f"/{method}", data=texts, files=files)
            return answer.raise_for_status().json()["result"]

        _profile(call)
        _chats(call, person)
        _messages(call, person)
        _webhook(call)


def _profile(call: Any) -> None:
    call("setMyName", name="코디봇")
    call("getMyName")
    call("setMyCommands", commands=[{"command": "start", "description": "시작"}])
    call("getMyCommands")
    call("deleteMyCommands")


def _chats(call: Any, person: int) -> None:
    call("getChat", chat_id=person)
    call("getChatMember", chat_id=person, user_id=person)


def _messages(call: Any, person: int) -> None:
    text = call(
        "sendMessage", chat_id=person, text="<b>안녕</b> /start", parse_mode="HTML", reply_markup=BUTTON
    )
    call("sendMessage", chat_id=person, text="답", reply_parameters={"message_id": text["message_id"]})
    file = call("sendDocument", {"document": ("a.txt", b"words")}, chat_id=person, caption="파일")
    photo = call("sendPhoto", {"photo": ("a.jpg", _picture("teal"))}, chat_id=person, reply_markup=BUTTON)
    this = {"chat_id": person, "message_id": photo["message_id"]}
    call("editMessageCaption", **this, caption="설명")
    media = {"type": "photo", "media": "attach://b"}
    call("editMessageMedia", {"b": ("b.jpg", _picture("navy"))}, **this, media=media)
    call("editMessageReplyMarkup", **this, reply_markup=BUTTON)
    call("getFile", file_id=file["document"]["file_id"])
    call("forwardMessage", chat_id=person, from_chat_id=person, message_id=text["message_id"])
    call("deleteMessages", chat_id=person, message_ids=[photo["message_id"], file["message_id"]])
    call("deleteMessage", chat_id=person, message_id=text["message_id"])


def _webhook(call: Any) -> None:
    call("setWebhook", url="http://127.0.0.1:9/hook", secret_token="s")
    call("getWebhookInfo")
    call("deleteWebhook")
    call("getUpdates", timeout=0)


def _picture(colour: str) -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (400, 300), colour).save(buffer, "JPEG")
    return buffer.getvalue()
