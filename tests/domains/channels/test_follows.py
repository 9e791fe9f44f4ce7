"""Following channels, profile by profile."""

import asyncio
from typing import Any

import httpx
import pytest

from streamverse.domains.channels.reactions import forget_profile
from streamverse.domains.identity.events import ProfileRemoved
from streamverse.kit.db import Database
from streamverse.kit.services import Services
from tests.domains.channels.conftest import CHANNELS, MakeChannel, account_of
from tests.domains.profiles import main_profile_of

FOLLOW = f"{CHANNELS}/lamps/follow"
FOLLOWS = "/api/v1/me/follows"


class TestFollow:
    async def test_takes_a_sign_in(self, make_channel: MakeChannel, guest: httpx.AsyncClient):
        await make_channel()
        assert (await guest.put(FOLLOW)).status_code == 401

    async def test_counts_each_profile_once_however_often(
        self,
        make_channel: MakeChannel,
        meera: httpx.AsyncClient,
        stranger: httpx.AsyncClient,
    ):
        await make_channel()
        answers = await asyncio.gather(
            *(client.put(FOLLOW) for client in (meera, stranger) for _ in range(4))
        )
        assert {each.status_code for each in answers} == {200}
        assert (await stranger.get(f"{CHANNELS}/lamps")).json()["follower_count"] == 2
        answers = await asyncio.gather(*(stranger.delete(FOLLOW) for _ in range(4)))
        assert [each.json() for each in answers] == [
            {"is_following": False, "follower_count": 1}
        ] * 4

    async def test_lets_a_child_follow_what_is_made_for_children(
        self, make_channel: MakeChannel, kid: httpx.AsyncClient, meera: httpx.AsyncClient
    ):
        await make_channel()
        assert (await kid.put(FOLLOW)).status_code == 404
        await make_channel("little-ones", is_for_kids=True)
        assert (await kid.put(f"{CHANNELS}/little-ones/follow")).status_code == 200
        assert (await meera.get(FOLLOWS)).json()["items"] == []
        await meera.patch(f"{CHANNELS}/little-ones", json={"is_for_kids": False})
        assert (await kid.get(FOLLOWS)).json()["items"] == []


class TestTheList:
    async def test_has_the_last_one_first_and_keeps_closed_channels_to_itself(
        self,
        make_channel: MakeChannel,
        meera: httpx.AsyncClient,
        stranger: httpx.AsyncClient,
    ):
        for number in range(4):
            await make_channel(f"lamps-x{number}")
            await stranger.put(f"{CHANNELS}/lamps-x{number}/follow")
        await meera.patch(f"{CHANNELS}/lamps-x1", json={"is_public": False})
        await meera.delete(f"{CHANNELS}/lamps-x2")
        first = (await stranger.get(FOLLOWS, params={"limit": 1})).json()
        second = (
            await stranger.get(FOLLOWS, params={"limit": 1, "cursor": first["next_cursor"]})
        ).json()
        assert [each["handle"] for page in (first, second) for each in page["items"]] == [
            "lamps-x3",
            "lamps-x0",
        ]
        assert second["next_cursor"] is None
        assert first["items"][0]["you"]["is_following"]
        assert (await stranger.delete(f"{CHANNELS}/lamps-x1/follow")).status_code == 200

    @pytest.mark.parametrize("cursor", ["x", "W10", "WzEsMl0", "WyIyMDI2LTAxLTAxIiwieCJd"])
    async def test_refuses_a_cursor_that_is_not_ours(
        self, stranger: httpx.AsyncClient, cursor: str
    ):
        answer = await stranger.get(FOLLOWS, params={"cursor": cursor})
        assert (answer.status_code, answer.json()["code"]) == (422, "bad_cursor")

    async def test_asks_as_many_queries_for_one_as_for_many(
        self, make_channel: MakeChannel, stranger: httpx.AsyncClient, counted: Any
    ):
        amounts: list[int] = []
        for amount in (1, 9):
            for number in range(amount):
                if (await stranger.get(f"{CHANNELS}/lamps-x{number}")).is_error:
                    await make_channel(f"lamps-x{number}")
                await stranger.put(f"{CHANNELS}/lamps-x{number}/follow")
            with counted() as queries:
                assert len((await stranger.get(FOLLOWS)).json()["items"]) == amount
            amounts.append(len(queries))
        assert amounts[0] == amounts[1]

    async def test_goes_with_the_profile(
        self, make_channel: MakeChannel, stranger: httpx.AsyncClient, shared: Services
    ):
        await make_channel()
        await stranger.put(FOLLOW)
        account_id = account_of(stranger)
        gone = ProfileRemoved(account_id, await main_profile_of(shared, account_id))
        for _ in range(2):
            async with shared.get(Database).write() as session:
                await forget_profile(shared, session, gone)
        body = (await stranger.get(f"{CHANNELS}/lamps")).json()
        assert (body["follower_count"], body["you"]["is_following"]) == (0, False)
