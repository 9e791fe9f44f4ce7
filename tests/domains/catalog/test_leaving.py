"""Somebody leaves: they are told all of their titles' facts, and none of these stays behind."""

from collections.abc import Awaitable, Callable
from typing import Any
from uuid import UUID

import httpx
from sqlalchemy import func, select

from streamverse.domains.catalog import models
from streamverse.domains.catalog.privacy import erase, gather
from streamverse.domains.catalog.service.bulk.work import work_on
from streamverse.kit.db import Base, Database
from streamverse.kit.privacy import Person, Rows, Stored
from streamverse.kit.services import Services
from tests.domains.catalog.conftest import account_of

TITLES = "/api/v1/titles"

MakeTitle = Callable[..., Awaitable[dict[str, Any]]]


class TestGather:
    async def test_tells_everything_that_is_known_of_a_title(
        self,
        shared: Services,
        creator: httpx.AsyncClient,
        make_title: MakeTitle,
        picture: Callable[..., bytes],
    ) -> None:
        title = await make_title(
            credits=[{"name": "Om Puri"}],
            tags=["Night"],
            texts={"hi": {"name": "पहली रोशनी"}},
            ratings=[{"board": "cbfc", "rating": "U"}],
            markers=[{"kind": "chapter", "from_seconds": 1, "name": "Dusk"}],
        )
        file = {"file": ("p", picture(300, 450))}
        await creator.put(f"{TITLES}/{title['id']}/artwork/poster", files=file)
        person = Person(account_of(creator), ())
        rows: list[dict[str, Any]] = []
        stored: list[str] = []
        async for part in gather(shared, person):
            if isinstance(part, Rows) and part.path == "titles.json":
                rows = [dict(row) async for row in part.rows]
            if isinstance(part, Stored):
                stored.append(part.path)
        assert rows[0]["credits"][0]["name"] == "Om Puri"
        assert rows[0]["texts"]["hi"]["name"] == "पहली रोशनी"
        assert (rows[0]["tags"], rows[0]["ratings"][0]["rating"]) == (["Night"], "U")
        assert any(path.endswith("as-uploaded") for path in stored)


class TestErase:
    async def test_leaves_nothing_of_a_creators_titles(
        self, shared: Services, creator: httpx.AsyncClient, make_title: MakeTitle
    ) -> None:
        await make_title(
            credits=[{"name": "Om Puri"}],
            tags=["Night"],
            texts={"hi": {"name": "पहली रोशनी"}},
            ratings=[{"board": "cbfc", "rating": "U"}],
            external_ids={"imdb": "tt0111161"},
            releases=[{"released_on": "2026-01-01"}],
            markers=[{"kind": "chapter", "from_seconds": 1}],
        )
        async with shared.get(Database).write() as session:
            await erase(shared, session, Person(account_of(creator), ()))
        tables: tuple[type[Base], ...] = (
            models.TextRow,
            models.RatingRow,
            models.ExternalIdRow,
            models.ReleaseRow,
            models.MarkerRow,
            models.CreditRow,
            models.TitleTagRow,
        )
        async with shared.get(Database).read() as session:
            for table in tables:
                assert await session.scalar(select(func.count()).select_from(table)) == 0, table

    async def test_leaves_no_name_in_what_lists_go_by_or_runs_remember(
        self, shared: Services, creator: httpx.AsyncClient, make_title: MakeTitle
    ) -> None:
        title = await make_title("Lantern Light")
        wish = {"ids": [title["id"]], "change": {"set": {"tagline": "Lit"}}}
        run = (await creator.post("/api/v1/batch", json=wish)).json()
        await work_on(shared, UUID(run["id"]))
        async with shared.get(Database).write() as session:
            await erase(shared, session, Person(account_of(creator), ()))
        async with shared.get(Database).read() as session:
            row = await session.get_one(models.TitleRow, UUID(title["id"]))
            line = await session.get_one(models.BulkLineRow, (UUID(run["id"]), 1))
        assert (row.name, row.sort_name, line.name, line.before) == ("", "", "", None)
