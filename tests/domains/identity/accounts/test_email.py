"""Emails: verified, changed, taken back."""

from collections.abc import Awaitable, Callable
from typing import Any

import httpx

from streamverse.domains.identity.links import LinkPurpose
from tests.domains.conftest import MovingClock

AUTH = "/api/v1/auth"
STRONG = "a quiet river 7"
NEW = {"email": "new@example.com", "password": STRONG, "name": "New"}

Token = Callable[[LinkPurpose], Awaitable[str]]
Told = Callable[[], Awaitable[list[str]]]


async def signed_in(client: httpx.AsyncClient, email: str = NEW["email"]) -> dict[str, str]:
    body = {"email": email, "password": STRONG}
    answer = await client.post(f"{AUTH}/login", json=body)
    assert answer.status_code == 200, answer.text
    return {"authorization": f"Bearer {answer.json()['access_token']}"}


async def me(client: httpx.AsyncClient, headers: dict[str, str]) -> dict[str, Any]:
    return (await client.get("/api/v1/me", headers=headers)).json()


class TestVerify:
    async def test_refuses_what_is_not_ours(self, client: httpx.AsyncClient, token: Token) -> None:
        await client.post(f"{AUTH}/register", json=NEW)
        good = await token(LinkPurpose.VERIFY_EMAIL)
        tampered = ("A" if good[0] != "A" else "B") + good[1:]
        for wrong in ("x", "A" * 64, tampered):
            answer = await client.post(f"{AUTH}/verify", json={"token": wrong})
            assert answer.status_code == 403
            assert answer.json()["code"] == "link_invalid"

    async def test_refuses_a_link_that_was_mailed_for_something_else(
        self, client: httpx.AsyncClient, token: Token
    ) -> None:
        await client.post(f"{AUTH}/register", json=NEW)
        await client.post(f"{AUTH}/reset/request", json={"email": NEW["email"]})
        reset = await token(LinkPurpose.RESET_PASSWORD)
        answer = await client.post(f"{AUTH}/verify", json={"token": reset})
        assert answer.json()["code"] == "link_invalid"

    async def test_shows_the_address_to_be_theirs_once(
        self, client: httpx.AsyncClient, token: Token
    ) -> None:
        await client.post(f"{AUTH}/register", json=NEW)
        headers = await signed_in(client)
        assert not (await me(client, headers))["is_email_verified"]
        good = await token(LinkPurpose.VERIFY_EMAIL)
        answer = await client.post(f"{AUTH}/verify", json={"token": good})
        assert answer.json() == {"email": NEW["email"]}
        assert (await me(client, headers))["is_email_verified"]
        again = await client.post(f"{AUTH}/verify", json={"token": good})
        assert again.status_code == 410
        assert again.json()["code"] == "link_used"

    async def test_refuses_an_old_link(
        self, client: httpx.AsyncClient, token: Token, clock: MovingClock
    ) -> None:
        await client.post(f"{AUTH}/register", json=NEW)
        good = await token(LinkPurpose.VERIFY_EMAIL)
        clock.advance(days=3)
        answer = await client.post(f"{AUTH}/verify", json={"token": good})
        assert answer.json()["code"] == "link_expired"

    async def test_voids_the_link_before_when_it_is_asked_for_again(
        self, client: httpx.AsyncClient, token: Token
    ) -> None:
        await client.post(f"{AUTH}/register", json=NEW)
        headers = await signed_in(client)
        before = await token(LinkPurpose.VERIFY_EMAIL)
        assert (await client.post(f"{AUTH}/verify/request", headers=headers)).status_code == 202
        answer = await client.post(f"{AUTH}/verify", json={"token": before})
        assert answer.json()["code"] == "link_used"
        newest = await token(LinkPurpose.VERIFY_EMAIL)
        assert (await client.post(f"{AUTH}/verify", json={"token": newest})).status_code == 200


class TestChangeEmail:
    async def test_is_not_for_strangers(self, client: httpx.AsyncClient) -> None:
        assert (await client.post("/api/v1/me/email", json={"email": "a@b.cd"})).status_code == 401

    async def test_asks_for_proof_when_the_sign_in_is_old(
        self, client: httpx.AsyncClient, asha: str, clock: MovingClock
    ) -> None:
        headers = await signed_in(client, asha)
        clock.advance(minutes=11)
        answer = await client.post("/api/v1/me/email", json={"email": "a@b.cd"}, headers=headers)
        assert answer.json()["code"] == "step_up_required"

    async def test_counts_once_the_new_address_has_answered_and_tells_the_old_one(
        self, client: httpx.AsyncClient, asha: str, token: Token, told: Told
    ) -> None:
        headers = await signed_in(client, asha)
        wish = {"email": "Asha.New@example.com"}
        assert (
            await client.post("/api/v1/me/email", json=wish, headers=headers)
        ).status_code == 202
        mine = await me(client, headers)
        assert (mine["email"], mine["pending_email"]) == (asha, "asha.new@example.com")
        confirm = await token(LinkPurpose.CONFIRM_EMAIL)
        answer = await client.post(f"{AUTH}/email/confirm", json={"token": confirm})
        assert answer.json() == {"email": "asha.new@example.com"}
        assert "identity.email_changed" in await told()
        assert await signed_in(client, "asha.new@example.com")

    async def test_can_be_taken_back_from_the_old_address_which_ends_every_sign_in(
        self, client: httpx.AsyncClient, asha: str, token: Token
    ) -> None:
        headers = await signed_in(client, asha)
        await client.post("/api/v1/me/email", json={"email": "thief@example.com"}, headers=headers)
        confirm = await token(LinkPurpose.CONFIRM_EMAIL)
        await client.post(f"{AUTH}/email/confirm", json={"token": confirm})
        undo = await token(LinkPurpose.UNDO_EMAIL)
        assert (await client.post(f"{AUTH}/email/undo", json={"token": undo})).status_code == 204
        assert (await client.get("/api/v1/me", headers=headers)).status_code == 401
        assert await signed_in(client, asha)

    async def test_answers_alike_for_an_address_somebody_else_has(
        self, client: httpx.AsyncClient, asha: str, told: Told
    ) -> None:
        await client.post(f"{AUTH}/register", json=NEW)
        headers = await signed_in(client)
        taken = await client.post("/api/v1/me/email", json={"email": asha}, headers=headers)
        free = await client.post("/api/v1/me/email", json={"email": "x@y.zz"}, headers=headers)
        assert (taken.status_code, taken.json()) == (free.status_code, free.json())
        assert "identity.registration_repeated" in await told()
