"""Playback sessions over HTTP: whose they are, where viewers go on, what counts as a view."""

import asyncio
from uuid import UUID, uuid4

import httpx
import pytest
from sqlalchemy import select

from streamverse.domains.catalog.events import TitleUnpublished
from streamverse.domains.catalog.public import (
    EpisodeInput,
    SeasonInput,
    TitleInput,
    TitleKind,
    add_episode,
    add_season,
    create_title,
    publish,
)
from streamverse.domains.media.events import AssetDeleted, AssetReplaced
from streamverse.domains.media.public import AssetState
from streamverse.domains.playback import repository
from streamverse.domains.playback.public import PlaybackResumePoints
from streamverse.domains.playback.reactions import (
    end_sessions_on_asset,
    end_sessions_on_title,
    follow_replacement,
)
from streamverse.kit.clock import Clock
from streamverse.kit.db import Database
from streamverse.kit.outbox import OutboxRow
from streamverse.kit.services import Services
from tests.domains.conftest import Mount, MovingClock
from tests.domains.playback.stored import grow_film, store_film
from tests.domains.playback.strict_hls import parse_multivariant

SESSIONS = "/api/v1/playback/sessions"
BOTH_ENGINES = pytest.mark.parametrize("database", ["sqlite", "postgresql"], indirect=True)


@pytest.fixture
async def film_id(playback: Services, owner_id: UUID) -> UUID:
    """The asset of a film of 20 s."""
    return await store_film(playback, owner_id)


@pytest.fixture
async def title_id(playback: Services, owner_id: UUID, film_id: UUID) -> UUID:
    """A published title that plays it."""
    return await store_title(playback, owner_id, film_id)


async def store_title(
    services: Services, owner_id: UUID, asset_id: UUID, *, is_published: bool = True
) -> UUID:
    """Make a title."""
    clock = services.get(Clock)
    async with services.get(Database).write() as session:
        wish = TitleInput(name=f"Film {asset_id}", synopsis="It plays.", asset_id=asset_id)
        title_id = await create_title(session, clock, owner_id, wish)
        if is_published:
            await publish(session, clock, title_id, owner_id)
    return title_id


async def opened(client: httpx.AsyncClient, **wish: object) -> dict[str, object]:
    """Open a session and return it."""
    body = {key: str(each) if isinstance(each, UUID) else each for key, each in wish.items()}
    answer = await client.post(SESSIONS, json=body)
    assert answer.status_code == 201, answer.text
    return answer.json()


async def at(
    client: httpx.AsyncClient, session: dict[str, object], seconds: float, sequence: int
) -> httpx.Response:
    """Say where the viewer is."""
    wish = {"position_seconds": seconds, "sequence": sequence}
    return await client.put(f"{SESSIONS}/{session['id']}/position", json=wish)


def refusal(answer: httpx.Response) -> tuple[int, str]:
    """Return a problem's status and code."""
    return answer.status_code, answer.json()["code"]


class TestOpen:
    async def test_refuses_a_draft_to_a_stranger_as_if_it_were_not_there(
        self, playback: Services, guest: httpx.AsyncClient, owner_id: UUID, film_id: UUID
    ) -> None:
        draft = await store_title(playback, owner_id, film_id, is_published=False)
        for wish in ({"title_id": str(draft)}, {"asset_id": str(film_id)}):
            answer = await guest.post(SESSIONS, json=wish)
            assert refusal(answer) == (404, "nothing_to_play")
        nothing = await guest.post(SESSIONS, json={"asset_id": str(uuid4())})
        assert refusal(nothing) == (404, "nothing_to_play")

    async def test_lets_the_owner_play_a_draft_and_its_asset(
        self, playback: Services, owner: httpx.AsyncClient, owner_id: UUID, film_id: UUID
    ) -> None:
        draft = await store_title(playback, owner_id, film_id, is_published=False)
        assert (await opened(owner, title_id=draft))["title"]
        assert (await opened(owner, asset_id=film_id))["asset_id"] == str(film_id)

    async def test_lets_a_guest_play_what_is_published(
        self, guest: httpx.AsyncClient, media: httpx.AsyncClient, title_id: UUID, film_id: UUID
    ) -> None:
        session = await opened(guest, title_id=title_id)
        assert session["asset_id"] == session["programme_id"] == str(film_id)
        assert session["duration_seconds"] == 20
        assert session["is_growing"] is False
        assert session["chapters"] == [{"start_seconds": 8.0, "name": "Later"}]
        parse_multivariant((await media.get(str(session["hls_url"]))).text)
        assert (await media.get(str(session["dash_url"]))).status_code == 200
        assert (await opened(guest, asset_id=film_id))["title"] == session["title"]

    async def test_keeps_a_viewer_below_the_rung_they_asked_for(
        self, guest: httpx.AsyncClient, media: httpx.AsyncClient, title_id: UUID
    ) -> None:
        session = await opened(guest, title_id=title_id, max_rung=480)
        text = (await media.get(str(session["hls_url"]))).text
        assert "480p.m3u8" in text
        assert "720p" not in text

    async def test_says_that_a_film_is_being_prepared(
        self, playback: Services, owner: httpx.AsyncClient, owner_id: UUID
    ) -> None:
        film_id = await store_film(playback, owner_id, segments=0, state=AssetState.PREPARING)
        answer = await owner.post(SESSIONS, json={"asset_id": str(film_id)})
        assert refusal(answer) == (409, "being_prepared")
        assert answer.json()["state"] == "preparing"

    async def test_says_so_too_while_all_there_is_is_above_the_ceiling(
        self, guest: httpx.AsyncClient, title_id: UUID
    ) -> None:
        answer = await guest.post(SESSIONS, json={"title_id": str(title_id), "max_rung": 240})
        assert refusal(answer) == (409, "being_prepared")

    async def test_plays_a_growing_film_and_says_when_there_is_more(
        self, playback: Services, owner: httpx.AsyncClient, owner_id: UUID
    ) -> None:
        film_id = await store_film(playback, owner_id, segments=2, state=AssetState.PLAYABLE)
        session = await opened(owner, asset_id=film_id)
        assert session["is_growing"] is True
        assert session["duration_seconds"] == 20
        beat = f"{SESSIONS}/{session['id']}/heartbeat"
        assert (await owner.post(beat)).json()["revision"] == session["revision"]
        await grow_film(playback, film_id, 5, is_sealed=True)
        forget(playback, film_id)
        after = (await owner.post(beat)).json()
        assert after["revision"] != session["revision"]
        assert after["is_growing"] is False

    async def test_gives_the_same_session_for_the_same_key(
        self, guest: httpx.AsyncClient, title_id: UUID, film_id: UUID
    ) -> None:
        await guest.get("/api/v1/playback/history")
        key = {"idempotency-key": "once-only"}
        wish = {"title_id": str(title_id)}
        first = await guest.post(SESSIONS, json=wish, headers=key)
        again = await guest.post(SESSIONS, json=wish, headers=key)
        assert first.json() == again.json()
        other = await guest.post(SESSIONS, json={"asset_id": str(film_id)}, headers=key)
        assert other.status_code == 422

    @pytest.mark.parametrize(
        "wish",
        [
            {},
            {"title_id": "a", "asset_id": str(uuid4())},
            {"asset_id": "x"},
            {"title_id": "nothing\u0000here"},
            {"title_id": "a", "languages": ["en,hi"]},
            {"title_id": "a", "languages": ["en"] * 9},
        ],
    )
    async def test_refuses_what_names_not_one_thing(
        self, guest: httpx.AsyncClient, wish: dict[str, object]
    ) -> None:
        assert (await guest.post(SESSIONS, json=wish)).status_code == 422


def forget(services: Services, asset_id: UUID) -> None:
    """Do what the fan-out does when an asset has grown."""
    from streamverse.domains.playback.programmes import Programmes

    services.get(Programmes).forget(asset_id)


class TestAnotherViewer:
    async def test_finds_no_session_of_somebody_else(
        self, guest: httpx.AsyncClient, owner: httpx.AsyncClient, title_id: UUID, mount: Mount
    ) -> None:
        from streamverse.domains.playback.routes import aliases, router

        session = await opened(guest, title_id=title_id)
        address = f"{SESSIONS}/{session['id']}"
        for stranger in (owner, mount(router, aliases=aliases)):
            for answer in (
                await stranger.get(address),
                await at(stranger, session, 3, 1),
                await stranger.post(f"{address}/heartbeat"),
                await stranger.delete(address),
            ):
                assert refusal(answer) == (404, "playback_session_not_found")
        assert (await guest.get(address)).json()["sequence"] == -1

    async def test_does_not_see_where_others_stopped(
        self, guest: httpx.AsyncClient, owner: httpx.AsyncClient, title_id: UUID
    ) -> None:
        session = await opened(guest, title_id=title_id)
        await at(guest, session, 7, 1)
        assert (await opened(owner, title_id=title_id))["position_seconds"] == 0
        assert not (await owner.get("/api/v1/playback/history")).json()["items"]


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
        points, key = PlaybackResumePoints(), f"account:{owner_id}"
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


async def views(services: Services, asset_id: UUID) -> int:
    """How often an asset was viewed."""
    async with services.get(Database).read() as session:
        return (await repository.views_of(session, [asset_id])).get(asset_id, 0)


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


class TestSeries:
    async def test_goes_on_with_the_episode_that_was_begun(
        self, playback: Services, guest: httpx.AsyncClient, owner_id: UUID
    ) -> None:
        clock, assets = playback.get(Clock), [await store_film(playback, owner_id) for _ in "123"]
        async with playback.get(Database).write() as session:
            wish = TitleInput(kind=TitleKind.SERIES, name="A series", synopsis="Three parts.")
            series = await create_title(session, clock, owner_id, wish)
            await add_season(session, clock, series, SeasonInput(number=1, name="One"))
            episodes = [
                await add_episode(
                    session,
                    clock,
                    series,
                    1,
                    EpisodeInput(number=number, name=f"Part {number}", asset_id=asset),
                )
                for number, asset in enumerate(assets, 1)
            ]
            await publish(session, clock, series, owner_id)
        first = await opened(guest, title_id=series)
        assert first["asset_id"] == str(assets[0])
        assert first["next"]["id"] == str(episodes[1])  # type: ignore[index]
        second = await opened(guest, episode_id=episodes[1])
        await at(guest, second, 5, 1)
        again = await opened(guest, title_id=series)
        assert again["episode"]["number"] == 2  # type: ignore[index]
        assert again["position_seconds"] == 5
        explicit = await opened(guest, title_id=episodes[2])
        assert explicit["next"] is None


class TestDecision:
    async def test_tells_a_stranger_nothing_of_a_draft(
        self, playback: Services, guest: httpx.AsyncClient, owner_id: UUID, film_id: UUID
    ) -> None:
        draft = await store_title(playback, owner_id, film_id, is_published=False)
        for query in (f"title_id={draft}", f"asset_id={film_id}", "title_id=nothing"):
            answer = await guest.get(f"/api/v1/playback/decisions?{query}")
            assert refusal(answer) == (404, "nothing_to_play")

    async def test_says_what_would_help(
        self, playback: Services, owner: httpx.AsyncClient, owner_id: UUID
    ) -> None:
        for state, reason, help_ in (
            (AssetState.PREPARING, "being_prepared", ["wait"]),
            (AssetState.FAILED, "preparation_failed", ["upload"]),
        ):
            film_id = await store_film(playback, owner_id, segments=0, state=state)
            answer = await owner.get(f"/api/v1/playback/decisions?asset_id={film_id}")
            decision = answer.json()
            assert decision["can_play"] is False
            assert (decision["reason"], decision["would_help"]) == (reason, help_)

    async def test_lets_a_guest_play_what_is_published(
        self, guest: httpx.AsyncClient, title_id: UUID
    ) -> None:
        answer = await guest.get(f"/api/v1/playback/decisions?title_id={title_id}")
        assert answer.json()["can_play"] is True
        assert answer.json()["reason"] is None

    async def test_needs_something_to_decide_on(self, guest: httpx.AsyncClient) -> None:
        assert refusal(await guest.get("/api/v1/playback/decisions")) == (422, "nothing_named")


class TestHistory:
    @BOTH_ENGINES
    async def test_comes_in_pages_the_last_watched_first(
        self, playback: Services, guest: httpx.AsyncClient, owner_id: UUID, clock: MovingClock
    ) -> None:
        watched: list[str] = []
        for _ in range(5):
            film_id = await store_film(playback, owner_id)
            title = await store_title(playback, owner_id, film_id)
            clock.advance(minutes=1)
            await at(guest, await opened(guest, title_id=title), 4, 1)
            watched.insert(0, str(film_id))
        seen: list[str] = []
        page, cursor = {}, ""
        for _ in range(3):
            page = (await guest.get(f"/api/v1/playback/history?limit=2{cursor}")).json()
            seen += [item["asset_id"] for item in page["items"]]
            cursor = f"&cursor={page['next_cursor']}"
        assert seen == watched
        assert page["next_cursor"] is None
        assert (await guest.delete("/api/v1/playback/history")).status_code == 204
        assert not (await guest.get("/api/v1/playback/history")).json()["items"]

    async def test_refuses_a_cursor_that_is_none_of_ours(self, guest: httpx.AsyncClient) -> None:
        from streamverse.kit.pages import encode_cursor

        for cursor in ("x", encode_cursor("yesterday", "1"), encode_cursor(1, 2)):
            answer = await guest.get(f"/api/v1/playback/history?cursor={cursor}")
            assert refusal(answer) == (422, "bad_cursor")


class TestOlderAddresses:
    async def test_answer_as_the_new_ones(
        self, guest: httpx.AsyncClient, title_id: UUID, film_id: UUID
    ) -> None:
        older = "/api/v1/streaming"
        answer = await guest.post(f"{older}/sessions", json={"title_id": str(title_id)})
        session = answer.json()
        address = f"{older}/sessions/{session['id']}"
        wish = {"position_seconds": 5, "sequence": 1}
        assert (await guest.put(f"{address}/position", json=wish)).status_code == 200
        assert (await guest.post(f"{address}/heartbeat")).json()["position_seconds"] == 5
        for content in (title_id, film_id):
            manifest = await guest.get(f"{older}/{content}/manifest")
            assert manifest.json()["position_seconds"] == 5
        assert (await guest.get(f"{older}/nothing/manifest")).status_code == 404
        assert (await guest.delete(address)).status_code == 204
        progress = {"content_id": str(title_id), "position_seconds": 11}
        assert (await guest.post("/api/watch/progress", json=progress)).status_code == 204
        (item,) = (await guest.get("/api/user/history")).json()["items"]
        assert item["position_seconds"] == 11
