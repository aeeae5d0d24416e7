"""The spider: list pages to looks' pages to looks, as a profile says, and nothing besides."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from typing import Any

from scrapy import Request, Spider
from scrapy.http import Response, TextResponse
from scrapy.spidermiddlewares.httperror import HttpError

from retrieval.lookbook.collecting.job import Job
from retrieval.lookbook.collecting.profile import Profile

LIST = "list_page"
"""Marks a request for a list page: those are asked for again each time, but only for what changed."""
_MANY = ("tags", "seasons")


class LookSpider(Spider):
    """Collects the looks of one site. Scrapy calls it; `job` keeps what it finds."""

    name = "looks"

    def __init__(self, profile: Profile, job: Job, limit: int | None, **of_spider: Any) -> None:
        super().__init__(**of_spider)
        self.profile = profile
        self.job = job
        self.limit = limit
        self.allowed_domains = list(profile.hosts)
        self._done = job.addresses

    async def start(self) -> AsyncIterator[Request]:
        """The first list pages."""
        for address in self.profile.start:
            yield self._list_page(address)

    def parse(self, response: Response, **_: Any) -> Iterator[Request]:
        """A list page: its looks that are not done yet, then the next list page."""
        assert isinstance(response, TextResponse)
        for link in response.css(self.profile.looks).getall():
            address = response.urljoin(link)
            if address not in self._done:
                yield Request(address, callback=self.look, errback=self.failed, priority=1)
        if self.profile.next and (following := response.css(self.profile.next).get()):
            yield self._list_page(response.urljoin(following))

    def look(self, response: Response) -> Iterator[dict[str, Any]]:
        """A look's page: what the selectors find."""
        if not isinstance(response, TextResponse):
            self.job.leave_out(response.url, "It is no page.")
            return
        found = {what: self._text(response, what) for what in self.profile.read if what != "photo"}
        photo = response.css(self.profile.read["photo"]).get()
        if not photo:
            self.job.leave_out(response.url, "It shows no photo.")
            return
        yield {**found, "link": response.url, "image_urls": [response.urljoin(photo.strip())]}

    def failed(self, failure: Any) -> None:
        """A page that did not come."""
        error = failure.value
        address = failure.request.url
        if isinstance(error, HttpError):
            self.job.leave_out(address, f"The site answered {error.response.status}.")
        else:
            self.job.leave_out(address, f"It was not fetched ({str(error) or type(error).__name__}).")

    def _list_page(self, address: str) -> Request:
        return Request(address, callback=self.parse, errback=self.failed, meta={LIST: True})

    def _text(self, response: TextResponse, what: str) -> str | list[str]:
        texts = (" ".join(text.split()) for text in response.css(self.profile.read[what]).getall())
        kept = [text.lstrip("#") for text in texts if text]
        return kept if what in _MANY else " ".join(kept)
