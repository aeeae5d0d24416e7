"""kill -9 in mid-conversation: the place is kept, saved looks are there, a photo is answered once."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from scripts.demo.__main__ import choose
from scripts.demo.person import Person, buttons_of, text_of
from scripts.demo.town import DEMO_TOKEN, Town

STUB = {"CODIBOT_MODELS": "scripts.load.models:open_first_looks"}


@pytest.fixture(scope="module")
def mortal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """A town whose bot loads no networks, and dies and comes back; each test brings its own person."""
    with Town(
        tmp_path_factory.mktemp("mortal"), {"CODIBOT_MODELS": "scripts.load.models:open_first_looks"}
    ) as town:
        yield town


@pytest.fixture
def person(mortal: Town) -> Iterator[Person]:
    with closing(Person(mortal.url)) as somebody:
        yield somebody


def test_a_killed_bot_goes_on_where_it_was(mortal: Town, person: Person, garment_photo: Path) -> None:
    person.send(garment_photo)
    person.wait_album()
    person.say("/save 2")
    person.wait_text("2번 코디를 저장했어요")
    person.say("/start")
    person.wait_text("누구의 코디")
    mortal.kill_bot()
    person.tap("여자")
    mortal.start_bot()
    person.wait_text("어느 계절")
    person.say("/saved")
    person.wait_text("저장한 코디 1개")


def test_a_photo_under_work_is_answered_once(mortal: Town, person: Person, garment_photo: Path) -> None:
    person.say("/start")
    choose(person)
    for _ in range(3):
        person.send(garment_photo)
    mortal.kill_bot()  # somewhere between receipt and answer
    mortal.start_bot()
    person.say("/help")
    person.wait_text("/filters")
    lists = [m for m in person.from_bot() if "사진 속 옷" in text_of(m)]
    albums = {m["media_group_id"] for m in person.from_bot() if "media_group_id" in m}
    asked = [b for m in lists for b in buttons_of(m) if "다시 받기" in b["text"]]
    assert len(lists) == 3
    assert len(albums) <= 3 <= len(albums) + len(asked)  # killed under an upload it asks instead


def test_the_bot_outlives_a_playground_that_dies(mortal: Town, person: Person, garment_photo: Path) -> None:
    person.say("/help")
    person.wait_text("/filters")
    mortal.kill_playground()
    mortal.start_playground()
    person.send(garment_photo)
    assert person.wait_album()


def test_a_second_bot_stops_and_a_stop_drains(mortal: Town, person: Person, garment_photo: Path) -> None:
    second = subprocess.run(
        [sys.executable, "-m", "bot.cli", "run", "--data", str(mortal.folder)],
        env={**os.environ, "TELEGRAM_TOKEN": DEMO_TOKEN, "TELEGRAM_API_URL": mortal.url},
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert second.returncode == 1
    assert "Another codibot runs with this token" in second.stderr
    assert "Traceback" not in second.stderr
    person.send(garment_photo)
    person.wait(lambda messages: True)
    assert mortal.stop_bot(signal.SIGTERM) == 0
    mortal.start_bot()
    person.wait_album()
    assert sum("사진 속 옷" in text_of(message) for message in person.from_bot()) == 1
