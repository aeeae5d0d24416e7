"""Work for other processes and machines: procrastinate's queue, in the database that codibot shares.

A job is a name and JSON. Whoever works at it says now and then that it lives; the jobs of one that stopped
saying so are given out again, and one that was given out too often is given up.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from typing import Any, Self

import procrastinate
import psycopg
from procrastinate import exceptions
from procrastinate.jobs import Status
from sqlalchemy import make_url

from storage.patience import impatient, patient
from storage.postgres import ALIVE, MIGRATION_LOCK, NOT_REACHED, of_code
from storage.types import Standing

Arguments = Mapping[str, Any]
Answer = Callable[[str, Arguments], Awaitable[None]]
"""Does a job, by its task's name."""

CONNECTIONS = 6
BEAT_SECONDS = 2.0
DEAD_SECONDS = 10.0
MOST_ATTEMPTS = 3
"""A job under which as many workers died is given up: it may be what kills them."""
RETURN_SECONDS = 1.0
GRACE_SECONDS = 8.0
"""For jobs under work at a stop."""
LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)
"""At once, whatever the clock of this machine says."""

_STANDING = """
SELECT id, status = 'todo' AS waits, queue_name AS queue FROM procrastinate_jobs
 WHERE status IN ('todo', 'doing') ORDER BY id"""
_WORKERS = """
SELECT count(*) AS workers FROM procrastinate_workers
 WHERE last_heartbeat > now() - %(seconds)s * interval '1 second'"""

_log = logging.getLogger(__name__)


@patient
class Queue:
    """The queue's two ends. Every method raises `storage.errors` alone."""

    comes_back = True

    def __init__(self, url: str) -> None:
        address = make_url(url).set(drivername="postgresql")
        address = address.update_query_dict({name: str(value) for name, value in ALIVE.items()})
        self._connector = procrastinate.PsycopgConnector(
            conninfo=address.render_as_string(hide_password=False),
            min_size=1,
            max_size=CONNECTIONS,
            timeout=10.0,
        )
        self._app = procrastinate.App(connector=self._connector)
        # It would write a job's arguments into the log: what somebody sent, and what they asked for.
        logging.getLogger("procrastinate").setLevel(logging.CRITICAL)

    @classmethod
    @impatient
    async def open(cls, url: str) -> Self:
        """Opens the queue, and makes its tables where they are not there yet."""
        queue = cls(url)
        try:
            with _translated():
                await queue._app.open_async()
                await queue._make_tables()
        except BaseException:
            await queue.close()
            raise
        return queue

    @impatient
    async def close(self) -> None:
        """Gives every connection back."""
        with suppress(exceptions.ConnectorException):
            await self._app.close_async()

    async def defer(
        self, task: str, queue: str, arguments: Arguments, urgency: int = 0, alone: str | None = None
    ) -> int | None:
        """Puts a job in line; the more urgent go first. Gives its number.

        Of jobs that are to be `alone` under one name one waits and one is worked at: none where one waits.
        """
        deferrer = self._app.configure_task(
            task, queue=queue, priority=urgency, lock=alone, queueing_lock=alone, allow_unknown=True
        )
        with _translated():
            try:
                return await deferrer.defer_async(**arguments)
            except exceptions.AlreadyEnqueued:
                return None

    async def cancel(self, job: int) -> None:
        """Takes a job out of the line; one that is worked at goes on."""
        with _translated():
            await self._app.job_manager.cancel_job_by_id_async(job, delete_job=True)

    @impatient
    async def standing(self) -> Standing:
        """Who stands in line, who is worked at, and how many workers live."""
        with _translated():
            rows = await self._connector.execute_query_all_async(_STANDING)
            living = await self._connector.execute_query_one_async(_WORKERS, seconds=DEAD_SECONDS)
        jobs = tuple((row["id"], row["queue"], row["waits"]) for row in rows)
        return Standing(jobs, living["workers"])

    @impatient
    async def work(self, task: str, queues: Mapping[str, int], answer: Answer) -> None:
        """Works at jobs until it is cancelled: at so many of each queue at a time.

        A database that goes away and comes back is gone on with. What is cancelled is given out again.
        """

        async def done(**arguments: Any) -> None:
            await answer(task, arguments)

        self._app.task(name=task, retry=_GivenOutAgain())(done)
        await asyncio.gather(*(self._work(queue, at_once) for queue, at_once in queues.items()))

    async def rescue(self) -> list[Arguments]:
        """Gives out again what dead workers left; gives the arguments of what is given up."""
        given_up = list[Arguments]()
        with _translated():
            manager = self._app.job_manager
            for job in await manager.get_stalled_jobs(seconds_since_heartbeat=DEAD_SECONDS):
                if job.attempts + 1 >= MOST_ATTEMPTS:
                    await manager.finish_job(job, Status.FAILED, delete_job=True)
                    given_up.append(job.task_kwargs)
                else:
                    _log.warning("job %s was left by a worker that died; it is given out again", job.id)
                    await manager.retry_job(job, retry_at=LONG_AGO)
            await manager.prune_stalled_workers(seconds_since_heartbeat=6 * DEAD_SECONDS)
        return given_up

    async def _work(self, queue: str, at_once: int) -> None:
        while True:
            with suppress(Exception):  # of every kind that a database going away gives
                await self._app.run_worker_async(
                    queues=[queue],
                    name=queue,
                    concurrency=at_once,
                    fetch_job_polling_interval=1.0,
                    shutdown_graceful_timeout=GRACE_SECONDS,
                    delete_jobs="always",
                    install_signal_handlers=False,
                    update_heartbeat_interval=BEAT_SECONDS,
                    stalled_worker_timeout=6 * DEAD_SECONDS,
                )
            if (task := asyncio.current_task()) is not None and task.cancelling():
                raise asyncio.CancelledError  # which procrastinate takes for a wish to stop in order
            _log.warning("the queue cannot be reached; it is tried again")
            await asyncio.sleep(RETURN_SECONDS)

    async def _make_tables(self) -> None:
        """procrastinate keeps its own tables; processes that start at once make them one after another."""
        async with self._connector.pool.connection() as connection:
            await connection.execute("SELECT pg_advisory_xact_lock(%s)", [MIGRATION_LOCK])
            known = await connection.execute("SELECT to_regclass('procrastinate_jobs')")
            if (await known.fetchone() or (None,))[0] is None:
                await connection.execute(self._app.schema_manager.get_schema())


class _GivenOutAgain(procrastinate.BaseRetryStrategy):
    """What a stop broke off."""

    def get_retry_decision(
        self, *, exception: BaseException, job: procrastinate.jobs.Job
    ) -> procrastinate.RetryDecision:
        """At once."""
        return procrastinate.RetryDecision(retry_at=LONG_AGO)


@contextmanager
def _translated() -> Iterator[None]:
    try:
        yield
    except (exceptions.ConnectorException, psycopg.Error) as error:
        cause = error if isinstance(error, psycopg.Error) else error.__cause__
        raise of_code(getattr(cause, "sqlstate", None) or NOT_REACHED) from error
