"""How the collector behaves: pages are asked for only if they changed, and «later» means later."""

from __future__ import annotations

import asyncio
from typing import Any, Self

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.retry import RetryMiddleware
from scrapy.http import HtmlResponse, Response

from retrieval.lookbook.collecting.job import Job
from retrieval.lookbook.collecting.spider import LIST, LookSpider

LONGEST_WAIT = 120.0
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
    """Retries as Scrapy does, but waits as long as the site asks for in Retry-After."""

    async def process_response(  # type: ignore[override]  # Scrapy awaits it
        self, request: Request, response: Response, *_: Any
    ) -> Request | Response:
        """Waits before a request that was turned away is made again."""
        if response.status in (429, 503):
            await asyncio.sleep(_seconds(response))
        result: Request | Response = super().process_response(request, response)
        return result


def _seconds(response: Response) -> float:
    said = (response.headers.get("Retry-After") or b"").decode("latin-1").strip()
    return min(float(said), LONGEST_WAIT) if said.isdigit() else 1.0
