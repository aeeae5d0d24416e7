"""A playground and a bot, each a process of its own, as `codibot run` starts them on one machine."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from types import TracebackType

import httpx

START_SECONDS = 300.0  # a first start may index the demo lookbook on a busy machine
DEMO_TOKEN = "1000000001:codibot-demo-token-for-the-playground"  # the playground takes any well-formed token


class TownError(RuntimeError):
    """A process that did not come up, with the end of its log."""


class Town:
    """Starts and kills the two processes; everything they keep lives in `folder`."""

    def __init__(
        self, folder: Path, settings: Mapping[str, str] | None = None, owner: str | None = None
    ) -> None:
        """`owner`: somebody of that first name is there before the bot, which has them for its admin."""
        self.folder = folder
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.settings = dict(settings or {})
        self._owner = owner
        self.owner_id = 0
        self._playground: subprocess.Popen[bytes] | None = None
        self._bot: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Town:
        self.folder.mkdir(parents=True, exist_ok=True)
        self.start_playground()
        if self._owner is not None:
            self.owner_id = appoint(self.url, self._owner)
            self.settings["CODIBOT_ADMIN_IDS"] = str(self.owner_id)
        self.start_bot()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for process in (self._bot, self._playground):
            if process is not None:
                end(process)

    def start_playground(self) -> None:
        """Starts "Telegram" and waits until its page answers."""
        self._playground = self._codibot("playground", "--port", str(self.port))
        self._wait(self._playground, "playground", self._page_answers)

    def start_bot(self) -> None:
        """Starts the bot and waits until it has shown itself to the playground."""
        before = self._bot_calls()
        self._bot = self._codibot("run")
        self._wait(self._bot, "run", lambda: self._bot_calls() > before)

    def kill_bot(self) -> None:
        """Kills the bot as a power cut would: no time to write anything."""
        assert self._bot is not None
        os.killpg(self._bot.pid, signal.SIGKILL)
        self._bot.wait()

    def kill_playground(self) -> None:
        """Kills "Telegram" in the same way; what it had answered is kept."""
        assert self._playground is not None
        os.killpg(self._playground.pid, signal.SIGKILL)
        self._playground.wait()

    def stop_bot(self, how: signal.Signals = signal.SIGTERM) -> int:
        """Asks the bot to stop and waits for it; gives its exit code."""
        assert self._bot is not None
        self._bot.send_signal(how)
        return self._bot.wait(30)

    @property
    def bot_process(self) -> int:
        """The bot's process id."""
        assert self._bot is not None
        return self._bot.pid

    def log(self, verb: str) -> str:
        """What a process has printed so far."""
        path = self.folder / f"{verb}.log"
        return path.read_text("utf-8", errors="replace") if path.exists() else ""

    def _codibot(self, *arguments: str) -> subprocess.Popen[bytes]:
        environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith("CODIBOT_")},
            "TELEGRAM_TOKEN": DEMO_TOKEN,
            "TELEGRAM_API_URL": self.url,
            **self.settings,
        }
        with (self.folder / f"{arguments[0]}.log").open("ab") as log:
            return subprocess.Popen(
                [sys.executable, "-m", "bot.cli", *arguments, "--data", str(self.folder)],
                env=environment, stdout=log, stderr=subprocess.STDOUT, start_new_session=True,
            )  # fmt: skip

    def _wait(self, process: subprocess.Popen[bytes], verb: str, ready: Callable[[], bool]) -> None:
        deadline = time.monotonic() + START_SECONDS
        while not ready():
            if process.poll() is not None or time.monotonic() > deadline:
                raise TownError(f"codibot {verb} did not start:\n{self.log(verb)[-3000:]}")
            time.sleep(0.1)

    def _page_answers(self) -> bool:
        try:
            return httpx.get(f"{self.url}/api/state", timeout=5).status_code == 200
        except httpx.TransportError:
            return False

    def _bot_calls(self) -> int:
        """How often the bot has asked for updates: its last step of starting up."""
        calls = httpx.get(f"{self.url}/api/state", timeout=5).json()["calls"]
        return sum(call["method"] in ("getUpdates", "setWebhook") for call in calls)


def appoint(url: str, owner: str) -> int:
    """Somebody of that first name arrives before the bot, to be its admin; their id."""
    card = {"first_name": owner, "language_code": "ko"}
    answer = httpx.post(f"{url}/api/people", json=card, headers={"Origin": url}, timeout=30)
    arrived: int = answer.raise_for_status().json()["id"]
    return arrived


def free_port() -> int:
    """A port of loopback that nobody has just now."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


def end(process: subprocess.Popen[bytes]) -> None:
    """Asks kindly first, then kills the whole group, so that no child stays behind."""
    if process.poll() is None:
        process.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(10)
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
