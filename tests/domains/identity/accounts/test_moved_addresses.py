"""Links after the account has another address: the old mailbox opens nothing any more."""

from collections.abc import Awaitable, Callable
from datetime import timedelta

import httpx

from streamverse.domains.identity import links
from streamverse.domains.identity.links import LinkPurpose
from streamverse.domains.identity.repository import accounts
from streamverse.kit.clock import Clock
from streamverse.kit.db import Database
from streamverse.kit.services import Services
from tests.domains.conftest import MovingClock

AUTH = "/api/v1/auth"
STRONG = "a quiet river 7"

Token = Callable[[LinkPurpose], Awaitable[str]]


async def signed_in(client: httpx.AsyncClient, email: str) -> dict[str, str]:
    answer = await client.post(f"{AUTH}/login", json={"email": email, "password": STRONG})
    return {"authorization": f"Bearer {answer.json()['access_token']}"}


async def move(client: httpx.AsyncClient, token: Token, old: str, new: str) -> None:
    """Change the account's address, as whoever knows its password does."""
    headers = await signed_in(client, old)
    asked = await client.post("/api/v1/me/email", json={"email": new}, headers=headers)
    assert asked.status_code == 202, asked.text
    confirm = await token(LinkPurpose.CONFIRM_EMAIL)
    moved = await client.post(f"{AUTH}/email/confirm", json={"token": confirm})
    assert moved.json() == {"email": new}


class TestResetting:
    async def test_takes_no_link_that_was_mailed_to_the_address_before(
        self, client: httpx.AsyncClient, asha: str, token: Token
    ) -> None:
        await client.post(f"{AUTH}/reset/request", json={"email": asha})
        old = await token(LinkPurpose.RESET_PASSWORD)
        await move(client, token, asha, "new@example.com")
        wish = {"token": old, "password": "another silent hill 9"}
        answer = await client.post(f"{AUTH}/reset", json=wish)
        assert (answer.status_code, answer.json()["code"]) == (410, "link_used")


class TestExports:
    async def test_are_not_given_to_the_address_before(
        self, client: httpx.AsyncClient, asha: str, token: Token, domain_services: Services
    ) -> None:
        async with domain_services.get(Database).write() as session:
            account = await accounts.account_by_email(session, asha)
            links.make(
                session,
                domain_services.get(Clock),
                LinkPurpose.EXPORT,
                email=asha,
                lifetime=timedelta(days=7),
                account=account,
            )
        old = await token(LinkPurpose.EXPORT)
        await move(client, token, asha, "new@example.com")
        answer = await client.get(f"{AUTH}/export?token={old}")
        assert (answer.status_code, answer.json()["code"]) == (410, "link_used")


class TestTakingBack:
    async def test_ends_the_thiefs_own_ways_back(
        self, client: httpx.AsyncClient, asha: str, token: Token, clock: MovingClock
    ) -> None:
        await move(client, token, asha, "thief@example.com")
        owners = await token(LinkPurpose.UNDO_EMAIL)
        clock.advance(minutes=2)
        await move(client, token, "thief@example.com", "thief.too@example.com")
        thiefs = await token(LinkPurpose.UNDO_EMAIL)
        assert (await client.post(f"{AUTH}/email/undo", json={"token": owners})).status_code == 204
        answer = await client.post(f"{AUTH}/email/undo", json={"token": thiefs})
        assert answer.json()["code"] == "link_used"
        assert await signed_in(client, asha)

    async def test_works_for_the_owner_after_the_thief_took_back_theirs(
        self, client: httpx.AsyncClient, asha: str, token: Token, clock: MovingClock
    ) -> None:
        await move(client, token, asha, "thief@example.com")
        owners = await token(LinkPurpose.UNDO_EMAIL)
        clock.advance(minutes=2)
        await move(client, token, "thief@example.com", "thief.too@example.com")
        thiefs = await token(LinkPurpose.UNDO_EMAIL)
        await client.post(f"{AUTH}/email/undo", json={"token": thiefs})
        assert (await client.post(f"{AUTH}/email/undo", json={"token": owners})).status_code == 204
        assert await signed_in(client, asha)
