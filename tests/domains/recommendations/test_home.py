"""The home page: what is on it, what never is, what is each viewer's own."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import httpx
import pytest

from streamverse.domains.playback.models import ResumePointRow, WatchlistRow
from streamverse.kit.db import Database
from tests.domains.recommendations.shelf import HOME, Shelves, counted_queries, rows_of

BOTH_ENGINES = pytest.mark.parametrize("database", ["sqlite", "postgresql"], indirect=True)


class TestHome:
    @pytest.mark.parametrize(
        "facts",
        [
            {"state": "draft"},
            {"state": "archived"},
            {"state": "scheduled"},
            {"is_offered": False},
            {"is_members_only": True},
            {"window": {"territories": ",KE,"}},
            {"window": {"platforms": ",tv,"}},
            {"window": {"is_blackout": True}},
        ],
        ids=lambda facts: "-".join(facts.get("window", facts)) if "window" in facts else str(facts),
    )
    async def test_never_has_what_is_not_for_this_viewer(
        self, guest: httpx.AsyncClient, shelves: Shelves, facts: dict[str, Any]
    ) -> None:
        await shelves.title("Nowhere", genres=["Drama"], **facts)
        await shelves.titles(2, genres=["Drama"])
        assert await rows_of(guest) == {
            "new": ["Film 1", "Film 0"],
            "genre:drama": ["Film 1", "Film 0"],
        }

    async def test_never_has_what_is_deleted_or_has_expired_though_its_state_is_late(
        self, guest: httpx.AsyncClient, shelves: Shelves
    ) -> None:
        await shelves.title("Gone", deleted_at=shelves.now)
        await shelves.title("Late", expire_at=shelves.now - timedelta(seconds=1))
        begins = {"from_at": shelves.now + timedelta(minutes=1)}
        await shelves.title("Early", window=begins)
        ended = {"until_at": shelves.now - timedelta(seconds=1)}
        await shelves.title("Over", window=ended)
        assert await rows_of(guest) == {}
        assert (await guest.get(HOME)).json() == {
            "hero": None,
            "heroes": [],
            "rows": [],
            "next_cursor": None,
        }

    async def test_never_has_what_is_above_a_childs_ceiling(
        self, kid: httpx.AsyncClient, guest: httpx.AsyncClient, shelves: Shelves
    ) -> None:
        for name, min_age in (("Ducks", 0), ("Kites", 7), ("Ghosts", 16), ("Who knows", None)):
            await shelves.title(name, min_age=min_age, genres=["Play"])
        assert await rows_of(kid) == {
            "kids": ["Kites", "Ducks"],
            "little": ["Ducks"],
            "genre:play": ["Kites", "Ducks"],
        }
        assert list(await rows_of(guest)) == ["new", "genre:play"]

    async def test_refuses_a_cursor_that_is_not_ours(self, guest: httpx.AsyncClient) -> None:
        for cursor in ("x", "WyJhIl0", "Wy0xXQ", "WzFlOTld"):
            answer = await guest.get(HOME, params={"cursor": cursor})
            assert (answer.status_code, answer.json()["code"]) == (422, "bad_cursor")

    @BOTH_ENGINES
    async def test_has_what_is_new_and_every_genre_with_some_titles(
        self, guest: httpx.AsyncClient, shelves: Shelves
    ) -> None:
        for number, genres in enumerate((["Drama"], ["Drama", "Nature"], ["Nature"], ["Odd"])):
            await shelves.title(f"Film {number}", genres=genres)
        home = (await guest.get(HOME)).json()
        assert {row["id"]: [item["name"] for item in row["items"]] for row in home["rows"]} == {
            "new": ["Film 3", "Film 2", "Film 1", "Film 0"],
            "genre:drama": ["Film 1", "Film 0"],
            "genre:nature": ["Film 2", "Film 1"],
        }
        assert home["hero"]["name"] == "Film 3"
        assert [each["name"] for each in home["heroes"]][:2] == ["Film 3", "Film 2"]
        assert {row["id"]: row["more_url"] for row in home["rows"]}["genre:drama"] == "/genre/drama"

    async def test_shows_a_title_once_near_the_top_where_there_are_enough(
        self, guest: httpx.AsyncClient, shelves: Shelves
    ) -> None:
        await shelves.titles(60, genres=["Drama"], kind="series")
        rows = await rows_of(guest)
        near = [rows[each] for each in ("new", "series", "genre:drama")]
        names = [name for row in near for name in row]
        assert [len(row) for row in near] == [20, 20, 20]
        assert len(set(names)) == len(names)

    async def test_has_what_leaves_soon_the_first_to_go_first(
        self, guest: httpx.AsyncClient, shelves: Shelves
    ) -> None:
        await shelves.title("In a week", window={"until_at": shelves.now + timedelta(days=7)})
        await shelves.title("Tomorrow", expire_at=shelves.now + timedelta(days=1))
        await shelves.title("Next year", window={"until_at": shelves.now + timedelta(days=300)})
        assert (await rows_of(guest))["leaving_soon"] == ["Tomorrow", "In a week"]

    async def test_goes_on_with_rows_further_down(
        self, guest: httpx.AsyncClient, shelves: Shelves
    ) -> None:
        for genre in ("Drama", "Nature", "Crime"):
            await shelves.titles(2, genre, genres=[genre])
        first = (await guest.get(HOME, params={"rows": 5})).json()
        then = (await guest.get(HOME, params={"rows": 40, "cursor": first["next_cursor"]})).json()
        ids = [row["id"] for page in (first, then) for row in page["rows"]]
        assert sorted(ids) == ["genre:crime", "genre:drama", "genre:nature", "new"]
        assert (then["heroes"], then["next_cursor"]) == ([], None)


class TestOwnRows:
    async def test_go_on_where_this_viewer_stopped_and_nobody_else(
        self, guest: httpx.AsyncClient, viewer: httpx.AsyncClient, viewer_key: str, shelves: Shelves
    ) -> None:
        first, _ = await shelves.titles(2)
        await stop(shelves, viewer_key, first, 12.5)
        home = (await viewer.get(HOME)).json()
        assert [row["id"] for row in home["rows"]] == ["continue", "new"]
        (card,) = home["rows"][0]["items"]
        assert (card["position_seconds"], card["going_on"]["position_seconds"]) == (12.5, 12.5)
        marked = {card["name"]: card["position_seconds"] for card in home["rows"][1]["items"]}
        assert marked == {"Film 0": 12.5, "Film 1": None}
        assert list(await rows_of(guest)) == ["new"]

    async def test_say_what_is_in_the_list(
        self, viewer: httpx.AsyncClient, viewer_key: str, shelves: Shelves
    ) -> None:
        first, second = await shelves.titles(2)
        await listed(shelves, viewer_key, first)
        home = (await viewer.get(HOME)).json()
        assert [card["name"] for card in home["rows"][0]["items"]] == ["Film 0"]
        marks = {card["id"]: card["is_in_watchlist"] for card in home["rows"][1]["items"]}
        assert marks == {str(first): True, str(second): False}

    async def test_never_have_what_has_left_since(
        self, viewer: httpx.AsyncClient, viewer_key: str, shelves: Shelves
    ) -> None:
        left: list[dict[str, Any]] = [
            {"state": "draft"},
            {"window": {"territories": ",KE,"}},
            {"is_members_only": True},
        ]
        for number, facts in enumerate(left):
            title_id = await shelves.title(f"Left {number}", **facts)
            await stop(shelves, viewer_key, title_id, 3.0)
            await listed(shelves, viewer_key, title_id)
        assert await rows_of(viewer) == {}


class TestQueries:
    async def test_are_as_many_for_many_titles_as_for_few(
        self, viewer: httpx.AsyncClient, viewer_key: str, database: Database, shelves: Shelves
    ) -> None:
        await shelves.titles(2, genres=["Drama", "Nature"])
        amounts: list[int] = []
        for count in (1, 20):
            for title_id in await shelves.titles(count, genres=["Drama", "Nature"], kind="series"):
                await stop(shelves, viewer_key, title_id, 3.0)
                await listed(shelves, viewer_key, title_id)
            await rows_of(viewer)
            with counted_queries(database) as seen:
                await rows_of(viewer)
            amounts.append(len(seen))
        assert amounts[1] <= amounts[0] <= 32


async def stop(shelves: Shelves, viewer_key: str, title_id: UUID, seconds: float) -> None:
    """Let a viewer have stopped in a film."""
    async with shelves.database.write() as session:
        session.add(
            ResumePointRow(
                viewer_key=viewer_key,
                asset_id=title_id,
                title_id=title_id,
                position_seconds=seconds,
                duration_seconds=100.0,
                updated_at=shelves.now,
            )
        )


async def listed(shelves: Shelves, viewer_key: str, title_id: UUID) -> None:
    """Put a title on a viewer's list."""
    async with shelves.database.write() as session:
        session.add(WatchlistRow(viewer_key=viewer_key, title_id=title_id, added_at=shelves.now))
