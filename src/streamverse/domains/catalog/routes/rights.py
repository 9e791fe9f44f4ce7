"""Rights over HTTP: windows of titles, calendars, and what is decided for whom."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Response

from streamverse.domains.catalog.kinds import Platform, TitleKind
from streamverse.domains.catalog.rights import Asker
from streamverse.domains.catalog.routes.titles import IfMatch, Now
from streamverse.domains.catalog.schemas.instants import Instant
from streamverse.domains.catalog.schemas.rights import (
    Calendar,
    Country,
    DecisionBody,
    PlanName,
    TitleCalendar,
    WindowBody,
    WindowInput,
    WindowList,
)
from streamverse.domains.catalog.service.access import title_to_change
from streamverse.domains.catalog.service.managed_title import title_to_manage
from streamverse.domains.catalog.service.rights import look, show_windows, write_windows
from streamverse.domains.identity.public import SignedIn
from streamverse.kit.http import Reads, Writes
from streamverse.kit.http.idempotency import IdempotencyKey, once
from streamverse.kit.pages import Cursor, Limit, Page

router = APIRouter()

From = Annotated[Instant, Query(alias="from", description="where the calendar begins")]
To = Annotated[Instant, Query(alias="to", description="where it ends")]
OF_TITLE = "/titles/{id_or_slug}/rights"


def asked_about(
    clock: Now,
    territory: Annotated[Country | None, Query(description="ISO 3166-1 alpha-2")] = None,
    platform: Platform = Platform.WEB,
    plan: PlanName | None = None,
) -> Asker:
    """Give whom an editor asks about; without a territory, somebody whose place is not known."""
    return Asker(territory, platform, plan, clock.now())


AskedAbout = Annotated[Asker, Depends(asked_about)]


@router.get(OF_TITLE)
async def list_windows(
    id_or_slug: str, account: SignedIn, session: Reads, clock: Now
) -> WindowList:
    """List a title's rights windows, the earliest first; to its owner and editors."""
    row = await title_to_manage(session, account, id_or_slug)
    return WindowList(items=await show_windows.windows_shown(session, row.id, clock.now()))


@router.post(OF_TITLE, status_code=201)
async def add_window(
    id_or_slug: str,
    wish: WindowInput,
    account: SignedIn,
    session: Writes,
    clock: Now,
    response: Response,
    key: IdempotencyKey = None,
) -> WindowBody:
    """Add a rights window; 409 `windows_overlap` names those it contradicts."""

    async def add() -> WindowBody:
        row = await title_to_change(session, account, id_or_slug, None)
        window = await write_windows.add_window(session, clock, row, wish, account.id)
        shown = await show_windows.windows_shown(session, row.id, clock.now())
        return next(each for each in shown if each.id == window.id)

    body = await once(
        session, f"window:{account.id}", key, wish, WindowBody, add, target=id_or_slug
    )
    return _tagged(response, body)


@router.put(f"{OF_TITLE}/{{window_id}}")
async def replace_window(
    id_or_slug: str,
    window_id: UUID,
    wish: WindowInput,
    account: SignedIn,
    session: Writes,
    clock: Now,
    response: Response,
    if_match: IfMatch = None,
) -> WindowBody:
    """Replace a rights window; `If-Match` is the window's own ETag."""
    row = await title_to_change(session, account, id_or_slug, None)
    await write_windows.replace_window(
        session, clock, row, window_id, wish, if_match, is_editor=account.is_editor
    )
    shown = await show_windows.windows_shown(session, row.id, clock.now())
    return _tagged(response, next(each for each in shown if each.id == window_id))


@router.delete(f"{OF_TITLE}/{{window_id}}", status_code=204)
async def delete_window(
    id_or_slug: str,
    window_id: UUID,
    account: SignedIn,
    session: Writes,
    if_match: IfMatch = None,
) -> None:
    """Delete a rights window. A title without any is shown nowhere."""
    row = await title_to_change(session, account, id_or_slug, None)
    await write_windows.delete_window(
        session, row, window_id, if_match, is_editor=account.is_editor
    )


@router.get(f"{OF_TITLE}/calendar")
async def read_calendar(
    id_or_slug: str, account: SignedIn, asked: AskedAbout, begin: From, end: To, session: Reads
) -> Calendar:
    """Say what a title offers somebody from when to when, without gaps."""
    row = await title_to_manage(session, account, id_or_slug)
    return await look.calendar_of(session, row, asked, begin, end)


@router.get(f"{OF_TITLE}/decision")
async def read_decision(
    id_or_slug: str,
    account: SignedIn,
    session: Reads,
    clock: Now,
    country: Annotated[Country | None, Query()] = None,
    platform: Platform = Platform.WEB,
    plan: PlanName | None = None,
    at: Annotated[Instant | None, Query(description="now when left out")] = None,
) -> DecisionBody:
    """Say whether a title is offered to somebody, and why not."""
    row = await title_to_manage(session, account, id_or_slug)
    return await look.decision_of(session, row, Asker(country, platform, plan, at or clock.now()))


@router.get("/rights/calendar")
async def list_calendars(
    account: SignedIn,
    asked: AskedAbout,
    begin: From,
    end: To,
    session: Reads,
    channel: UUID | None = None,
    kind: TitleKind | None = None,
    limit: Limit = 24,
    cursor: Cursor = None,
) -> Page[TitleCalendar]:
    """Say what many titles offer somebody: all to editors, their own to creators."""
    wanted = look.Planned(begin, end, channel_id=channel, kind=kind)
    return await look.calendars(session, account, asked, wanted, limit=limit, cursor=cursor)


def _tagged(response: Response, body: WindowBody) -> WindowBody:
    response.headers["etag"] = body.etag
    return body
