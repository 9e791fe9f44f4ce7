"""Register."""

import asyncio

import httpx
import pytest
from sqlalchemy import select

from streamverse.domains.identity.models import AccountRow
from streamverse.kit.db import Database
from streamverse.kit.services import Services

REGISTER = "/api/v1/auth/register"
STRONG = "a quiet river 7"


def wish(**changes: str) -> dict[str, str]:
    return {"email": "new@example.com", "password": STRONG, "name": "New"} | changes


class TestRegister:
    async def test_does_not_tell_whether_the_email_is_known(
        self, client: httpx.AsyncClient, asha: str
    ) -> None:
        known = await client.post(REGISTER, json=wish(email=asha.upper()))
        new = await client.post(REGISTER, json=wish())
        assert known.status_code == new.status_code == 202
        assert known.json() == new.json()

    async def test_leaves_the_password_of_a_known_account_alone(
        self, client: httpx.AsyncClient, asha: str
    ) -> None:
        await client.post(REGISTER, json=wish(email=asha, password="another river 77"))
        body = {"email": asha, "password": "another river 77"}
        assert (await client.post("/api/v1/auth/login", json=body)).status_code == 401

    @pytest.mark.parametrize(
        ("password", "why"),
        [
            ("short 1", "8 characters"),
            ("12345678", "common password"),
            ("aaaaaaaa1", "Repeats"),
            ("password123", "common password"),
            ("P4ssw0rd99", "commonly used"),
            ("new-river9", "guessed"),
            ("x" * 129, "128"),
        ],
    )
    async def test_refuses_a_weak_password_and_says_why(
        self, client: httpx.AsyncClient, password: str, why: str
    ) -> None:
        answer = await client.post(
            REGISTER, json=wish(password=password, email="new-river@example.com")
        )
        assert answer.status_code == 422
        assert answer.json()["code"] == "weak_password"
        assert why in answer.json()["detail"]

    @pytest.mark.parametrize("email", ["nobody", "a@", "@b.c", "a b@c.d", "a@-b.c", "a..b@c.d"])
    async def test_refuses_what_is_no_email(self, client: httpx.AsyncClient, email: str) -> None:
        answer = await client.post(REGISTER, json=wish(email=email))
        assert answer.status_code == 422

    async def test_makes_an_account_that_can_sign_in_at_once(
        self, client: httpx.AsyncClient
    ) -> None:
        await client.post(REGISTER, json=wish(email=" New@Example.COM "))
        body = {"email": "new@example.com", "password": STRONG}
        tokens = (await client.post("/api/v1/auth/login", json=body)).json()
        me = await client.get(
            "/api/v1/me", headers={"authorization": f"Bearer {tokens['access_token']}"}
        )
        assert me.json()["email"] == "new@example.com"
        assert me.json()["roles"] == ["viewer"]

    async def test_makes_one_account_of_one_address_written_in_several_ways_at_once(
        self, client: httpx.AsyncClient, domain_services: Services
    ) -> None:
        same = [
            "new@example.com",
            "NEW@Example.com",
            "\uff4eew@example.com",
            "n\u0435w@example.com",
        ]
        answers = await asyncio.gather(
            *(client.post(REGISTER, json=wish(email=email)) for email in same)
        )
        assert {answer.status_code for answer in answers} == {202}
        assert len({answer.text for answer in answers}) == 1
        async with domain_services.get(Database).read() as session:
            made = list(await session.scalars(select(AccountRow.email)))
        assert len(made) == 1

    async def test_answers_at_the_older_address_too(self, client: httpx.AsyncClient) -> None:
        assert (await client.post("/api/auth/register", json=wish())).status_code == 202

    async def test_counts_accounts_from_one_address(self, client: httpx.AsyncClient) -> None:
        weak = wish(password="weak")
        answers = [await client.post(REGISTER, json=weak) for _ in range(21)]
        assert [answer.status_code for answer in answers] == [422] * 20 + [429]
        assert int(answers[-1].headers["retry-after"]) > 0
