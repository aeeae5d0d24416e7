"""Several processes share one inbox: who of them lives, and which of them answers a chat. PostgreSQL alone.

All open updates of a chat have one holder, so that one process puts them in order. A process that goes, or
dies, leaves its updates to the others. Whether it lives is told by a number that goes on counting: whoever
watches it takes the time by a clock of their own, so that no clock has to be right.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import UTC, datetime

from sqlalchemy import ColumnElement, delete, func, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage import schema
from storage.database import Database, insert_new
from storage.inbox import MOST_ATTEMPTS, closed, read, received
from storage.patience import impatient
from storage.types import Beat, ReceivedUpdate

UPDATES_CHANNEL = "codibot_updates"
"""Where a process hears that updates wait for it: its number, or nothing for everybody."""

_inbox, _processes = schema.inbox, schema.processes


class Processes:
    """The part of the store that shares the inbox out."""

    _database: Database

    async def join(self, bot_id: int) -> int:
        """Registers a process; gives its number."""
        new = insert(_processes).values(bot_id=bot_id, beats=0).returning(_processes.c.id)
        async with self._database.writing() as connection:
            number: int = (await connection.execute(new)).scalar_one()
            return number

    @impatient
    async def beat(self, bot_id: int, process: int) -> Beat:
        """Says that a process lives, and hears of the others."""
        mine = _processes.c.id == process
        nobodys = select(_inbox.c.id).where(*_orphans(bot_id)).limit(1)
        async with self._database.writing() as connection:
            count = update(_processes).where(mine).values(beats=_processes.c.beats + 1)
            known = (await connection.execute(count)).rowcount > 0
            others = select(_processes.c.id, _processes.c.beats).where(_processes.c.bot_id == bot_id, ~mine)
            beats = {row.id: row.beats for row in await connection.execute(others)}
            return Beat(known, beats, await connection.scalar(nobodys) is not None)

    async def receive_shared(
        self, bot_id: int, process: int, updates: Iterable[tuple[int, int, str]]
    ) -> set[int]:
        """Notes updates (number, chat, payload), each for the holder of its chat, else for this process.

        Gives the processes that have something new to answer.
        """
        now, updates, holders = datetime.now(UTC), tuple(updates), set[int]()
        async with self._database.writing() as connection:
            await connection.execute(select(func.pg_advisory_xact_lock_shared(bot_id)))
            await _in_turn(connection, bot_id, {chat_id for _, chat_id, _ in updates})
            for update_id, chat_id, payload in updates:
                holder = await _holder(connection, bot_id, chat_id, process)
                row = {**received(bot_id, update_id, chat_id, payload, now), "holder": holder}
                if await insert_new(connection, _inbox, row):
                    holders.add(holder)
            for holder in holders - {process}:
                await connection.execute(select(func.pg_notify(UPDATES_CHANNEL, str(holder))))
        return holders

    async def held(
        self, bot_id: int, process: int, besides: Collection[int] = ()
    ) -> tuple[ReceivedUpdate, ...]:
        """What a process has to answer, in order of arrival, besides updates that it has in hand."""
        theirs = (*_open(bot_id), _inbox.c.holder == process, _inbox.c.update_id.not_in(besides))
        query = select(_inbox).where(*theirs).order_by(_inbox.c.id)
        async with self._database.reading() as connection:
            return tuple(read(row) for row in await connection.execute(query))

    async def begin_held(self, process: int, bot_id: int, update_id: int) -> int:
        """Counts an attempt at an update before it is made. 0 where another process holds it by now."""
        this = (_inbox.c.bot_id == bot_id, _inbox.c.update_id == update_id, _inbox.c.holder == process)
        tried = update(_inbox).where(*this, _inbox.c.closed_at.is_(None))
        async with self._database.writing() as connection:
            counted = tried.values(attempts=_inbox.c.attempts + 1).returning(_inbox.c.attempts)
            return (await connection.execute(counted)).scalar() or 0

    async def leave(self, bot_id: int, process: int) -> None:
        """A process goes; what it has not answered is everybody's."""
        async with self._database.writing() as connection:
            await _alone(connection, bot_id)
            theirs = update(_inbox).where(*_open(bot_id), _inbox.c.holder == process)
            await connection.execute(theirs.values(holder=None))
            await connection.execute(delete(_processes).where(_processes.c.id == process))
            await connection.execute(select(func.pg_notify(UPDATES_CHANNEL, "")))

    async def adopt(self, bot_id: int, process: int, dead: int | None = None) -> int:
        """Takes what nobody holds, and what a dead process held; says how much.

        Of several who find the same process dead one takes it all.
        """
        async with self._database.writing() as connection:
            await _alone(connection, bot_id)
            await connection.execute(delete(_processes).where(_processes.c.id == dead))
            poison = update(_inbox).where(*_orphans(bot_id), _inbox.c.attempts >= MOST_ATTEMPTS)
            await connection.execute(poison.values(closed()))
            taken = update(_inbox).where(*_orphans(bot_id)).values(holder=process)
            return (await connection.execute(taken)).rowcount


def _open(bot_id: int) -> tuple[ColumnElement[bool], ...]:
    return (_inbox.c.bot_id == bot_id, _inbox.c.closed_at.is_(None))


def _orphans(bot_id: int) -> tuple[ColumnElement[bool], ...]:
    living = select(_processes.c.id)
    return (*_open(bot_id), or_(_inbox.c.holder.is_(None), _inbox.c.holder.not_in(living)))


async def _alone(connection: AsyncConnection, bot_id: int) -> None:
    """Until the transaction's end no update of the bot is received, and nobody else adopts."""
    await connection.execute(select(func.pg_advisory_xact_lock(bot_id)))


async def _in_turn(connection: AsyncConnection, bot_id: int, chat_ids: Collection[int]) -> None:
    """Until the transaction's end nobody else receives for these chats.

    Everybody stands in line in the same order, so that no two wait for each other.
    """
    for chat_id in sorted(chat_ids):
        line = func.hashtextextended(f"{bot_id} {chat_id}", 0)
        await connection.execute(select(func.pg_advisory_xact_lock(line)))


async def _holder(connection: AsyncConnection, bot_id: int, chat_id: int, process: int) -> int:
    """Who answers a chat just now, else this process, which then takes what nobody holds of it."""
    of_chat = (*_open(bot_id), _inbox.c.chat_id == chat_id)
    living = select(_inbox.c.holder).join(_processes, _processes.c.id == _inbox.c.holder)
    holder: int | None = await connection.scalar(living.where(*of_chat).limit(1))
    if holder is None:
        await connection.execute(update(_inbox).where(*of_chat).values(holder=process))
    return holder or process
