"""The line between codibot and its database: a socket in between, which can be cut for a while."""

from __future__ import annotations

import asyncio
import threading
from contextlib import suppress
from pathlib import Path

NAME = ".s.PGSQL.5432"


class Wire:
    """Passes on what goes to a PostgreSQL's socket, in a thread.

    While it is cut nothing passes and no word is said; then every line that was open is torn.
    """

    def __init__(self, folder: Path, server: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        self._server = server / NAME
        self._loop = asyncio.new_event_loop()
        self._open = asyncio.Event()
        self._lines: set[asyncio.StreamWriter] = set()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)

    def start(self) -> None:
        """Listens."""
        self._thread.start()
        asyncio.run_coroutine_threadsafe(self._listen(), self._loop).result(10)

    def stop(self) -> None:
        """Tears every line and listens no more."""
        self._loop.call_soon_threadsafe(self._tear)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)

    def cut(self, seconds: float) -> None:
        """Returns when the line stands again."""
        asyncio.run_coroutine_threadsafe(self._cut(seconds), self._loop).result(seconds + 10)

    async def _listen(self) -> None:
        self._open.set()
        await asyncio.start_unix_server(self._meet, str(self.folder / NAME))

    async def _cut(self, seconds: float) -> None:
        self._open.clear()
        await asyncio.sleep(seconds)
        self._tear()
        self._open.set()

    def _tear(self) -> None:
        for line in self._lines:
            line.transport.abort()
        self._lines.clear()

    async def _meet(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await self._open.wait()
        try:
            far_reader, far_writer = await asyncio.open_unix_connection(str(self._server))
        except OSError:
            writer.transport.abort()
            return
        self._lines |= {writer, far_writer}
        with suppress(OSError):
            await asyncio.gather(self._pass(reader, far_writer), self._pass(far_reader, writer))
        for line in (writer, far_writer):
            self._lines.discard(line)
            line.transport.abort()

    async def _pass(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while data := await reader.read(65536):
            await self._open.wait()
            writer.write(data)
            await writer.drain()
        writer.transport.abort()  # one side hung up
