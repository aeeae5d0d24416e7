"""A little of `make fuzz`: damaged photos are seen or refused, distorted updates let in or refused."""

from __future__ import annotations

from telegram import Update, User

from bot.app import handlers
from bot.updates.inbox import as_json, chat_of, line_of
from bot.updates.shape import is_update
from retrieval import photo
from retrieval.errors import PhotoError
from scripts.demo.__main__ import SAMPLES
from scripts.fuzz.images import damaged, in_every_format
from scripts.fuzz.updates import Distorted
from tests.bot.updates.test_inbox import SilentBot


class NamedBot(SilentBot):
    """Knows its name, too."""

    @property
    def bot(self) -> User:
        return User(7, "codibot", is_bot=True, username="codibot")


def test_damaged_photos_are_opened_or_refused_by_a_reason() -> None:
    sources = in_every_format(sorted(SAMPLES.glob("*.webp"))[:1], side=96)
    reasons = set()
    for data in damaged(sources, 300, seed=3):
        try:
            assert photo.open(data).rgb.ndim == 3
        except PhotoError as error:
            reasons.add(error.reason)
    assert {"damaged", "not_a_photo"} <= reasons


def test_the_same_seed_damages_and_distorts_in_the_same_way() -> None:
    sources = [b"a photo, say", b"another"]
    assert list(damaged(sources, 20, seed=5)) == list(damaged(sources, 20, seed=5))
    one, other = (iter(Distorted([1, 2], ["file"], 5, 1)) for _ in range(2))
    assert [next(one) for _ in range(50)] == [next(other) for _ in range(50)]


def test_whatever_passes_the_door_finds_its_handler_without_a_surprise() -> None:
    distorted, tried = iter(Distorted([1, 2], ["file"], 7, 1)), handlers()
    bot, let_in = NamedBot("7:token"), 0
    for _ in range(600):
        _, raw = next(distorted)
        try:
            update = Update.de_json(raw, bot) if is_update(raw) else None
        except (ValueError, KeyError, TypeError, AttributeError, OverflowError):
            continue  # as the webhook refuses it
        if update is not None:
            let_in += 1
            assert isinstance(chat_of(update), int)
            assert isinstance(line_of(update), int | str)
            assert as_json(update)
            next((each for each in tried if each.check_update(update)), None)
    assert 200 < let_in < 600
