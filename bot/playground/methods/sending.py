"""Messages that a bot sends, one at a time: text, photo, document, and the sign that it is busy."""

from __future__ import annotations

from bot.playground.chats import read_chat, read_open_chat
from bot.playground.entities import Formatted, read_caption, read_text
from bot.playground.errors import bad_request
from bot.playground.history import Draft, forwarded
from bot.playground.keyboards import read_markup
from bot.playground.media import read_media, shown
from bot.playground.playground import Call
from bot.playground.records import Json, Media, Message
from bot.playground.views import Place

ACTIONS = {
    "typing", "upload_photo", "record_video", "upload_video", "record_voice", "upload_voice",
    "upload_document", "choose_sticker", "find_location", "record_video_note", "upload_video_note",
    "record_audio", "upload_audio", "cancel",
}  # fmt: skip


async def send_message(call: Call) -> Json:
    """sendMessage"""
    place = read_open_chat(call)
    text = read_text(call.arguments)
    return send(call, place, {"text": text.text, **({"entities": text.entities} if text.entities else {})})


async def send_photo(call: Call) -> Json:
    """sendPhoto"""
    return await _send_media(call, "photo")


async def send_document(call: Call) -> Json:
    """sendDocument"""
    return await _send_media(call, "document")


async def forward_message(call: Call) -> Json:
    """forwardMessage"""
    place = read_open_chat(call)
    source = read_chat(call, "from_chat_id")
    message = call.world.message(call.bot.id, source.id, call.arguments.integer("message_id", 0))
    draft = Draft(forwarded(_refuse_missing(message)))
    call.playground.limits.spend(call.bot.id, place.id, 1)
    return call.playground.history.say(call.bot, place, draft).body


async def send_chat_action(call: Call) -> bool:
    """sendChatAction"""
    place = read_open_chat(call)
    action = call.arguments.text("action").lower()
    _refuse_unknown_action(action)
    call.playground.events.publish("action", bot_id=call.bot.id, chat_id=place.id, action=action)
    return True


def send(call: Call, place: Place, content: Json) -> Json:
    """Send one message with the call's keyboard and reply."""
    markup = read_markup(call.arguments)
    reply_to = read_reply(call, place)
    call.playground.limits.spend(call.bot.id, place.id, 1)
    return call.playground.history.say(call.bot, place, Draft(content, markup, reply_to)).body


def read_reply(call: Call, place: Place) -> int | None:
    """The message to reply to. Raises ApiError 400 where it is gone, unless that is allowed."""
    parameters = call.arguments.json("reply_parameters", "reply parameters")
    if isinstance(parameters, dict) and isinstance(parameters.get("message_id"), int):
        wanted, lenient = parameters["message_id"], bool(parameters.get("allow_sending_without_reply"))
    else:
        wanted = call.arguments.integer("reply_to_message_id", 0)
        lenient = call.arguments.flag("allow_sending_without_reply")
    if wanted and call.world.message(call.bot.id, place.id, wanted) is None:
        _refuse_missing_reply(lenient)
        return None
    return wanted or None


def captioned(call: Call, media: Media, caption: Formatted) -> Json:
    """The fields of a message that show a file with its caption."""
    content = shown(call.playground, call.bot, media)
    if caption.text:
        content["caption"] = caption.text
    if caption.entities:
        content["caption_entities"] = caption.entities
    return content


async def _send_media(call: Call, kind: str) -> Json:
    read_open_chat(call)
    caption = read_caption(call.arguments)
    media = await read_media(call, kind)
    # The chat is read again: it may have changed while the file was being worked on.
    return send(call, read_open_chat(call), captioned(call, media, caption))


def _refuse_unknown_action(action: str) -> None:
    if action not in ACTIONS:
        raise bad_request("wrong parameter action in request")


def _refuse_missing(message: Message | None) -> Message:
    if message is None:
        raise bad_request("message to forward not found")
    return message


def _refuse_missing_reply(lenient: bool) -> None:
    if not lenient:
        raise bad_request("message to be replied not found")
