"""One fault at work on one call: while it is read, before its effect, or between effect and answer."""

from __future__ import annotations

from dataclasses import replace

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from bot.playground.arguments import Arguments
from bot.playground.errors import bad_request, flood, forbidden
from bot.playground.faults import Fault
from bot.playground.playground import Playground
from bot.playground.polls import TERMINATED_BY_POLL
from bot.playground.records import Bot
from bot.playground.wire import TornResponse, sever

PAGES = {
    "internal_error": (500, "Internal Server Error"),
    "bad_gateway": (502, "Bad Gateway"),
    "too_large": (413, "Request Entity Too Large"),
}
QUERY_TOO_OLD = "query is too old and response timeout expired or query ID is invalid"


class Trouble:
    """Nothing at all, for a call without a fault."""

    def __init__(self, playground: Playground, request: Request, fault: Fault | None) -> None:
        self._playground = playground
        self._request = request
        self._fault = fault
        self._kind = fault.kind if fault else None

    async def pace(self) -> None:
        """A slow line stands still once, before the first piece of the body is taken."""
        if self._fault is not None and self._kind == "slow":
            self._kind = None
            await self._playground.clock.sleep(self._fault.seconds)

    def arguments(self, arguments: Arguments) -> Arguments:
        """What the call asks for; a duplicate forgets which updates were confirmed."""
        if self._kind != "duplicate":
            return arguments
        return replace(arguments, fields={**arguments.fields, "offset": "0"})

    async def before(self, bot: Bot) -> Response | None:
        """The answer of a call that has no effect, None where it goes on. Raises ApiError for a refusal."""
        if self._kind == "drop_before":
            await sever(self._request)
            return Response()  # which nobody hears
        if self._kind in PAGES:
            return _page(*PAGES[self._kind])
        await self._refuse(bot)
        return None

    async def after(self, response: Response) -> Response:
        """What becomes of the answer of a call that had its effect."""
        if self._kind == "drop_after":
            self._playground.commit()
            await sever(self._request)
        return TornResponse(response) if self._kind == "torn" else response

    async def _refuse(self, bot: Bot) -> None:
        if self._fault is None:
            return
        if self._kind == "flood":
            raise flood(self._fault.seconds)
        if self._kind == "expired_query":
            raise bad_request(QUERY_TOO_OLD)
        if self._kind == "blocked":
            raise forbidden("bot was blocked by the user")
        if self._kind == "conflict":
            raise await self._playground.polls.conflict(bot.id, TERMINATED_BY_POLL)


def _page(status: int, title: str) -> Response:
    """What a proxy in front of the Bot API answers: HTML, no envelope."""
    body = f"<html><head><title>{status} {title}</title></head><body><h1>{status} {title}</h1></body></html>"
    return HTMLResponse(body, status)
