"""Titles in channels: who changes them, and who sees those of a private one."""

from collections.abc import Awaitable, Callable
from typing import Any
from uuid import UUID

import httpx
import pytest
from sqlalchemy import select

from streamverse.domains.catalog.channel_reactions import open_or_close
from streamverse.domains.catalog.events import TitleUnpublished
from streamverse.domains.channels.events import ChannelChanged
from streamverse.domains.channels.routes import router as channels_router
from streamverse.kit.db import Database
from streamverse.kit.outbox import OutboxRow
from streamverse.kit.services import Services
from tests.domains.catalog.conftest import TITLES, Clients, MakeTitle, account_of

CHANNELS = "/api/v1/channels"


@pytest.fixture
def at_channels(mount: Clients) -> Callable[[httpx.AsyncClient], httpx.AsyncClient]:
    """The same person where channels are."""

    def moved(client: httpx.AsyncClient) -> httpx.AsyncClient:
        beside = mount(channels_router)
        beside.headers.update(client.headers)
        return beside

    return moved


@pytest.fixture
async def channel(creator: httpx.AsyncClient, at_channels: Any) -> dict[str, Any]:
    """A public channel of Meera's."""
    wish = {"handle": "lamps", "name": "Lamps"}
    return (await at_channels(creator).post(CHANNELS, json=wish)).json()


@pytest.fixture
def join(
    creator: httpx.AsyncClient, at_channels: Any, channel: dict[str, Any]
) -> Callable[..., Awaitable[None]]:
    """Let somebody join Meera's channel, perhaps with permissions."""

    async def joined(client: httpx.AsyncClient, permissions: list[str]) -> None:
        path = f"{CHANNELS}/{channel['id']}"
        owner, person = at_channels(creator), at_channels(client)
        wish = {"account_id": str(account_of(client))}
        made = await owner.post(f"{path}/invitations", json=wish)
        if made.status_code != 409:  # they belong to it already
            await person.post(f"{CHANNELS}/invitations/{made.json()['id']}/accept")
        answer = await owner.put(
            f"{path}/members/{account_of(client)}",
            json={"rank": "member", "permissions": permissions},
        )
        assert answer.status_code == 200, answer.text

    return joined


@pytest.fixture
def close(
    creator: httpx.AsyncClient, at_channels: Any, channel: dict[str, Any], shared: Services
) -> Callable[[], Awaitable[None]]:
    """Let Meera make her channel private, and the catalog hear of it."""

    async def closed() -> None:
        path = f"{CHANNELS}/{channel['id']}"
        await at_channels(creator).patch(path, json={"is_public": False})
        for _ in range(2):
            async with shared.get(Database).write() as session:
                await open_or_close(shared, session, ChannelChanged(UUID(channel["id"])))

    return closed


class TestCreate:
    async def test_brings_a_creators_work_a_channel_along(
        self, make_title: MakeTitle, at_channels: Any, creator: httpx.AsyncClient
    ):
        titles = [await make_title(f"Walk {number}", kind="video") for number in range(2)]
        (own,) = (await at_channels(creator).get(CHANNELS, params={"mine": "true"})).json()["items"]
        assert {each["channel"]["id"] for each in titles} == {own["id"]}
        assert titles[0]["channel"]["handle"] == "meera"

    async def test_leaves_a_film_without_one(self, make_title: MakeTitle):
        assert (await make_title())["channel"] is None

    async def test_refuses_a_channel_in_which_one_may_not_post(
        self, channel: dict[str, Any], other: httpx.AsyncClient, join: Any
    ):
        wish = {"kind": "video", "name": "Mine", "channel_id": channel["id"]}
        await join(other, ["moderate"])
        answer = await other.post(TITLES, json=wish)
        assert (answer.status_code, answer.json()["code"]) == (422, "channel_not_usable")


class TestAMember:
    async def test_changes_titles_of_the_channel_when_they_may_post(
        self, make_title: MakeTitle, channel: dict[str, Any], other: httpx.AsyncClient, join: Any
    ):
        made = await make_title(kind="video", channel_id=channel["id"])
        path = f"{TITLES}/{made['id']}"
        assert (await other.patch(path, json={"tagline": "New"})).status_code == 403
        await join(other, [])
        assert (await other.patch(path, json={"tagline": "New"})).status_code == 403
        await join(other, ["post"])
        assert (await other.patch(path, json={"tagline": "New"})).status_code == 200

    async def test_takes_no_title_out_of_the_channel_that_is_not_their_own(
        self,
        make_title: MakeTitle,
        channel: dict[str, Any],
        other: httpx.AsyncClient,
        creator: httpx.AsyncClient,
        at_channels: Any,
        join: Any,
    ):
        made = await make_title(kind="movie", channel_id=channel["id"])
        await join(other, ["post"])
        wish = {"handle": "heat", "name": "Heat"}
        theirs = (await at_channels(other).post(CHANNELS, json=wish)).json()
        path = f"{TITLES}/{made['id']}"
        for channel_id in (theirs["id"], None):
            answer = await other.patch(path, json={"channel_id": channel_id})
            assert (answer.status_code, answer.json()["code"]) == (422, "channel_not_usable")
        assert (await creator.patch(path, json={"channel_id": None})).status_code == 200


class TestAPrivateChannel:
    async def test_shows_its_titles_to_members_alone(
        self,
        make_title: MakeTitle,
        channel: dict[str, Any],
        guest: httpx.AsyncClient,
        viewer: httpx.AsyncClient,
        other: httpx.AsyncClient,
        creator: httpx.AsyncClient,
        join: Any,
        close: Any,
    ):
        made = await make_title(kind="video", channel_id=channel["id"])
        await join(other, [])
        listed = {"channel": channel["id"]}
        assert len((await guest.get(TITLES, params=listed)).json()["items"]) == 1
        await close()
        for client in (guest, viewer):
            assert (await client.get(TITLES, params=listed)).json()["items"] == []
            assert (await client.get(TITLES)).json()["items"] == []
            assert (await client.get(f"{TITLES}/{made['id']}")).status_code == 404
        for client in (other, creator):
            assert len((await client.get(TITLES, params=listed)).json()["items"]) == 1
            assert (await client.get(f"{TITLES}/{made['id']}")).status_code == 200

    async def test_tells_once_of_every_title_that_the_public_may_no_longer_see(
        self, make_title: MakeTitle, channel: dict[str, Any], shared: Services, close: Any
    ):
        made = [
            (await make_title(f"Walk {number}", kind="video", channel_id=channel["id"]))["id"]
            for number in range(2)
        ]
        await close()
        query = select(OutboxRow).where(OutboxRow.name == TitleUnpublished.name)
        async with shared.get(Database).read() as session:
            told = [row.payload["title_id"] for row in await session.scalars(query)]
        assert sorted(told) == sorted(made)
