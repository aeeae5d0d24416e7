"""Edits of a bot's own messages: text, caption, keyboard, media."""

from __future__ import annotations

from bot.playground.chats import read_chat
from bot.playground.entities import read_caption, read_text
from bot.playground.errors import bad_request
from bot.playground.keyboards import read_inline_markup
from bot.playground.media import ATTACHED
from bot.playground.methods.albums import check_item, input_media, item_caption
from bot.playground.methods.sending import captioned
from bot.playground.playground import Call
from bot.playground.records import Json, Message


async def edit_text(call: Call) -> Json | bool:
    """editMessageText"""
    message = _read_message(call)
    text = read_text(call.arguments)
    markup = read_inline_markup(call.arguments)
    _refuse_no_text(message)
    return _edit(call, message, {"text": text.text, "entities": text.entities}, markup)


async def edit_caption(call: Call) -> Json | bool:
    """editMessageCaption"""
    message = _read_message(call)
    caption = read_caption(call.arguments)
    markup = read_inline_markup(call.arguments)
    _refuse_no_caption(message)
    return _edit(call, message, {"caption": caption.text, "caption_entities": caption.entities}, markup)


async def edit_reply_markup(call: Call) -> Json | bool:
    """editMessageReplyMarkup"""
    message = _read_message(call)
    return _edit(call, message, {}, read_inline_markup(call.arguments))


async def edit_media(call: Call) -> Json | bool:
    """editMessageMedia"""
    message = _read_message(call)
    item = check_item(call.arguments.json("media", "media"))
    markup = read_inline_markup(call.arguments)
    _refuse_upload_inline(call, item)
    _refuse_text_for_media(message)
    _refuse_other_class_in_album(message, item)
    caption = item_caption(item)
    media = await input_media(call, item)
    fresh = captioned(call, media, caption)
    blank: Json = {"photo": None, "document": None, "caption": "", "caption_entities": []}
    return _edit(call, _read_message(call), blank | fresh, markup)


def _edit(call: Call, message: Message, content: Json, markup: Json | None) -> Json | bool:
    _refuse_unchanged(message, content, markup)
    body = call.playground.history.change(message, content, markup)
    return True if _is_inline(call) else body


def _read_message(call: Call) -> Message:
    if _is_inline(call):
        return _inline_message(call, call.arguments.text("inline_message_id"))
    place = read_chat(call)
    message_id = call.arguments.integer("message_id", 0)
    _refuse_no_id(message_id)
    message = _refuse_missing(call.world.message(call.bot.id, place.id, message_id))
    _refuse_not_editable(message)
    return message


def _is_inline(call: Call) -> bool:
    """Whether the call names no message in a chat; else its inline_message_id is not looked at."""
    return not call.arguments.text("chat_id") and not call.arguments.integer("message_id", 0)


def _inline_message(call: Call, inline_id: str) -> Message:
    _refuse_no_id(inline_id)
    for message in call.world.messages:
        if message.inline_id == inline_id and message.bot_id == call.bot.id and not message.deleted:
            return message
    raise bad_request("MESSAGE_ID_INVALID")


def _comparable(value: object) -> object:
    """A field without what differs each time a file is shown: only its unique id says which file it is."""
    if isinstance(value, list):
        return [_comparable(item) for item in value] or None
    if isinstance(value, dict):
        return {name: _comparable(item) for name, item in value.items() if name != "file_id"}
    return value or None


def _refuse_unchanged(message: Message, content: Json, markup: Json | None) -> None:
    fields = {**content, "reply_markup": markup}
    if all(_comparable(message.body.get(name)) == _comparable(value) for name, value in fields.items()):
        raise bad_request(
            "message is not modified: specified new message content and reply markup are exactly the same "
            "as a current content and reply markup of the message"
        )


def _refuse_no_id(identifier: int | str) -> None:
    if not identifier:
        raise bad_request("message identifier is not specified")


def _refuse_missing(message: Message | None) -> Message:
    if message is None:
        raise bad_request("message to edit not found")
    return message


def _refuse_not_editable(message: Message) -> None:
    if not message.outgoing or message.plain_keyboard:
        raise bad_request("message can't be edited")


def _refuse_no_text(message: Message) -> None:
    if "text" not in message.body:
        raise bad_request("there is no text in the message to edit")


def _refuse_no_caption(message: Message) -> None:
    if "text" in message.body:
        raise bad_request("there is no caption in the message to edit")


def _refuse_text_for_media(message: Message) -> None:
    """Telegram lets a text become a photo since 2025; clients older than that do not show it."""
    if "text" in message.body:
        raise bad_request("there is no media in the message to edit")


def _refuse_other_class_in_album(message: Message, item: Json) -> None:
    if "media_group_id" in message.body and item["type"] not in message.body:
        raise bad_request("can't change media type in the album")


def _refuse_upload_inline(call: Call, item: Json) -> None:
    if _is_inline(call) and item["media"].startswith(ATTACHED):
        raise bad_request("MEDIA_EMPTY")
