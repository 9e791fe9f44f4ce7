"""Series: seasons, episodes, and what of them plays."""

from collections.abc import Awaitable, Callable
from typing import Any
from uuid import UUID

import httpx
import pytest

from streamverse.domains.catalog.public import title_for_playback, title_of_asset
from streamverse.domains.catalog.reactions import let_go, repoint
from streamverse.domains.media.events import AssetDeleted, AssetReplaced
from streamverse.kit.db import Database
from streamverse.kit.services import Services

TITLES = "/api/v1/titles"

MakeAsset = Callable[..., Awaitable[UUID]]
MakeTitle = Callable[..., Awaitable[dict[str, Any]]]


@pytest.fixture
async def series(creator: httpx.AsyncClient, make_asset: MakeAsset) -> dict[str, Any]:
    """A published series: season 1 with two episodes, season 2 with one."""
    body = {"kind": "series", "name": "Three Lamps", "synopsis": "Lamps, one by one."}
    title = (await creator.post(TITLES, json=body)).json()
    path = f"{TITLES}/{title['id']}"
    for season, names in ((1, ["One", "Two"]), (2, ["Three"])):
        assert (await creator.post(f"{path}/seasons", json={})).status_code == 201
        for name in names:
            episode = {"name": name, "asset_id": str(await make_asset(creator))}
            answer = await creator.post(f"{path}/seasons/{season}/episodes", json=episode)
            assert answer.status_code == 201, answer.text
    return (await creator.post(f"{path}/publish")).json()


class TestSeasonsAndEpisodes:
    async def test_are_their_owners_to_change(
        self, other: httpx.AsyncClient, series: dict[str, Any]
    ) -> None:
        path = f"{TITLES}/{series['id']}/seasons"
        assert (await other.post(path, json={})).status_code == 403
        assert (await other.post(f"{path}/1/episodes", json={"name": "X"})).status_code == 403
        assert (await other.delete(f"{path}/1")).status_code == 403

    async def test_belong_to_series_only(
        self, creator: httpx.AsyncClient, make_title: MakeTitle
    ) -> None:
        film = await make_title()
        answer = await creator.post(f"{TITLES}/{film['id']}/seasons", json={})
        assert answer.json()["code"] == "not_a_series"

    async def test_are_shown_in_order(
        self, guest: httpx.AsyncClient, series: dict[str, Any]
    ) -> None:
        title = (await guest.get(f"{TITLES}/three-lamps")).json()
        shown = [
            (season["number"], episode["number"], episode["name"])
            for season in title["seasons"]
            for episode in season["episodes"]
        ]
        assert shown == [(1, 1, "One"), (1, 2, "Two"), (2, 1, "Three")]
        first = title["seasons"][0]["episodes"][0]
        assert first["is_playable"]
        assert first["runtime_seconds"] == 61
        assert first["artwork"]["still"]
        assert title["runtime_seconds"] is None
        assert title["id"] == series["id"]

    async def test_lead_from_their_asset_to_their_series(
        self, guest: httpx.AsyncClient, series: dict[str, Any]
    ) -> None:
        title = (await guest.get(f"{TITLES}/three-lamps")).json()
        asset_id = title["seasons"][1]["episodes"][0]["asset_id"]
        found = (await guest.get(TITLES, params={"asset_id": asset_id})).json()
        assert [each["id"] for each in found["items"]] == [series["id"]]

    async def test_have_a_number_once(
        self, creator: httpx.AsyncClient, series: dict[str, Any]
    ) -> None:
        path = f"{TITLES}/{series['id']}/seasons"
        taken = await creator.post(path, json={"number": 1})
        assert (taken.status_code, taken.json()["code"]) == (409, "number_taken")
        episode = {"number": 2, "name": "Again"}
        assert (await creator.post(f"{path}/1/episodes", json=episode)).status_code == 409
        moved = await creator.put(f"{path}/1/episodes/1", json={"number": 2, "name": "One"})
        assert moved.status_code == 409

    async def test_can_be_changed_and_taken_away(
        self, creator: httpx.AsyncClient, series: dict[str, Any]
    ) -> None:
        path = f"{TITLES}/{series['id']}/seasons"
        named = (await creator.put(f"{path}/2", json={"name": "Dusk"})).json()
        assert named["seasons"][1]["name"] == "Dusk"
        renamed = {"number": 5, "name": "Five"}
        changed = (await creator.put(f"{path}/1/episodes/2", json=renamed)).json()
        assert [each["number"] for each in changed["seasons"][0]["episodes"]] == [1, 5]
        assert (await creator.delete(f"{path}/1/episodes/5")).status_code == 204
        assert (await creator.delete(f"{path}/2")).status_code == 204
        left = (await creator.get(f"{TITLES}/{series['id']}")).json()
        assert [each["name"] for each in left["seasons"][0]["episodes"]] == ["One"]
        assert len(left["seasons"]) == 1

    async def test_that_are_not_there_say_so(
        self, creator: httpx.AsyncClient, series: dict[str, Any]
    ) -> None:
        path = f"{TITLES}/{series['id']}/seasons"
        missing = await creator.post(f"{path}/9/episodes", json={"name": "X"})
        assert missing.json()["code"] == "season_not_found"
        answer = await creator.delete(f"{path}/1/episodes/9")
        assert answer.json()["code"] == "episode_not_found"

    async def test_a_series_without_an_episode_to_play_is_not_published(
        self, creator: httpx.AsyncClient
    ) -> None:
        body = {"kind": "series", "name": "Empty", "synopsis": "None."}
        title = (await creator.post(TITLES, json=body)).json()
        answer = await creator.post(f"{TITLES}/{title['id']}/publish")
        assert answer.json()["missing"] == ["episode"]


class TestTitleForPlayback:
    @pytest.mark.parametrize("database", ["sqlite", "postgresql"], indirect=True)
    async def test_gives_a_series_first_episode_and_the_next(
        self, database: Database, series: dict[str, Any]
    ) -> None:
        async with database.read() as session:
            found = await title_for_playback(session, "three-lamps")
            assert found
            assert found.episode
            assert found.next
            assert (found.episode.name, found.next.name) == ("One", "Two")
            assert found.is_published
            second = await title_for_playback(session, str(found.next.id))
            assert second
            assert second.episode
            assert second.next
            assert second.asset_id == second.episode.asset_id
            assert (second.next.season_number, second.next.name) == (2, "Three")
            last = await title_for_playback(session, str(second.next.id))
            assert last
            assert last.next is None
        assert str(found.id) == series["id"]

    async def test_knows_nothing_of_a_stranger(self, database: Database) -> None:
        async with database.read() as session:
            assert await title_for_playback(session, "nothing-here") is None

    async def test_finds_what_shows_an_asset_published_first(
        self, database: Database, creator: httpx.AsyncClient, make_title: MakeTitle
    ) -> None:
        film = await make_title()
        asset_id = UUID(film["asset_id"])
        draft = {"name": "Draft", "asset_id": film["asset_id"]}
        assert (await creator.post(TITLES, json=draft)).status_code == 201
        async with database.read() as session:
            found = await title_of_asset(session, asset_id)
        assert found is not None
        assert str(found.id) == film["id"]
        assert found.is_published


class TestWhenMediaChanges:
    async def test_a_replaced_asset_is_repointed_everywhere(
        self,
        shared: Services,
        database: Database,
        creator: httpx.AsyncClient,
        make_asset: MakeAsset,
        make_title: MakeTitle,
        series: dict[str, Any],
    ) -> None:
        film = await make_title()
        episode = series["seasons"][0]["episodes"][0]
        new = await make_asset(creator)
        for old in (film["asset_id"], episode["asset_id"]):
            async with database.write() as session:
                await repoint(shared, session, AssetReplaced(UUID(old), new))
        changed = (await creator.get(f"{TITLES}/{film['id']}")).json()
        assert changed["asset_id"] == str(new)
        assert changed["version"] > film["version"]
        whole = (await creator.get(f"{TITLES}/{series['id']}")).json()
        assert whole["seasons"][0]["episodes"][0]["asset_id"] == str(new)

    async def test_a_replaced_asset_that_is_deleted_first_takes_nothing_with_it(
        self,
        shared: Services,
        database: Database,
        creator: httpx.AsyncClient,
        make_asset: MakeAsset,
        make_title: MakeTitle,
    ) -> None:
        film = await make_title()
        old, new = UUID(film["asset_id"]), await make_asset(creator)
        owner = UUID(creator.headers["x-account"])
        async with database.write() as session:
            await let_go(shared, session, AssetDeleted(old, owner, new))
            await repoint(shared, session, AssetReplaced(old, new))
        shown = (await creator.get(f"{TITLES}/{film['id']}")).json()
        assert (shown["state"], shown["asset_id"]) == ("published", str(new))

    async def test_a_film_whose_asset_is_gone_becomes_a_draft(
        self,
        shared: Services,
        database: Database,
        creator: httpx.AsyncClient,
        guest: httpx.AsyncClient,
        make_title: MakeTitle,
    ) -> None:
        film = await make_title()
        owner = UUID(creator.headers["x-account"])
        async with database.write() as session:
            await let_go(shared, session, AssetDeleted(UUID(film["asset_id"]), owner))
        assert (await guest.get(f"{TITLES}/{film['id']}")).status_code == 404
        assert (await creator.get(f"{TITLES}/{film['id']}")).json()["missing"] == ["asset"]
