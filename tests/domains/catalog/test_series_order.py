"""The order of a series: seasons and episodes moved about, read a page at a time, told in Hindi."""

from collections.abc import Awaitable, Callable
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest

from streamverse.domains.catalog.public import markers_of, title_of_asset
from streamverse.domains.catalog.reactions import begin_to_show, let_go, repoint
from streamverse.domains.media.events import AssetDeleted, AssetPlayable, AssetReplaced
from streamverse.domains.media.models import AssetRow
from streamverse.domains.media.public import AssetState
from streamverse.kit.db import Database
from streamverse.kit.services import Services
from tests.domains.catalog.conftest import account_of
from tests.domains.catalog.queries import counted

TITLES = "/api/v1/titles"

MakeAsset = Callable[..., Awaitable[UUID]]
MakeTitle = Callable[..., Awaitable[dict[str, Any]]]


@pytest.fixture
async def series(creator: httpx.AsyncClient) -> dict[str, Any]:
    """Two seasons, of three episodes and of one; nothing plays yet."""
    return await seasons_of(creator, "Three Lamps", (["One", "Two", "Three"], ["Four"]))


async def seasons_of(
    creator: httpx.AsyncClient, name: str, seasons: tuple[list[str], ...]
) -> dict[str, Any]:
    body = {"kind": "series", "name": name, "synopsis": "Lamps."}
    title = (await creator.post(TITLES, json=body)).json()
    path = f"{TITLES}/{title['id']}/seasons"
    for number, names in enumerate(seasons, 1):
        await creator.post(path, json={})
        for each in names:
            answer = await creator.post(f"{path}/{number}/episodes", json={"name": each})
            assert answer.status_code == 201, answer.text
    return (await creator.get(f"{TITLES}/{title['id']}")).json()


def told(title: dict[str, Any]) -> list[list[str]]:
    return [
        [f"{episode['number']} {episode['name']}" for episode in season["episodes"]]
        for season in title["seasons"]
    ]


class TestOrder:
    async def test_is_its_owners_to_change(
        self, other: httpx.AsyncClient, series: dict[str, Any]
    ) -> None:
        path = f"{TITLES}/{series['id']}"
        assert (
            await other.post(f"{path}/seasons/order", json={"season_ids": []})
        ).status_code == 404
        move = {"season": 1}
        assert (await other.post(f"{path}/episodes/{uuid4()}/move", json=move)).status_code == 404

    async def test_puts_episodes_and_seasons_where_they_are_wished(
        self, creator: httpx.AsyncClient, series: dict[str, Any]
    ) -> None:
        path = f"{TITLES}/{series['id']}/seasons"
        one, two, three = (each["id"] for each in series["seasons"][0]["episodes"])
        wish = {"episode_ids": [three, one, two]}
        ordered = (await creator.post(f"{path}/1/order", json=wish)).json()
        assert told(ordered)[0] == ["1 Three", "2 One", "3 Two"]
        turned = [each["id"] for each in reversed(series["seasons"])]
        ordered = (await creator.post(f"{path}/order", json={"season_ids": turned})).json()
        assert told(ordered) == [["1 Four"], ["1 Three", "2 One", "3 Two"]]

    async def test_refuses_what_is_missing_twice_there_or_anothers(
        self, creator: httpx.AsyncClient, series: dict[str, Any]
    ) -> None:
        other = await seasons_of(creator, "Other", (["A"], ["B"]))
        path = f"{TITLES}/{series['id']}/seasons"
        mine = [each["id"] for each in series["seasons"]]
        theirs = [each["id"] for each in other["seasons"]]
        for ids in ([mine[0]], [mine[0], mine[0]], [*mine, theirs[0]], theirs, []):
            answer = await creator.post(f"{path}/order", json={"season_ids": ids})
            assert (answer.status_code, answer.json()["code"]) == (422, "bad_order")
        episodes = [each["id"] for each in other["seasons"][0]["episodes"]]
        answer = await creator.post(f"{path}/2/order", json={"episode_ids": episodes})
        assert answer.json()["code"] == "bad_order"
        film = (await creator.post(TITLES, json={"name": "Film"})).json()
        answer = await creator.post(f"{TITLES}/{film['id']}/seasons/order", json={"season_ids": []})
        assert answer.json()["code"] == "not_a_series"


class TestMoveEpisode:
    async def test_goes_to_another_season_and_moves_what_stands_there(
        self, creator: httpx.AsyncClient, series: dict[str, Any]
    ) -> None:
        path = f"{TITLES}/{series['id']}/episodes"
        one, two, _ = (each["id"] for each in series["seasons"][0]["episodes"])
        moved = await creator.post(f"{path}/{one}/move", json={"season": 2, "number": 1})
        assert told(moved.json()) == [["2 Two", "3 Three"], ["1 One", "2 Four"]]
        moved = await creator.post(f"{path}/{two}/move", json={"season": 2})
        assert told(moved.json()) == [["3 Three"], ["1 One", "2 Four", "3 Two"]]
        moved = await creator.post(f"{path}/{two}/move", json={"season": 2, "number": 1})
        assert told(moved.json())[1] == ["1 Two", "2 One", "3 Four"]

    async def test_refuses_another_series_and_a_season_that_is_not_there(
        self, creator: httpx.AsyncClient, series: dict[str, Any]
    ) -> None:
        other = await seasons_of(creator, "Other", (["A"],))
        theirs = other["seasons"][0]["episodes"][0]["id"]
        path = f"{TITLES}/{series['id']}/episodes"
        answer = await creator.post(f"{path}/{theirs}/move", json={"season": 1})
        assert (answer.status_code, answer.json()["code"]) == (404, "episode_not_found")
        mine = series["seasons"][0]["episodes"][0]["id"]
        answer = await creator.post(f"{path}/{mine}/move", json={"season": 9})
        assert (answer.status_code, answer.json()["code"]) == (404, "season_not_found")


class TestEpisodes:
    async def test_are_read_a_page_at_a_time_with_as_many_queries_for_many(
        self, shared: Services, creator: httpx.AsyncClient
    ) -> None:
        names = [f"Part {number}" for number in range(1, 54)]
        title = await seasons_of(creator, "Long", (names, ["Last"]))
        first = title["seasons"][0]
        assert (len(first["episodes"]), first["episode_count"]) == (50, 53)
        path = f"{TITLES}/{title['id']}/seasons/1/episodes"
        rest = (await creator.get(path, params={"cursor": first["next_cursor"]})).json()
        assert [each["number"] for each in rest["items"]] == [51, 52, 53]
        assert (rest["next_cursor"], title["seasons"][1]["next_cursor"]) == (None, None)
        wrong = await creator.get(path, params={"cursor": "WyJ0aXRsZXMiLDFd"})
        assert wrong.json()["code"] == "bad_cursor"
        short = await seasons_of(creator, "Short", (["One"],))
        with counted(shared.get(Database)) as few:
            await creator.get(f"{TITLES}/{short['id']}")
        with counted(shared.get(Database)) as many:
            await creator.get(f"{TITLES}/{title['id']}")
        assert len(many) == len(few)

    async def test_have_texts_markers_and_a_date_of_their_own(
        self,
        shared: Services,
        creator: httpx.AsyncClient,
        make_asset: MakeAsset,
        series: dict[str, Any],
    ) -> None:
        path = f"{TITLES}/{series['id']}/seasons/1/episodes/1"
        wish = {
            "name": "One",
            "released_on": "2026-05-01",
            "asset_id": str(await make_asset(creator)),
            "texts": {"hi": {"name": "एक", "synopsis": "पहला।"}},
            "markers": [{"kind": "intro", "from_seconds": 0, "to_seconds": 20}],
        }
        assert (await creator.put(path, json=wish)).status_code == 200
        kept = (await creator.put(path, json={"name": "Uno", "asset_id": wish["asset_id"]})).json()
        hindi = await creator.get(f"{TITLES}/{series['id']}", headers={"Accept-Language": "hi-IN"})
        assert hindi.json()["seasons"][0]["episodes"][0]["name"] == "एक"
        episode = (await creator.get(path)).json()
        assert (episode["name"], episode["texts"]["hi"]["name"]) == ("Uno", "एक")
        assert episode["markers"][0]["kind"] == "intro"
        assert kept["seasons"][0]["episodes"][0]["released_on"] is None
        async with shared.get(Database).read() as session:
            marked = await markers_of(session, UUID(episode["id"]))
        assert marked[0].to_seconds == 20
        late = {**wish, "markers": [{"kind": "credits", "from_seconds": 60, "to_seconds": 90}]}
        assert (await creator.put(path, json=late)).json()["code"] == "marker_outside"


class TestFace:
    """What a series' card shows: its first episode that can be played."""

    async def test_follows_every_change_of_its_episodes(
        self,
        shared: Services,
        creator: httpx.AsyncClient,
        make_asset: MakeAsset,
        series: dict[str, Any],
    ) -> None:
        async def is_playable() -> bool:
            listed = await creator.get(TITLES, params={"mine": True})
            return listed.json()["items"][0]["is_playable"]

        path = f"{TITLES}/{series['id']}/seasons/1/episodes"
        making = await make_asset(creator, AssetState.PREPARING, posters=[])
        await creator.put(f"{path}/2", json={"name": "Two", "asset_id": str(making)})
        assert not await is_playable()
        ready = await make_asset(creator)
        await creator.put(f"{path}/3", json={"name": "Three", "asset_id": str(ready)})
        assert await is_playable()
        await creator.delete(f"{path}/3")
        assert not await is_playable()
        async with shared.get(Database).write() as session:
            (await session.get_one(AssetRow, making)).state = AssetState.READY
            event = AssetPlayable(making, account_of(creator), 60.0)
            await begin_to_show(shared, session, event)
        assert await is_playable()
        async with shared.get(Database).write() as session:
            await let_go(shared, session, AssetDeleted(making, account_of(creator)))
        assert not await is_playable()


class TestExtras:
    async def test_lead_from_their_asset_to_their_title_and_follow_it(
        self,
        shared: Services,
        creator: httpx.AsyncClient,
        make_asset: MakeAsset,
        make_title: MakeTitle,
    ) -> None:
        cut, newer = await make_asset(creator), await make_asset(creator)
        title = await make_title(extras=[{"kind": "cut", "name": "Long", "asset_id": str(cut)}])
        async with shared.get(Database).write() as session:
            found = await title_of_asset(session, cut)
            assert found is not None
            assert (found.extra, found.asset_id, str(found.id)) == ("cut", cut, title["id"])
            await repoint(shared, session, AssetReplaced(cut, newer))
        shown = (await creator.get(f"{TITLES}/{title['id']}")).json()
        assert shown["extras"][0]["asset_id"] == str(newer)
        assert shown["version"] > title["version"]
        async with shared.get(Database).write() as session:
            await let_go(shared, session, AssetDeleted(newer, account_of(creator)))
        assert (await creator.get(f"{TITLES}/{title['id']}")).json()["extras"] == []
