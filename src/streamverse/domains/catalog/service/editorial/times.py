"""When a title is published and when it goes: by the clock, to the second."""

from datetime import datetime

from streamverse.domains.catalog.editorial_errors import MoveNotPossible
from streamverse.domains.catalog.kinds import TitleState
from streamverse.domains.catalog.models import TitleRow
from streamverse.domains.catalog.rights_errors import EndsBeforeItBegins, InThePast
from streamverse.domains.catalog.service.orders import KEEP_TIME, order_at
from streamverse.kit.clock import Clock
from streamverse.kit.db import WriteSession


def set_times(
    session: WriteSession,
    clock: Clock,
    row: TitleRow,
    *,
    publish_at: datetime | None,
    expire_at: datetime | None,
) -> None:
    """Write when a title is published and when it expires. Raises as `require_times`."""
    require_times(clock, row, publish_at, expire_at)
    is_changed = (publish_at, expire_at) != (row.publish_at, row.expire_at)
    row.publish_at, row.expire_at = publish_at, expire_at
    if is_changed:
        wind(session, clock, row)


def require_times(
    clock: Clock, row: TitleRow, publish_at: datetime | None, expire_at: datetime | None
) -> None:
    """Refuse times that can't be; what stays as it is may have passed.

    Raises InThePast, EndsBeforeItBegins, MoveNotPossible.
    """
    now = clock.now()
    if publish_at != row.publish_at:
        _require_publishing(row, publish_at, now)
    if expire_at != row.expire_at and expire_at is not None and expire_at <= now:
        raise InThePast(f"It would be over: {expire_at} has passed.")
    begin = publish_at or (row.published_at if row.state == TitleState.PUBLISHED else None)
    if expire_at is not None and begin is not None and expire_at <= begin:
        raise EndsBeforeItBegins(f"It would go at {expire_at}, before it comes at {begin}.")


def wind(session: WriteSession, clock: Clock, row: TitleRow) -> None:
    """Let the clock come back to a title at the instants at which it moves by itself."""
    is_coming = row.state == TitleState.SCHEDULED
    is_going = row.state in {TitleState.SCHEDULED, TitleState.PUBLISHED}
    if is_coming and row.publish_at is not None:
        order_at(session, clock, KEEP_TIME, row.id, row.publish_at)
    if is_going and row.expire_at is not None:
        order_at(session, clock, KEEP_TIME, row.id, row.expire_at)


def _require_publishing(row: TitleRow, at: datetime | None, now: datetime) -> None:
    if at is not None and row.state == TitleState.PUBLISHED:
        raise MoveNotPossible("It is published; take it back before you schedule it.", possible=[])
    if at is not None and at <= now:
        raise InThePast(f"{at} has passed: publish it now, or choose a later time.")
