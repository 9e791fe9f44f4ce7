"""Genres and categories as editors keep them, tags as titles have them, ratings and boards."""

from collections.abc import Awaitable, Callable
from typing import Any

import httpx
import pytest

from streamverse.kit.services import Services
from streamverse.kit.settings import Settings

API = "/api/v1"
TITLES = f"{API}/titles"

MakeTitle = Callable[..., Awaitable[dict[str, Any]]]


async def slugs(client: httpx.AsyncClient, shelf: str, **params: Any) -> list[str]:
    answer = await client.get(f"{API}/{shelf}", params=params)
    return [each["slug"] for each in answer.json()["items"]]


@pytest.mark.parametrize("shelf", ["genres", "categories"])
class TestKeepTerms:
    async def test_is_for_editors_only(
        self, guest: httpx.AsyncClient, creator: httpx.AsyncClient, shelf: str
    ) -> None:
        path = f"{API}/{shelf}"
        for client, status in ((guest, 401), (creator, 403)):
            assert (await client.post(path, json={"name": "X"})).status_code == status
            assert (await client.put(f"{path}/x", json={"name": "X"})).status_code == status
            assert (await client.delete(f"{path}/x")).status_code == status
            merge = await client.post(f"{path}/x/merge", json={"into": "y"})
            assert merge.status_code == status

    async def test_makes_orders_names_and_takes_away(
        self, editor: httpx.AsyncClient, shelf: str
    ) -> None:
        path = f"{API}/{shelf}"
        for name, position in (("Drama", 2), ("Crime", 1), ("Ópera", 1)):
            answer = await editor.post(path, json={"name": name, "position": position})
            assert answer.status_code == 201
        assert await slugs(editor, shelf) == []
        assert await slugs(editor, shelf, all=True) == ["crime", "opera", "drama"]
        taken = await editor.post(path, json={"name": "X", "slug": "drama"})
        assert (taken.status_code, taken.json()["code"]) == (409, "term_taken")
        wish = {"name": "Dramas", "names": {"hi": "नाटक"}, "position": 0}
        assert (await editor.put(f"{path}/drama", json=wish)).json()["name"] == "Dramas"
        hindi = await editor.get(path, params={"all": True, "language": "hi"})
        assert hindi.json()["items"][0]["name"] == "नाटक"
        assert (await editor.delete(f"{path}/drama")).status_code == 204
        missing = await editor.put(f"{path}/drama", json=wish)
        assert (missing.status_code, missing.json()["code"]) == (404, "term_not_found")


class TestMergeAndMove:
    @pytest.mark.parametrize("database", ["sqlite", "postgresql"], indirect=True)
    async def test_takes_titles_along(
        self, editor: httpx.AsyncClient, guest: httpx.AsyncClient, make_title: MakeTitle
    ) -> None:
        await make_title("One", genres=["Sci-Fi", "Drama"])
        await make_title("Two", genres=["Sci-Fi", "Science Fiction"])
        merge = {"into": "science-fiction"}
        assert (await editor.post(f"{API}/genres/sci-fi/merge", json=merge)).status_code == 200
        assert sorted(await slugs(guest, "genres")) == ["drama", "science-fiction"]
        found = await guest.get(TITLES, params={"genre": "science-fiction", "sort": "name"})
        assert [each["name"] for each in found.json()["items"]] == ["One", "Two"]
        moved = await editor.put(f"{API}/genres/science-fiction", json={"name": "SF", "slug": "sf"})
        assert moved.json()["slug"] == "sf"
        found = await guest.get(TITLES, params={"genre": ["sf", "drama"]})
        assert [each["name"] for each in found.json()["items"]] == ["One"]
        itself = await editor.post(f"{API}/genres/sf/merge", json={"into": "sf"})
        assert itself.json()["code"] == "merged_with_itself"

    async def test_lets_a_title_have_one_category(
        self, editor: httpx.AsyncClient, guest: httpx.AsyncClient, make_title: MakeTitle
    ) -> None:
        for name in ("Cooking", "Food"):
            await editor.post(f"{API}/categories", json={"name": name})
        await make_title(category="cooking")
        assert await slugs(guest, "categories") == ["cooking"]
        await editor.post(f"{API}/categories/cooking/merge", json={"into": "food"})
        assert (await guest.get(f"{TITLES}/first-light")).json()["category"] == "food"
        await editor.delete(f"{API}/categories/food")
        assert (await guest.get(f"{TITLES}/first-light")).json()["category"] is None


class TestTags:
    async def test_are_found_by_how_they_begin(
        self, guest: httpx.AsyncClient, make_title: MakeTitle
    ) -> None:
        await make_title("One", tags=["Night", "Niño"])
        await make_title("Two", tags=["night"])
        await make_title("Three", tags=["Nightfall"], state="draft")
        found = (await guest.get(f"{API}/tags", params={"q": "NI"})).json()["items"]
        assert [(each["slug"], each["title_count"]) for each in found] == [
            ("night", 2),
            ("nino", 1),
        ]
        listed = await guest.get(TITLES, params={"tag": ["night", "nino"]})
        assert [each["name"] for each in listed.json()["items"]] == ["One"]


class TestRatings:
    async def test_are_listed_by_board(self, guest: httpx.AsyncClient) -> None:
        boards = {
            each["board"]: each for each in (await guest.get(f"{API}/ratings")).json()["items"]
        }
        assert set(boards) == {"mpa", "tv", "bbfc", "fsk", "cbfc", "kfcb", "ucc", "free"}
        assert {"rating": "UA 13+", "min_age": 13} in boards["cbfc"]["ratings"]

    async def test_give_a_title_the_highest_of_their_ages(
        self, creator: httpx.AsyncClient, make_title: MakeTitle
    ) -> None:
        ratings = [
            {"board": "fsk", "rating": "FSK 12"},
            {"board": "mpa", "rating": "pg13"},
            {"board": "kfcb", "rating": "GE"},
            {"board": "free", "rating": "For the family"},
        ]
        title = await make_title(ratings=ratings)
        assert (title["min_age"], title["rating"]) == (13, "12")
        assert title["ratings"][1] == {"board": "mpa", "rating": "PG-13"}
        path = f"{TITLES}/{title['id']}"
        by_hand = await creator.patch(path, json={"min_age": 16})
        assert by_hand.json()["min_age"] == 16
        still = await creator.patch(path, json={"tagline": "Look."})
        assert still.json()["min_age"] == 16
        anew = await creator.patch(path, json={"ratings": ratings[2:3]})
        assert (anew.json()["min_age"], anew.json()["rating"]) == (0, "GE")

    async def test_show_the_board_of_the_country_that_asks(
        self, shared: Services, guest: httpx.AsyncClient, make_title: MakeTitle
    ) -> None:
        ratings = [{"board": "mpa", "rating": "R"}, {"board": "cbfc", "rating": "A"}]
        await make_title(ratings=ratings)
        shown = (await guest.get(TITLES)).json()["items"][0]
        country = shared.get(Settings).default_country
        assert shown["rating"] == ("A" if country == "IN" else "R")
        assert shown["min_age"] == 18
