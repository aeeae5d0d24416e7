"""No test reaches beyond this machine: every socket but loopback is refused; one PostgreSQL serves all."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.storage.postgres import Server, serving

SHARED = Path(__file__).parent.parent.parent / "shared"


class NetworkForbidden(RuntimeError):
    """A test tried to leave this machine."""


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: Any) -> None:
        if self.family != socket.AF_UNIX and not _is_loopback(str(address[0])):
            raise NetworkForbidden(f"a test tried to reach {address[0]}")
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", guarded)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The measuring data beside the project; tests that need it skip by name without it."""
    if not SHARED.is_dir():
        pytest.skip("the measuring data (../shared) is not here")
    return SHARED


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    """A server; `postgres.url()` is a new and empty database of it."""
    try:
        with serving() as server:
            yield server
    except ImportError as missing:
        pytest.skip(f"PostgreSQL for the tests is not installed: {missing.name}")
