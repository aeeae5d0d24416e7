"""A town for the end-to-end tests: playground and bot as processes, spoken to over HTTP alone."""

from __future__ import annotations

import shutil
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from scripts.conversations.playing import OWNER
from scripts.demo.__main__ import SAMPLE
from scripts.demo.person import Person
from scripts.demo.town import Town
from scripts.pictures import FLAGS

CHROMIUM = shutil.which("chromium")


@pytest.fixture(scope="session")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """One town for all tests that do not kill anything; each test brings its own people."""
    with Town(tmp_path_factory.mktemp("town"), owner=OWNER) as running:
        yield running


@pytest.fixture(scope="session")
def webhook_town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """The same where updates come by webhook."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port = listener.getsockname()[1]
    settings = {
        "CODIBOT_WEBHOOK_URL": f"http://127.0.0.1:{port}/updates",
        "CODIBOT_WEBHOOK_PORT": str(port),
        "CODIBOT_WEBHOOK_SECRET": "only-for-this-test",
    }
    with Town(tmp_path_factory.mktemp("webhook"), settings, owner=OWNER) as running:
        yield running


@pytest.fixture
def person(town: Town) -> Person:
    """Somebody new who writes Korean."""
    return Person(town.url)


@pytest.fixture
def owner(town: Town) -> Person:
    """The town's owner, who has written to the bot before."""
    owner = Person(town.url, person_id=town.owner_id)
    owner.say("/help")
    owner.wait_text("/filters")
    return owner


@pytest.fixture
def garment_photo() -> Path:
    """A drawn garment, lying on a floor."""
    return SAMPLE


@pytest.fixture(scope="session")
def chromium() -> str:
    """Where the browser is; tests that need it skip by name without it."""
    if CHROMIUM is None:
        pytest.skip("no Chromium on this machine")
    return CHROMIUM


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    """One browser; each test opens a context of its own."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield browser
        browser.close()
