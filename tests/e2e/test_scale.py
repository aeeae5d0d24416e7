"""The written conversations on PostgreSQL, two bots behind a balancer, two workers; restarts among them."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from scripts.conversations.playing import OWNER, Player
from scripts.conversations.written import names, read
from scripts.demo.person import Person, text_of
from scripts.demo.town import Town
from scripts.scale.town import ScaledTown
from tests.storage.postgres import Server

EVERY_DAY = ("impatient", "two_pieces")
"""Order in one chat, and an album's parts; the others are played by `make test-scale`."""


@pytest.fixture(scope="module")
def scaled(tmp_path_factory: pytest.TempPathFactory, town: Town, postgres: Server) -> Iterator[ScaledTown]:
    """Two bots and two workers; the index is the other town's."""
    folder = tmp_path_factory.mktemp("scaled")
    shutil.copytree(town.folder / "index", folder / "index", symlinks=True)
    with ScaledTown(folder, postgres.url(), owner=OWNER) as running:
        yield running


@pytest.mark.parametrize(
    "name", [name if name in EVERY_DAY else pytest.param(name, marks=pytest.mark.scale) for name in names()]
)
def test_a_conversation_with_many_processes(scaled: ScaledTown, name: str) -> None:
    assert Player(scaled.url, known={OWNER: scaled.owner_id}).play(read(name, "ko"))


def test_both_bots_are_asked(scaled: ScaledTown) -> None:
    before = list(scaled.balancer.handed)
    with closing(Person(scaled.url)) as person:
        for _ in scaled.bots:
            person.say("/privacy")
        person.wait(lambda said: sum("/forget" in text_of(message) for message in said) == len(before))
        person.wait(
            lambda said: all(now > then for now, then in zip(scaled.balancer.handed, before, strict=True))
        )


@pytest.mark.scale
def test_a_rolling_restart_loses_nothing(scaled: ScaledTown, garment_photo: Path) -> None:
    with closing(Person(scaled.url)) as person:
        for name in scaled.bots:
            person.send(garment_photo)
            person.say("/saved")
            assert scaled.stop(name) == 0
            person.send(garment_photo)
            scaled.start(name)
            scaled.wait_until_ready()
        person.say("/privacy")
        person.wait_text("/forget")
        lists = [message for message in person.from_bot() if "사진 속 옷" in text_of(message)]
        assert len(lists) == 4
        saved = [text for text in map(text_of, person.from_bot()) if "저장한 코디" in text]
        assert len([text for text in saved if "/forget" not in text]) == 2


def test_a_killed_bot_and_a_killed_worker_are_made_up_for(scaled: ScaledTown, garment_photo: Path) -> None:
    with closing(Person(scaled.url)) as person:
        for name in (scaled.bots[0], scaled.workers[0]):
            person.send(garment_photo)
            scaled.kill(name)
            person.say("/privacy")
            person.wait(lambda said: any("/forget" in text_of(message) for message in said), 120)
            scaled.start(name)
        scaled.wait_until_ready()
        assert sum("사진 속 옷" in text_of(message) for message in person.from_bot()) == 2


def test_nothing_went_wrong_in_any_log(scaled: ScaledTown) -> None:
    for name in (*scaled.bots, *scaled.workers):
        assert "Traceback" not in scaled.log(name)
        assert " ERROR " not in scaled.log(name)
