"""The home page, genres, and how few queries any of it takes."""

from collections.abc import Awaitable, Callable, Iterable
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import httpx
import pytest
from sqlalchemy import event

from streamverse.domains.catalog.kinds import Platform
from streamverse.domains.catalog.page_facts import page_facts
from streamverse.domains.catalog.ports import ResumePoint, ResumePoints
from streamverse.domains.catalog.rights import Asker
from streamverse.domains.media.public import AssetState
from streamverse.kit.db import Database, ReadSession
from streamverse.kit.services import Services
from tests.domains.catalog.conftest import viewer_key

TITLES = "/api/v1/titles"
HOME = "/api/v1/home"

MakeAsset = Callable[..., Awaitable[UUID]]
MakeTitle = Callable[..., Awaitable[dict[str, Any]]]


class Remembered:
    """Resume points of one viewer."""

    def __init__(self, viewer_key: str, points: tuple[ResumePoint, ...]) -> None:
        self.viewer_key = viewer_key
        self.points = points

    async def recent(
        self, session: ReadSession, viewer_key: str, limit: int
    ) -> tuple[ResumePoint, ...]:
        assert session
        return self.points[:limit] if viewer_key == self.viewer_key else ()

    async def positions(
        self, session: ReadSession, viewer_key: str, title_ids: Iterable[UUID]
    ) -> dict[UUID, float]:
        points = await self.recent(session, viewer_key, 100)
        wanted = set(title_ids)
        return {each.title_id: each.position_seconds for each in points if each.title_id in wanted}


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


class TestHome:
    async def test_is_empty_where_nothing_is_published(self, guest: httpx.AsyncClient) -> None:
        assert (await guest.get(HOME)).json() == {"hero": None, "rows": []}

    @pytest.mark.parametrize("database", ["sqlite", "postgresql"], indirect=True)
    async def test_has_what_is_new_and_every_genre_with_some_titles(
        self, guest: httpx.AsyncClient, library: list[dict[str, Any]]
    ) -> None:
        home = (await guest.get(HOME)).json()
        shown = {row["id"]: [item["name"] for item in row["items"]] for row in home["rows"]}
        assert shown == {
            "new": ["Film 3", "Film 2", "Film 1", "Film 0"],
            "genre:drama": ["Film 1", "Film 0"],
            "genre:nature": ["Film 2", "Film 1"],
        }
        assert home["hero"]["id"] == library[3]["id"]

    async def test_puts_what_can_be_played_at_the_top(
        self,
        guest: httpx.AsyncClient,
        creator: httpx.AsyncClient,
        library: list[dict[str, Any]],
        make_asset: MakeAsset,
        make_title: MakeTitle,
    ) -> None:
        preparing = await make_asset(creator, AssetState.PREPARING)
        await make_title("Soon", asset_id=str(preparing))
        home = (await guest.get(HOME)).json()
        assert home["rows"][0]["items"][0]["name"] == "Soon"
        assert not home["rows"][0]["items"][0]["is_playable"]
        assert home["hero"]["id"] == library[3]["id"]

    async def test_goes_on_where_this_viewer_stopped(
        self,
        shared: Services,
        viewer: httpx.AsyncClient,
        guest: httpx.AsyncClient,
        library: list[dict[str, Any]],
    ) -> None:
        key = await viewer_key(shared, viewer)
        point = ResumePoint(UUID(library[1]["id"]), None, 12.5)
        shared.add(Remembered(key, (point,)), as_=ResumePoints)
        row = (await viewer.get(HOME)).json()["rows"][0]
        assert row["id"] == "continue"
        assert [item["position_seconds"] for item in row["items"]] == [12.5]
        title = await viewer.get(f"{TITLES}/{library[1]['id']}")
        assert title.json()["position_seconds"] == 12.5
        assert (await guest.get(HOME)).json()["rows"][0]["id"] == "new"

    async def test_takes_as_many_queries_for_many_titles_as_for_few(
        self,
        guest: httpx.AsyncClient,
        database: Database,
        library: list[dict[str, Any]],
        make_title: MakeTitle,
    ) -> None:
        assert library
        amounts: list[int] = []
        for _ in range(2):
            for path in (HOME, TITLES):
                with counted_queries(database) as seen:
                    assert (await guest.get(path)).status_code == 200
                amounts.append(len(seen))
            for number in range(6):
                await make_title(f"More {number}", genres=["Drama", "Nature"])
        assert amounts[:2] == amounts[2:]
        assert amounts[0] <= 12
        assert amounts[1] <= 5


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

    async def test_keep_the_name_of_an_unpublished_upload_to_itself(
        self, database: Database, creator: httpx.AsyncClient, make_asset: MakeAsset
    ) -> None:
        asset_id = await make_asset(creator)
        async with database.read() as session:
            facts = await page_facts(session, f"/watch/{asset_id}", somebody())
        assert facts is not None
        assert facts.name == "Watch"
