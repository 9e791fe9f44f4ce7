"""What happens while somebody watches: where they go on, what counts as a view, the end."""

import asyncio
from uuid import UUID, uuid4

import httpx
from sqlalchemy import select

from streamverse.domains.catalog.events import TitleUnpublished
from streamverse.domains.media.events import AssetDeleted, AssetReplaced
from streamverse.domains.playback.public import PlaybackResumePoints
from streamverse.domains.playback.reactions import (
    end_sessions_on_asset,
    end_sessions_on_title,
    follow_replacement,
)
from streamverse.kit.db import Database
from streamverse.kit.outbox import OutboxRow
from streamverse.kit.services import Services
from tests.domains.conftest import MovingClock
from tests.domains.playback.stored import store_film
from tests.domains.playback.viewing import (
    BOTH_ENGINES,
    SESSIONS,
    at,
    opened,
    refusal,
    store_title,
    views,
)
from tests.domains.profiles import main_profile_of


class TestPosition:
    async def test_is_where_the_next_session_begins(
        self, guest: httpx.AsyncClient, title_id: UUID
    ) -> None:
        session = await opened(guest, title_id=title_id)
        answer = await at(guest, session, 7.5, 1)
        assert answer.json()["position_seconds"] == 7.5
        assert (await opened(guest, title_id=title_id))["position_seconds"] == 7.5

    @BOTH_ENGINES
    async def test_that_comes_late_changes_nothing(
        self, guest: httpx.AsyncClient, title_id: UUID
    ) -> None:
        session = await opened(guest, title_id=title_id)
        await at(guest, session, 9, 5)
        for sequence in (5, 4, 0):
            assert (await at(guest, session, 2, sequence)).json()["position_seconds"] == 9
        assert (await at(guest, session, 2, 6)).json()["position_seconds"] == 2

    @BOTH_ENGINES
    async def test_survives_many_at_once(
        self, playback: Services, guest: httpx.AsyncClient, title_id: UUID, film_id: UUID
    ) -> None:
        session = await opened(guest, title_id=title_id)
        wishes = [at(guest, session, 1 + step, step) for step in range(12)]
        answers = await asyncio.gather(*wishes, at(guest, session, 17, 99))
        assert {answer.status_code for answer in answers} == {200}
        again = (await guest.get(f"{SESSIONS}/{session['id']}")).json()
        assert (again["position_seconds"], again["sequence"]) == (17, 99)
        assert await views(playback, film_id) == 0

    async def test_of_the_session_heard_last_decides(
        self, guest: httpx.AsyncClient, title_id: UUID
    ) -> None:
        first = await opened(guest, title_id=title_id)
        second = await opened(guest, title_id=title_id)
        await at(guest, first, 12, 900)
        await at(guest, second, 4, 1)
        assert (await opened(guest, title_id=title_id))["position_seconds"] == 4

    async def test_at_the_end_means_to_start_over(
        self, guest: httpx.AsyncClient, title_id: UUID
    ) -> None:
        session = await opened(guest, title_id=title_id)
        await at(guest, session, 19.5, 1)
        assert (await opened(guest, title_id=title_id))["position_seconds"] == 0
        (item,) = (await guest.get("/api/v1/playback/history")).json()["items"]
        assert item["is_finished"] is True
        assert item["title_id"] == str(title_id)

    async def test_never_lies_outside_of_the_film(
        self, guest: httpx.AsyncClient, title_id: UUID
    ) -> None:
        session = await opened(guest, title_id=title_id)
        assert (await at(guest, session, -1, 1)).status_code == 422
        assert (await at(guest, session, 800, 1)).json()["position_seconds"] == 20

    @BOTH_ENGINES
    async def test_is_what_the_catalog_shows(
        self, playback: Services, owner: httpx.AsyncClient, owner_id: UUID, title_id: UUID
    ) -> None:
        await at(owner, await opened(owner, title_id=title_id), 6, 1)
        points = PlaybackResumePoints()
        key = f"profile:{await main_profile_of(playback, owner_id)}"
        async with playback.get(Database).read() as session:
            assert await points.positions(session, key, [title_id, uuid4()]) == {title_id: 6.0}
            (recent,) = await points.recent(session, key, 10)
        assert (recent.title_id, recent.episode_id) == (title_id, None)


class TestView:
    @BOTH_ENGINES
    async def test_counts_once_when_half_of_a_short_film_was_watched(
        self,
        playback: Services,
        guest: httpx.AsyncClient,
        title_id: UUID,
        film_id: UUID,
        clock: MovingClock,
    ) -> None:
        session = await opened(guest, title_id=title_id)
        assert await views(playback, film_id) == 0
        await at(guest, session, 9, 1)
        assert await views(playback, film_id) == 0, "a jump is not watching"
        for step in range(2, 6):
            clock.advance(seconds=5)
            await at(guest, session, 9 + step, step)
        assert await views(playback, film_id) == 1
        async with playback.get(Database).read() as read:
            query = select(OutboxRow).where(OutboxRow.name == "playback.view_counted")
            (told,) = await read.scalars(query)
        assert told.payload["session_id"] == session["id"]

    async def test_does_not_come_from_being_away(
        self, playback: Services, guest: httpx.AsyncClient, owner_id: UUID, clock: MovingClock
    ) -> None:
        long_film = await store_film(playback, owner_id, segments=100, planned=100)
        title = await store_title(playback, owner_id, long_film)
        session = await opened(guest, title_id=title)
        clock.advance(hours=1)
        await at(guest, session, 1, 1)
        assert await views(playback, long_film) == 0


class TestClose:
    @BOTH_ENGINES
    async def test_takes_the_token_away(
        self, guest: httpx.AsyncClient, media: httpx.AsyncClient, title_id: UUID
    ) -> None:
        session = await opened(guest, title_id=title_id)
        address = f"{SESSIONS}/{session['id']}"
        assert (await media.get(str(session["hls_url"]))).status_code == 200
        assert (await guest.delete(address)).status_code == 204
        assert (await guest.delete(address)).status_code == 204
        assert refusal(await media.get(str(session["hls_url"]))) == (410, "media_token_revoked")
        assert refusal(await at(guest, session, 3, 1)) == (410, "playback_session_closed")
        assert refusal(await guest.post(f"{address}/heartbeat"))[0] == 410

    async def test_happens_by_itself_when_the_asset_is_deleted(
        self,
        playback: Services,
        guest: httpx.AsyncClient,
        media: httpx.AsyncClient,
        title_id: UUID,
        film_id: UUID,
        owner_id: UUID,
    ) -> None:
        session = await opened(guest, title_id=title_id)
        await at(guest, session, 3, 1)
        async with playback.get(Database).write() as write:
            await end_sessions_on_asset(playback, write, AssetDeleted(film_id, owner_id))
        assert refusal(await media.get(str(session["hls_url"])))[0] == 410
        assert not (await guest.get("/api/v1/playback/history")).json()["items"]

    async def test_happens_by_itself_when_the_title_is_hidden(
        self,
        playback: Services,
        guest: httpx.AsyncClient,
        media: httpx.AsyncClient,
        title_id: UUID,
    ) -> None:
        session = await opened(guest, title_id=title_id)
        async with playback.get(Database).write() as write:
            await end_sessions_on_title(playback, write, TitleUnpublished(title_id))
        assert refusal(await media.get(str(session["hls_url"])))[0] == 410

    async def test_comes_twelve_hours_after_the_films_length(
        self,
        guest: httpx.AsyncClient,
        media: httpx.AsyncClient,
        title_id: UUID,
        clock: MovingClock,
    ) -> None:
        session = await opened(guest, title_id=title_id)
        clock.advance(hours=12)
        assert (await media.get(str(session["hls_url"]))).status_code == 200
        clock.advance(seconds=30)
        assert refusal(await media.get(str(session["hls_url"]))) == (410, "media_token_expired")
        assert refusal(await at(guest, session, 3, 1)) == (410, "playback_session_closed")


class TestReplacement:
    @BOTH_ENGINES
    async def test_goes_on_where_the_viewer_stopped(
        self,
        playback: Services,
        guest: httpx.AsyncClient,
        film_id: UUID,
        title_id: UUID,
        owner_id: UUID,
    ) -> None:
        await at(guest, await opened(guest, title_id=title_id), 6, 1)
        better = await store_film(playback, owner_id)
        async with playback.get(Database).write() as write:
            await follow_replacement(playback, write, AssetReplaced(film_id, better))
        (item,) = (await guest.get("/api/v1/playback/history")).json()["items"]
        assert item["asset_id"] == str(better)
