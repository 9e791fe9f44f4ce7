"""Runs of somebody who edited the catalog and does so no longer."""

from uuid import UUID

import httpx
from sqlalchemy import update

from streamverse.domains.catalog.models import BulkRunRow
from streamverse.kit.db import Database
from streamverse.kit.services import Services
from tests.domains.catalog.bulk.conftest import Imported
from tests.domains.catalog.conftest import account_of


class TestARunOfAnEditor:
    async def test_is_not_theirs_any_more_when_they_are_none(
        self, shared: Services, creator: httpx.AsyncClient, imported: Imported
    ) -> None:
        run = await imported("slug,name\na,A\n")
        async with shared.get(Database).write() as session:
            query = update(BulkRunRow).where(BulkRunRow.id == UUID(run["id"]))
            await session.execute(query.values(asked_by=account_of(creator)))
        path = f"/api/v1/runs/{run['id']}"
        answers = [
            await creator.get(path),
            await creator.get(f"{path}/report.csv"),
            await creator.post(f"{path}/undo"),
        ]
        assert [each.status_code for each in answers] == [404] * 3
