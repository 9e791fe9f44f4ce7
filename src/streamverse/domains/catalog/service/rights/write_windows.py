"""Write rights windows: make, replace, delete."""

from datetime import datetime, timedelta
from uuid import UUID

from streamverse.domains.catalog.events import RightsChanged
from streamverse.domains.catalog.models import RightsWindowRow, TitleRow
from streamverse.domains.catalog.overlaps import contradict
from streamverse.domains.catalog.repository import rights as repository
from streamverse.domains.catalog.rights import EVERY
from streamverse.domains.catalog.rights_errors import (
    BlackoutForSome,
    BlackoutHolds,
    EndsBeforeItBegins,
    InThePast,
    TooManyWindows,
    WindowChangedMeanwhile,
    WindowNotFound,
    WindowsOverlap,
)
from streamverse.domains.catalog.schemas.rights import WindowInput
from streamverse.domains.catalog.service.orders import TELL_RIGHTS, order_at
from streamverse.domains.catalog.service.rights.show_windows import etag_of
from streamverse.kit import outbox
from streamverse.kit.clock import Clock
from streamverse.kit.db import WriteSession
from streamverse.kit.ids import new_id

LISTS = frozenset({"territories", "excluded_territories", "platforms", "plans"})
MOST_WINDOWS = 300
"""Calendars hold every window against every other one."""
LATE = timedelta(minutes=1)
"""An end that was meant as “now” and took this long to get here counts as now."""


async def add_window(
    session: WriteSession, clock: Clock, row: TitleRow, wish: WindowInput, by: UUID
) -> RightsWindowRow:
    """Add a window to a title that is locked.

    Raises EndsBeforeItBegins, InThePast, BlackoutForSome, TooManyWindows, WindowsOverlap.
    """
    _require_sound(wish, clock.now(), None)
    known = (await repository.windows_of(session, [row.id])).get(row.id, [])
    if len(known) >= MOST_WINDOWS:
        raise TooManyWindows(f"It has {len(known)} already; take some away first.")
    now = clock.now()
    window = RightsWindowRow(id=new_id(), title_id=row.id, created_by=by, created_at=now)
    _write(window, wish, now)
    await _require_alone(session, window)
    session.add(window)
    await session.flush()
    _tell(session, clock, window)
    return window


async def replace_window(
    session: WriteSession,
    clock: Clock,
    row: TitleRow,
    window_id: UUID,
    wish: WindowInput,
    if_match: str | None,
    *,
    is_editor: bool,
) -> RightsWindowRow:
    """Let a window be as is wished. Raises as `add_window`, and as `window_to_change`."""
    window = await window_to_change(session, row, window_id, if_match, is_editor=is_editor)
    _require_sound(wish, clock.now(), window.until_at)
    with session.no_autoflush:
        _write(window, wish, max(clock.now(), window.updated_at + timedelta(microseconds=1)))
        await _require_alone(session, window)
    await session.flush()
    _tell(session, clock, window)
    return window


async def delete_window(
    session: WriteSession, row: TitleRow, window_id: UUID, if_match: str | None, *, is_editor: bool
) -> None:
    """Delete a window. Raises as `window_to_change`."""
    window = await window_to_change(session, row, window_id, if_match, is_editor=is_editor)
    await session.delete(window)
    outbox.publish(session, RightsChanged(row.id))


async def window_to_change(
    session: WriteSession, row: TitleRow, window_id: UUID, if_match: str | None, *, is_editor: bool
) -> RightsWindowRow:
    """Return a window of a title that is locked.

    Raises WindowNotFound, BlackoutHolds, WindowChangedMeanwhile.
    """
    rows = (await repository.windows_of(session, [row.id])).get(row.id, [])
    window = next((each for each in rows if each.id == window_id), None)
    if window is None:
        raise WindowNotFound
    if window.is_blackout and window.created_by != row.owner_id and not is_editor:
        raise BlackoutHolds
    if if_match is not None and if_match.strip() not in {"*", etag_of(window)}:
        raise WindowChangedMeanwhile("Read it again, then change it.", etag=etag_of(window))
    return window


def _require_sound(wish: WindowInput, now: datetime, end_before: datetime | None) -> None:
    if wish.until_at is not None and wish.until_at <= wish.from_at:
        raise EndsBeforeItBegins(f"It would end at {wish.until_at}, before {wish.from_at}.")
    is_past = wish.until_at is not None and wish.until_at < now - LATE
    if is_past and wish.until_at != end_before:
        raise InThePast(f"The window would be over: its end, {wish.until_at}, has passed.")
    if wish.is_blackout and EVERY not in wish.plans:
        raise BlackoutForSome


def _write(window: RightsWindowRow, wish: WindowInput, now: datetime) -> None:
    for name in WindowInput.model_fields:
        value = getattr(wish, name)
        setattr(window, name, repository.text_of(value) if name in LISTS else value)
    window.updated_at = now


async def _require_alone(session: WriteSession, window: RightsWindowRow) -> None:
    rows = (await repository.windows_of(session, [window.title_id])).get(window.title_id, [])
    plain = repository.window_of(window)
    others = (repository.window_of(each) for each in rows if each.id != window.id)
    clashing = [each for each in others if contradict(plain, each)]
    if clashing:
        spans = "; ".join(f"{each.from_at} to {each.until_at or 'no end'}" for each in clashing)
        raise WindowsOverlap(
            f"At the same time the same people are offered “{plain.monetisation}” by: {spans}.",
            overlaps=[str(each.id) for each in clashing],
        )


def _tell(session: WriteSession, clock: Clock, window: RightsWindowRow) -> None:
    """Tell that rights changed, and tell it again when the window begins and when it ends."""
    outbox.publish(session, RightsChanged(window.title_id))
    for at in (window.from_at, window.until_at):
        if at is not None and at > clock.now():
            order_at(session, clock, TELL_RIGHTS, window.title_id, at)
