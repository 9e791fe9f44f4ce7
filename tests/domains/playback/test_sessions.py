"""Playback sessions over HTTP: who may open one, and on what."""

from uuid import UUID, uuid4

import httpx
import pytest

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
from streamverse.domains.media.public import AssetState
from streamverse.kit.clock import Clock
from streamverse.kit.db import Database
from streamverse.kit.services import Services
from tests.domains.conftest import Mount
from tests.domains.playback.stored import grow_film, store_film
from tests.domains.playback.strict_hls import parse_multivariant
from tests.domains.playback.viewing import (
    SESSIONS,
    at,
    forget,
    opened,
    refusal,
    store_title,
)


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
