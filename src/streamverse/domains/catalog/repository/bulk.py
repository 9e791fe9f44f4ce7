"""The queries about runs, their lines, and the watch folder."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, func, or_, select, update
from sqlalchemy.sql.elements import ColumnElement

from streamverse.domains.catalog.models import (
    BulkLineRow,
    BulkRunRow,
    ExternalIdRow,
    TextRow,
    TitleRow,
    TitleVersionRow,
)
from streamverse.kit.db import ReadSession, WriteSession

NOBODY = UUID(int=0)


async def run(session: ReadSession, run_id: UUID) -> BulkRunRow | None:
    """Return a run."""
    return await session.get(BulkRunRow, run_id)


async def lock_run(session: WriteSession, run_id: UUID) -> BulkRunRow | None:
    """Return a run and keep other writers away from it until the transaction ends."""
    query = select(BulkRunRow).where(BulkRunRow.id == run_id).with_for_update()
    return await session.scalar(query)


async def list_runs(
    session: ReadSession, asked_by: UUID | None, kind: str, after: UUID | None, limit: int
) -> Sequence[BulkRunRow]:
    """Return runs, the newest first, one more than `limit` when there is a next page."""
    query = select(BulkRunRow).order_by(BulkRunRow.id.desc()).limit(limit + 1)
    if asked_by is not None:
        query = query.where(BulkRunRow.asked_by == asked_by)
    if kind:
        query = query.where(BulkRunRow.kind == kind)
    if after is not None:
        query = query.where(BulkRunRow.id < after)
    return (await session.scalars(query)).all()


async def last_line(session: ReadSession, run_id: UUID) -> int:
    """Return the number of the last line that is done, 0 before the first."""
    query = select(func.max(BulkLineRow.number)).where(BulkLineRow.run_id == run_id)
    return await session.scalar(query) or 0


async def lines(
    session: ReadSession, run_id: UUID, outcome: str, after: int, limit: int
) -> Sequence[BulkLineRow]:
    """Return lines of a run in the file's order, one more than `limit` if there are more."""
    query = (
        select(BulkLineRow)
        .where(BulkLineRow.run_id == run_id, BulkLineRow.number > after)
        .order_by(BulkLineRow.number)
        .limit(limit + 1)
    )
    if outcome:
        query = query.where(BulkLineRow.outcome == outcome)
    return (await session.scalars(query)).all()


async def slugs_of(session: ReadSession, title_ids: Sequence[UUID]) -> dict[UUID, str]:
    """Return the addresses of those titles that are still there."""
    query = select(TitleRow.id, TitleRow.slug).where(
        TitleRow.id.in_(set(title_ids)), TitleRow.deleted_at.is_(None)
    )
    return {row.id: row.slug for row in await session.execute(query)}


async def titles_by_keys(
    session: ReadSession, ids: set[UUID], slugs: set[str]
) -> Sequence[TitleRow]:
    """Return the titles that have one of these ids or addresses."""
    is_one = or_(TitleRow.id.in_(ids), TitleRow.slug.in_(slugs))
    query = select(TitleRow).where(TitleRow.deleted_at.is_(None), is_one)
    return (await session.scalars(query)).all()


async def subjects_of(session: ReadSession, values: set[str]) -> dict[tuple[str, str], UUID]:
    """Return by (source, value) which title each of these outer ids names."""
    query = (
        select(ExternalIdRow.source, ExternalIdRow.value, ExternalIdRow.subject_id)
        .join(TitleRow, TitleRow.id == ExternalIdRow.subject_id)
        .where(ExternalIdRow.value.in_(values), TitleRow.deleted_at.is_(None))
    )
    return {(source, value): found for source, value, found in await session.execute(query)}


async def versions_kept(session: ReadSession, title_ids: Sequence[UUID]) -> set[tuple[UUID, int]]:
    """Return (title, number) of what these titles were like, as far as it is kept."""
    query = select(TitleVersionRow.title_id, TitleVersionRow.number).where(
        TitleVersionRow.title_id.in_(set(title_ids))
    )
    return {(row.title_id, row.number) for row in await session.execute(query)}


async def languages_in_use(session: ReadSession) -> list[str]:
    """Return the languages in which there are texts."""
    query = select(TextRow.language).distinct().order_by(TextRow.language)
    return list(await session.scalars(query))


async def titles_after(
    session: ReadSession, conditions: Sequence[ColumnElement[bool]], after: UUID | None, limit: int
) -> Sequence[TitleRow]:
    """Return titles by their ids, so that a walk through all of them misses none."""
    query = select(TitleRow).where(TitleRow.deleted_at.is_(None), *conditions)
    if after is not None:
        query = query.where(TitleRow.id > after)
    return (await session.scalars(query.order_by(TitleRow.id).limit(limit))).all()


async def count_titles(session: ReadSession, conditions: Sequence[ColumnElement[bool]]) -> int:
    """Return how many titles these conditions leave."""
    query = select(func.count()).select_from(TitleRow)
    return await session.scalar(query.where(TitleRow.deleted_at.is_(None), *conditions)) or 0


async def lines_to_undo(session: ReadSession, run_id: UUID) -> dict[UUID, list[BulkLineRow]]:
    """Return by title what a run did to it, in the order in which it did."""
    query = (
        select(BulkLineRow)
        .where(
            BulkLineRow.run_id == run_id,
            BulkLineRow.outcome.in_(("created", "changed")),
            BulkLineRow.title_id.is_not(None),
        )
        .order_by(BulkLineRow.number)
    )
    found: dict[UUID, list[BulkLineRow]] = {}
    for line in await session.scalars(query):
        if line.title_id is not None:
            found.setdefault(line.title_id, []).append(line)
    return found


async def mark_lines(
    session: WriteSession,
    run_id: UUID,
    title_id: UUID,
    outcome: str,
    problems: Sequence[Mapping[str, str]],
) -> None:
    """Say of all lines about a title how their undoing went."""
    query = update(BulkLineRow).where(
        BulkLineRow.run_id == run_id,
        BulkLineRow.title_id == title_id,
        BulkLineRow.outcome.in_(("created", "changed")),
    )
    await session.execute(query.values(outcome=outcome, problems=list(problems)))


async def runs_before(session: ReadSession, instant: datetime) -> Sequence[BulkRunRow]:
    """Return runs that ended before an instant."""
    query = select(BulkRunRow).where(BulkRunRow.finished_at < instant)
    return (await session.scalars(query)).all()


async def delete_run(session: WriteSession, run_id: UUID) -> None:
    """Delete a run with its lines."""
    await session.execute(delete(BulkLineRow).where(BulkLineRow.run_id == run_id))
    await session.execute(delete(BulkRunRow).where(BulkRunRow.id == run_id))


async def runs_of(session: ReadSession, account_id: UUID) -> Sequence[BulkRunRow]:
    """Return everything that an account has had done."""
    query = select(BulkRunRow).where(BulkRunRow.asked_by == account_id)
    return (await session.scalars(query.order_by(BulkRunRow.id))).all()


async def forget_asker(session: WriteSession, account_id: UUID) -> None:
    """Forget that an account asked for runs, and what its files were called."""
    query = update(BulkRunRow).where(BulkRunRow.asked_by == account_id)
    await session.execute(query.values(asked_by=NOBODY, file_name=""))
