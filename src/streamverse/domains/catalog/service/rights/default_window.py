"""The window that a title has which is published without one."""

from datetime import datetime, timedelta
from uuid import UUID

from streamverse.domains.catalog.events import RightsChanged
from streamverse.domains.catalog.house_rules import house_rules
from streamverse.domains.catalog.kinds import Monetisation
from streamverse.domains.catalog.models import RightsWindowRow, TitleRow
from streamverse.domains.catalog.repository import rights as repository
from streamverse.domains.catalog.rights import EVERY
from streamverse.domains.catalog.service.orders import TELL_RIGHTS, order_at
from streamverse.kit import outbox
from streamverse.kit.clock import Clock
from streamverse.kit.db import WriteSession
from streamverse.kit.ids import new_id


async def ensure_window(
    session: WriteSession, clock: Clock, row: TitleRow, by: UUID | None, from_at: datetime
) -> None:
    """Give a title the usual window unless it has one, or only a blackout."""
    windows = (await repository.windows_of(session, [row.id])).get(row.id, [])
    if any(not each.is_blackout for each in windows):
        return
    window = usual_window(session, clock, row.id, by, from_at)
    session.add(window)
    await session.flush()
    outbox.publish(session, RightsChanged(row.id))
    if window.until_at is not None:
        order_at(session, clock, TELL_RIGHTS, row.id, window.until_at)


async def set_access(
    session: WriteSession, clock: Clock, row: TitleRow, access: Monetisation, by: UUID
) -> None:
    """Say what viewers give for a title, where it has the usual window or none.

    A title with windows of its own keeps them.
    """
    windows = (await repository.windows_of(session, [row.id])).get(row.id, [])
    grants = [each for each in windows if not each.is_blackout]
    if not grants:
        grants = [usual_window(session, clock, row.id, by, clock.now())]
        session.add_all(grants)
    elif len(grants) > 1 or grants[0].monetisation == access:
        return
    grants[0].monetisation = access
    grants[0].updated_at = clock.now()
    await session.flush()
    outbox.publish(session, RightsChanged(row.id))


def usual_window(
    session: WriteSession, clock: Clock, title_id: UUID, by: UUID | None, from_at: datetime
) -> RightsWindowRow:
    """Return the window that the operator's settings ask for."""
    rules = house_rules(session)
    now = clock.now()
    return RightsWindowRow(
        id=new_id(),
        title_id=title_id,
        from_at=from_at,
        until_at=from_at + timedelta(days=rules.window_days) if rules.window_days else None,
        territories=repository.text_of(rules.window_territories),
        excluded_territories="",
        platforms=EVERY,
        plans=EVERY,
        monetisation=rules.window_monetisation,
        max_rung=None,
        is_download_allowed=True,
        is_blackout=False,
        licensor="",
        notes="",
        created_by=by,
        created_at=now,
        updated_at=now,
    )
