"""deleteMessage and deleteMessages: what a bot may take away, and for how long."""

from __future__ import annotations

from bot.playground.chats import read_chat, status_in
from bot.playground.errors import bad_request
from bot.playground.playground import Call
from bot.playground.records import Message, Person
from bot.playground.views import Place

TWO_DAYS = 48 * 3600
MAX_MESSAGES = 100


async def delete_message(call: Call) -> bool:
    """deleteMessage"""
    place = read_chat(call)
    message_id = call.arguments.integer("message_id", 0)
    _refuse_no_id(message_id)
    message = _refuse_missing(call.world.message(call.bot.id, place.id, message_id))
    _refuse_undeletable(call, place, message)
    call.playground.history.delete(message)
    return True


async def delete_messages(call: Call) -> bool:
    """deleteMessages: skips those that are not there, and those it may not take."""
    place = read_chat(call)
    ids = call.arguments.json("message_ids", "message identifiers")
    if not isinstance(ids, list) or not ids:
        raise bad_request("message identifiers are not specified")
    _refuse_too_many(ids)
    for message_id in ids:
        message = call.world.message(call.bot.id, place.id, message_id)
        if message is not None and _deletable(call, place, message):
            call.playground.history.delete(message)
    return True


def _deletable(call: Call, place: Place, message: Message) -> bool:
    return _has_right(call, place, message) and not _too_old(call, place, message)


def _has_right(call: Call, place: Place, message: Message) -> bool:
    return message.outgoing or isinstance(place, Person) or status_in(call, place) == "administrator"


def _too_old(call: Call, place: Place, message: Message) -> bool:
    supergroup = not isinstance(place, Person) and place.type == "supergroup"
    return not supergroup and call.playground.clock.now() - message.body["date"] > TWO_DAYS


def _refuse_no_id(message_id: int) -> None:
    if not message_id:
        raise bad_request("message identifier is not specified")


def _refuse_missing(message: Message | None) -> Message:
    if message is None:
        raise bad_request("message to delete not found")
    return message


def _refuse_undeletable(call: Call, place: Place, message: Message) -> None:
    if not _has_right(call, place, message):
        raise bad_request("message can't be deleted")
    if _too_old(call, place, message):
        raise bad_request("message can't be deleted for everyone")


def _refuse_too_many(ids: list[object]) -> None:
    if len(ids) > MAX_MESSAGES:
        raise bad_request("too many message identifiers specified")
