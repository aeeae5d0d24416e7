"""Privacy mode: which messages of a group a bot gets to see."""

from __future__ import annotations

import re

from bot.playground.history import Draft
from bot.playground.records import Bot, Person
from bot.playground.views import Place
from bot.playground.world import World

_COMMAND = re.compile(r"/[a-z0-9_]+(?:@(\w+))?", re.IGNORECASE)


def visible(world: World, bot: Bot, place: Place, draft: Draft) -> bool:
    """All of a private chat or a group it administers; else commands for it, replies to it, its own work."""
    if isinstance(place, Person):
        return True
    membership = world.membership(bot.id, place.id)
    if membership is None or membership.status not in ("member", "administrator"):
        return False
    return (
        membership.status == "administrator"
        or _commanded(bot, draft, spoke=membership.spoke)
        or _replied(world, bot, place, draft)
        or draft.content.get("via_bot", {}).get("id") == bot.id
    )


def _commanded(bot: Bot, draft: Draft, *, spoke: bool) -> bool:
    """`/command@bot`, or a plain command where this bot has spoken last."""
    match = _COMMAND.match(draft.content.get("text") or draft.content.get("caption") or "")
    if match is None:
        return False
    return spoke if match.group(1) is None else match.group(1).lower() == bot.username.lower()


def _replied(world: World, bot: Bot, place: Place, draft: Draft) -> bool:
    original = draft.reply_to and world.message(bot.id, place.id, draft.reply_to)
    return bool(original and original.outgoing)
