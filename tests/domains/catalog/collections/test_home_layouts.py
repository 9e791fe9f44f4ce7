"""Layouts of the home page: who may, which are refused, which one a viewer gets."""

from typing import Any
from uuid import UUID

import httpx
import pytest

from tests.domains.recommendations.shelf import Shelves, rows_of

LAYOUTS = "/api/v1/home-layouts"
NEW = {"kind": "new"}


class TestLayouts:
    async def test_are_for_editors(
        self, guest: httpx.AsyncClient, viewer: httpx.AsyncClient
    ) -> None:
        wish = {"name": "Mine", "rows": [NEW]}
        for client, status in ((guest, 401), (viewer, 403)):
            assert (await client.get(LAYOUTS)).status_code == status
            assert (await client.post(LAYOUTS, json=wish)).status_code == status
            preview = await client.post(f"{LAYOUTS}/preview", json={"layout": wish})
            assert preview.status_code == status

    @pytest.mark.parametrize(
        "facts",
        [
            {"rows": []},
            {"rows": [NEW] * 41},
            {"rows": [{"kind": "weather"}]},
            {"rows": [{"kind": "genre"}]},
            {"rows": [{"kind": "genre", "genre": "nowhere"}]},
            {"rows": [{"kind": "collection", "collection_id": str(UUID(int=7))}]},
            {"rows": [NEW], "audience": {"territories": ["Kenya"]}},
            {"rows": [NEW], "audience": {"shoe_size": 43}},
            {"rows": [NEW], "audience": {"languages": ["not a language"]}},
            {"rows": [NEW], "from_at": "2090-01-02T00:00:00Z", "until_at": "2090-01-01T00:00:00Z"},
            {"rows": [NEW], "until_at": "2020-01-01T00:00:00Z"},
        ],
    )
    async def test_are_refused_when_they_can_not_be_shown(
        self, editor: httpx.AsyncClient, facts: dict[str, Any]
    ) -> None:
        answer = await editor.post(LAYOUTS, json={"name": "Odd"} | facts)
        assert answer.status_code == 422
        assert (await editor.get(LAYOUTS)).json()["items"] == []

    async def test_refuse_who_has_not_read_the_newest(self, editor: httpx.AsyncClient) -> None:
        body = await laid(editor, [NEW])
        path, old = f"{LAYOUTS}/{body['id']}", {"if-match": '"1"'}
        wish = {"name": "Other", "rows": [NEW]}
        assert (await editor.put(path, json=wish, headers=old)).status_code == 200
        for answer in (
            await editor.put(path, json=wish, headers=old),
            await editor.delete(path, headers=old),
        ):
            assert (answer.status_code, answer.json()["code"]) == (412, "home_layout_changed")
        assert (await editor.delete(path, headers={"if-match": '"2"'})).status_code == 204
        assert (await editor.get(path)).json()["code"] == "home_layout_not_found"


class TestHome:
    async def test_has_the_rows_of_the_layout_in_its_order(
        self, editor: httpx.AsyncClient, guest: httpx.AsyncClient, shelves: Shelves
    ) -> None:
        one, _ = await shelves.titles(2, genres=["Drama"])
        made = await editor.post("/api/v1/collections", json={"name": "Rain", "is_published": True})
        collection = made.json()
        items = {"items": [{"title_id": str(one)}]}
        await editor.put(f"/api/v1/collections/{collection['id']}/items", json=items)
        await laid(
            editor,
            [
                {"kind": "genre", "genre": "drama", "name": "Tears", "names": {"hi": "आँसू"}},
                {"kind": "collection", "collection_id": collection["id"]},
                {"kind": "list"},
                {"kind": "kind", "title_kind": "series"},
                NEW,
            ],
        )
        answer = (await guest.get("/api/v1/home", params={"language": "hi"})).json()
        assert [(row["id"], row["name"]) for row in answer["rows"]] == [
            ("genre:drama", "आँसू"),
            ("collection:rain", "Rain"),
            ("new", "New"),
        ]

    async def test_is_by_the_highest_priority_that_fits(
        self,
        editor: httpx.AsyncClient,
        guest: httpx.AsyncClient,
        kid: httpx.AsyncClient,
        shelves: Shelves,
    ) -> None:
        await shelves.titles(2, genres=["Drama"], min_age=0)
        drama = {"kind": "genre", "genre": "drama"}
        await laid(editor, [NEW], priority=1)
        await laid(editor, [drama], priority=2, audience={"is_kids": True})
        await laid(editor, [drama, NEW], priority=3, audience={"territories": ["KE"]})
        await laid(editor, [drama, NEW], priority=4, audience={"plans": ["premium"]})
        await laid(editor, [drama, NEW], priority=5, is_published=False)
        await laid(editor, [drama, NEW], priority=6, from_at="2090-01-01T00:00:00Z")
        await laid(editor, [drama, NEW], priority=7, audience={"languages": ["sw"]})
        assert list(await rows_of(guest)) == ["new"]
        assert list(await rows_of(kid)) == ["genre:drama"]
        assert list(await rows_of(guest, language="sw")) == ["genre:drama", "new"]


class TestPreview:
    async def test_shows_what_any_viewer_would_get_and_nothing_else(
        self, editor: httpx.AsyncClient, shelves: Shelves
    ) -> None:
        await shelves.title("Kenya", window={"territories": ",KE,"})
        await shelves.title("Ducks", min_age=0)
        await shelves.title("Ghosts", min_age=18)
        layout = {"name": "Try", "rows": [{"kind": "continue"}, NEW]}
        for viewer, names in (
            ({}, ["Ghosts", "Ducks"]),
            ({"country": "KE"}, ["Ghosts", "Ducks", "Kenya"]),
            ({"is_kids": True, "max_age": 7}, ["Ducks"]),
            ({"max_age": 13}, ["Ducks"]),
            ({"at": "2001-01-01T00:00:00Z"}, []),
        ):
            answer = await editor.post(
                f"{LAYOUTS}/preview", json={"layout": layout, "viewer": viewer}
            )
            assert answer.status_code == 200, answer.text
            rows = {row["id"]: row["items"] for row in answer.json()["rows"]}
            assert [card["name"] for card in rows.get("new", [])] == names
            assert rows["continue"] == []

    async def test_refuses_a_layout_that_can_not_be_shown(self, editor: httpx.AsyncClient) -> None:
        layout = {"name": "Try", "rows": [{"kind": "genre", "genre": "nowhere"}]}
        answer = await editor.post(f"{LAYOUTS}/preview", json={"layout": layout})
        assert answer.json()["code"] == "bad_layout"
        for viewer in ({"platform": "fridge"}, {"country": "kenya"}, {"at": "2030-01-01T00:00:00"}):
            answer = await editor.post(f"{LAYOUTS}/preview", json={"viewer": viewer})
            assert answer.status_code == 422


async def laid(
    editor: httpx.AsyncClient, rows: list[dict[str, Any]], **facts: Any
) -> dict[str, Any]:
    """Make a published layout."""
    wish = {"name": "A layout", "rows": rows, "is_published": True} | facts
    answer = await editor.post(LAYOUTS, json=wish)
    assert answer.status_code == 201, answer.text
    return answer.json()
