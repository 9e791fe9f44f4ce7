"""Numbers and times that no calendar and no column holds are refused, not stumbled over."""

import base64
import json
from typing import Any

import httpx
import pytest

from tests.domains.catalog.conftest import TITLES, MakeTitle

EXTREMES = ("9999-12-31T23:59:59-12:00", "9999-12-31T23:59:59Z", "0001-01-01T00:00:00+12:00")
LARGE = 10**30


def cursor(*position: Any) -> str:
    return base64.urlsafe_b64encode(json.dumps(position).encode()).decode().rstrip("=")


class TestTimes:
    @pytest.mark.parametrize("at", EXTREMES)
    async def test_that_no_clock_shows_are_refused(
        self,
        creator: httpx.AsyncClient,
        editor: httpx.AsyncClient,
        make_title: MakeTitle,
        at: str,
    ) -> None:
        path = f"{TITLES}/{(await make_title())['id']}"
        answers = [
            await creator.post(f"{path}/moves", json={"to": "published", "expire_at": at}),
            await creator.patch(path, json={"expire_at": at}),
            await creator.post(f"{path}/rights", json={"from_at": at}),
            await creator.post(TITLES, json={"name": "D", "state": "scheduled", "publish_at": at}),
            await creator.post(
                TITLES, json={"kind": "event", "name": "E", "event": {"starts_at": at}}
            ),
            await editor.post("/api/v1/collections", json={"name": "C", "from_at": at}),
            await creator.get(f"{path}/rights/calendar", params={"from": at, "to": at}),
            await creator.get(f"{path}/rights/decision", params={"at": at}),
        ]
        assert [each.status_code for each in answers] == [422] * len(answers)


class TestNumbers:
    async def test_that_no_column_holds_are_refused_in_cursors(
        self, creator: httpx.AsyncClient, editor: httpx.AsyncClient, make_title: MakeTitle
    ) -> None:
        path = f"{TITLES}/{(await make_title())['id']}"
        run = (await editor.post("/api/v1/exports", json={})).json()
        lists = [
            (creator, f"{path}/versions", cursor(LARGE)),
            (creator, f"{path}/versions", cursor(True)),  # noqa: FBT003 - JSON
            (editor, f"/api/v1/runs/{run['id']}/lines", cursor(LARGE)),
            (editor, "/api/v1/watch-folder", cursor(EXTREMES[0], "x")),
            (creator, "/api/v1/people", cursor("people", "a\x00", run["id"])),
            (creator, "/api/v1/people", base64.urlsafe_b64encode(b"[" * 30_000).decode()),
        ]
        for client, where, place in lists:
            answer = await client.get(where, params={"cursor": place})
            assert (answer.status_code, answer.json()["code"]) == (422, "bad_cursor"), where

    @pytest.mark.parametrize("wrong", [{"year": LARGE}, {"year": -1}, {"q": "a\x00b"}])
    async def test_that_no_title_has_are_refused_in_filters(
        self, creator: httpx.AsyncClient, wrong: dict[str, Any]
    ) -> None:
        wish = {"filter": wrong, "change": {"set": {"year": 2000}}}
        assert (await creator.post("/api/v1/batch/preview", json=wish)).status_code == 422
