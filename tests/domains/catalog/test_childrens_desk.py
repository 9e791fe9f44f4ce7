"""A child who uses the account of somebody who makes titles has no desk."""

import httpx
import pytest

from tests.domains.catalog.conftest import TITLES, MakeTitle

YEAR = {"from": "2020-01-01T00:00:00Z", "to": "2029-12-01T00:00:00Z"}


class TestAChild:
    @pytest.mark.parametrize(
        "path",
        [
            f"{TITLES}?mine=true",
            f"{TITLES}?mine=true&state=draft&include=desk",
            f"{TITLES}/deleted",
            f"/api/v1/rights/calendar?from={YEAR['from']}&to={YEAR['to']}",
        ],
    )
    async def test_sees_nothing_of_what_is_being_made(
        self, kid: httpx.AsyncClient, creator: httpx.AsyncClient, make_title: MakeTitle, path: str
    ) -> None:
        await make_title("Grown Up", min_age=18, access="free", state="draft")
        gone = await make_title("Gone", min_age=18)
        await creator.delete(f"{TITLES}/{gone['id']}")
        answer = await kid.get(path)
        assert (answer.status_code, answer.json()["items"]) == (200, [])
        shown = (await creator.get(path)).json()["items"]
        assert len(shown) == 1
