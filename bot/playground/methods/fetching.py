"""What a bot may ask about files and chats."""

from __future__ import annotations

from bot.playground.chats import read_chat, read_open_chat, status_in
from bot.playground.errors import bad_request
from bot.playground.files import MAX_DOWNLOAD
from bot.playground.playground import Call
from bot.playground.records import FileId, Json, Person
from bot.playground.views import chat_of, member_of, user_of, user_of_bot

REACTIONS = 11


async def get_file(call: Call) -> Json:
    """getFile: a link that lasts an hour."""
    raw = call.arguments.text("file_id")
    _refuse_no_file_id(raw)
    files = call.playground.files
    file_id = _refuse_dead(files.find(call.bot, raw))
    media = files.media_of(file_id)
    size = media.versions[file_id.version]["size"]
    _refuse_large(size)
    return {
        "file_id": raw,
        "file_unique_id": files.unique_id(media, file_id.version),
        "file_size": size,
        "file_path": files.link(call.bot, file_id).path,
    }


async def get_chat(call: Call) -> Json:
    """getChat: a ChatFullInfo."""
    place = read_open_chat(call) if call.arguments.text("chat_id").startswith("-") else read_chat(call)
    shared = {"accent_color_id": 0, "max_reaction_count": REACTIONS}
    gifts = dict.fromkeys(("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription"), True)
    return {**chat_of(place), **shared, "accepted_gift_types": {**gifts, "gifts_from_channels": True}}


async def get_chat_member(call: Call) -> Json:
    """getChatMember"""
    place = read_open_chat(call)
    user_id = call.arguments.integer("user_id", 0)
    if user_id == call.bot.id:
        return member_of(status_in(call, place) or "left", user_of_bot(call.bot))
    person = call.world.people.get(user_id)
    _refuse_unknown_user(person)
    assert person is not None
    present = person is place or (not isinstance(place, Person) and user_id in place.members)
    return member_of("member" if present else "left", user_of(person))


def _refuse_no_file_id(raw: str) -> None:
    if not raw:
        raise bad_request("file_id not specified")


def _refuse_dead(found: FileId | None) -> FileId:
    if found is None:
        raise bad_request("wrong file_id or the file is temporarily unavailable")
    return found


def _refuse_large(size: int) -> None:
    if size > MAX_DOWNLOAD:
        raise bad_request("file is too big")


def _refuse_unknown_user(person: Person | None) -> None:
    if person is None:
        raise bad_request("user not found")
