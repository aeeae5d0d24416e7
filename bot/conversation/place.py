"""Where a person stands in the conversation: the step, the panel, and what belongs to the step."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from typing import Literal, Self, cast, get_args

from bot.calls.patience import Patience
from bot.context import Context
from storage.types import Dialogue

Step = Literal["idle", "gender", "seasons", "style", "keywords", "menu"]
STEPS: tuple[Step, ...] = get_args(Step)
Group = Literal["telling", "occasion", "weather", "mood", "figure"]
GROUPS: tuple[Group, ...] = get_args(Group)
QUESTIONS: tuple[Step, ...] = ("gender", "seasons", "style", "keywords")


@dataclass(frozen=True, slots=True)
class Naming:
    """A collection's name is asked for by a message: of a new one for a look, or another for an old one."""

    asked: int
    look_id: str = ""
    collection: str = ""


Awaited = Literal["photo", "tags", "name", "retag", "reason"]


@dataclass(frozen=True, slots=True)
class Posting:
    """A message asked for a part of a post: its photo, tags or name; of an admin other tags, or a reason."""

    asked: int
    awaits: Awaited
    post: str = ""


@dataclass(frozen=True, slots=True)
class Forgetting:
    """A message asked whether everything shall be deleted."""

    asked: int


@dataclass(frozen=True, slots=True)
class Place:
    """A dialogue, read. `asking` goes from question to question; otherwise each leads back to the menu."""

    step: Step = "idle"
    panel: int | None = None
    asking: bool = False
    group: Group = "telling"  # the keywords that are suggested
    page: int = 0  # of them
    photos: str | None = None  # the media group that was asked with last
    joined: tuple[int, ...] = ()  # its photos that were part of another's question
    naming: Naming | None = None
    posting: Posting | None = None
    forgetting: Forgetting | None = None
    progress: int | None = None  # the message that says what is being done

    @classmethod
    def read(cls, dialogue: Dialogue) -> Self:
        """As storage keeps it."""
        written = json.loads(dialogue.data)
        values = {name: value for name, value in written.items() if name in cls.__dataclass_fields__}
        values["joined"] = tuple(values.get("joined", ()))
        if values.get("naming"):
            values["naming"] = Naming(**values["naming"])
        if values.get("posting"):
            values["posting"] = Posting(**values["posting"])
        if values.get("forgetting"):
            values["forgetting"] = Forgetting(**values["forgetting"])
        return cls(cast(Step, dialogue.step), dialogue.panel_message_id, **values)

    def at(self, step: Step) -> Self:
        """At another step, its suggestions from the first page on."""
        return replace(self, step=step, page=self.page if step == self.step else 0)

    def written(self) -> Dialogue:
        """For storage."""
        values = asdict(self)
        step, panel = values.pop("step"), values.pop("panel")
        return Dialogue(step, panel, json.dumps(values))

    def after(self, step: Step) -> Step:
        """Where an answered question leads."""
        if not self.asking:
            return "menu"
        place = QUESTIONS.index(step) + 1
        return QUESTIONS[place] if place < len(QUESTIONS) else "idle"

    def before(self, step: Step) -> Step | None:
        """Where *back* leads, or none from the first question."""
        if not self.asking:
            return "menu"
        place = QUESTIONS.index(step)
        return QUESTIONS[place - 1] if place else None


async def awaited(context: Context, place: Place) -> Naming | Posting | Forgetting | None:
    """What the last message asked for; none where something else was said since."""
    newest = await _newest(context)
    for asked in (place.naming, place.posting, place.forgetting):
        if asked is not None and newest in (None, asked.asked):
            return asked
    return None


async def _newest(context: Context) -> int | None:
    """The last message that was said here, as far as anybody knows."""
    patience = context.bot.rate_limiter
    assert isinstance(patience, Patience)
    newest = patience.latest.get(context.chat_id)
    if newest is None:  # since a restart nothing was said here, or another process said it
        newest = await context.store.newest_sent(context.bot.id, context.chat_id)
    return newest


async def place_of(context: Context) -> Place:
    """Where the chat stands."""
    return Place.read(await context.store.dialogue(context.bot.id, context.chat_id))


async def leave(context: Context) -> None:
    """Whatever the panel asked is asked no more: something else was said. Its buttons stay."""
    place = await place_of(context)
    if place.step != "idle":
        await keep(context, replace(place, step="idle", panel=None))


async def keep(context: Context, place: Place) -> None:
    """Notes where the chat stands now."""
    await context.store.keep_dialogue(context.bot.id, context.chat_id, place.written())
