"""Viewers go: what they watch ends, what was kept of them is deleted."""

from collections.abc import Sequence

from sqlalchemy import delete

from streamverse.domains.playback import repository
from streamverse.domains.playback.models import (
    PlaybackSessionRow,
    ResumePointRow,
    WatchlistRow,
)
from streamverse.domains.playback.revocations import Revocations, revoke
from streamverse.kit.clock import Clock
from streamverse.kit.db import WriteSession
from streamverse.kit.services import Services


async def end_sessions(
    services: Services, session: WriteSession, rows: Sequence[PlaybackSessionRow]
) -> None:
    """Close sessions and take their tokens away, in every process."""
    now = services.get(Clock).now()
    revocations = services.get(Revocations)
    for row in rows:
        row.ended_at = now
        await revoke(session, row.id, now, row.expires_at)
    for row in rows:
        await revocations.tell([row.id], row.expires_at)


async def forget_viewers(
    services: Services, session: WriteSession, viewer_keys: Sequence[str]
) -> None:
    """End what these viewers watch, and delete everything that was kept of them."""
    await end_sessions(
        services, session, await repository.open_sessions_of_viewers(session, viewer_keys)
    )
    await session.flush()
    for table in (ResumePointRow, WatchlistRow, PlaybackSessionRow):
        await session.execute(delete(table).where(table.viewer_key.in_(viewer_keys)))
