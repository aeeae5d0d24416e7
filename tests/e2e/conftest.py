"""A town for the end-to-end tests: playground and bot as processes of their own, spoken to over HTTP alone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from scripts.demo.__main__ import sample_photos
from scripts.demo.town import Town


@pytest.fixture(scope="session")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """One town for all tests that do not kill anything; each test brings its own people."""
    with Town(tmp_path_factory.mktemp("town")) as running:
        yield running


@pytest.fixture
def garment_photo() -> tuple[str, bytes]:
    """A drawn garment, lying on a floor."""
    path = sample_photos()[0]
    return path.name, path.read_bytes()
