"""One playground: its world and the services around it, and one bot's call on them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from bot.playground.arguments import Arguments
from bot.playground.clock import Clock
from bot.playground.events import Events
from bot.playground.faults import Faults
from bot.playground.files import Files
from bot.playground.history import History
from bot.playground.limits import Limits
from bot.playground.polls import Polls
from bot.playground.records import Bot
from bot.playground.updates import Updates
from bot.playground.webhook import Webhooks
from bot.playground.world import World


class Playground:
    """Services by name, built in the order in which they need one another."""

    def __init__(self, folder: Path, faults: Faults, clock: Clock) -> None:
        self.clock = clock
        self.faults = faults
        self.world = World(folder)
        self.events = Events()
        self.files = Files(folder / "files", self.world, clock)
        self.updates = Updates(self.world, clock)
        self.history = History(self.world, self.updates, self.events, clock)
        self.polls = Polls(clock)
        self.limits = Limits(clock)
        self.webhooks = Webhooks(self.world, self.updates, clock)
        self.updates.listen(self.polls.wake)
        self.updates.listen(self.webhooks.wake)

    def reset(self) -> None:
        """Forget every chat, message and file; bots and people stay."""
        self.world.reset()
        self.files.clear()
        self.events.publish("reset")

    def commit(self) -> None:
        """Make what happened lasting."""
        self.world.shelf.commit()


@dataclass(frozen=True, slots=True)
class Call:
    """A method called by a bot."""

    playground: Playground
    bot: Bot
    method: str
    arguments: Arguments

    @property
    def world(self) -> World:
        """What exists on the playground."""
        return self.playground.world


@dataclass(frozen=True, slots=True)
class Told:
    """A result that comes with a sentence."""

    result: bool
    description: str
