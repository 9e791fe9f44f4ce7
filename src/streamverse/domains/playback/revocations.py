"""The revocation list: tokens that stopped counting before they expired, in every process.

A row is the truth. Each process keeps the ids in memory and hears of new ones in two ways: at
once by fan-out, and by asking the table every POLL_SECONDS, should a message be lost.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import delete, select

from streamverse.domains.playback.models import RevocationRow
from streamverse.kit.clock import Clock
from streamverse.kit.db import Database, ReadSession, WriteSession
from streamverse.kit.pubsub import PubSub

CHANNEL = "playback.revoked"
POLL_SECONDS = 20
OVERLAP = timedelta(minutes=2)
"""How far back each poll looks again: clocks differ and transactions commit late."""


class Revocations:
    """The ids of revoked sessions, in memory."""

    def __init__(self, database: Database, pubsub: PubSub, clock: Clock) -> None:
        """Begin empty; `refresh` fills it."""
        self._database = database
        self._pubsub = pubsub
        self._clock = clock
        self._revoked: dict[UUID, datetime] = {}
        self._seen_until: datetime | None = None

    def is_revoked(self, session_id: UUID) -> bool:
        """Tell whether a session's token was taken away."""
        return session_id in self._revoked

    @property
    def is_loaded(self) -> bool:
        """Tell whether the list has been read at least once."""
        return self._seen_until is not None

    async def tell(self, session_ids: Iterable[UUID], expires_at: datetime) -> None:
        """Spread what a committed transaction has revoked."""
        for session_id in session_ids:
            self._revoked[session_id] = expires_at
            message = {"session_id": str(session_id), "expires_at": expires_at.isoformat()}
            await self._pubsub.publish(CHANNEL, message)

    async def listen(self) -> None:
        """Hear what other processes revoke; never returns."""
        async with self._pubsub.subscribe(CHANNEL) as messages:
            async for message in messages:
                expires_at = datetime.fromisoformat(message["expires_at"])
                self._revoked[UUID(message["session_id"])] = expires_at

    async def refresh(self) -> None:
        """Read what was revoked since the last time; forget what has expired by itself."""
        now = self._clock.now()
        async with self._database.read() as session:
            for row in await revoked_since(session, self._seen_until, now):
                self._revoked[row.session_id] = row.expires_at
        self._seen_until = now - OVERLAP
        for session_id in [one for one, until in self._revoked.items() if until < now]:
            del self._revoked[session_id]


async def revoke(
    session: WriteSession, session_id: UUID, now: datetime, expires_at: datetime
) -> None:
    """Write down that a session's token no longer counts; twice is no error."""
    await session.merge(RevocationRow(session_id=session_id, revoked_at=now, expires_at=expires_at))


async def revoked_since(
    session: ReadSession, moment: datetime | None, now: datetime
) -> list[RevocationRow]:
    """Return what was revoked since a moment (ever, when None) and has not expired."""
    query = select(RevocationRow).where(RevocationRow.expires_at > now)
    if moment is not None:
        query = query.where(RevocationRow.revoked_at >= moment)
    return list((await session.scalars(query)).all())


async def forget_expired(session: WriteSession, now: datetime) -> None:
    """Remove rows whose tokens have expired by themselves."""
    await session.execute(delete(RevocationRow).where(RevocationRow.expires_at < now))
