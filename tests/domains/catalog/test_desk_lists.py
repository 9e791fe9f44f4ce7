"""What editors and owners see of titles in a list, and others do not."""

from collections.abc import Awaitable, Callable
from typing import Any

import httpx

from streamverse.kit.db import Database
from streamverse.kit.services import Services
from tests.domains.catalog.queries import counted

TITLES = "/api/v1/titles"
DESK = {"include": "desk"}

MakeTitle = Callable[..., Awaitable[dict[str, Any]]]


async def listed(client: httpx.AsyncClient, **params: Any) -> list[dict[str, Any]]:
    answer = await client.get(TITLES, params=params)
    assert answer.status_code == 200, answer.text
    return answer.json()["items"]


class TestDesk:
    """GET /titles?include=desk."""

    async def test_tells_strangers_nothing(
        self, guest: httpx.AsyncClient, other: httpx.AsyncClient, make_title: MakeTitle
    ) -> None:
        """A published title has no desk for who may not change it."""
        await make_title("First Light", state="published")
        for client in (guest, other):
            [title] = await listed(client, **DESK)
            assert title["desk"] is None

    async def test_shows_nobody_but_editors_the_drafts_of_everybody(
        self,
        other: httpx.AsyncClient,
        editor: httpx.AsyncClient,
        make_title: MakeTitle,
    ) -> None:
        """`desk=true` is all titles to editors, and the usual list to others."""
        await make_title("A Draft", state="draft")
        assert await listed(other, desk=True) == []
        assert [each["name"] for each in await listed(editor, desk=True)] == ["A Draft"]

    async def test_says_as_much_as_the_titles_own_readiness(
        self, creator: httpx.AsyncClient, make_title: MakeTitle
    ) -> None:
        """The percent in the table is the percent in the editor."""
        made = await make_title("First Light", genres=["Drama"], credits=[{"name": "Om"}])
        [title] = await listed(creator, mine=True, **DESK)
        ready = (await creator.get(f"{TITLES}/{made['id']}/readiness")).json()
        assert title["desk"]["completeness"] == ready["percent"]
        assert title["desk"]["version"] == made["version"]
        assert not title["desk"]["is_flagged"]

    async def test_asks_as_often_for_twenty_titles_as_for_one(
        self, creator: httpx.AsyncClient, make_title: MakeTitle, shared: Services
    ) -> None:
        """No query count grows with the number of rows."""

        async def queries() -> int:
            with counted(shared.get(Database)) as statements:
                await listed(creator, mine=True, **DESK)
            return len(statements)

        await make_title("Film 0", genres=["Drama"], credits=[{"name": "Om"}])
        few = await queries()
        for number in range(1, 20):
            await make_title(f"Film {number}", genres=["Drama"], credits=[{"name": "Om"}])
        assert await queries() == few
