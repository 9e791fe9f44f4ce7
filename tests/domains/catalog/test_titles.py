"""Titles: who may do what with them, and what comes of it."""

from collections.abc import Awaitable, Callable
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest

TITLES = "/api/v1/titles"

MakeTitle = Callable[..., Awaitable[dict[str, Any]]]
MakeAsset = Callable[..., Awaitable[Any]]


class TestCreateTitle:
    async def test_refuses_guests_and_viewers(
        self, guest: httpx.AsyncClient, viewer: httpx.AsyncClient
    ) -> None:
        assert (await guest.post(TITLES, json={"name": "Mine"})).status_code == 401
        assert (await viewer.post(TITLES, json={"name": "Mine"})).status_code == 403

    async def test_makes_a_draft_and_says_what_it_lacks(self, creator: httpx.AsyncClient) -> None:
        answer = await creator.post(TITLES, json={"name": "First Light"})
        title = answer.json()
        assert answer.status_code == 201
        assert answer.headers["location"] == f"{TITLES}/{title['id']}"
        assert answer.headers["etag"] == '"1"'
        assert title["state"] == "draft"
        assert title["missing"] == ["synopsis", "asset"]

    async def test_writes_the_address_in_plain_letters_and_once_each(
        self, creator: httpx.AsyncClient
    ) -> None:
        names = ["Ça ira: Épisode №1!", "पहली रोशनी", "Ça ira: Épisode №1!", "…"]
        slugs = [(await creator.post(TITLES, json={"name": name})).json()["slug"] for name in names]
        assert slugs[0].startswith("ca-ira-episode")
        assert slugs[1] == "phli-rosni"
        assert slugs[2] == f"{slugs[0]}-2"
        assert slugs[3]

    async def test_refuses_an_address_that_is_taken(self, creator: httpx.AsyncClient) -> None:
        body = {"name": "A", "slug": "first-light"}
        assert (await creator.post(TITLES, json=body)).status_code == 201
        again = await creator.post(TITLES, json=body)
        assert again.status_code == 409
        assert again.json()["code"] == "slug_taken"

    async def test_refuses_an_upload_of_somebody_else(
        self, creator: httpx.AsyncClient, other: httpx.AsyncClient, make_asset: MakeAsset
    ) -> None:
        theirs = await make_asset(other)
        for asset_id in (theirs, uuid4()):
            answer = await creator.post(TITLES, json={"name": "A", "asset_id": str(asset_id)})
            assert answer.status_code == 422
            assert answer.json()["code"] == "asset_not_usable"

    @pytest.mark.parametrize(
        "wrong",
        [
            {"name": ""},
            {"name": "x" * 201},
            {"name": "nul \x00"},
            {"name": "A", "year": 99},
            {"name": "A", "slug": "Not A Slug"},
            {"name": "A", "languages": ["not a language"]},
            {"name": "A", "kind": "opera"},
            {"name": "A", "genres": [""]},
            {"name": "A", "runtime_seconds": -1},
        ],
    )
    async def test_refuses_facts_that_cannot_be(
        self, creator: httpx.AsyncClient, wrong: dict[str, Any]
    ) -> None:
        answer = await creator.post(TITLES, json=wrong)
        assert answer.status_code == 422
        assert answer.json()["errors"]

    async def test_acts_once_for_one_idempotency_key(self, creator: httpx.AsyncClient) -> None:
        headers = {"Idempotency-Key": "upload-7"}
        first = await creator.post(TITLES, json={"name": "A"}, headers=headers)
        again = await creator.post(TITLES, json={"name": "A"}, headers=headers)
        assert again.status_code == 201
        assert again.json() == first.json()
        assert again.headers["location"] == first.headers["location"]
        mine = await creator.get(TITLES, params={"mine": True})
        assert len(mine.json()["items"]) == 1
        changed = await creator.post(TITLES, json={"name": "B"}, headers=headers)
        assert changed.json()["code"] == "idempotency_key_reused"


class TestReadTitle:
    async def test_hides_a_draft_from_all_but_its_owner_and_editors(
        self,
        guest: httpx.AsyncClient,
        other: httpx.AsyncClient,
        creator: httpx.AsyncClient,
        editor: httpx.AsyncClient,
    ) -> None:
        path = f"{TITLES}/{(await creator.post(TITLES, json={'name': 'A'})).json()['id']}"
        assert (await guest.get(path)).status_code == 404
        assert (await other.get(path)).status_code == 404
        assert (await creator.get(path)).status_code == 200
        assert (await editor.get(path)).status_code == 200

    async def test_finds_a_title_by_id_and_by_slug(
        self, guest: httpx.AsyncClient, make_title: MakeTitle
    ) -> None:
        title = await make_title(genres=["Science Fiction", "Drama"], year=2026)
        by_slug = (await guest.get(f"{TITLES}/first-light")).json()
        assert by_slug == (await guest.get(f"{TITLES}/{title['id']}")).json()
        assert by_slug["genres"] == [
            {"slug": "science-fiction", "name": "Science Fiction"},
            {"slug": "drama", "name": "Drama"},
        ]
        assert by_slug["runtime_seconds"] == 61
        assert by_slug["is_playable"]
        assert by_slug["position_seconds"] is None

    async def test_shows_a_frame_of_the_film_where_no_artwork_was_given(
        self, guest: httpx.AsyncClient, make_title: MakeTitle
    ) -> None:
        await make_title()
        artwork = (await guest.get(f"{TITLES}/first-light")).json()["artwork"]
        assert artwork["poster"] is None
        assert artwork["still"]["dominant_color"] == "#102030"
        assert artwork["backdrop"]["images"][0]["width"] == 640

    @pytest.mark.parametrize("key", ["nothing-here", "%00", "..", "' OR 1=1", str(UUID(int=7))])
    async def test_answers_404_for_what_is_not_there(
        self, guest: httpx.AsyncClient, key: str
    ) -> None:
        assert (await guest.get(f"{TITLES}/{key}")).status_code == 404


class TestChangeTitle:
    async def test_refuses_whoever_does_not_own_it(
        self,
        guest: httpx.AsyncClient,
        other: httpx.AsyncClient,
        make_title: MakeTitle,
    ) -> None:
        path = f"{TITLES}/{(await make_title())['id']}"
        assert (await guest.patch(path, json={"name": "B"})).status_code == 401
        assert (await other.patch(path, json={"name": "B"})).json()["code"] == "not_your_title"
        assert (await other.delete(path)).status_code == 403

    async def test_changes_what_is_sent_and_nothing_else(
        self, creator: httpx.AsyncClient, editor: httpx.AsyncClient, make_title: MakeTitle
    ) -> None:
        title = await make_title(year=2026, genres=["Drama"])
        path = f"{TITLES}/{title['id']}"
        mine = (await creator.patch(path, json={"tagline": "Look."})).json()
        assert (mine["tagline"], mine["year"], mine["state"]) == ("Look.", 2026, "published")
        assert [genre["slug"] for genre in mine["genres"]] == ["drama"]
        edited = (await editor.patch(path, json={"year": None, "genres": ["Short"]})).json()
        assert (edited["tagline"], edited["year"]) == ("Look.", None)
        assert [genre["slug"] for genre in edited["genres"]] == ["short"]

    async def test_replaces_everything_by_put(
        self, creator: httpx.AsyncClient, make_title: MakeTitle
    ) -> None:
        title = await make_title(year=2026, tagline="Look.")
        body = {"name": "Second Light", "state": "draft"}
        replaced = (await creator.put(f"{TITLES}/{title['id']}", json=body)).json()
        assert replaced["name"] == "Second Light"
        assert (replaced["year"], replaced["tagline"], replaced["asset_id"]) == (None, "", None)
        assert replaced["state"] == "draft"
        assert replaced["slug"] == "first-light"

    async def test_refuses_to_leave_a_published_title_with_nothing_to_play(
        self, creator: httpx.AsyncClient, make_title: MakeTitle
    ) -> None:
        path = f"{TITLES}/{(await make_title())['id']}"
        for answer in (
            await creator.put(path, json={"name": "B", "synopsis": "Still a film."}),
            await creator.patch(path, json={"asset_id": None}),
        ):
            assert answer.status_code == 409
            assert answer.json()["missing"] == ["asset"]
        assert (await creator.get(path)).json()["name"] == "First Light"

    async def test_refuses_to_make_a_series_of_a_film(
        self, creator: httpx.AsyncClient, make_title: MakeTitle
    ) -> None:
        path = f"{TITLES}/{(await make_title())['id']}"
        answer = await creator.put(path, json={"name": "B", "kind": "series"})
        assert answer.json()["code"] == "kind_fixed"

    async def test_refuses_a_change_of_a_version_that_is_gone(
        self, creator: httpx.AsyncClient, make_title: MakeTitle
    ) -> None:
        path = f"{TITLES}/{(await make_title())['id']}"
        seen = {"If-Match": (await creator.get(path)).headers["etag"]}
        first = await creator.patch(path, json={"name": "B"}, headers=seen)
        assert first.status_code == 200
        late = await creator.patch(path, json={"name": "C"}, headers=seen)
        assert late.status_code == 412
        assert late.json()["code"] == "title_changed"
        newest = {"If-Match": first.headers["etag"]}
        assert (await creator.patch(path, json={"name": "C"}, headers=newest)).status_code == 200


class TestPublishTitle:
    async def test_refuses_whoever_does_not_own_it(
        self, viewer: httpx.AsyncClient, creator: httpx.AsyncClient
    ) -> None:
        title = (await creator.post(TITLES, json={"name": "A"})).json()
        answer = await viewer.post(f"{TITLES}/{title['id']}/publish")
        assert answer.status_code == 404

    async def test_lists_what_is_missing(self, creator: httpx.AsyncClient) -> None:
        title = (await creator.post(TITLES, json={"name": "A"})).json()
        answer = await creator.post(f"{TITLES}/{title['id']}/publish")
        assert answer.status_code == 409
        assert answer.json()["code"] == "title_not_ready"
        assert answer.json()["missing"] == ["synopsis", "asset"]

    async def test_shows_the_title_and_hides_it_again(
        self, creator: httpx.AsyncClient, guest: httpx.AsyncClient, make_title: MakeTitle
    ) -> None:
        path = f"{TITLES}/{(await make_title(state='draft'))['id']}"
        assert (await guest.get(path)).status_code == 404
        published = (await creator.post(f"{path}/publish")).json()
        assert published["published_at"]
        assert (await guest.get(path)).status_code == 200
        await creator.post(f"{path}/unpublish")
        assert (await guest.get(path)).status_code == 404


class TestDeleteTitle:
    async def test_takes_it_from_every_list_and_keeps_its_address(
        self, creator: httpx.AsyncClient, guest: httpx.AsyncClient, make_title: MakeTitle
    ) -> None:
        title = await make_title(genres=["Drama"])
        assert (await creator.delete(f"{TITLES}/{title['id']}")).status_code == 204
        assert (await guest.get(f"{TITLES}/first-light")).status_code == 404
        assert (await guest.get(TITLES)).json()["items"] == []
        assert (await guest.get("/api/v1/genres")).json()["items"] == []
        assert (await make_title())["slug"] == "first-light-2"


class TestListTitles:
    async def test_asks_who_wants_their_own(self, guest: httpx.AsyncClient) -> None:
        assert (await guest.get(TITLES, params={"mine": True})).status_code == 401

    async def test_shows_drafts_to_their_owner_and_to_editors_who_ask(
        self,
        guest: httpx.AsyncClient,
        other: httpx.AsyncClient,
        creator: httpx.AsyncClient,
        editor: httpx.AsyncClient,
    ) -> None:
        await creator.post(TITLES, json={"name": "A"})
        drafts = {"state": "draft"}
        for client, params, amount in (
            (guest, drafts, 0),
            (other, {"mine": True}, 0),
            (other, drafts, 0),
            (creator, {"mine": True}, 1),
            (editor, {}, 0),
            (editor, drafts, 1),
        ):
            answer = await client.get(TITLES, params=params)
            assert len(answer.json()["items"]) == amount, params

    @pytest.mark.parametrize("database", ["sqlite", "postgresql"], indirect=True)
    async def test_filters_and_turns_pages_on_both_engines(
        self, guest: httpx.AsyncClient, make_title: MakeTitle
    ) -> None:
        for number in range(5):
            genres = ["Drama"] if number % 2 else ["Comedy", "Drama"]
            await make_title(f"Film {number}", year=2020 + number, genres=genres)
        await make_title("Été 100%_pur", kind="video")

        async def names(**params: Any) -> list[str]:
            answer = await guest.get(TITLES, params=params)
            return [item["name"] for item in answer.json()["items"]]

        assert await names(genre="comedy") == ["Film 4", "Film 2", "Film 0"]
        assert await names(year=2023) == ["Film 3"]
        assert await names(kind="video") == ["Été 100%_pur"]
        assert await names(q="ETE pur") == ["Été 100%_pur"]
        assert await names(q="100%_") == ["Été 100%_pur"]
        assert await names(q="film 2 3") == []
        pages: list[list[str]] = []
        cursor = None
        while True:
            params = {"limit": 4} | ({"cursor": cursor} if cursor else {})
            page = (await guest.get(TITLES, params=params)).json()
            pages.append([item["name"] for item in page["items"]])
            cursor = page["next_cursor"]
            if cursor is None:
                break
        assert pages == [["Été 100%_pur", "Film 4", "Film 3", "Film 2"], ["Film 1", "Film 0"]]

    @pytest.mark.parametrize("cursor", ["nonsense", "WzEsMl0", "WyJhIiwiYiJd"])
    async def test_refuses_a_cursor_that_is_not_ours(
        self, guest: httpx.AsyncClient, cursor: str
    ) -> None:
        answer = await guest.get(TITLES, params={"cursor": cursor})
        assert answer.json()["code"] == "bad_cursor"


class TestOlderAddresses:
    async def test_let_editors_in_only(
        self, guest: httpx.AsyncClient, creator: httpx.AsyncClient
    ) -> None:
        path = "/api/admin/movies"
        assert (await guest.post(path, json={"name": "A"})).status_code == 401
        assert (await creator.post(path, json={"name": "A"})).status_code == 403

    async def test_answer_as_the_newer_ones(
        self, editor: httpx.AsyncClient, guest: httpx.AsyncClient, make_title: MakeTitle
    ) -> None:
        title = await make_title()
        assert (await guest.get("/api/movies")).json() == (await guest.get(TITLES)).json()
        by_id = await guest.get(f"/api/movies/{title['id']}")
        assert by_id.json() == (await guest.get(f"{TITLES}/{title['id']}")).json()
        made = await editor.post("/api/admin/movies", json={"name": "A"})
        path = f"/api/admin/movies/{made.json()['id']}"
        assert made.json()["kind"] == "movie"
        assert (await editor.put(path, json={"name": "B"})).json()["name"] == "B"
        assert (await editor.delete(path)).status_code == 204
