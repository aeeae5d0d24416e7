"""The list under an album of saved looks, and its buttons."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.collection import collections_of, key_of
from bot.conversation.question import ALBUM
from bot.language import Voice
from bot.rendering.keyboards import Row, chosen, markup
from bot.rendering.naming import look_name
from bot.rendering.texts import LONGEST_TITLE, shorten
from bot.taps import button
from retrieval.types import Look
from storage.types import SavedLook, ShownAlbum

EVERYTHING = "all"
NOWHERE = "-"
NEW = "new"
MOST_COLLECTIONS = 12
"""Offered as buttons; more are reached by their names."""
ROW = 5


@dataclass(frozen=True, slots=True)
class Shelf:
    """A page of the saved looks, or of one collection; numbers are those among all saved looks."""

    saved: Sequence[SavedLook]
    collection: str | None = None
    page: int = 0

    @property
    def key(self) -> str:
        """What a button calls it."""
        return EVERYTHING if self.collection is None else key_of(self.collection)

    @property
    def numbered(self) -> dict[int, SavedLook]:
        """The looks of the collection by their numbers."""
        everything = enumerate(self.saved, 1)
        return {n: each for n, each in everything if self.collection in (None, each.collection)}

    @property
    def shown(self) -> dict[int, SavedLook]:
        """Those of this page."""
        first = self.page * ALBUM
        return dict(list(self.numbered.items())[first : first + ALBUM])

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return -(-len(self.numbered) // ALBUM)


def text(say: Voice, shelf: Shelf, album: ShownAlbum, looks: Mapping[str, Look]) -> str:
    """The list: a look that left the lookbook, or was taken out meanwhile, is named so."""
    count = len(shelf.numbered)
    title = (
        say("saved-title", count=count)
        if shelf.collection is None
        else say("collection-title", collection=shelf.collection, count=count)
    )
    collections = {each.look_id: each.collection for each in shelf.saved}
    lines = [
        _line(say, number, looks.get(look_id), collections.get(look_id), shelf.collection is None)
        for number, look_id in album.look_ids.items()
    ]
    return "\n".join([title, "", *lines, "", say("saved-hint")])


def _line(say: Voice, number: int, look: Look | None, collection: str | None, names_it: bool) -> str:
    if collection is None:
        return say("saved-taken-out", number=number)
    if look is None:
        return say("saved-gone", number=number)
    title = shorten(look_name(say, look), LONGEST_TITLE)
    within = f" · {collection}" if collection and names_it else ""
    return say("caption", number=number, title=title) + within


def keyboard(say: Voice, shelf: Shelf, album: ShownAlbum) -> InlineKeyboardMarkup:
    """A button for each look, the collections, what can be done with this one, and the pages."""
    there = {each.look_id for each in shelf.saved}
    numbers = [
        button(str(number), "look", album.id, number)
        if look_id in there
        else button(say("button-save", number=number), "keep", album.id, number)
        for number, look_id in album.look_ids.items()
    ]
    return markup(
        numbers[:ROW],
        numbers[ROW:],
        *_collections(say, shelf),
        _of_collection(say, shelf),
        _pages(say, shelf),
    )


def actions(say: Voice, album: ShownAlbum, number: int, shelf: Shelf) -> InlineKeyboardMarkup:
    """What can be done with one look: take it out, move it, share it."""
    now = next((each.collection for each in shelf.saved if each.look_id == album.look_ids[number]), "")
    others = [name for name in collections_of(shelf.saved) if name != now][:MOST_COLLECTIONS]
    moves = [
        button(say("button-into", collection=name), "into", album.id, number, key_of(name)) for name in others
    ]
    out = [button(say("button-out-of", collection=now), "into", album.id, number, NOWHERE)] if now else []
    return markup(
        [
            button(say("button-take-out", number=number), "take", album.id, number),
            button(say("button-share"), "share", "look", album.id, number),
        ],
        *[moves[place : place + 2] for place in range(0, len(moves), 2)],
        [button(say("button-into-new"), "into", album.id, number, NEW)],
        out,
        [button(say("button-back"), "list", album.id, number)],
    )


def _collections(say: Voice, shelf: Shelf) -> list[Row]:
    names = list(collections_of(shelf.saved).items())[:MOST_COLLECTIONS]
    if not names:
        return []
    everything = chosen(say("collections-all"), shelf.collection is None)
    toggles = [button(everything, "saved", EVERYTHING, 0)]
    for name, count in names:
        label = chosen(f"{name} {count}", shelf.collection == name)
        toggles.append(button(label, "saved", key_of(name), 0))
    return [toggles[place : place + 3] for place in range(0, len(toggles), 3)]


def _of_collection(say: Voice, shelf: Shelf) -> list[InlineKeyboardButton]:
    if shelf.collection is None:
        return []
    rename, share = button(say("button-rename"), "rename", shelf.key), ("share", "collection", shelf.key)
    return [rename, button(say("button-share"), *share)]


def _pages(say: Voice, shelf: Shelf) -> list[InlineKeyboardButton]:
    before = [button(say("button-earlier-saved"), "saved", shelf.key, shelf.page - 1)] if shelf.page else []
    more = shelf.page + 1 < shelf.pages
    return before + ([button(say("button-more-saved"), "saved", shelf.key, shelf.page + 1)] if more else [])
