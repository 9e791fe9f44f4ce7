"""The audit log: people read theirs, operators everybody's."""

from pathlib import Path
from typing import Any
from uuid import UUID

import httpx
import pytest

from streamverse.domains import identity
from streamverse.domains.identity import audit
from streamverse.domains.identity.audit import Seen
from streamverse.domains.identity.models import AccountRow
from streamverse.domains.identity.origin import Origin
from streamverse.domains.identity.public import Role
from streamverse.domains.identity.service.begin_sign_in import Proof, begin_family
from streamverse.domains.identity.service.create_account import NewAccount, add_account
from streamverse.kit.clock import Clock
from streamverse.kit.db import Database
from streamverse.kit.places import Place, Places
from streamverse.kit.services import Services
from tests.domains.conftest import MovingClock
from tests.domains.profiles import add_profile, profile_token

MINE = "/api/v1/me/security-log"
ALL = "/api/v1/admin/audit"
SOURCES = Path(identity.__file__).parent


async def operator(services: Services, name: str, *roles: str, is_operator: bool = True) -> str:
    """Sign somebody in at the operators' door; returns the access token."""
    async with services.get(Database).write() as session:
        wish = NewAccount(f"{name}@example.com", name.title(), None, frozenset(roles))
        account = await add_account(services, session, wish)
        origin = Origin("192.0.2.1", "test", "bearer")
        proof = Proof(("pwd", "otp"), is_operator=is_operator)
        now = services.get(Clock).now()
        return (await begin_family(services, session, account, origin, now, proof=proof)).access


async def log_of(client: httpx.AsyncClient, **query: str) -> list[dict[str, Any]]:
    """Read one's own log."""
    answer = await client.get(MINE, params=query)
    assert answer.status_code == 200, answer.text
    return answer.json()["items"]


class TestOnesOwn:
    async def test_is_refused_to_a_guest(self, client: httpx.AsyncClient) -> None:
        assert (await client.get(MINE)).status_code == 401

    async def test_is_refused_to_a_child(
        self, signed_in: httpx.AsyncClient, domain_services: Services
    ) -> None:
        account_id = UUID((await signed_in.get("/api/v1/me")).json()["id"])
        kid = await add_profile(domain_services, account_id, is_kids=True, max_age=7)
        token = await profile_token(domain_services, account_id, kid)
        answer = await signed_in.get(MINE, headers={"authorization": f"Bearer {token}"})
        assert answer.json()["code"] == "kids_profile"

    async def test_shows_nothing_of_somebody_else(
        self, signed_in: httpx.AsyncClient, domain_services: Services
    ) -> None:
        await operator(domain_services, "ravi")
        entries = await log_of(signed_in)
        assert [each["action"] for each in entries] == ["signed_in", "account_created"]

    async def test_names_the_device_and_the_place(
        self, signed_in: httpx.AsyncClient, domain_services: Services
    ) -> None:
        class Somewhere:
            def place_of(self, address: str) -> Place:
                return Place("IN" if address else None)

        domain_services.add(Somewhere(), as_=Places)
        signed_in_entry = (await log_of(signed_in))[0]
        assert signed_in_entry["device_name"] == "python-httpx"
        assert signed_in_entry["place"] == {"country": "IN", "is_private": False}

    async def test_names_the_device_of_what_was_done_on_it(
        self, signed_in: httpx.AsyncClient
    ) -> None:
        await signed_in.post("/api/v1/me/devices/sign-out-others")
        done = (await log_of(signed_in))[0]
        assert (done["action"], done["device_name"]) == ("others_signed_out", "python-httpx")

    async def test_comes_in_pages_without_a_gap(
        self, signed_in: httpx.AsyncClient, domain_services: Services, clock: MovingClock
    ) -> None:
        account_id = UUID((await signed_in.get("/api/v1/me")).json()["id"])
        async with domain_services.get(Database).write() as session:
            for number in range(5):  # two at the same instant
                clock.advance(seconds=number % 2)
                audit.record(
                    session, clock, f"act_{number}", account_id=account_id, seen=Seen("::1")
                )
        seen: list[str] = []
        query: dict[str, str] = {"limit": "2"}
        while True:
            page = (await signed_in.get(MINE, params=query)).json()
            assert len(page["items"]) <= 2
            seen += [each["action"] for each in page["items"]]
            if page["next_cursor"] is None:
                break
            query["cursor"] = page["next_cursor"]
        assert sorted(seen) == sorted({*seen})
        assert {f"act_{number}" for number in range(5)} < set(seen)

    @pytest.mark.parametrize("cursor", ["x", "WzEsMl0", "WyJ4IiwieSJd"])
    async def test_takes_no_cursor_that_is_not_ours(
        self, signed_in: httpx.AsyncClient, cursor: str
    ) -> None:
        answer = await signed_in.get(MINE, params={"cursor": cursor})
        assert (answer.status_code, answer.json()["code"]) == (422, "bad_cursor")


class TestOperators:
    @pytest.mark.parametrize(
        ("roles", "is_operator", "code"),
        [
            ((), True, "role_missing"),
            ((Role.SUPPORT,), True, "role_missing"),
            ((Role.ADMIN,), False, "operator_sign_in_required"),
        ],
    )
    async def test_need_the_permission_and_their_own_door(
        self,
        client: httpx.AsyncClient,
        domain_services: Services,
        roles: tuple[str, ...],
        is_operator: bool,  # noqa: FBT001 - a parameter
        code: str,
    ) -> None:
        token = await operator(domain_services, "op", *roles, is_operator=is_operator)
        answer = await client.get(ALL, headers={"authorization": f"Bearer {token}"})
        assert (answer.status_code, answer.json()["code"]) == (403, code)

    async def test_read_everybodys_by_account_actor_and_action(
        self, signed_in: httpx.AsyncClient, domain_services: Services
    ) -> None:
        asha_id = (await signed_in.get("/api/v1/me")).json()["id"]
        token = await operator(domain_services, "boss", Role.ADMIN)
        headers = {"authorization": f"Bearer {token}"}
        boss_id = (await signed_in.get("/api/v1/me", headers=headers)).json()["id"]
        async with domain_services.get(Database).write() as session:
            assert await session.get(AccountRow, UUID(asha_id))
            audit.record(
                session,
                domain_services.get(Clock),
                "account_suspended",
                account_id=UUID(asha_id),
                actor_id=UUID(boss_id),
            )

        async def found(**query: str) -> list[tuple[str, str, str]]:
            page = (await signed_in.get(ALL, params=query, headers=headers)).json()
            return [
                (each["account_name"], each["actor_name"], each["action"]) for each in page["items"]
            ]

        everything = await found()
        assert everything[0] == ("Asha", "Boss", "account_suspended")
        assert {account for account, _, _ in everything} == {"Asha", "Boss"}
        assert {account for account, _, _ in await found(account_id=asha_id)} == {"Asha"}
        assert ("Asha", "Boss", "account_suspended") in await found(actor_id=boss_id)
        assert {actor for _, actor, _ in await found(actor_id=boss_id)} == {"Boss"}
        assert len(await found(action="signed_in")) == 2
        assert await found(action="nothing_like_it") == []
