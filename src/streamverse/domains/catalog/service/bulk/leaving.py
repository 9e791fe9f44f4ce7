"""What becomes of runs: forgotten with whoever asked, and gone with their files when old."""

from collections.abc import AsyncIterator, Mapping
from datetime import datetime
from typing import Any

from streamverse.domains.catalog.repository import bulk as repository
from streamverse.domains.catalog.service.bulk.room import result_key
from streamverse.kit.db import Database, ReadSession
from streamverse.kit.objects import Objects
from streamverse.kit.privacy import Person, facts_of
from streamverse.kit.services import Services


async def runs_asked_by(session: ReadSession, person: Person) -> AsyncIterator[Mapping[str, Any]]:
    """Yield the runs that somebody asked for."""
    for row in await repository.runs_of(session, person.account_id):
        yield facts_of(row, without=("source_key", "options"))


async def forget_runs(services: Services, before: datetime) -> int:
    """Delete runs that ended before an instant, with their files; returns how many."""
    async with services.get(Database).read() as session:
        rows = await repository.runs_before(session, before)
    for row in rows:
        keys = [row.source_key, result_key(row.id, row.format)]
        await services.get(Objects).delete([key for key in keys if key and not key.endswith(".")])
        async with services.get(Database).write() as session:
            await repository.delete_run(session, row.id)
    return len(rows)
