"""What the bot does by itself: it follows a new index, and empties what nobody needs any more."""

from __future__ import annotations

import asyncio
import logging
from datetime import timedelta

from bot import naming
from bot.context import Codibot, Context
from retrieval.errors import RetrievalError
from retrieval.index.catalogue import Catalogue
from storage.errors import StorageError

FOLLOWING = timedelta(seconds=20)
PRUNING = timedelta(hours=24)

_log = logging.getLogger(__name__)


def arrange(application: Codibot) -> None:
    """Registers the jobs."""
    assert application.job_queue is not None
    application.job_queue.run_repeating(follow_index, FOLLOWING)
    application.job_queue.run_repeating(prune, PRUNING, first=FOLLOWING)


async def follow_index(context: Context) -> None:
    """Serves the looks of a build that replaced the one before; the models' process does so by itself."""
    services = context.services
    try:
        catalogue = await asyncio.to_thread(Catalogue.open, services.settings.index_dir)
    except RetrievalError as error:
        _log.warning("the index cannot be read, the looks before are still served: %s", error)
        return
    if catalogue.manifest.build_id != services.catalogue.manifest.build_id:
        await asyncio.to_thread(naming.learn, catalogue.looks)
        _log.info("%d looks are served now", len(catalogue.looks))
        services.catalogue = catalogue


async def prune(context: Context) -> None:
    """Deletes the numbers of updates that Telegram repeats no more."""
    try:
        _log.debug("%d old updates pruned", await context.services.store.prune())
    except StorageError as error:
        _log.warning("old updates could not be pruned: %s", error)
