"""A whole collection: crawl politely, then bring what was found into a lookbook."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from scrapy.crawler import CrawlerProcess
from scrapy.downloadermiddlewares.retry import RetryMiddleware
from scrapy.pipelines.images import ImagesPipeline

from retrieval.errors import LookbookError
from retrieval.lookbook.collecting.job import PHOTOS, Job
from retrieval.lookbook.collecting.keeping import Keeping
from retrieval.lookbook.collecting.manners import LaterMeansLater, OnlyIfChanged
from retrieval.lookbook.collecting.profile import Profile
from retrieval.lookbook.collecting.spider import LookSpider
from retrieval.lookbook.importing import ImportReport, Layout, Tell, bring_in

SMALLEST_SIDE = 48


def collect(
    profile: Profile,
    job_folder: Path,
    lookbook: Path,
    limit: int | None = None,
    tell: Tell = lambda done, total: None,
) -> ImportReport:
    """Collects up to `limit` more looks of a site and imports them; a stopped job goes on where it was.

    Once in a process: Scrapy's event loop cannot be started again. Raises LookbookError.
    """
    try:
        job = Job.open(job_folder, profile)
    except OSError as error:
        raise LookbookError(f"{job_folder} cannot be written ({error.strerror or error}).") from error
    process = CrawlerProcess(_settings(profile, job, limit))
    process.crawl(LookSpider, profile=profile, job=job, limit=limit)
    process.start()
    found = job.drafts(profile)
    return bring_in(Layout(profile.name, "worn", len(found), iter(found)), lookbook, tell)


def _settings(profile: Profile, job: Job, limit: int | None) -> dict[str, Any]:
    """Scrapy's settings: https://docs.scrapy.org/en/latest/topics/settings.html"""
    return {
        "USER_AGENT": f"codibot (+{profile.contact})",
        "ROBOTSTXT_OBEY": True,
        "AUTOTHROTTLE_ENABLED": True,
        "AUTOTHROTTLE_START_DELAY": profile.delay,
        "AUTOTHROTTLE_TARGET_CONCURRENCY": 1.0,
        "DOWNLOAD_DELAY": profile.delay / 2,
        "CONCURRENT_REQUESTS_PER_DOMAIN": 2,
        "DOWNLOAD_TIMEOUT": profile.timeout,
        "CLOSESPIDER_ITEMCOUNT": limit or 0,
        "COOKIES_ENABLED": False,
        "TELNETCONSOLE_ENABLED": False,
        "LOG_LEVEL": "ERROR",
        "IMAGES_STORE": str(job.folder / PHOTOS),
        "IMAGES_MIN_WIDTH": SMALLEST_SIDE,
        "IMAGES_MIN_HEIGHT": SMALLEST_SIDE,
        "MEDIA_ALLOW_REDIRECTS": True,
        "ITEM_PIPELINES": {ImagesPipeline: 1, Keeping: 2},
        "DOWNLOADER_MIDDLEWARES": {RetryMiddleware: None, LaterMeansLater: 550, OnlyIfChanged: 560},
    }
