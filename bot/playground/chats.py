"""Whether a bot may speak in a chat, and what the chat is."""

from __future__ import annotations

from bot.playground.errors import bad_request, forbidden
from bot.playground.playground import Call
from bot.playground.records import Chat, Person
from bot.playground.views import Place
from bot.playground.world import World


def read_chat(call: Call, named: str = "chat_id") -> Place:
    """The chat that a call names, by number: people cannot be found by @name, and groups here have none.

    Raises ApiError 400 where there is no such chat.
    """
    raw = call.arguments.text(named).strip()
    _refuse_empty_id(raw)
    place = None if raw.startswith("@") else _numbered(call.world, raw)
    if place is None:
        raise bad_request("chat not found")
    _refuse_migrated(place)
    return place


def read_open_chat(call: Call) -> Place:
    """The chat that a call names, where the bot may speak. Raises ApiError 400 or 403."""
    place = read_chat(call)
    if isinstance(place, Person):
        _refuse_stranger(call, place)
        _refuse_deactivated(place)
        _refuse_blocked(call, place)
    else:
        _refuse_kicked(call, place)
        _refuse_outsider(call, place)
    return place


def place_of(world: World, chat_id: int) -> Place | None:
    """The person or group with this id."""
    return world.people.get(chat_id) or world.chats.get(chat_id)


def status_in(call: Call, place: Place) -> str | None:
    """Where the calling bot stands in a chat, None when it was never there."""
    membership = call.world.membership(call.bot.id, place.id)
    return None if membership is None else membership.status


def _numbered(world: World, raw: str) -> Place | None:
    try:
        return place_of(world, int(raw))
    except ValueError:
        return None


def _refuse_empty_id(raw: str) -> None:
    if not raw:
        raise bad_request("chat_id is empty")


def _refuse_migrated(place: Place) -> None:
    if isinstance(place, Chat) and place.migrated_to is not None:
        raise bad_request(
            "group chat was upgraded to a supergroup chat", {"migrate_to_chat_id": place.migrated_to}
        )


def _refuse_stranger(call: Call, person: Person) -> None:
    if status_in(call, person) is None:
        raise forbidden("bot can't initiate conversation with a user")


def _refuse_deactivated(person: Person) -> None:
    if person.deactivated:
        raise forbidden("user is deactivated")


def _refuse_blocked(call: Call, person: Person) -> None:
    if status_in(call, person) == "kicked":
        raise forbidden("bot was blocked by the user")


def _refuse_kicked(call: Call, chat: Chat) -> None:
    if status_in(call, chat) == "kicked":
        raise forbidden(f"bot was kicked from the {chat.type} chat")


def _refuse_outsider(call: Call, chat: Chat) -> None:
    if status_in(call, chat) not in ("member", "administrator"):
        raise forbidden(f"bot is not a member of the {chat.type} chat")
