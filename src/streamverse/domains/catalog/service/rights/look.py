"""What editors look at: decisions, and calendars of one title or of many."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from streamverse.domains.catalog.kinds import TitleKind, TitleState
from streamverse.domains.catalog.models import TitleRow
from streamverse.domains.catalog.repository import rights as repository
from streamverse.domains.catalog.repository.rights import Planned
from streamverse.domains.catalog.rights import Asker
from streamverse.domains.catalog.schemas.rights import Calendar, DecisionBody, TitleCalendar
from streamverse.domains.catalog.service.rights.calendar import require_span, spans_of
from streamverse.domains.catalog.service.rights.decisions import decisions_of
from streamverse.domains.catalog.service.rights.show_windows import offer_bodies
from streamverse.domains.channels.public import memberships_of
from streamverse.domains.identity.public import Account
from streamverse.kit.db import ReadSession
from streamverse.kit.pages import BadCursor, Page, decode_cursor, encode_cursor

__all__ = ["Planned", "calendar_of", "calendars", "decision_of"]


async def decision_of(session: ReadSession, row: TitleRow, asker: Asker) -> DecisionBody:
    """Return what is decided about a title for somebody."""
    decision = (await decisions_of(session, asker, [row.id]))[row.id]
    state = TitleState(row.state)
    return DecisionBody(
        country=asker.country,
        platform=asker.platform,
        plan=asker.plan,
        at=asker.at,
        state=state,
        is_shown=decision.is_offered and state is TitleState.PUBLISHED,
        is_offered=decision.is_offered,
        reason=decision.reason,
        opens_at=decision.opens_at,
        offers=offer_bodies(decision.offers),
    )


async def calendar_of(
    session: ReadSession, row: TitleRow, asker: Asker, begin: datetime, end: datetime
) -> Calendar:
    """Return what a title offers somebody from `begin` to `end`. Raises SpanTooLong."""
    require_span(begin, end)
    windows = (await repository.windows_of(session, [row.id])).get(row.id, [])
    return Calendar(spans=spans_of(map(repository.window_of, windows), asker, begin, end))


async def calendars(
    session: ReadSession,
    account: Account,
    asker: Asker,
    wanted: Planned,
    *,
    limit: int,
    cursor: str | None,
) -> Page[TitleCalendar]:
    """Return the calendars of titles this account may change; a child none.

    Raises SpanTooLong, BadCursor.
    """
    require_span(wanted.from_at, wanted.until_at)
    if account.is_kids:
        return Page(items=[])
    if not account.is_editor:
        own = await memberships_of(session, account)
        wanted = replace(wanted, owner_id=account.id, post_in=own.post_in)
    rows = await repository.titles_with_windows(session, wanted, _position(cursor), limit)
    shown = rows[:limit]
    windows = await repository.windows_of(session, [row.id for row in shown])
    last = shown[-1] if len(rows) > limit else None
    return Page[TitleCalendar](
        items=[
            TitleCalendar(
                title_id=row.id,
                slug=row.slug,
                name=row.name,
                kind=TitleKind(row.kind),
                state=TitleState(row.state),
                spans=spans_of(
                    map(repository.window_of, windows.get(row.id, ())),
                    asker,
                    wanted.from_at,
                    wanted.until_at,
                ),
            )
            for row in shown
        ],
        next_cursor=encode_cursor(last.listed_at.isoformat(), last.id) if last else None,
    )


def _position(cursor: str | None) -> tuple[datetime, UUID] | None:
    position = decode_cursor(cursor, 2)
    if position is None:
        return None
    try:
        listed_at, title_id = datetime.fromisoformat(str(position[0])), UUID(str(position[1]))
    except ValueError as error:
        raise BadCursor from error
    if listed_at.tzinfo is None:
        raise BadCursor
    return listed_at, title_id
