"""A town of many processes: PostgreSQL, playground, balancer, bots behind it, and workers."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType

import httpx

from bot.settings import DEMO_LOOKBOOK
from scripts.demo.town import DEMO_TOKEN, START_SECONDS, TownError, appoint, end, free_port
from scripts.scale.balancer import Balancer

STUB = {"CODIBOT_MODELS": "scripts.load.models:open_first_looks"}


class ScaledTown:
    """As `Town`, with as many bots and workers as are asked for; everything they keep is in `database`."""

    def __init__(
        self,
        folder: Path,
        database: str,
        bots: int = 2,
        workers: int = 2,
        settings: Mapping[str, str] | None = None,
        owner: str | None = None,
    ) -> None:
        """`owner`: somebody of that first name is there before the bots, which have them for their admin."""
        self.folder = folder
        self._owner = owner
        self.owner_id = 0
        self.url = f"http://127.0.0.1:{free_port()}"
        self._ports = [free_port() for _ in range(bots)]
        hook = free_port()
        self.balancer = Balancer(hook, self._ports)
        self.webhook = f"http://127.0.0.1:{hook}/updates"
        self.settings = {
            "CODIBOT_DATABASE_URL": database,
            "CODIBOT_WORK": "jobs",
            "CODIBOT_QUEUE": "1000",
            "CODIBOT_WEBHOOK_URL": self.webhook,
            "CODIBOT_WEBHOOK_SECRET": "only-for-this-test",
            **(settings or {}),
        }
        self.environment: dict[str, dict[str, str]] = {}  # further, by a process's name
        self.processes: dict[str, subprocess.Popen[bytes]] = {}
        self.bots = [f"bot-{number}" for number in range(bots)]
        self.workers = [f"worker-{number}" for number in range(workers)]

    def __enter__(self) -> ScaledTown:
        self.folder.mkdir(parents=True, exist_ok=True)
        self._index()
        self.balancer.start()
        self._start("playground", "playground", "--port", self.url.rsplit(":", 1)[1])
        self._wait("playground", self._page_answers)
        if self._owner is not None:
            self.owner_id = appoint(self.url, self._owner)
            self.settings["CODIBOT_ADMIN_IDS"] = str(self.owner_id)
        for name in (*self.bots, *self.workers):
            self.start(name)
        self.wait_until_ready()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for process in reversed(self.processes.values()):
            end(process)
        self.balancer.stop()

    def start(self, name: str) -> None:
        """Starts a bot or a worker by its name; returns at once."""
        if name in self.bots:
            port = self._ports[self.bots.index(name)]
            self.environment.setdefault(name, {})["CODIBOT_WEBHOOK_PORT"] = str(port)
        self._start(name, "run" if name in self.bots else "worker")

    def wait_until_ready(self) -> None:
        """Until every bot says that it can answer."""
        for name, port in zip(self.bots, self._ports, strict=True):
            self._wait(name, lambda port=port: self._ready(port))  # type: ignore[misc]

    def kill(self, name: str) -> None:
        """Kills a process and its children as a power cut would."""
        process = self.processes[name]
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()

    def stop(self, name: str) -> int:
        """Asks a process to stop; gives its exit code."""
        self.processes[name].terminate()
        return self.processes[name].wait(60)

    def log(self, name: str) -> str:
        """What a process printed so far."""
        return (self.folder / f"{name}.log").read_text("utf-8", errors="replace")

    def _index(self) -> None:
        """Once, for all: processes that start at once would each do it."""
        if not (self.folder / "index" / "current").exists():
            self._start("index", "index", str(DEMO_LOOKBOOK))
            if self.processes.pop("index").wait():
                raise TownError(f"the demo lookbook could not be indexed:\n{self.log('index')[-3000:]}")

    def _start(self, name: str, *arguments: str) -> None:
        clean = {key: value for key, value in os.environ.items() if not key.startswith("CODIBOT_")}
        telegram = {"TELEGRAM_TOKEN": DEMO_TOKEN, "TELEGRAM_API_URL": self.url}
        environment = {**clean, **telegram, **self.settings, **self.environment.get(name, {})}
        with (self.folder / f"{name}.log").open("ab") as log:
            self.processes[name] = subprocess.Popen(
                [sys.executable, "-m", "bot.cli", *arguments, "--data", str(self.folder)],
                env=environment, stdout=log, stderr=subprocess.STDOUT, start_new_session=True,
            )  # fmt: skip

    def _wait(self, name: str, ready: object) -> None:
        assert callable(ready)
        deadline = time.monotonic() + START_SECONDS
        while not ready():
            if self.processes[name].poll() is not None or time.monotonic() > deadline:
                raise TownError(f"{name} did not start:\n{self.log(name)[-3000:]}")
            time.sleep(0.2)

    def _page_answers(self) -> bool:
        return _status(f"{self.url}/api/state") == 200

    def _ready(self, port: int) -> bool:
        return _status(f"http://127.0.0.1:{port}/readyz") == 200


def _status(address: str) -> int:
    try:
        return httpx.get(address, timeout=5, trust_env=False).status_code
    except httpx.TransportError:
        return 0
