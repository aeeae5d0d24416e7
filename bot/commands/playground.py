"""`codibot playground`: the Bot API and chat page that stand in for Telegram, in a process of their own."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import httpx

from bot import data_folder
from bot.commands.errors import CommandError
from bot.settings import Settings

START_SECONDS = 20.0
STOP_SECONDS = 5.0
PROBE_SECONDS = 0.1


def run(settings: Settings) -> int:
    """Serves until Ctrl-C. Raises CommandError where port or folder is taken, and StartError."""
    data_folder.make(settings.data)
    port = _free_port(settings.playground_port)
    from bot.playground import errors, server  # other verbs only look for a playground that runs already

    print(f"The playground: {address(port)}", flush=True)
    try:
        server.main(port, settings.playground_dir)
    except errors.FolderInUse as error:
        raise CommandError(
            f"A playground runs in {settings.playground_dir} already: end it, or give another --data."
        ) from error
    return 0


@contextmanager
def beside(settings: Settings) -> Iterator[str]:
    """The address of a playground that runs beside the bot.

    One that outlived its bot is taken up again; one that is started here ends with the bot, unless the bot
    is killed. Raises CommandError where it does not start.
    """
    if settings.playground_port and _answers(address(settings.playground_port)):
        yield address(settings.playground_port)
        return
    port = _free_port(settings.playground_port)
    process = _spawn(settings, port)
    try:
        _wait_until_it_answers(process, address(port))
        yield address(port)
    finally:
        _end(process)


def address(port: int) -> str:
    """Where a playground listens: on this machine alone."""
    return f"http://127.0.0.1:{port}"


def _free_port(wanted: int) -> int:
    with socket.socket() as door:
        # As the server itself will: a port in its closing minute after a restart is free.
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            door.bind(("127.0.0.1", wanted))
        except OSError:
            raise CommandError(
                f"Port {wanted} of this machine is taken: give another one as CODIBOT_PLAYGROUND_PORT."
            ) from None
        return int(door.getsockname()[1])


def _spawn(settings: Settings, port: int) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "bot.cli", "playground"]
    options = ["--port", str(port), "--data", str(settings.data)]
    # In a session of its own, or Ctrl-C would end it before the bot has said good-bye to it.
    quiet = subprocess.DEVNULL
    return subprocess.Popen([*command, *options], stdin=quiet, stdout=quiet, start_new_session=True)


def _wait_until_it_answers(process: subprocess.Popen[bytes], at: str) -> None:
    until = time.monotonic() + START_SECONDS
    while not _answers(at):
        if process.poll() is not None or time.monotonic() > until:
            raise CommandError("The playground does not start; `codibot playground` tells why.")
        time.sleep(PROBE_SECONDS)


def _answers(at: str) -> bool:
    """Whether a playground, and no other server, answers there."""
    with suppress(httpx.HTTPError, ValueError):
        reply = httpx.get(f"{at}/api/state", timeout=2.0, trust_env=False)
        return reply.is_success and "bots" in reply.json()
    return False


def _end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
