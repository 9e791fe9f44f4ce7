"""Looks for what is left of a person, in every column of every table."""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import String, cast, or_, select

from streamverse.entrypoints.migrations.tables import metadata
from streamverse.kit.db import Database
from streamverse.kit.services import Services


async def tables_with(services: Services, traces: Iterable[UUID | str]) -> set[str]:
    """Return the tables in which any of the ids or texts stands anywhere, also within JSON."""
    words = [form for trace in traces for form in _forms(trace)]
    found: set[str] = set()
    async with services.get(Database).read() as session:
        for table in metadata.sorted_tables:
            stands = or_(
                *(cast(column, String).contains(word) for column in table.columns for word in words)
            )
            if (await session.execute(select(1).select_from(table).where(stands).limit(1))).first():
                found.add(table.name)
    return found


def _forms(trace: UUID | str) -> tuple[str, ...]:
    return (trace,) if isinstance(trace, str) else (str(trace), trace.hex)
