"""sendMediaGroup: two to ten photos, or two to ten documents, as one album."""

from __future__ import annotations

import secrets
from typing import Any

from bot.playground.arguments import Arguments, as_text
from bot.playground.chats import read_open_chat
from bot.playground.entities import Formatted, read_caption
from bot.playground.errors import bad_request
from bot.playground.history import Draft
from bot.playground.media import ATTACHED, keep, known
from bot.playground.methods.sending import captioned, read_reply
from bot.playground.playground import Call
from bot.playground.records import Json, Media

MAX_ITEMS = 10
MIN_ITEMS = 2
KINDS = ("photo", "document")
UNMIXABLE = ("document",)


async def send_media_group(call: Call) -> list[Json]:
    """sendMediaGroup. A keyboard in the call is dropped without a word, as Telegram does."""
    read_open_chat(call)
    items = _read_items(call)
    captions = [item_caption(item) for item in items]
    media = [await input_media(call, item) for item in items]
    place = read_open_chat(call)
    reply_to = read_reply(call, place)
    call.playground.limits.spend(call.bot.id, place.id, len(items))
    group = {"media_group_id": str(secrets.randbits(53))}
    contents = [captioned(call, m, c) | group for m, c in zip(media, captions, strict=True)]
    say = call.playground.history.say
    return [say(call.bot, place, Draft(content, reply_to=reply_to)).body for content in contents]


async def input_media(call: Call, item: Json) -> Media:
    """The file of one InputMedia."""
    given = item["media"]
    if not given.startswith(ATTACHED):
        return known(call, item["type"], given)
    upload = call.arguments.files.get(given.removeprefix(ATTACHED))
    if upload is None:
        raise bad_request("can't parse InputMedia: media not found")
    return await keep(call.playground, item["type"], upload)


def item_caption(item: Json) -> Formatted:
    """The caption of one InputMedia."""
    return read_caption(Arguments({name: as_text(value) for name, value in item.items()}))


def check_item(item: Any) -> Json:
    """One InputMedia of a kind that the playground knows."""
    if not isinstance(item, dict) or not isinstance(item.get("type"), str):
        raise bad_request("can't parse InputMedia: expected an Object")
    _refuse_unknown_type(item["type"])
    if not isinstance(item.get("media"), str) or not item["media"]:
        raise bad_request("can't parse InputMedia: media not found")
    return item


def _read_items(call: Call) -> list[Json]:
    raw = call.arguments.json("media", "media")
    if raw is not None and not isinstance(raw, list):
        raise bad_request("can't parse media JSON object: expected an Array")
    items = raw or []
    _refuse_none(items)
    _refuse_too_many(items)
    _refuse_animation(items)
    items = [check_item(item) for item in items]
    _refuse_mix(items)
    _refuse_single(items)
    return items


def _refuse_none(items: list[Any]) -> None:
    if not items:
        raise bad_request("there are no messages to send")


def _refuse_too_many(items: list[Any]) -> None:
    if len(items) > MAX_ITEMS:
        raise bad_request("too many messages to send as an album")


def _refuse_single(items: list[Json]) -> None:
    """Telegram's server lets one item pass; its documentation asks for two, and so does this."""
    if len(items) < MIN_ITEMS:
        raise bad_request("there are too few messages to send as an album")


def _refuse_animation(items: list[Any]) -> None:
    if any(isinstance(item, dict) and item.get("type") == "animation" for item in items):
        raise bad_request("can't parse InputMedia: type \"animation\" can't be used in sendMediaGroup")


def _refuse_unknown_type(kind: str) -> None:
    if kind not in KINDS:
        raise bad_request(f'can\'t parse InputMedia: type "{kind}" is unsupported')


def _refuse_mix(items: list[Json]) -> None:
    kinds = {item["type"] for item in items}
    for kind in UNMIXABLE:
        if kind in kinds and len(kinds) > 1:
            raise bad_request(f"{kind.title()} can't be mixed with other media types")
