"""How the collector behaves: pages are asked for only if they changed, and «later» means later."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any, Self

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.retry import RetryMiddleware
from scrapy.http import HtmlResponse, Response

from retrieval.lookbook.collecting.job import Job
from retrieval.lookbook.collecting.spider import LIST, LookSpider

LEAST_WAIT, LONGEST_WAIT = 1.0, 120.0
"""Seconds before a request that was turned away: where nothing is asked for, and whatever is."""
_VERSIONS = {"ETag": "If-None-Match", "Last-Modified": "If-Modified-Since"}


class OnlyIfChanged:
    """Conditional requests for list pages: one that did not change is taken from the job's folder."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """As Scrapy makes it."""
        return cls(crawler)

    @property
    def _job(self) -> Job:
        spider = self._crawler.spider
        assert isinstance(spider, LookSpider)
        return spider.job

    def process_request(self, request: Request) -> None:
        """Says which version is there already."""
        if request.meta.get(LIST) and (kept := self._job.page(request.url)):
            for name, value in kept[0].items():
                request.headers[_VERSIONS[name]] = value

    def process_response(self, request: Request, response: Response) -> Response:
        """Gives the page that is there for «not modified», and keeps a new one."""
        if not request.meta.get(LIST):
            return response
        if response.status == 304 and (kept := self._job.page(request.url)):
            return HtmlResponse(request.url, body=kept[1], encoding="utf-8", request=request)
        if response.status == 200:
            said = {name: response.headers.get(name) for name in _VERSIONS}
            versions = {name: value.decode("latin-1") for name, value in said.items() if value}
            self._job.keep_page(request.url, versions, response.body)
        return response


class LaterMeansLater(RetryMiddleware):
    """Retries as Scrapy does, but waits as long as the site asks for in Retry-After, two minutes at most."""

    async def process_response(  # type: ignore[override]  # Scrapy awaits it
        self, request: Request, response: Response, *_: Any
    ) -> Request | Response:
        """Waits before a request that was turned away is made again."""
        if response.status in (429, 503):
            await asyncio.sleep(_seconds(response))
        result: Request | Response = super().process_response(request, response)
        return result


def _seconds(response: Response) -> float:
    return asked_wait((response.headers.get("Retry-After") or b"").decode("latin-1").strip())


def asked_wait(said: str) -> float:
    """What Retry-After asks for, in seconds: a number of them, or the time from which on one may come."""
    if said.isascii() and said.isdigit():
        return min(float(said), LONGEST_WAIT)
    try:
        until = parsedate_to_datetime(said)
    except ValueError:
        return LEAST_WAIT
    seconds = (until.replace(tzinfo=until.tzinfo or UTC) - datetime.now(UTC)).total_seconds()
    return min(max(seconds, LEAST_WAIT), LONGEST_WAIT)
