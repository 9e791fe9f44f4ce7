"""Carries the outbox's rows out: jobs to the engine, events to the reactions.

Rows are claimed in one short transaction (on PostgreSQL by any number of relays beside each
other) and marked in another; in between nothing is locked. A claim that its relay did not live
to honour runs out. Starting a job twice is harmless, its id is the row's. Each reaction runs in
a write transaction of its own together with the row that says so: what it writes happens
exactly once, and when one fails, only that one is repeated.
"""

import asyncio
from collections import defaultdict
from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime, timedelta

import structlog
from sqlalchemy import Select, delete, func, or_, select, update
from sqlalchemy.exc import IntegrityError

from streamverse.kit.db import Database, WriteSession
from streamverse.kit.events import Reaction
from streamverse.kit.jobs import JobEngine
from streamverse.kit.log import logger
from streamverse.kit.outbox import OutboxDelivery, OutboxRow, on_commit
from streamverse.kit.services import Services

BATCH = 32
AT_ONCE = 4
CLAIM_SECONDS = 15.0
REACTION_SECONDS = 30.0
MAX_ATTEMPTS = 12
LAST_RETRY_SECONDS = 300.0
POLL_ALONE_SECONDS = 1.0
POLL_SHARED_SECONDS = 0.25
AFTER_DUE_SECONDS = 0.005
KEEP_DELIVERED = timedelta(days=3)
PRUNE_SECONDS = 600.0
PRUNE_BATCH = 1000

log = logger(__name__)


class OutboxRelay:
    """Delivers what is due, again and again."""

    def __init__(
        self, services: Services, engine: JobEngine, reactions: Sequence[Reaction]
    ) -> None:
        """Deliver jobs to `engine`, events to those of `reactions` that wait for them."""
        self._services = services
        self._database = services.get(Database)
        self._engine = engine
        self._reactions: defaultdict[str, list[Reaction]] = defaultdict(list)
        for reaction in reactions:
            self._reactions[reaction.event.name].append(reaction)
        self._work = asyncio.Event()
        self._next_at: datetime | None = None

    @asynccontextmanager
    async def running(self) -> AsyncGenerator[None]:
        """Relay while the block runs."""
        task = asyncio.create_task(self.run())
        try:
            yield
        finally:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task

    def wake(self) -> None:
        """Look at the outbox now."""
        self._work.set()

    async def run(self) -> None:
        """Deliver until cancelled: after each commit that left rows, and once in a while."""
        loop = asyncio.get_running_loop()

        def wake() -> None:
            loop.call_soon_threadsafe(self.wake)

        forget = on_commit(wake)
        poll_seconds = POLL_ALONE_SECONDS if self._database.is_sqlite else POLL_SHARED_SECONDS
        pruning = asyncio.create_task(self._keep_pruned())
        try:
            await self._take_over_claims()
            while True:
                self._work.clear()
                if not await self._round():
                    until_due = self._until_due(poll_seconds)
                    with suppress(TimeoutError):
                        await asyncio.wait_for(self._work.wait(), until_due)
        finally:
            forget()
            pruning.cancel()

    async def deliver_due(self) -> int:
        """Deliver one batch of what is due; returns how many rows it tried."""
        rows = await self._claim()
        places = asyncio.Semaphore(AT_ONCE)

        async def deliver(row: OutboxRow) -> tuple[OutboxRow, str]:
            async with places:
                return row, await self._deliver(row)

        outcomes = await asyncio.gather(*(deliver(row) for row in rows))
        if outcomes:
            await self._mark(outcomes)
        return len(rows)

    async def prune(self) -> int:
        """Remove rows that were delivered long ago; returns how many."""
        old = (
            select(OutboxRow.id)
            .where(OutboxRow.delivered_at < datetime.now(UTC) - KEEP_DELIVERED)
            .limit(PRUNE_BATCH)
        )
        async with self._database.write() as session:
            removed = await session.execute(
                delete(OutboxRow).where(OutboxRow.id.in_(old)).returning(OutboxRow.id)
            )
            return len(removed.all())

    async def _round(self) -> bool:
        """Deliver a batch; False when there was none or the database did not answer."""
        try:
            return await self.deliver_due() > 0
        except Exception:
            log.exception("outbox_round_failed")
            return False

    async def _take_over_claims(self) -> None:
        """On SQLite we are alone: claims from before are those of a process that died."""
        if self._database.is_sqlite:
            async with self._database.write() as session:
                await session.execute(
                    update(OutboxRow)
                    .where(OutboxRow.delivered_at.is_(None), OutboxRow.claimed_until.is_not(None))
                    .values(claimed_until=None)
                )

    def _until_due(self, poll_seconds: float) -> float:
        """Return how long to sleep: until the next row is due, at most as long as a poll."""
        if self._next_at is None:
            return poll_seconds
        ahead = (self._next_at - datetime.now(UTC)).total_seconds()
        return min(poll_seconds, max(ahead, 0.0) + AFTER_DUE_SECONDS)

    async def _claim(self) -> Sequence[OutboxRow]:
        now = datetime.now(UTC)
        self._next_at = None
        due = (
            select(OutboxRow)
            .where(
                OutboxRow.delivered_at.is_(None),
                OutboxRow.available_at <= now,
                OutboxRow.attempts < MAX_ATTEMPTS,
                or_(OutboxRow.claimed_until.is_(None), OutboxRow.claimed_until < now),
            )
            .order_by(OutboxRow.priority, OutboxRow.id)
            .limit(BATCH)
        )
        async with self._database.read() as session:
            if (await session.execute(due.limit(1))).first() is None:
                self._next_at = await session.scalar(_next_at(now))
                return ()
        async with self._database.write() as session:
            found = await session.scalars(due.with_for_update(skip_locked=True))
            rows = found.all()
            for row in rows:
                row.claimed_until = now + timedelta(seconds=CLAIM_SECONDS)
        return rows

    async def _deliver(self, row: OutboxRow) -> str:
        """Deliver one row; returns what went wrong, in words, or nothing."""
        with structlog.contextvars.bound_contextvars(outbox_id=str(row.id), about=row.name):
            if row.kind == "event":
                return await self._tell(row)
            try:
                await self._engine.start(row.name, row.id, row.payload, row.priority)
            except Exception as error:  # noqa: BLE001 - whatever the engine raises: try again
                return repr(error)
            return ""

    async def _tell(self, row: OutboxRow) -> str:
        problems: list[str] = []
        for reaction in self._reactions[row.name]:
            try:
                async with asyncio.timeout(REACTION_SECONDS):
                    await self._react(row, reaction)
            except Exception as error:
                log.warning("reaction_failed", reaction=reaction.name, exc_info=error)
                problems.append(f"{reaction.name}: {error!r}")
        return "; ".join(problems)

    async def _react(self, row: OutboxRow, reaction: Reaction) -> None:
        fact = reaction.event.from_payload(row.payload)
        async with self._database.write() as session:
            if await self._is_first(session, row, reaction):
                await reaction.run(self._services, session, fact)

    async def _is_first(self, session: WriteSession, row: OutboxRow, reaction: Reaction) -> bool:
        """Say that this reaction has had its event; False when it had it before."""
        if await session.get(OutboxDelivery, (row.id, reaction.name)):
            return False
        try:
            async with session.begin_nested():
                session.add(OutboxDelivery(outbox_id=row.id, reaction=reaction.name))
        except IntegrityError:  # another relay, whose claim had run out, was quicker
            return False
        return True

    async def _mark(self, outcomes: Sequence[tuple[OutboxRow, str]]) -> None:
        now = datetime.now(UTC)
        delivered = [row.id for row, problem in outcomes if not problem]
        async with self._database.write() as session:
            if delivered:
                await session.execute(
                    update(OutboxRow)
                    .where(OutboxRow.id.in_(delivered))
                    .values(delivered_at=now, claimed_until=None)
                )
            for row, problem in outcomes:
                if problem:
                    await self._put_off(session, row, problem, now)

    async def _put_off(
        self, session: WriteSession, row: OutboxRow, problem: str, now: datetime
    ) -> None:
        """Try again after a pause that grows; in the end leave the row for a person."""
        attempts = row.attempts + 1
        pause_seconds = min(2.0 ** (attempts - 1), LAST_RETRY_SECONDS)
        values = {
            "attempts": attempts,
            "last_error": problem[:2000],
            "claimed_until": None,
            "available_at": now + timedelta(seconds=pause_seconds),
        }
        await session.execute(update(OutboxRow).where(OutboxRow.id == row.id).values(values))
        facts = {"outbox_id": str(row.id), "about": row.name, "error": problem}
        if attempts >= MAX_ATTEMPTS:
            log.error("outbox_row_parked", **facts)
        else:
            log.warning("outbox_row_put_off", again_in_seconds=pause_seconds, **facts)

    async def _keep_pruned(self) -> None:
        while True:
            try:
                while await self.prune() == PRUNE_BATCH:
                    pass
            except Exception:
                log.exception("outbox_prune_failed")
            await asyncio.sleep(PRUNE_SECONDS)


def _next_at(now: datetime) -> Select[datetime]:
    """Ask when the next row is due that nobody can deliver yet."""
    return select(func.min(OutboxRow.available_at)).where(
        OutboxRow.delivered_at.is_(None), OutboxRow.available_at > now
    )
