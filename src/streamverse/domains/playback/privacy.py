"""What playback keeps of a person, how they get it, and how it goes."""

from collections.abc import AsyncIterator, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select

from streamverse.domains.identity.public import taking_part
from streamverse.domains.playback import repository
from streamverse.domains.playback.leaving import forget_viewers
from streamverse.domains.playback.models import (
    PlaybackSessionRow,
    ResumePointRow,
    WatchlistRow,
)
from streamverse.kit.db import Database, ReadSession, WriteSession
from streamverse.kit.privacy import ExportPart, Person, Retention, Rows, facts_of
from streamverse.kit.services import Services

AT_ONCE = 500

PERSONAL = {
    "resume_points": "history.json; deleted",
    "watchlist_items": "watchlist.json; deleted",
    "playback_sessions": "sessions.json; ended and deleted",
}
KEPT = {
    "view_counts": "how often something was watched, by nobody in particular",
    "media_revocations": "ids of ended sessions; rows go when the tokens would have expired",
}


async def gather(services: Services, person: Person) -> AsyncIterator[ExportPart]:
    """Yield what a person's profiles have watched and want to see."""
    async with services.get(Database).read() as session:
        yield Rows(
            "history.json",
            "What you watched, and where you stopped.",
            _rows(session, ResumePointRow, person),
        )
        yield Rows("watchlist.json", "What you want to see.", _rows(session, WatchlistRow, person))
        yield Rows(
            "sessions.json",
            "When you watched, for how long, on which terms.",
            _rows(session, PlaybackSessionRow, person),
        )


async def erase(services: Services, session: WriteSession, person: Person) -> None:
    """Forget a person's profiles, and end what they are watching."""
    await forget_viewers(services, session, person.viewer_keys)


async def forget_old_sessions(services: Services, before: datetime) -> int:
    """Delete sessions that expired before an instant; returns how many."""
    async with services.get(Database).write() as session:
        return await repository.remove_sessions_before(session, before)


async def _rows(
    session: ReadSession,
    table: type[ResumePointRow | WatchlistRow | PlaybackSessionRow],
    person: Person,
) -> AsyncIterator[Mapping[str, Any]]:
    query = (
        select(table)
        .where(table.viewer_key.in_(person.viewer_keys))
        .execution_options(yield_per=AT_ONCE)
    )
    async for row in await session.stream_scalars(query):
        yield facts_of(row)


PRIVACY = taking_part("playback", gather, erase)
RETENTION = (
    Retention(
        "playback_sessions",
        lambda settings: settings.playback_sessions_kept_days,
        forget_old_sessions,
    ),
)
