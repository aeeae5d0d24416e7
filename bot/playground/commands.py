"""Which of a bot's commands a person is shown: the narrowest scope that has any, in their language first."""

from __future__ import annotations

from collections.abc import Iterator

from bot.playground.records import Bot, Json, Person
from bot.playground.views import Place


def commands_for(bot: Bot, place: Place, person: Person) -> list[Json]:
    """The command menu of a person in a chat."""
    for scope in _scopes(place, person):
        for language in (person.language_code.lower(), ""):
            commands = bot.commands.get(f"{scope}|{language}")
            if commands:
                return commands
    return []


def _scopes(place: Place, person: Person) -> Iterator[str]:
    """From the narrowest to the widest; people in the playground's groups are no administrators."""
    if not isinstance(place, Person):
        yield f"chat_member/{place.id}/{person.id}"
    yield f"chat/{place.id}/"
    yield "all_private_chats" if isinstance(place, Person) else "all_group_chats"
    yield "default"
