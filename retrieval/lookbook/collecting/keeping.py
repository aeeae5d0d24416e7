"""The last station of a look: its photo is there, no other has the same, the limit is not reached."""

from __future__ import annotations

from typing import Any, Self

from scrapy.crawler import Crawler
from scrapy.exceptions import DropItem

from retrieval.lookbook.collecting.spider import LookSpider


class Keeping:
    """Notes looks in the job, after Scrapy's images pipeline fetched their photos."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._checksums: set[str] | None = None
        self._kept = 0

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """As Scrapy makes it."""
        return cls(crawler)

    def process_item(self, item: dict[str, Any]) -> dict[str, Any]:
        """Keeps a look. Raises DropItem where it is none, or one too many."""
        spider = self._crawler.spider
        assert isinstance(spider, LookSpider)
        job, address = spider.job, item["link"]
        if self._checksums is None:
            self._checksums = job.checksums
        if spider.limit is not None and self._kept >= spider.limit:
            raise DropItem("the limit is reached")  # not noted: the next run takes it
        if not item["images"]:
            job.leave_out(address, "Its photo could not be fetched.")
            raise DropItem("no photo")
        image = item["images"][0]
        if image["checksum"] in self._checksums:
            job.leave_out(address, "Another look has the same photo.")
            raise DropItem("a duplicate")
        self._checksums.add(image["checksum"])
        self._kept += 1
        said = {what: value for what, value in item.items() if what not in ("images", "image_urls")}
        job.add({**said, "photo": image["path"], "checksum": image["checksum"]})
        return item
