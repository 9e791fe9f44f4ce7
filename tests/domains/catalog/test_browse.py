"""Genres, what pages say of titles, and how few queries a list takes."""

from collections.abc import Awaitable, Callable
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import httpx
import pytest
from sqlalchemy import event

from streamverse.domains.catalog.kinds import Platform
from streamverse.domains.catalog.page_facts import page_facts
from streamverse.domains.catalog.rights import Asker
from streamverse.kit.db import Database

TITLES = "/api/v1/titles"

MakeAsset = Callable[..., Awaitable[UUID]]
MakeTitle = Callable[..., Awaitable[dict[str, Any]]]


@contextmanager
def counted_queries(database: Database) -> Any:
    """Count the statements that read sessions send."""
    seen: list[str] = []

    def note(*facts: Any) -> None:
        seen.append(facts[2])

    engine = database._read_engine.sync_engine  # noqa: SLF001 - the engine is nobody else's concern  # pyright: ignore[reportPrivateUsage]
    event.listen(engine, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        event.remove(engine, "before_cursor_execute", note)


@pytest.fixture
async def library(make_title: MakeTitle) -> list[dict[str, Any]]:
    """Four films in two genres, one of them alone in its own."""
    genres = [["Drama"], ["Drama", "Nature"], ["Nature"], ["Odd"]]
    return [await make_title(f"Film {n}", genres=names) for n, names in enumerate(genres)]


class TestLists:
    async def test_take_as_many_queries_for_many_titles_as_for_few(
        self,
        guest: httpx.AsyncClient,
        database: Database,
        library: list[dict[str, Any]],
        make_title: MakeTitle,
    ) -> None:
        assert library
        amounts: list[int] = []
        for _ in range(2):
            with counted_queries(database) as seen:
                assert (await guest.get(TITLES)).status_code == 200
            amounts.append(len(seen))
            for number in range(6):
                await make_title(f"More {number}", genres=["Drama", "Nature"])
        assert amounts[0] == amounts[1]


class TestGenres:
    async def test_are_listed_with_their_titles(
        self, guest: httpx.AsyncClient, library: list[dict[str, Any]]
    ) -> None:
        assert library
        genres = (await guest.get("/api/v1/genres")).json()["items"]
        assert [(each["slug"], each["title_count"]) for each in genres] == [
            ("drama", 2),
            ("nature", 2),
            ("odd", 1),
        ]


def somebody() -> Asker:
    """Whoever asks now, on the web, from nowhere in particular."""
    return Asker(None, Platform.WEB, None, datetime.now(UTC))


class TestPageFacts:
    async def test_know_nothing_of_drafts_and_strangers(
        self, database: Database, make_title: MakeTitle
    ) -> None:
        await make_title(state="draft")
        async with database.read() as session:
            for path in ("/title/first-light", "/title/nobody", "/watch/nobody"):
                assert await page_facts(session, path, somebody()) is None

    async def test_describe_a_film_for_search_engines_and_previews(
        self, database: Database, make_title: MakeTitle
    ) -> None:
        title = await make_title(year=2026, tagline="Look.", genres=["Drama"], rating="PG")
        async with database.read() as session:
            facts = await page_facts(session, "/title/first-light", somebody())
            watch = await page_facts(session, f"/watch/{title['id']}", somebody())
        assert facts
        assert watch
        assert (facts.name, facts.description) == ("First Light (2026)", "Look.")
        assert facts.open_graph_type == "video.movie"
        assert "poster-0-640.jpg" in facts.image_url
        assert facts.json_ld["@type"] == "Movie"
        assert facts.json_ld["duration"] == "PT61S"
        assert facts.json_ld["genre"] == ["Drama"]
        assert watch.name == facts.name

    async def test_say_that_a_deleted_film_is_gone(
        self, database: Database, creator: httpx.AsyncClient, make_title: MakeTitle
    ) -> None:
        title = await make_title()
        await creator.delete(f"{TITLES}/{title['id']}")
        async with database.read() as session:
            facts = await page_facts(session, "/title/first-light", somebody())
        assert facts is not None
        assert facts.status == 410

    async def test_do_not_say_that_there_was_a_draft(
        self, database: Database, creator: httpx.AsyncClient, make_title: MakeTitle
    ) -> None:
        title = await make_title(state="draft")
        await creator.delete(f"{TITLES}/{title['id']}")
        async with database.read() as session:
            assert await page_facts(session, "/title/first-light", somebody()) is None

    async def test_keep_the_name_of_an_unpublished_upload_to_itself(
        self, database: Database, creator: httpx.AsyncClient, make_asset: MakeAsset
    ) -> None:
        asset_id = await make_asset(creator)
        async with database.read() as session:
            facts = await page_facts(session, f"/watch/{asset_id}", somebody())
        assert facts is not None
        assert facts.name == "Watch"
