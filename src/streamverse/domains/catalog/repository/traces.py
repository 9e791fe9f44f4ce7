"""The catalog's queries about what people left in the editorial flow."""

from collections.abc import AsyncIterator
from typing import Any
from uuid import UUID

from sqlalchemy import delete, select, update

from streamverse.domains.catalog.models import (
    BulkLineRow,
    HomeLayoutRow,
    RightsWindowRow,
    TitleFlagRow,
    TitleStepRow,
    TitleVersionRow,
)
from streamverse.kit.db import ReadSession, WriteSession
from streamverse.kit.privacy import facts_of

OF_TITLES = (TitleVersionRow, TitleStepRow, TitleFlagRow, RightsWindowRow)


async def traces_of(session: ReadSession, account_id: UUID) -> AsyncIterator[dict[str, Any]]:
    """Yield what somebody did to titles: steps, versions, reports, rights windows."""
    queries = (
        ("step", select(TitleStepRow).where(TitleStepRow.by == account_id)),
        ("version", select(TitleVersionRow).where(TitleVersionRow.changed_by == account_id)),
        ("report", select(TitleFlagRow).where(TitleFlagRow.by == account_id)),
        ("window", select(RightsWindowRow).where(RightsWindowRow.created_by == account_id)),
        ("home layout", select(HomeLayoutRow).where(HomeLayoutRow.updated_by == account_id)),
    )
    for what, query in queries:
        for row in await session.scalars(query):
            yield {"what": what, **facts_of(row, without=("resolved_by", "document", "rows"))}


async def forget_traces(session: WriteSession, account_id: UUID, nobody: UUID) -> None:
    """Forget that somebody did what was done, and what they said of it."""
    steps, versions, flags = TitleStepRow, TitleVersionRow, TitleFlagRow
    for query in (
        update(steps).where(steps.by == account_id).values(by=None, comment=""),
        update(versions)
        .where(versions.changed_by == account_id)
        .values(changed_by=nobody, comment=""),
        update(flags).where(flags.by == account_id).values(by=nobody, comment=""),
        update(flags).where(flags.resolved_by == account_id).values(resolved_by=None),
        update(RightsWindowRow)
        .where(RightsWindowRow.created_by == account_id)
        .values(created_by=None),
        update(HomeLayoutRow).where(HomeLayoutRow.updated_by == account_id).values(updated_by=None),
    ):
        await session.execute(query)


async def forget_history(session: WriteSession, title_id: UUID) -> None:
    """Forget a title's versions, steps, flags and windows, and what runs remember of it."""
    for table in OF_TITLES:
        await session.execute(delete(table).where(table.title_id == title_id))
    lines = update(BulkLineRow).where(BulkLineRow.title_id == title_id)
    await session.execute(lines.values(name="", before=None, problems=[]))
