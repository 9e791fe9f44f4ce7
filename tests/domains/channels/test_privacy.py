"""What becomes of channels when somebody wants their data, or leaves for good."""

from typing import Any

import httpx

from streamverse.domains.channels.privacy import erase, gather
from streamverse.kit.db import Database
from streamverse.kit.privacy import Person as Whom
from streamverse.kit.privacy import Rows
from streamverse.kit.services import Services
from tests.domains.channels.conftest import CHANNELS, Join, MakeChannel, Person, account_of
from tests.domains.profiles import main_profile_of

LAMPS = f"{CHANNELS}/lamps"


async def who(shared: Services, client: httpx.AsyncClient) -> Whom:
    account_id = account_of(client)
    return Whom(account_id, (await main_profile_of(shared, account_id),))


async def erase_person(shared: Services, client: httpx.AsyncClient) -> None:
    for _ in range(2):
        async with shared.get(Database).write() as session:
            await erase(shared, session, await who(shared, client))


class TestExport:
    async def test_has_what_somebody_owns_follows_and_was_offered(
        self,
        make_channel: MakeChannel,
        meera: httpx.AsyncClient,
        stranger: httpx.AsyncClient,
        shared: Services,
    ):
        await make_channel()
        await make_channel("rivers", by=stranger)
        await stranger.put(f"{LAMPS}/follow")
        await meera.post(f"{LAMPS}/invitations", json={"email": "vik@example.com"})
        found: dict[str, list[Any]] = {}
        async for part in gather(shared, await who(shared, stranger)):
            assert isinstance(part, Rows)
            found[part.path] = [row async for row in part.rows]
        assert [row["handle"] for row in found["channels.json"]] == ["rivers"]
        assert [row["rank"] for row in found["memberships.json"]] == ["owner"]
        assert [row["email"] for row in found["invitations.json"]] == ["vik@example.com"]
        assert len(found["follows.json"]) == 1
        assert found["mutes.json"] == []


class TestErasure:
    async def test_passes_a_channel_to_the_admin_who_joined_first(
        self,
        make_channel: MakeChannel,
        join: Join,
        person: Person,
        meera: httpx.AsyncClient,
        shared: Services,
    ):
        await make_channel()
        first, second, moderator = [await person(name) for name in ("ann", "ben", "cid")]
        await join("lamps", moderator, "moderator")
        await join("lamps", first, "admin")
        await join("lamps", second, "admin")
        for number in range(10):
            await make_channel(f"rivers-x{number}", by=first)
        await erase_person(shared, meera)
        assert (await first.get(LAMPS)).json()["you"]["rank"] == "owner"
        members = (await first.get(f"{LAMPS}/members")).json()["items"]
        assert [each["rank"] for each in members] == ["owner", "admin", "moderator"]

    async def test_deletes_a_channel_without_one(
        self,
        make_channel: MakeChannel,
        join: Join,
        stranger: httpx.AsyncClient,
        meera: httpx.AsyncClient,
        shared: Services,
    ):
        await make_channel()
        await join("lamps", stranger, "moderator")
        await erase_person(shared, meera)
        assert (await stranger.get(LAMPS)).status_code == 404
        again = await stranger.post(CHANNELS, json={"handle": "lamps", "name": "Mine"})
        assert again.status_code == 201

    async def test_forgets_follows_invitations_and_memberships(
        self,
        make_channel: MakeChannel,
        join: Join,
        stranger: httpx.AsyncClient,
        meera: httpx.AsyncClient,
        shared: Services,
    ):
        await make_channel()
        await make_channel("rivers")
        await join("lamps", stranger, "admin")
        await stranger.put(f"{LAMPS}/follow")
        await meera.post(f"{CHANNELS}/rivers/invitations", json={"email": "vik@example.com"})
        await erase_person(shared, stranger)
        body = (await meera.get(LAMPS)).json()
        assert body["follower_count"] == 0
        assert len((await meera.get(f"{LAMPS}/members")).json()["items"]) == 1
        assert (await meera.get(f"{CHANNELS}/rivers/invitations")).json()["items"] == []
