"""Keep viewers below their ceiling, from opening a session to its last second."""

from streamverse.domains.catalog.public import (
    PlayableTitle,
    age_of_title,
    ceiling_of,
    is_within,
)
from streamverse.domains.identity.public import Caller
from streamverse.domains.playback import repository
from streamverse.domains.playback.errors import AboveMaturityCeiling
from streamverse.domains.playback.models import PlaybackSessionRow
from streamverse.domains.playback.revocations import Revocations, revoke
from streamverse.kit.clock import Clock
from streamverse.kit.db import Database, ReadSession
from streamverse.kit.services import Services


def require_within(caller: Caller, title: PlayableTitle | None) -> None:
    """Raise AboveMaturityCeiling for what is too old for this profile, or not rated at all."""
    if not is_within(title.min_age if title else None, ceiling_of(caller)):
        raise AboveMaturityCeiling


async def require_still_within(
    services: Services, caller: Caller, row: PlaybackSessionRow | None
) -> None:
    """End a session that this viewer may no longer have. Raises AboveMaturityCeiling.

    The profile's ceiling may have been lowered, or the title's age raised. A session stays
    below the ceiling that it was opened with.
    """
    now_at = ceiling_of(caller)
    if row is None or now_at is None or row.ended_at is not None:
        return
    ceiling = now_at if row.max_age is None else min(now_at, row.max_age)
    async with services.get(Database).read() as session:
        is_fine = is_within(await _age(session, row), ceiling)
    if not is_fine:
        await _end(services, row)
        raise AboveMaturityCeiling


async def _age(session: ReadSession, row: PlaybackSessionRow) -> int | None:
    return await age_of_title(session, row.title_id) if row.title_id else None


async def _end(services: Services, row: PlaybackSessionRow) -> None:
    now = services.get(Clock).now()
    async with services.get(Database).write() as session:
        locked = await repository.lock_session_of(session, row.id, row.viewer_key)
        if locked is not None and locked.ended_at is None:
            locked.ended_at = now
        await revoke(session, row.id, now, row.expires_at)
    await services.get(Revocations).tell([row.id], row.expires_at)
