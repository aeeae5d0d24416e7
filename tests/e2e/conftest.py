"""A town for the end-to-end tests: playground and bot as processes, spoken to over HTTP alone."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from scripts.demo.__main__ import SAMPLE
from scripts.demo.person import Person
from scripts.demo.town import Town

CHROMIUM = shutil.which("chromium")


@pytest.fixture(scope="session")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """One town for all tests that do not kill anything; each test brings its own people."""
    with Town(tmp_path_factory.mktemp("town")) as running:
        yield running


@pytest.fixture
def person(town: Town) -> Person:
    """Somebody new who writes Korean."""
    return Person(town.url)


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
