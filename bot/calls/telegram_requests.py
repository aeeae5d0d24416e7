"""Three pools of connections: a held poll, a slow upload and a quick call never wait for one another."""

from __future__ import annotations

from typing import Any

from telegram.request import HTTPXRequest, RequestData

CONNECT_SECONDS = 10.0
CALL_SECONDS = 20.0
POLL_SECONDS = 10.0
"""On top of the time for which Telegram holds the poll."""
UPLOAD_SECONDS = 120.0
"""An album of ten may take this long to upload over a slow line, and Telegram as long to digest it."""

CALLS = 32
"""A pool looks at all its connections for every call, so more of them would slow each call down."""
UPLOADS = 16
POLLS = 4  # a poll whose connection tore must not hold the only one


def polling() -> HTTPXRequest:
    """The pool that asks for updates."""
    return HTTPXRequest(POLLS, POLL_SECONDS, CALL_SECONDS, CONNECT_SECONDS, pool_timeout=CALL_SECONDS)


class CallsAndUploads(HTTPXRequest):
    """The pool of every other call; those that carry files go through a pool of their own."""

    def __init__(self) -> None:
        super().__init__(CALLS, CALL_SECONDS, CALL_SECONDS, CONNECT_SECONDS, pool_timeout=UPLOAD_SECONDS)
        self._uploads = HTTPXRequest(
            UPLOADS,
            UPLOAD_SECONDS,
            UPLOAD_SECONDS,
            CONNECT_SECONDS,
            pool_timeout=UPLOAD_SECONDS,
            media_write_timeout=UPLOAD_SECONDS,
        )

    async def initialize(self) -> None:
        """Opens both."""
        await super().initialize()
        await self._uploads.initialize()

    async def shutdown(self) -> None:
        """Closes both."""
        await super().shutdown()
        await self._uploads.shutdown()

    async def do_request(
        self, url: str, method: str, request_data: RequestData | None = None, *timeouts: Any, **more: Any
    ) -> tuple[int, bytes]:
        """By the pool that fits what is sent."""
        if request_data is not None and request_data.contains_files:
            return await self._uploads.do_request(url, method, request_data, *timeouts, **more)
        return await super().do_request(url, method, request_data, *timeouts, **more)
