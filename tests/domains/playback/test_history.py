"""What a profile has watched: listed, forgotten, not kept at all."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import httpx
from sqlalchemy import insert, select, text

from streamverse.domains.playback.models import PlaybackSessionRow, ResumePointRow
from streamverse.kit.clock import Clock
from streamverse.kit.db import Database
from streamverse.kit.ids import new_id
from streamverse.kit.outbox import OutboxRow
from streamverse.kit.pages import encode_cursor
from streamverse.kit.services import Services
from tests.domains.catalog.test_browse import counted_queries
from tests.domains.conftest import Mount, MovingClock
from tests.domains.playback.conftest import browser_of
from tests.domains.playback.stored import store_film
from tests.domains.playback.viewing import (
    BOTH_ENGINES,
    SESSIONS,
    at,
    opened,
    refusal,
    store_series,
    store_title,
    views,
    watched,
)
from tests.domains.profiles import add_profile, change_profile

HISTORY = "/api/v1/playback/history"
MANY = 10_000


class TestList:
    async def test_is_of_one_profile_alone(
        self,
        playback: Services,
        mount: Mount,
        owner: httpx.AsyncClient,
        guest: httpx.AsyncClient,
        owner_id: UUID,
        title_id: UUID,
    ) -> None:
        sister = await browser_of(playback, mount, owner_id, await add_profile(playback, owner_id))
        await watched(owner, 7, title_id=title_id)
        assert (await items(owner))[0]["position_seconds"] == 7
        assert await items(sister) == await items(guest) == []
        assert (await opened(sister, title_id=title_id))["position_seconds"] == 0

    @BOTH_ENGINES
    async def test_comes_in_pages_the_last_watched_first(
        self, playback: Services, guest: httpx.AsyncClient, owner_id: UUID, clock: MovingClock
    ) -> None:
        seen_last: list[str] = []
        for _ in range(5):
            film_id = await store_film(playback, owner_id)
            title = await store_title(playback, owner_id, film_id)
            clock.advance(minutes=1)
            await watched(guest, 4, title_id=title)
            seen_last.insert(0, str(film_id))
        seen: list[str] = []
        page, cursor = {}, ""
        for _ in range(3):
            page = (await guest.get(f"{HISTORY}?limit=2{cursor}")).json()
            seen += [item["asset_id"] for item in page["items"]]
            cursor = f"&cursor={page['next_cursor']}"
        assert seen == seen_last
        assert page["next_cursor"] is None

    async def test_refuses_a_cursor_that_is_none_of_ours(self, guest: httpx.AsyncClient) -> None:
        for cursor in ("x", encode_cursor("yesterday", "1"), encode_cursor(1, 2)):
            answer = await guest.get(f"{HISTORY}?cursor={cursor}")
            assert refusal(answer) == (422, "bad_cursor")

    async def test_names_what_was_watched_in_as_many_queries_for_many_as_for_few(
        self, playback: Services, guest: httpx.AsyncClient, owner_id: UUID, database: Database
    ) -> None:
        amounts: list[int] = []
        found: list[dict[str, Any]] = []
        for _ in range(2):
            for _ in range(3):
                film = await store_film(playback, owner_id)
                _, (episode,) = await store_series(playback, owner_id, [film])
                await watched(guest, 4, episode_id=episode)
            with counted_queries(database) as seen:
                found = await items(guest)
            amounts.append(len(seen))
        assert amounts[0] == amounts[1] <= 8
        first = found[0]
        assert first["title"]["name"] == first["name"] == "Lamps"
        assert first["title"]["kind"] == "series"
        assert (first["episode"]["season_number"], first["episode"]["name"]) == (1, "Part 1")

    async def test_keeps_quiet_about_what_is_no_longer_theirs_to_see(
        self,
        playback: Services,
        mount: Mount,
        owner: httpx.AsyncClient,
        owner_id: UUID,
        film_id: UUID,
    ) -> None:
        await watched(owner, 4, asset_id=film_id)
        assert (await items(owner))[0]["name"] == "A film"
        teen_id = await add_profile(playback, owner_id, max_age=16)
        teen = await browser_of(playback, mount, owner_id, teen_id)
        title = await store_title(playback, owner_id, film_id, rating="15")
        await watched(teen, 4, title_id=title)
        assert (await items(teen))[0]["title"]["id"] == str(title)
        await change_profile(playback, teen_id, max_age=12)
        (item,) = await items(teen)
        assert (item["name"], item["title"], item["poster_url"]) == ("", None, None)

    @BOTH_ENGINES
    async def test_of_ten_thousand_is_found_by_its_index(
        self, playback: Services, owner: httpx.AsyncClient, profile_id: UUID, database: Database
    ) -> None:
        await store_points(playback, f"profile:{profile_id}", MANY)
        page = (await owner.get(f"{HISTORY}?limit=100")).json()
        deep = encode_cursor(page["items"][50]["updated_at"], page["items"][50]["asset_id"])
        again = (await owner.get(f"{HISTORY}?limit=100&cursor={deep}")).json()
        assert len(page["items"]) == len(again["items"]) == 100
        assert again["items"][0] == page["items"][51]
        plan = await plan_of_a_page(database, f"profile:{profile_id}")
        assert "ix_resume_points_viewer_key_updated_at" in plan


class TestRemove:
    async def test_leaves_what_others_have_watched(
        self, guest: httpx.AsyncClient, owner: httpx.AsyncClient, film_id: UUID, title_id: UUID
    ) -> None:
        await watched(owner, 4, title_id=title_id)
        assert (await guest.delete(f"{HISTORY}/{film_id}")).status_code == 204
        assert len(await items(owner)) == 1

    @BOTH_ENGINES
    async def test_forgets_one_and_where_they_stopped_in_it(
        self, playback: Services, guest: httpx.AsyncClient, owner_id: UUID, title_id: UUID
    ) -> None:
        other = await store_film(playback, owner_id)
        for wish in (
            {"title_id": title_id},
            {"title_id": await store_title(playback, owner_id, other)},
        ):
            await watched(guest, 4, **wish)
        for _ in range(2):
            assert (await guest.delete(f"{HISTORY}/{other}")).status_code == 204
        (left,) = await items(guest)
        assert left["title_id"] == str(title_id)


class TestClear:
    @BOTH_ENGINES
    async def test_forgets_everything_of_this_profile_and_its_ended_sessions(
        self,
        playback: Services,
        guest: httpx.AsyncClient,
        owner: httpx.AsyncClient,
        title_id: UUID,
    ) -> None:
        await watched(guest, 4, title_id=title_id)
        await watched(owner, 4, title_id=title_id)
        ended, running = [await opened(owner, title_id=title_id) for _ in "12"]
        await owner.delete(f"{SESSIONS}/{ended['id']}")
        assert (await owner.delete(HISTORY)).status_code == 204
        assert await items(owner) == []
        assert len(await items(guest)) == 1
        async with playback.get(Database).read() as session:
            kept = {str(each) for each in await session.scalars(select(PlaybackSessionRow.id))}
        assert ended["id"] not in kept
        assert running["id"] in kept


class TestPause:
    async def test_is_not_for_guests(self, guest: httpx.AsyncClient) -> None:
        answer = await guest.put(f"{HISTORY}/pause", json={"is_paused": True})
        assert answer.status_code == 401

    async def test_leaves_no_trace_while_films_play(
        self,
        playback: Services,
        owner: httpx.AsyncClient,
        title_id: UUID,
        film_id: UUID,
        clock: MovingClock,
    ) -> None:
        answer = await owner.put(f"{HISTORY}/pause", json={"is_paused": True})
        assert answer.json() == {"is_paused": True}
        assert (await owner.get(HISTORY)).json() == {
            "items": [],
            "next_cursor": None,
            "is_paused": True,
        }
        session = await opened(owner, title_id=title_id)
        for step in range(1, 7):
            clock.advance(seconds=5)
            assert (await at(owner, session, step, step)).json()["position_seconds"] == step
        progress = {"content_id": str(title_id), "position_seconds": 11}
        assert (await owner.post("/api/watch/progress", json=progress)).status_code == 204
        assert await items(owner) == []
        assert (await opened(owner, title_id=title_id))["position_seconds"] == 0
        assert await views(playback, film_id) == 1
        async with playback.get(Database).read() as read:
            query = select(OutboxRow).where(OutboxRow.name == "playback.view_counted")
            (told,) = await read.scalars(query)
        assert told.payload["account_id"] is None

    async def test_ends_when_asked_to(self, owner: httpx.AsyncClient, title_id: UUID) -> None:
        await watched(owner, 4, title_id=title_id)
        await owner.put(f"{HISTORY}/pause", json={"is_paused": True})
        await watched(owner, 9, title_id=title_id)
        assert (await items(owner))[0]["position_seconds"] == 4
        await owner.put(f"{HISTORY}/pause", json={"is_paused": False})
        await watched(owner, 9, title_id=title_id)
        assert (await items(owner))[0]["position_seconds"] == 9


async def items(client: httpx.AsyncClient) -> list[dict[str, Any]]:
    """Return the first page of history."""
    answer = await client.get(HISTORY)
    assert answer.status_code == 200, answer.text
    return answer.json()["items"]


async def store_points(services: Services, viewer_key: str, count: int) -> None:
    """Store that a viewer has finished many assets."""
    now = services.get(Clock).now()
    rows = [
        {
            "viewer_key": viewer_key,
            "asset_id": new_id(),
            "title_id": new_id(),
            "position_seconds": 20.0,
            "duration_seconds": 20.0,
            "is_finished": True,
            "is_dismissed": False,
            "updated_at": now - timedelta(minutes=number),
        }
        for number in range(count)
    ]
    async with services.get(Database).write() as session:
        await session.execute(insert(ResumePointRow), rows)


async def plan_of_a_page(database: Database, viewer_key: str) -> str:
    """Return how the database finds a page of somebody's history."""
    explain = "EXPLAIN QUERY PLAN" if database.is_sqlite else "EXPLAIN"
    query = (
        f"{explain} SELECT * FROM resume_points WHERE viewer_key = :viewer_key"
        " AND (updated_at, asset_id) < ('2099-01-01', '00000000-0000-0000-0000-000000000000')"
        " ORDER BY updated_at DESC, asset_id DESC LIMIT 101"
    )
    async with database.write() as session:
        await session.execute(text("ANALYZE resume_points"))
    async with database.read() as session:
        return " ".join(
            str(row) for row in await session.execute(text(query), {"viewer_key": viewer_key})
        )
