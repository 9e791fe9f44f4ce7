"""Invitations: made, seen by whom they are for, answered once."""

import asyncio
from typing import Any
from uuid import UUID

import httpx
import pytest
from sqlalchemy import select, update

from streamverse.domains.channels.events import ChannelInvitationMade
from streamverse.domains.identity.models import AccountRow
from streamverse.domains.identity.public import issue_token
from streamverse.domains.notifications.models import MailMessageRow
from streamverse.domains.notifications.reactions import mail_channel_invitation
from streamverse.kit.db import Database
from streamverse.kit.ids import new_id
from streamverse.kit.services import Services
from tests.domains.channels.conftest import CHANNELS, Join, MakeChannel, Person, account_of
from tests.domains.conftest import MovingClock

OFFERS = f"{CHANNELS}/lamps/invitations"
MINE = f"{CHANNELS}/invitations"


def code(answer: httpx.Response) -> str:
    return answer.json()["code"]


@pytest.fixture
async def offer(make_channel: MakeChannel, meera: httpx.AsyncClient) -> Any:
    """Let Meera invite somebody to a private channel of hers: `await offer(email=…)`."""
    await make_channel(is_public=False)

    async def offered(**wish: Any) -> httpx.Response:
        return await meera.post(OFFERS, json=wish)

    return offered


class TestInvite:
    async def test_is_not_for_children(self, offer: Any, kid: httpx.AsyncClient):
        assert offer
        answer = await kid.post(OFFERS, json={"email": "a@example.com"})
        assert (answer.status_code, code(answer)) == (403, "kids_profile")

    @pytest.mark.parametrize(
        "wish",
        [
            {},
            {"email": "a@example.com", "account_id": "0190a0a0-0000-7000-8000-000000000000"},
            {"email": "a@example.com", "rank": "owner"},
            {"email": "not an address"},
            {"email": "a@example.com\r\nBcc: b@example.com"},
            {"email": "x" * 300 + "@example.com"},
        ],
    )
    async def test_refuses_what_names_nobody_or_too_much(self, offer: Any, wish: dict[str, str]):
        assert (await offer(**wish)).status_code == 422

    async def test_refuses_members_and_accounts_that_there_are_not(
        self, offer: Any, stranger: httpx.AsyncClient, join: Join
    ):
        await join("lamps", stranger)
        answer = await offer(account_id=str(account_of(stranger)))
        assert (answer.status_code, code(answer)) == (409, "already_member")
        answer = await offer(account_id=str(new_id()))
        assert (answer.status_code, code(answer)) == (404, "member_not_found")

    async def test_does_not_tell_whether_an_email_has_an_account(
        self, offer: Any, stranger: httpx.AsyncClient
    ):
        assert stranger
        known, unknown = [
            (await offer(email=email)).json() for email in ("vik@example.com", "x@example.com")
        ]
        drop = {"id", "email", "created_at", "expires_at"}
        assert {k: v for k, v in known.items() if k not in drop} == {
            k: v for k, v in unknown.items() if k not in drop
        }

    async def test_has_one_open_offer_for_each_also_when_raced(self, offer: Any):
        answers = await asyncio.gather(
            *(offer(email=email) for email in ("vik@example.com", "VIK@example.com") * 2)
        )
        assert sorted(each.status_code for each in answers) == [201, 409, 409, 409]
        assert {code(each) for each in answers if each.status_code == 409} == {"invitation_open"}

    async def test_stops_at_fifty_an_hour(self, offer: Any):
        for number in range(50):
            assert (await offer(email=f"p{number}@example.com")).status_code == 201
        answer = await offer(email="one-more@example.com")
        assert (answer.status_code, code(answer)) == (429, "too_many_channel_invitations")
        assert int(answer.headers["retry-after"]) > 0


class TestMyInvitations:
    async def test_are_shown_to_whom_they_are_for(
        self, offer: Any, stranger: httpx.AsyncClient, person: Person
    ):
        await offer(email="Vik@Example.com", rank="moderator")
        other = await person("other")
        assert (await other.get(MINE)).json()["items"] == []
        (item,) = (await stranger.get(MINE)).json()["items"]
        assert (item["channel"]["handle"], item["invited_by"]) == ("lamps", "Meera")
        assert item["rank"] == "moderator"

    async def test_by_email_wait_until_the_email_is_verified(
        self, offer: Any, stranger: httpx.AsyncClient, shared: Services
    ):
        made = (await offer(email="vik@example.com")).json()
        async with shared.get(Database).write() as session:
            mine = update(AccountRow).where(AccountRow.id == account_of(stranger))
            await session.execute(mine.values(email_verified_at=None))
        assert (await stranger.get(MINE)).json()["items"] == []
        assert (await stranger.post(f"{MINE}/{made['id']}/accept")).status_code == 404

    async def test_ask_as_many_queries_for_one_as_for_many(
        self,
        offer: Any,
        make_channel: MakeChannel,
        meera: httpx.AsyncClient,
        stranger: httpx.AsyncClient,
        counted: Any,
    ):
        wish = {"email": "vik@example.com"}
        await offer(**wish)
        await stranger.get(MINE)  # who they are is read once
        amounts: list[int] = []
        for amount in (1, 8):
            for number in range(1, amount):
                await make_channel(f"rivers-x{number}")
                await meera.post(f"{CHANNELS}/rivers-x{number}/invitations", json=wish)
            with counted() as queries:
                assert len((await stranger.get(MINE)).json()["items"]) == amount
            amounts.append(len(queries))
        assert amounts[0] == amounts[1]


class TestAccept:
    async def test_refuses_somebody_elses(
        self, offer: Any, stranger: httpx.AsyncClient, person: Person
    ):
        made = (await offer(account_id=str(account_of(stranger)))).json()
        other = await person("other")
        for verb in ("accept", "decline"):
            answer = await other.post(f"{MINE}/{made['id']}/{verb}")
            assert (answer.status_code, code(answer)) == (404, "no_such_channel_invitation")

    async def test_lets_somebody_in_once(self, offer: Any, stranger: httpx.AsyncClient):
        made = (await offer(email="vik@example.com", rank="moderator")).json()
        answers = await asyncio.gather(
            *(stranger.post(f"{MINE}/{made['id']}/accept") for _ in range(3))
        )
        assert [each.status_code for each in answers] == [200, 200, 200]
        assert answers[0].json()["you"]["rank"] == "moderator"
        assert (await stranger.post(f"{MINE}/{made['id']}/decline")).status_code == 409

    async def test_refuses_what_was_revoked_declined_or_has_expired(
        self,
        offer: Any,
        meera: httpx.AsyncClient,
        stranger: httpx.AsyncClient,
        clock: MovingClock,
        shared: Services,
    ):
        revoked = (await offer(email="vik@example.com")).json()["id"]
        for _ in range(2):
            assert (await meera.delete(f"{OFFERS}/{revoked}")).status_code == 204
        answer = await stranger.post(f"{MINE}/{revoked}/accept")
        assert (answer.status_code, code(answer)) == (409, "invitation_answered")
        declined = (await offer(email="vik@example.com")).json()["id"]
        for _ in range(2):
            assert (await stranger.post(f"{MINE}/{declined}/decline")).status_code == 204
        assert (await stranger.post(f"{MINE}/{declined}/accept")).status_code == 409
        old = (await offer(email="vik@example.com")).json()["id"]
        clock.advance(days=15)
        for client in (meera, stranger):
            token = await issue_token(shared, account_of(client))
            client.headers["authorization"] = f"Bearer {token}"
        answer = await stranger.post(f"{MINE}/{old}/accept")
        assert (answer.status_code, code(answer)) == (410, "channel_invitation_expired")
        assert (await stranger.get(MINE)).json()["items"] == []
        assert (await offer(email="vik@example.com")).status_code == 201

    async def test_of_a_deleted_channel_leads_nowhere(
        self, offer: Any, meera: httpx.AsyncClient, stranger: httpx.AsyncClient
    ):
        made = (await offer(email="vik@example.com")).json()
        await meera.delete(f"{CHANNELS}/lamps")
        assert (await stranger.get(MINE)).json()["items"] == []
        assert (await stranger.post(f"{MINE}/{made['id']}/accept")).status_code == 404


class TestTheMail:
    async def test_goes_to_the_address_and_says_which_channel(
        self, offer: Any, shared: Services, meera: httpx.AsyncClient
    ):
        made = (await offer(email="somebody@example.com")).json()
        channel_id = UUID((await meera.get(f"{CHANNELS}/lamps")).json()["id"])
        news = ChannelInvitationMade(channel_id, UUID(made["id"]))
        for _ in range(2):
            async with shared.get(Database).write() as session:
                await mail_channel_invitation(shared, session, news)
        async with shared.get(Database).read() as session:
            (mail,) = (await session.scalars(select(MailMessageRow))).all()
        assert (mail.to_address, mail.template) == ("somebody@example.com", "channel_invitation")
        assert "Lamps and Rivers" in mail.subject

    async def test_stays_unwritten_when_it_was_taken_back(
        self, offer: Any, shared: Services, meera: httpx.AsyncClient
    ):
        made = (await offer(email="somebody@example.com")).json()
        await meera.delete(f"{OFFERS}/{made['id']}")
        async with shared.get(Database).write() as session:
            await mail_channel_invitation(
                shared, session, ChannelInvitationMade(new_id(), UUID(made["id"]))
            )
            assert (await session.scalars(select(MailMessageRow))).all() == []
