"""People's own looks brought into the index and out of it: storage says which, folder and index follow."""

from __future__ import annotations

import asyncio
import logging
import sys
from collections.abc import Collection, Iterable
from datetime import UTC, datetime
from pathlib import Path

from bot.context import Codibot
from bot.models.worker import ModelsFault, WorkerError
from bot.posts.own_lookbook import PostsFolder
from retrieval.errors import RetrievalError
from retrieval.index import known
from retrieval.lookbook import removed
from retrieval.lookbook.removed import Mark
from storage.errors import StorageError
from storage.types import Post

FOLLOW = "follow"
"""The name of the job that serves a new build."""

_log = logging.getLogger(__name__)


class PublishError(Exception):
    """The posts could not be taken into the index; the text says why."""


def publish_soon(application: Codibot) -> None:
    """Beside the conversation: folder and index become what storage says."""
    application.do_aside(publish(application))


async def publish(application: Codibot) -> None:
    """Folder and index become what storage says, as often as it is called and whatever was left half-done."""
    services = application.services
    async with services.publishing:
        try:
            if await _settle(application):
                await _index(services.settings.data)
                await _serve(application)
        except (OSError, PublishError, RetrievalError, StorageError) as error:
            _log.warning("posts could not be published, they will be tried again: %s", error)


async def take_back(application: Codibot, post_ids: Iterable[str], reason: str = "taken back") -> None:
    """Posts are out of answers with the next question, and deleted; the index follows.

    Raises OSError, and MarksUnread where it cannot be read what was taken down.
    """
    services = application.services
    for post_id in post_ids:
        # By its id alone: whoever took a photo back may post it again.
        await asyncio.to_thread(_mark, services.settings.index_dir, post_id, "", reason)
        await services.store.drop_post(post_id)
    services.catalogue.obey(await asyncio.to_thread(removed.of, services.settings.index_dir))
    publish_soon(application)


async def take_down(application: Codibot, post_id: str, reason: str) -> None:
    """A post goes as by `take_back`, and its photo under any other id, for good. Raises OSError."""
    services = application.services
    digest = services.catalogue.photo_digest(post_id) or ""
    await asyncio.to_thread(_mark, services.settings.index_dir, post_id, digest, reason)
    await services.store.note("removal", post_id, {"reason": reason})
    await take_back(application, [post_id], reason)


def _mark(index_dir: Path, post_id: str, digest: str, reason: str) -> None:
    now = datetime.now(UTC).isoformat(timespec="seconds")
    removed.add(index_dir, Mark(post_id, digest, now, reason))


async def _settle(application: Codibot) -> bool:
    """Writes pictures and table; says whether the index must follow."""
    services = application.services
    folder = PostsFolder(services.settings.posts_dir)
    posts = await _published(application)
    served = _served(application, folder)
    there = [post for post in posts if post.id in served or await _has_come(application, folder, post.id)]
    changed = await asyncio.to_thread(folder.tell, there)
    await _let_go(application, folder, folder.there() - {post.id for post in posts})
    return changed or {post.id for post in there} != served


async def _published(application: Codibot) -> list[Post]:
    """Those that nobody took down: a mark by the owner's command, or of an equal photo, counts here too."""
    services, left = application.services, []
    marks = await asyncio.to_thread(removed.of, services.settings.index_dir, services.settings.posts_dir)
    for post in await services.store.posts_in("published"):
        if marks.covers(post.id, post.digest):
            await services.store.drop_post(post.id)
        else:
            left.append(post)
    return left


async def _has_come(application: Codibot, folder: PostsFolder, post_id: str) -> bool:
    """Takes one post in; one that cannot be keeps no other waiting, and is tried again."""
    picture = await application.services.store.post_picture(post_id)
    if picture is None:
        return False
    try:
        await _take_in(application, folder, post_id, picture)
    except (OSError, RetrievalError, WorkerError, ModelsFault) as error:
        _log.warning("%s could not be published, it will be tried again: %s", post_id, error)
        return False
    return True


async def _take_in(application: Codibot, folder: PostsFolder, post_id: str, picture: bytes) -> None:
    """The picture is seen first: what lies in the folder can be indexed."""
    sight = await application.services.worker.learn(picture)
    await asyncio.to_thread(known.keep, application.services.settings.index_dir, sight)
    await asyncio.to_thread(folder.put, post_id, picture)


async def _let_go(application: Codibot, folder: PostsFolder, post_ids: Collection[str]) -> None:
    """The picture, what was seen on it, and Telegram's ids of it."""
    services = application.services
    for post_id in post_ids:
        if digest := await asyncio.to_thread(folder.drop, post_id):
            await asyncio.to_thread(known.forget, services.settings.index_dir, [digest])
            await services.store.forget_photo(digest)


def _served(application: Codibot, folder: PostsFolder) -> set[str]:
    """The posts that the index holds, those also that it shows no more."""
    return {look.id for look in application.services.catalogue.looks if folder.holds(look)}


async def _index(data: Path) -> None:
    """In a process of its own, so that the conversation goes on. Raises PublishError with what it said."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot.commands.posts", str(data)),  # the command line would load Telegram
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        _, said = await process.communicate()
    finally:
        if process.returncode is None:  # a stop of the bot
            process.terminate()
            await process.wait()
    if process.returncode:
        raise PublishError(said.decode(errors="replace").strip())


async def _serve(application: Codibot) -> None:
    """Now, and not when the job's turn comes."""
    assert application.job_queue is not None
    for job in application.job_queue.get_jobs_by_name(FOLLOW):
        await job.run(application)
