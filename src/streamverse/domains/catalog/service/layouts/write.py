"""Make, change and delete layouts of the home page."""

from collections.abc import Iterable
from uuid import UUID

from streamverse.domains.catalog.collection_errors import (
    BadLayout,
    HomeLayoutChangedMeanwhile,
    HomeLayoutNotFound,
)
from streamverse.domains.catalog.etags import etag_of, is_named
from streamverse.domains.catalog.events import HomeLayoutChanged
from streamverse.domains.catalog.models import HomeLayoutRow
from streamverse.domains.catalog.repository import layouts as repository
from streamverse.domains.catalog.schemas.layouts import (
    AudienceInput,
    HomeLayoutBody,
    HomeLayoutInput,
    HomeLayoutList,
    LayoutRow,
)
from streamverse.domains.catalog.service.collections.write import require_schedule
from streamverse.kit import outbox
from streamverse.kit.clock import Clock
from streamverse.kit.db import ReadSession, WriteSession
from streamverse.kit.ids import new_id


async def create(
    session: WriteSession, clock: Clock, wish: HomeLayoutInput, by: UUID
) -> HomeLayoutBody:
    """Make a layout. Raises BadLayout, BadSchedule."""
    row = HomeLayoutRow(id=new_id(), version=0, until_at=None)
    await _apply(session, clock, row, wish, by)
    session.add(row)
    await session.flush()
    return body(row)


async def replace(
    session: WriteSession,
    clock: Clock,
    layout_id: UUID,
    if_match: str | None,
    wish: HomeLayoutInput,
    by: UUID,
) -> HomeLayoutBody:
    """Give a layout new facts, all of them. Raises as `create` and `_locked`."""
    row = await _locked(session, layout_id, if_match)
    await _apply(session, clock, row, wish, by)
    return body(row)


async def remove(session: WriteSession, layout_id: UUID, if_match: str | None) -> None:
    """Delete a layout. Raises HomeLayoutNotFound, HomeLayoutChangedMeanwhile."""
    row = await _locked(session, layout_id, if_match)
    await session.delete(row)
    outbox.publish(session, HomeLayoutChanged(row.id))


async def read(session: ReadSession, layout_id: UUID) -> HomeLayoutBody:
    """Return one layout. Raises HomeLayoutNotFound."""
    row = await repository.layout(session, layout_id)
    if row is None:
        raise HomeLayoutNotFound
    return body(row)


async def list_all(session: ReadSession) -> HomeLayoutList:
    """Return every layout, the highest priority first."""
    return HomeLayoutList(items=[body(row) for row in await repository.layouts(session)])


def body(row: HomeLayoutRow) -> HomeLayoutBody:
    """Return a layout as JSON."""
    return HomeLayoutBody(
        id=row.id,
        name=row.name,
        audience=AudienceInput.model_validate(row.audience),
        rows=[LayoutRow.model_validate(each) for each in row.rows],
        priority=row.priority,
        is_published=row.is_published,
        from_at=row.from_at,
        until_at=row.until_at,
        version=row.version,
        updated_at=row.updated_at,
    )


async def require_fillable(session: ReadSession, rows: Iterable[LayoutRow]) -> None:
    """Refuse rows of what is not there. Raises BadLayout."""
    rows = list(rows)
    genres = {row.genre for row in rows if row.genre}
    categories = {row.category for row in rows if row.category}
    collections = {row.collection_id for row in rows if row.collection_id}
    missing = [
        *sorted(genres - set(await repository.genre_names(session, genres))),
        *sorted(categories - set(await repository.category_names(session, categories))),
        *map(str, collections - await repository.collections_there(session, collections)),
    ]
    if missing:
        raise BadLayout("Some rows are of what is not there.", missing=missing)


async def _apply(
    session: WriteSession, clock: Clock, row: HomeLayoutRow, wish: HomeLayoutInput, by: UUID
) -> None:
    now = clock.now()
    require_schedule(now, wish.from_at, wish.until_at, until_before=row.until_at)
    await require_fillable(session, wish.rows)
    row.name, row.priority, row.is_published = wish.name, wish.priority, wish.is_published
    row.from_at, row.until_at = wish.from_at, wish.until_at
    row.audience = wish.audience.model_dump(mode="json", exclude_defaults=True)
    row.rows = [each.model_dump(mode="json", exclude_defaults=True) for each in wish.rows]
    row.version += 1
    row.updated_at, row.updated_by = now, by
    outbox.publish(session, HomeLayoutChanged(row.id))


async def _locked(session: WriteSession, layout_id: UUID, if_match: str | None) -> HomeLayoutRow:
    row = await repository.lock(session, layout_id)
    if row is None:
        raise HomeLayoutNotFound
    if not is_named(if_match, row.version):
        raise HomeLayoutChangedMeanwhile(
            "Read it again, then change it.", etag=etag_of(row.version)
        )
    return row
