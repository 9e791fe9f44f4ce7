"""How often titles were watched."""

from uuid import uuid4

import httpx

from streamverse.domains.playback import repository
from streamverse.kit.db import Database
from streamverse.kit.services import Services
from tests.domains.catalog.queries import counted

VIEWS = "/api/v1/playback/views"


class TestReadViews:
    """GET /playback/views."""

    async def test_is_not_for_guests(self, guest: httpx.AsyncClient) -> None:
        """Who makes nothing has no table of views."""
        assert (await guest.get(VIEWS, params={"title_id": str(uuid4())})).status_code == 401

    async def test_refuses_more_titles_than_a_page_has(self, owner: httpx.AsyncClient) -> None:
        """A hundred at once are enough."""
        many = {"title_id": [str(uuid4()) for _ in range(101)]}
        assert (await owner.get(VIEWS, params=many)).status_code == 422

    async def test_adds_up_what_a_title_plays(
        self, owner: httpx.AsyncClient, playback: Services
    ) -> None:
        """Two episodes of a series, and a title that nobody watched; one query for all."""
        series, unseen = uuid4(), uuid4()
        database = playback.get(Database)
        for _ in range(2):
            async with database.write() as session:
                await repository.add_view(session, uuid4(), series, is_sqlite=True)
        many = [str(series), str(unseen), *(str(uuid4()) for _ in range(20))]
        with counted(database) as queries:
            answer = await owner.get(VIEWS, params={"title_id": many})
        views = answer.json()["views"]
        assert (views[str(series)], views[str(unseen)]) == (2, 0)
        assert sum("view_counts" in each for each in queries) == 1
