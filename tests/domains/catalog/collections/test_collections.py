"""Collections: who may, what is refused, what viewers find in them."""

import asyncio
from datetime import timedelta
from typing import Any
from uuid import UUID

import httpx
import pytest

from streamverse.kit.services import Services
from tests.domains.recommendations.shelf import Shelves, counted_queries

COLLECTIONS = "/api/v1/collections"
BOTH_ENGINES = pytest.mark.parametrize("database", ["sqlite", "postgresql"], indirect=True)


class TestCreate:
    async def test_is_for_editors(
        self, guest: httpx.AsyncClient, viewer: httpx.AsyncClient
    ) -> None:
        wish = {"name": "Rain"}
        assert (await guest.post(COLLECTIONS, json=wish)).status_code == 401
        assert (await viewer.post(COLLECTIONS, json=wish)).status_code == 403

    @pytest.mark.parametrize(
        ("wish", "code"),
        [
            ({"kind": "smart"}, "collection_is_smart"),
            ({"query": {}}, "bad_items"),
            ({"kind": "smart", "query": {"colour": "red"}}, "invalid_fields"),
            ({"kind": "smart", "query": {"year_from": 2000, "year_to": 1990}}, "invalid_fields"),
            ({"kind": "smart", "query": {"limit": 100_000}}, "invalid_fields"),
            ({"name": "\u200b"}, "invalid_fields"),
            ({"name": "a\x00b"}, "invalid_fields"),
            ({"territories": ["XYZ"]}, "invalid_fields"),
            ({"territories": []}, "invalid_fields"),
            ({"from_at": "2030-03-29T00:00:00"}, "invalid_fields"),
            (
                {"from_at": "2030-05-01T00:00:00Z", "until_at": "2030-04-01T00:00:00Z"},
                "bad_schedule",
            ),
            ({"until_at": "2020-01-01T00:00:00Z"}, "bad_schedule"),
        ],
    )
    async def test_refuses_what_can_not_be(
        self, editor: httpx.AsyncClient, wish: dict[str, Any], code: str
    ) -> None:
        answer = await editor.post(COLLECTIONS, json={"name": "Rain"} | wish)
        assert answer.status_code in {409, 422}
        assert answer.json()["code"] == code

    async def test_takes_a_schedule_across_a_change_of_the_clocks(
        self, editor: httpx.AsyncClient
    ) -> None:
        """Between these the clocks of Berlin go forward: two hours by the wall, one in truth."""
        wish = {"from_at": "2030-03-31T01:30:00+01:00", "until_at": "2030-03-31T03:30:00+02:00"}
        body = await made(editor, "Rain", **wish)
        assert (body["from_at"], body["until_at"]) == (
            "2030-03-31T00:30:00Z",
            "2030-03-31T01:30:00Z",
        )
        ends_first = {
            "from_at": "2030-10-27T02:30:00+01:00",
            "until_at": "2030-10-27T02:45:00+02:00",
        }
        answer = await editor.post(COLLECTIONS, json={"name": "Fog"} | ends_first)
        assert answer.json()["code"] == "bad_schedule"

    async def test_gives_every_name_an_address_of_its_own(self, editor: httpx.AsyncClient) -> None:
        names = ("Élan", "Elan", "E\u0301lan", "雨")
        slugs = [(await made(editor, name))["slug"] for name in names]
        assert len(set(slugs)) == 4
        answer = await editor.post(COLLECTIONS, json={"name": "Other", "slug": slugs[0]})
        assert (answer.status_code, answer.json()["code"]) == (409, "slug_taken")

    async def test_makes_one_for_a_request_that_comes_twice(
        self, editor: httpx.AsyncClient
    ) -> None:
        key = {"idempotency-key": "one-collection"}
        bodies = [
            (await editor.post(COLLECTIONS, json={"name": "Rain"}, headers=key)).json()
            for _ in "12"
        ]
        assert bodies[0]["id"] == bodies[1]["id"]


class TestChange:
    async def test_refuses_who_has_not_read_the_newest(self, editor: httpx.AsyncClient) -> None:
        body = await made(editor, "Rain")
        path = f"{COLLECTIONS}/{body['id']}"
        old = {"if-match": f'"{body["version"]}"'}
        assert (await editor.patch(path, json={"name": "Snow"}, headers=old)).status_code == 200
        for answer in (
            await editor.patch(path, json={"name": "Hail"}, headers=old),
            await editor.put(path, json={"name": "Hail"}, headers=old),
            await editor.put(f"{path}/items", json={"items": []}, headers=old),
            await editor.delete(path, headers=old),
        ):
            assert (answer.status_code, answer.json()["code"]) == (412, "collection_changed")
        assert (await editor.get(path)).json()["name"] == "Snow"

    async def test_keeps_what_it_was_made_as(self, editor: httpx.AsyncClient) -> None:
        body = await made(editor, "Rain")
        wish: dict[str, Any] = {"name": "Rain", "kind": "smart", "query": {}}
        answer = await editor.put(f"{COLLECTIONS}/{body['id']}", json=wish)
        assert (answer.status_code, answer.json()["code"]) == (409, "kind_fixed")

    async def test_lets_a_schedule_that_has_passed_be_while_the_name_changes(
        self, editor: httpx.AsyncClient, shared: Services, clock: Any
    ) -> None:
        assert shared
        until = (clock.now() + timedelta(minutes=2)).isoformat()
        body = await made(editor, "Rain", until_at=until)
        clock.advance(minutes=4)
        path = f"{COLLECTIONS}/{body['id']}"
        wish = {"name": "Snow", "until_at": body["until_at"]}
        assert (await editor.put(path, json=wish)).status_code == 200


class TestItems:
    async def test_are_each_there_once(self, editor: httpx.AsyncClient, shelves: Shelves) -> None:
        title_id = str(await shelves.title("Film"))
        body = await made(editor, "Rain")
        for items in (
            [{"title_id": title_id}, {"title_id": title_id}],
            [{"title_id": str(UUID(int=7))}],
            [{"collection_id": str(UUID(int=7))}],
        ):
            answer = await put(editor, body, items)
            assert (answer.status_code, answer.json()["code"]) == (422, "bad_items")
        both = [{"title_id": title_id, "collection_id": body["id"]}]
        assert (await put(editor, body, both)).status_code == 422
        smart = await made(editor, "Smart", kind="smart", query={})
        assert (await put(editor, smart, [])).json()["code"] == "collection_is_smart"

    @BOTH_ENGINES
    async def test_never_stand_in_themselves_at_any_depth(self, editor: httpx.AsyncClient) -> None:
        one, two, three = [await made(editor, name) for name in ("One", "Two", "Three")]
        assert (await put(editor, two, [within(three)])).status_code == 200
        assert (await put(editor, one, [within(two)])).status_code == 200
        for outer, inner in ((one, one), (three, one), (three, two), (two, one)):
            answer = await put(editor, outer, [within(inner)])
            assert (answer.status_code, answer.json()["code"]) == (409, "collection_cycle")

    @BOTH_ENGINES
    async def test_make_no_cycle_when_two_editors_put_them_at_the_same_time(
        self, editor: httpx.AsyncClient
    ) -> None:
        for round_ in range(3):
            one, two = [await made(editor, f"{name} {round_}") for name in ("One", "Two")]
            answers = await asyncio.gather(
                put(editor, one, [within(two)]), put(editor, two, [within(one)])
            )
            assert sorted(answer.status_code for answer in answers) == [200, 409]


class TestTitlesOfCollection:
    async def test_are_not_there_before_it_is_open_here(
        self, editor: httpx.AsyncClient, guest: httpx.AsyncClient
    ) -> None:
        later = "2090-01-01T00:00:00Z"
        for facts in (
            {"is_published": False},
            {"from_at": later},
            {"territories": ["KE"]},
        ):
            body = await made(editor, f"Rain {facts}", **facts)
            for path in ("", "/titles"):
                answer = await guest.get(f"{COLLECTIONS}/{body['slug']}{path}")
                assert (answer.status_code, answer.json()["code"]) == (404, "collection_not_found")
        assert (await guest.get(COLLECTIONS)).json()["items"] == []
        assert len((await editor.get(COLLECTIONS)).json()["items"]) == 3

    @BOTH_ENGINES
    async def test_are_those_that_are_offered_in_the_order_of_the_editor(
        self, editor: httpx.AsyncClient, guest: httpx.AsyncClient, shelves: Shelves
    ) -> None:
        one, two = await shelves.titles(2)
        draft = await shelves.title("Draft", state="draft")
        abroad = await shelves.title("Abroad", window={"territories": ",KE,"})
        drama = await shelves.title("Drama", genres=["Drama"])
        smart = await made(editor, "Smart", kind="smart", query={"genre": ["drama"]})
        inner = await made(editor, "Inner")
        await put(editor, inner, [titled(one), within(smart)])
        outer = await made(editor, "Outer")
        items = [titled(draft), titled(two), within(inner), titled(abroad), titled(drama)]
        assert (await put(editor, outer, items)).status_code == 200
        path = f"{COLLECTIONS}/{outer['slug']}/titles"
        assert names(await guest.get(path)) == ["Film 1", "Film 0", "Drama"]
        first = await guest.get(path, params={"limit": 2})
        then = await guest.get(path, params={"cursor": first.json()["next_cursor"]})
        assert (names(first), names(then)) == (["Film 1", "Film 0"], ["Drama"])
        assert (await guest.get(path, params={"cursor": "WyJ4Il0"})).json()["code"] == "bad_cursor"
        shown = (await editor.get(f"{COLLECTIONS}/{outer['id']}/items")).json()["items"]
        assert [(each["title"] or each["collection"])["name"] for each in shown] == [
            "Draft",
            "Film 1",
            "Inner",
            "Abroad",
            "Drama",
        ]

    async def test_take_as_many_queries_for_many_as_for_few(
        self, editor: httpx.AsyncClient, guest: httpx.AsyncClient, shelves: Shelves
    ) -> None:
        body = await made(editor, "Rain")
        amounts: list[int] = []
        for count in (1, 20):
            titles = await shelves.titles(count, genres=["Drama"])
            await put(editor, body, [titled(each) for each in titles])
            for path in (f"{COLLECTIONS}/{body['slug']}/titles", COLLECTIONS):
                with counted_queries(shelves.database) as seen:
                    assert (await guest.get(path)).status_code == 200
                amounts.append(len(seen))
        assert amounts[:2] == amounts[2:]

    async def test_are_previewed_by_their_query(
        self, editor: httpx.AsyncClient, guest: httpx.AsyncClient, shelves: Shelves
    ) -> None:
        await shelves.titles(3, genres=["Drama"], year=1999)
        await shelves.title("Other", genres=["Crime"], year=2001)
        query = {"genre": ["drama", "crime"], "year_to": 2000, "sort": "oldest", "limit": 2}
        path = f"{COLLECTIONS}/preview"
        found = (await editor.post(path, json={"query": query})).json()
        assert ([each["name"] for each in found["items"]], found["total"]) == (
            ["Film 0", "Film 1"],
            2,
        )
        assert (await guest.post(path, json={"query": query})).status_code == 401


class TestDelete:
    async def test_leaves_the_titles_and_the_collections_around_it(
        self, editor: httpx.AsyncClient, guest: httpx.AsyncClient, shelves: Shelves
    ) -> None:
        inner, outer = await made(editor, "Inner"), await made(editor, "Outer")
        title_id = await shelves.title("Film")
        await put(editor, inner, [titled(title_id)])
        await put(editor, outer, [within(inner)])
        assert (await editor.delete(f"{COLLECTIONS}/{inner['id']}")).status_code == 204
        assert names(await guest.get(f"{COLLECTIONS}/outer/titles")) == []
        assert (await guest.get(f"/api/v1/titles/{title_id}")).status_code == 200


async def made(editor: httpx.AsyncClient, name: str, **facts: Any) -> dict[str, Any]:
    """Make a collection that everybody finds, but for what is said."""
    answer = await editor.post(COLLECTIONS, json={"name": name, "is_published": True} | facts)
    assert answer.status_code == 201, answer.text
    return answer.json()


async def put(
    editor: httpx.AsyncClient, body: dict[str, Any], items: list[dict[str, str]]
) -> httpx.Response:
    """Put titles and collections into one."""
    return await editor.put(f"{COLLECTIONS}/{body['id']}/items", json={"items": items})


def titled(title_id: UUID) -> dict[str, str]:
    """Return a title's place."""
    return {"title_id": str(title_id)}


def within(body: dict[str, Any]) -> dict[str, str]:
    """Return a collection's place."""
    return {"collection_id": body["id"]}


def names(answer: httpx.Response) -> list[str]:
    """Return the names in a list."""
    assert answer.status_code == 200, answer.text
    return [item["name"] for item in answer.json()["items"]]
