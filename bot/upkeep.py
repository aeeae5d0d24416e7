"""What the bot does by itself: it follows a new index, and empties what nobody needs any more."""

from __future__ import annotations

import asyncio
import logging
from contextlib import suppress
from datetime import timedelta
from functools import partial
from pathlib import Path

from bot.context import Codibot, Context
from bot.posts import praise, publishing
from bot.rendering import naming
from bot.wishes import Wishes
from retrieval.errors import RetrievalError
from retrieval.index import folders
from retrieval.index.catalogue import Catalogue
from retrieval.index.watch import Watch
from retrieval.lookbook import removed
from storage.errors import StorageError

FOLLOWING = timedelta(seconds=5)
"""A look that was taken down must be gone within ten."""
PUBLISHING = timedelta(seconds=60)
"""Posts follow at once; this is for what was cut short."""
TELLING = timedelta(minutes=5)
"""Wishes that could not be looked after are tried again."""
PRAISING = timedelta(minutes=20)
COUNTING = timedelta(seconds=20)
PRUNING = timedelta(hours=24)
LAST_SECONDS = 2.0
"""For the numbers of a bot that stops."""

_log = logging.getLogger(__name__)


def arrange(application: Codibot) -> None:
    """Registers the jobs."""
    assert application.job_queue is not None
    news = Wishes()
    following = Following(application.services.settings.index_dir, news)
    application.job_queue.run_repeating(following.follow, FOLLOWING, name=publishing.FOLLOW)
    application.job_queue.run_repeating(_publish, PUBLISHING, first=FOLLOWING)
    application.job_queue.run_repeating(praise.tell, PRAISING)
    application.job_queue.run_once(partial(_tell, news), FOLLOWING)  # of what came while the bot was down
    application.job_queue.run_repeating(partial(_tell_again, news), TELLING)
    application.job_queue.run_repeating(count, COUNTING)
    application.job_queue.run_repeating(prune, PRUNING, first=FOLLOWING)


class Following:
    """Serves the looks of a build that replaced the one before; the models' process does so by itself."""

    def __init__(self, index_dir: Path, news: Wishes) -> None:
        self._index_dir = index_dir
        self._news = news
        self._watch = Watch(index_dir)
        self._trouble = ""  # told once, not every five seconds

    async def follow(self, context: Context) -> None:
        """Looks for a new build, and for looks that were taken down."""
        change, catalogue = self._watch.look(), context.services.catalogue
        try:
            if folders.current(self._index_dir).name != catalogue.manifest.build_id:
                await self._open(context)
            elif change.marks:
                catalogue.obey(await asyncio.to_thread(removed.of, self._index_dir))
            self._trouble = ""
        except RetrievalError as error:
            self._watch.again(change)
            if str(error) != self._trouble:
                _log.warning("the index cannot be read, the looks before are still served: %s", error)
            self._trouble = str(error)

    async def _open(self, context: Context) -> None:
        catalogue = await asyncio.to_thread(Catalogue.open, self._index_dir)
        await asyncio.to_thread(naming.learn, catalogue.looks)
        _log.info("%d looks are served now", len(catalogue.looks))
        context.services.catalogue = catalogue
        await _tell(self._news, context)


async def _tell(news: Wishes, context: Context) -> None:
    """Aside: what is taken down meanwhile, or comes, is followed all the same."""
    assert isinstance(context.application, Codibot)
    context.application.do_aside(news.tell(context), to_its_end=True)


async def _tell_again(news: Wishes, context: Context) -> None:
    if news.owing:
        await _tell(news, context)


async def _publish(context: Context) -> None:
    assert isinstance(context.application, Codibot)
    if not context.services.publishing.locked():  # what is under work looks for all that is to be done
        publishing.publish_soon(context.application)


async def count(context: Context) -> None:
    """Adds what was counted to the day's numbers."""
    await context.services.tally.flush(context.store)


async def count_last(application: Codibot) -> None:
    """Adds what was counted since the last time, at a stop."""
    with suppress(TimeoutError):
        async with asyncio.timeout(LAST_SECONDS):
            await application.services.tally.flush(application.services.store)


async def prune(context: Context) -> None:
    """Deletes the numbers of updates that Telegram repeats no more, and when people sent photos."""
    store = context.services.store
    try:
        _log.debug("%d old updates pruned", await store.prune())
        _log.debug("%d times of photos pruned", await store.prune_looked_at())
    except StorageError as error:
        _log.warning("what is old could not be pruned: %s", error)
