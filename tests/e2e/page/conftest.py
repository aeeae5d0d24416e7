"""A playground without codibot: the tests are the bot, and see how the page takes what it does."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from scripts.demo.town import Town
from tests.e2e.page.scene import Scene

DESK = {"width": 900, "height": 700}


@pytest.fixture(scope="session")
def playground(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """One for all tests; each brings somebody new."""
    town = Town(tmp_path_factory.mktemp("page"))
    with contextlib.ExitStack() as stack:
        stack.push(town)
        town.start_playground()
        yield town


@pytest.fixture
def scene(browser: Browser, playground: Town) -> Iterator[Scene]:
    """A page not yet opened, whose errors fail the test."""
    context = browser.new_context(viewport=DESK, locale="ko-KR", color_scheme="light")
    page = context.new_page()
    broken: list[str] = []
    page.on("pageerror", lambda error: broken.append(str(error)))
    scene = Scene(page, playground.url, "ko")
    yield scene
    context.close()
    scene.close()
    assert not broken
