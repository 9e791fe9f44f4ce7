"""Passwords: reset by mail, changed from the settings."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import httpx
import pytest
from pyotp.totp import TOTP

from streamverse.domains.identity.defence_errors import SignInLocked
from streamverse.domains.identity.links import LinkPurpose
from streamverse.domains.identity.origin import Origin
from streamverse.domains.identity.service.defence import gate
from streamverse.kit.services import Services
from tests.domains.conftest import MovingClock

AUTH = "/api/v1/auth"
OLD = "a quiet river 7"
NEW = "another lantern 88"

Token = Callable[[LinkPurpose], Awaitable[str]]
SignIn = Callable[..., Awaitable[dict[str, Any]]]


def bearer(tokens: dict[str, Any]) -> dict[str, str]:
    return {"authorization": f"Bearer {tokens['access_token']}"}


async def can_sign_in(client: httpx.AsyncClient, email: str, password: str) -> bool:
    body = {"email": email, "password": password}
    return (await client.post(f"{AUTH}/login", json=body)).status_code == 200


class TestReset:
    async def test_does_not_tell_whether_the_email_is_known(
        self, client: httpx.AsyncClient, asha: str
    ) -> None:
        known = await client.post(f"{AUTH}/reset/request", json={"email": asha})
        unknown = await client.post(f"{AUTH}/reset/request", json={"email": "no@one.test"})
        assert (known.status_code, known.json()) == (unknown.status_code, unknown.json())

    async def test_is_counted_by_the_mailbox_however_it_is_written(
        self, client: httpx.AsyncClient, asha: str
    ) -> None:
        spellings = (asha, asha.upper(), "\uff41sha@example.com", "a\uff53ha@example.com")
        answers = [
            await client.post(f"{AUTH}/reset/request", json={"email": each}) for each in spellings
        ]
        assert [each.status_code for each in answers] == [202, 202, 202, 429]

    async def test_sets_a_password_once_and_ends_every_sign_in(
        self, client: httpx.AsyncClient, asha: str, sign_in: SignIn, token: Token
    ) -> None:
        before = await sign_in()
        await client.post(f"{AUTH}/reset/request", json={"email": asha})
        link = await token(LinkPurpose.RESET_PASSWORD)
        checked = await client.post(f"{AUTH}/reset/check", json={"token": link})
        assert checked.json() == {"email": asha}
        done = await client.post(f"{AUTH}/reset", json={"token": link, "password": NEW})
        assert done.status_code == 204
        assert (await client.get("/api/v1/me", headers=bearer(before))).status_code == 401
        assert await can_sign_in(client, asha, NEW)
        again = await client.post(f"{AUTH}/reset", json={"token": link, "password": OLD})
        assert again.json()["code"] == "link_used"

    async def test_keeps_the_link_when_the_new_password_is_weak(
        self, client: httpx.AsyncClient, asha: str, token: Token
    ) -> None:
        await client.post(f"{AUTH}/reset/request", json={"email": asha})
        link = await token(LinkPurpose.RESET_PASSWORD)
        weak = await client.post(f"{AUTH}/reset", json={"token": link, "password": "password1"})
        assert weak.json()["code"] == "weak_password"
        done = await client.post(f"{AUTH}/reset", json={"token": link, "password": NEW})
        assert done.status_code == 204

    async def test_lets_one_of_two_racing_uses_win(
        self, client: httpx.AsyncClient, asha: str, token: Token
    ) -> None:
        await client.post(f"{AUTH}/reset/request", json={"email": asha})
        link = await token(LinkPurpose.RESET_PASSWORD)
        wishes = [{"token": link, "password": NEW}, {"token": link, "password": f"{NEW} b"}]
        answers = await asyncio.gather(
            *(client.post(f"{AUTH}/reset", json=wish) for wish in wishes)
        )
        assert sorted(answer.status_code for answer in answers) == [204, 410]

    async def test_refuses_a_link_of_half_an_hour_ago_and_one_from_before_a_change(
        self,
        client: httpx.AsyncClient,
        asha: str,
        sign_in: SignIn,
        token: Token,
        clock: MovingClock,
    ) -> None:
        await client.post(f"{AUTH}/reset/request", json={"email": asha})
        overtaken = await token(LinkPurpose.RESET_PASSWORD)
        change = {"current_password": OLD, "new_password": NEW}
        headers = bearer(await sign_in())
        await client.post("/api/v1/me/password", json=change, headers=headers)
        answer = await client.post(f"{AUTH}/reset", json={"token": overtaken, "password": OLD})
        assert answer.json()["code"] == "link_used"
        await client.post(f"{AUTH}/reset/request", json={"email": asha})
        late = await token(LinkPurpose.RESET_PASSWORD)
        clock.advance(minutes=30)
        answer = await client.post(f"{AUTH}/reset", json={"token": late, "password": OLD})
        assert answer.json()["code"] == "link_expired"

    async def test_drops_what_a_stranger_left_in_an_account_with_an_unproved_address(
        self, client: httpx.AsyncClient, token: Token
    ) -> None:
        victim = {"email": "victim@example.com", "password": OLD}
        await client.post(f"{AUTH}/register", json=victim | {"name": "Not them"})
        signed = await client.post(f"{AUTH}/login", json=victim)
        headers = bearer(signed.json())
        secret = (await client.post("/api/v1/me/totp", headers=headers)).json()["secret"]
        code = {"code": TOTP(secret).now()}
        assert (
            await client.post("/api/v1/me/totp/confirm", json=code, headers=headers)
        ).status_code == 200
        await client.post(f"{AUTH}/reset/request", json={"email": victim["email"]})
        link = await token(LinkPurpose.RESET_PASSWORD)
        await client.post(f"{AUTH}/reset", json={"token": link, "password": NEW})
        assert await can_sign_in(client, victim["email"], NEW)

    async def test_mails_one_person_so_often_and_no_more(
        self, client: httpx.AsyncClient, asha: str
    ) -> None:
        answers = [
            await client.post(f"{AUTH}/reset/request", json={"email": asha}) for _ in range(4)
        ]
        assert [answer.status_code for answer in answers] == [202, 202, 202, 429]


class TestChangeWhileStrangersGuess:
    async def test_is_not_shut_by_them_where_one_is_signed_in(
        self,
        client: httpx.AsyncClient,
        asha: str,
        sign_in: SignIn,
        domain_services: Services,
    ) -> None:
        headers = bearer(await sign_in())
        stranger = Origin("9.9.9.9", "curl/8.5.0", "bearer")
        for _ in range(gate.LOCKS_AT):
            await gate.failed(domain_services, asha, stranger, None)
        with pytest.raises(SignInLocked):
            await gate.may_try(domain_services, asha, stranger)
        change = {"current_password": OLD, "new_password": NEW}
        answer = await client.post("/api/v1/me/password", json=change, headers=headers)
        assert answer.status_code == 204


class TestChange:
    async def test_needs_the_present_password(
        self, client: httpx.AsyncClient, sign_in: SignIn
    ) -> None:
        change = {"current_password": "wrong river 7", "new_password": NEW}
        answer = await client.post(
            "/api/v1/me/password", json=change, headers=bearer(await sign_in())
        )
        assert answer.status_code == 403
        assert answer.json()["code"] == "wrong_password"

    async def test_ends_every_access_token_and_the_other_sign_ins(
        self, client: httpx.AsyncClient, sign_in: SignIn
    ) -> None:
        other, mine = await sign_in(), await sign_in()
        change = {"current_password": OLD, "new_password": NEW}
        answer = await client.post("/api/v1/me/password", json=change, headers=bearer(mine))
        assert answer.status_code == 204
        for tokens in (other, mine):
            assert (await client.get("/api/v1/me", headers=bearer(tokens))).status_code == 401
        refreshed = [
            await client.post(f"{AUTH}/refresh", json={"refresh_token": tokens["refresh_token"]})
            for tokens in (other, mine)
        ]
        assert [answer.status_code for answer in refreshed] == [401, 200]
        headers = bearer(refreshed[1].json())
        assert (await client.get("/api/v1/me", headers=headers)).status_code == 200

    async def test_leaves_the_others_signed_in_on_request(
        self, client: httpx.AsyncClient, sign_in: SignIn
    ) -> None:
        other, mine = await sign_in(), await sign_in()
        change = {"current_password": OLD, "new_password": NEW, "sign_out_others": False}
        await client.post("/api/v1/me/password", json=change, headers=bearer(mine))
        body = {"refresh_token": other["refresh_token"]}
        assert (await client.post(f"{AUTH}/refresh", json=body)).status_code == 200
