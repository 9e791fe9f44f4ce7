"""Move a title from one editorial state to another: the one place where `state` is written."""

from datetime import datetime
from uuid import UUID

from streamverse.domains.catalog.editorial import SHOWN
from streamverse.domains.catalog.editorial_errors import ScheduleMissing
from streamverse.domains.catalog.events import TitleMoved, TitlePublished, TitleUnpublished
from streamverse.domains.catalog.kinds import TitleState
from streamverse.domains.catalog.models import TitleRow, TitleStepRow
from streamverse.domains.catalog.service.editorial.require import require_readiness, require_way
from streamverse.domains.catalog.service.editorial.times import require_times, set_times, wind
from streamverse.domains.catalog.service.rights.default_window import ensure_window
from streamverse.kit import outbox
from streamverse.kit.clock import Clock
from streamverse.kit.db import WriteSession
from streamverse.kit.ids import new_id


async def move(
    session: WriteSession,
    clock: Clock,
    row: TitleRow,
    to: TitleState,
    by: UUID | None,
    *,
    comment: str = "",
    publish_at: datetime | None = None,
    expire_at: datetime | None = None,
) -> None:
    """Move a title that is locked; `by` None is the clock. Where it is already it stays.

    Raises MoveNotPossible, TitleNotReady, ScheduleMissing, InThePast, EndsBeforeItBegins.
    """
    came_from, now = TitleState(row.state), clock.now()
    if came_from is to and to is not TitleState.SCHEDULED:
        await _stay(session, clock, row, expire_at)
        return
    require_way(row, to)
    if to in SHOWN:
        await require_readiness(session, row)
    row.state = to
    _set_clock(clock, row, publish_at, expire_at)
    row.version += 1
    row.updated_at = now
    note(session, clock, row, came_from, by, comment)
    outbox.publish(session, TitleMoved(row.id, came_from, to, by))
    if to is TitleState.PUBLISHED:
        row.published_by = by or row.published_by
        if row.published_at is None:  # published again, it keeps its place in the lists
            row.published_at = row.listed_at = now
        await ensure_window(session, clock, row, by, now)
        outbox.publish(session, TitlePublished(row.id))
    if to is TitleState.SCHEDULED and row.publish_at is not None:
        await ensure_window(session, clock, row, by, row.publish_at)
    if came_from is TitleState.PUBLISHED:
        outbox.publish(session, TitleUnpublished(row.id))
    wind(session, clock, row)


def note(
    session: WriteSession,
    clock: Clock,
    row: TitleRow,
    came_from: TitleState,
    by: UUID | None,
    comment: str,
) -> None:
    """Remember who moved a title when and why, or what somebody said about it."""
    session.add(
        TitleStepRow(
            id=new_id(),
            title_id=row.id,
            from_state=came_from,
            to_state=row.state,
            by=by,
            at=clock.now(),
            comment=comment,
        )
    )


async def _stay(
    session: WriteSession, clock: Clock, row: TitleRow, expire_at: datetime | None
) -> None:
    """Check that nothing has gone missing from what viewers find; it may be told when to go."""
    if row.state == TitleState.PUBLISHED:
        await require_readiness(session, row)
    if expire_at is not None:
        set_times(session, clock, row, publish_at=row.publish_at, expire_at=expire_at)


def _set_clock(
    clock: Clock, row: TitleRow, publish_at: datetime | None, expire_at: datetime | None
) -> None:
    """Write when it comes and goes in its new state. An end that has passed is forgotten."""
    ends = expire_at or row.expire_at
    if expire_at is None and ends is not None and ends <= clock.now():
        ends = row.expire_at = None
    begins = (publish_at or row.publish_at) if row.state == TitleState.SCHEDULED else None
    if row.state == TitleState.SCHEDULED and begins is None:
        raise ScheduleMissing
    row.publish_at = None  # what was wished before counts as wished now
    require_times(clock, row, begins, ends)
    row.publish_at, row.expire_at = begins, ends
