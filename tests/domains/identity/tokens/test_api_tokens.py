"""API tokens of people: made once, shown once, within what one may do, gone at once."""

import asyncio
import hashlib
from collections.abc import Callable
from typing import Annotated, Any

import httpx
import pytest
from fastapi import APIRouter
from sqlalchemy import delete, select, update

from streamverse.domains.identity.api_tokens import KnownTokens, new_token
from streamverse.domains.identity.models import AccountRoleRow, AccountRow, ApiTokenRow
from streamverse.domains.identity.public import (
    Account,
    Permission,
    Role,
    Viewer,
    allowed_to,
    rate_key,
)
from streamverse.domains.identity.routes import router
from streamverse.domains.identity.standing import Standings, tell_changed
from streamverse.kit.db import Database
from streamverse.kit.services import Services
from tests.domains.conftest import MovingClock
from tests.domains.identity.tokens.conftest import Meet, Person

ME = "/api/v1/me"
TOKENS = "/api/v1/me/api-tokens"
Program = Callable[[str], httpx.AsyncClient]


async def rows(services: Services) -> list[ApiTokenRow]:
    async with services.get(Database).read() as session:
        return list(await session.scalars(select(ApiTokenRow)))


class TestMake:
    async def test_is_for_somebody_signed_in_who_showed_a_credential_lately(
        self, client: httpx.AsyncClient, person: Person, clock: MovingClock
    ) -> None:
        assert (await client.post(TOKENS, json={})).status_code == 401
        clock.advance(minutes=11)
        assert (await person.make()).json()["code"] == "step_up_required"

    async def test_is_not_for_a_token(self, person: Person, program: Program) -> None:
        token = await person.token(scopes=["account:read", "account:write"])
        answer = await program(token).post(TOKENS, json={"name": "x", "scopes": ["account:read"]})
        assert (answer.status_code, answer.json()["code"]) == (403, "not_in_person")

    @pytest.mark.parametrize(
        ("scope", "code"),
        [
            ("catalog.edit", "scope_too_wide"),
            ("accounts.manage", "scope_too_wide"),
            ("everything", "unknown_scope"),
            ("", "unknown_scope"),
        ],
    )
    async def test_gives_no_more_than_one_may_do(
        self, person: Person, scope: str, code: str
    ) -> None:
        answer = await person.make(scopes=["account:read", scope])
        assert answer.json()["code"] == code

    async def test_gives_what_operators_may_only_at_their_own_door(
        self, meet: Meet, program: Program
    ) -> None:
        at_home = await meet("Olga", Role.ADMIN)
        assert (await at_home.make(scopes=["audit.read"])).json()["code"] == "scope_too_wide"
        at_work = await meet("Otto", Role.ADMIN, is_operator=True)
        token = await at_work.token(scopes=["invitations.manage"])
        assert (await program(token).get("/api/v1/admin/invitations")).status_code == 200

    @pytest.mark.parametrize(
        "wish",
        [{"name": ""}, {"name": "n" * 101}, {"scopes": []}, {"expires_in_days": 0}],
        ids=str,
    )
    async def test_needs_a_name_a_scope_and_a_future(
        self, person: Person, wish: dict[str, Any]
    ) -> None:
        assert (await person.make(**wish)).json()["code"] == "invalid_fields"

    async def test_stores_a_digest_and_shows_the_token_once(
        self, person: Person, domain_services: Services
    ) -> None:
        answer = await person.make(expires_in_days=30)
        assert answer.headers["cache-control"] == "no-store"
        made = answer.json()
        token: str = made.pop("token")
        assert token.startswith("svt_")
        assert made["prefix"] == token[:10]
        [row] = await rows(domain_services)
        assert row.digest == hashlib.sha256(token.encode()).hexdigest()
        listed = await person.client.get(TOKENS)
        assert listed.json() == {"items": [made]}
        assert token[10:] not in listed.text

    async def test_ends_at_fifty(self, person: Person, domain_services: Services) -> None:
        await person.make()
        [row] = await rows(domain_services)
        async with domain_services.get(Database).write() as session:
            for number in range(49):
                session.add(
                    ApiTokenRow(
                        id=type(row.id)(int=number),
                        digest=str(number),
                        account_id=row.account_id,
                        is_machine=False,
                        name="x",
                        prefix="svt_",
                        scopes=[],
                        created_at=row.created_at,
                    )
                )
        assert (await person.make()).json()["code"] == "too_many_tokens"


class TestUse:
    async def test_is_refused_to_a_token_that_was_never_made(self, program: Program) -> None:
        token = new_token()
        for wrong in (token, f"{token[:-1]}x", "svt_", "svt_x", token.upper()):
            answer = await program(wrong).get(ME)
            assert (answer.status_code, answer.json()["code"]) == (401, "invalid_token")

    async def test_is_what_its_scopes_say(self, person: Person, program: Program) -> None:
        reads = program(await person.token(scopes=["account:read"]))
        assert (await reads.get(ME)).json()["email"] == "asha@example.com"
        assert (await reads.patch(ME, json={"name": "A"})).json()["code"] == "scope_missing"
        uploads = program(await person.token(scopes=["media.upload"]))
        assert (await uploads.get(ME)).json()["code"] == "scope_missing"

    async def test_is_never_in_person(self, person: Person, program: Program) -> None:
        token = await person.token(scopes=["account:read", "account:write"])
        for path in (TOKENS, "/api/v1/me/social"):
            assert (await program(token).get(path)).json()["code"] == "not_in_person"

    async def test_ends_when_it_expires(
        self, person: Person, program: Program, clock: MovingClock
    ) -> None:
        client = program(await person.token(expires_in_days=1))
        clock.advance(hours=23)
        assert (await client.get(ME)).status_code == 200
        clock.advance(hours=2)
        assert (await client.get(ME)).json()["code"] == "token_expired"

    async def test_ends_with_its_account(
        self, person: Person, program: Program, domain_services: Services
    ) -> None:
        client = program(await person.token())
        assert (await client.get(ME)).status_code == 200
        async with domain_services.get(Database).write() as session:
            await session.execute(update(AccountRow).values(state="suspended"))
        await tell_changed(domain_services, person.account.id)
        assert (await client.get(ME)).status_code == 401

    async def test_shrinks_with_what_its_maker_may_do(
        self, person: Person, mount: Callable[..., httpx.AsyncClient], domain_services: Services
    ) -> None:
        probe = APIRouter()

        @probe.get("/probe")
        async def read_probe(viewer: Viewer) -> bool:  # pyright: ignore[reportUnusedFunction]
            return viewer.may(Permission.MEDIA_UPLOAD)

        @probe.get("/uploads-only")
        async def read_uploads_only(  # pyright: ignore[reportUnusedFunction]
            account: Annotated[Account, allowed_to(Permission.MEDIA_UPLOAD)],
        ) -> str:
            return str(account.id)

        token = await person.token(scopes=["account:read", "media.upload"])
        client = mount(router, probe)
        client.headers["authorization"] = f"Bearer {token}"
        assert (await client.get("/api/v1/probe")).json() is True
        assert (await client.get("/api/v1/uploads-only")).status_code == 200
        async with domain_services.get(Database).write() as session:
            await session.execute(delete(AccountRoleRow).where(AccountRoleRow.role == Role.CREATOR))
        await tell_changed(domain_services, person.account.id)
        assert (await client.get("/api/v1/probe")).json() is False
        assert (await client.get("/api/v1/uploads-only")).json()["code"] == "role_missing"

    async def test_is_noted_at_most_once_a_minute(
        self, person: Person, program: Program, domain_services: Services, clock: MovingClock
    ) -> None:
        client = program(await person.token())
        first = clock.now()
        await client.get(ME)
        clock.advance(seconds=59)
        await client.get(ME)
        assert (await rows(domain_services))[0].last_used_at == first
        clock.advance(seconds=2)
        await client.get(ME)
        [row] = await rows(domain_services)
        assert row.last_used_at == clock.now()

    async def test_is_remembered_as_long_as_nothing_changes(
        self, person: Person, program: Program, domain_services: Services
    ) -> None:
        client = program(await person.token())
        await client.get(ME)
        known = domain_services.get(KnownTokens)
        [digest] = list(known._known)  # noqa: SLF001  # pyright: ignore[reportPrivateUsage]
        first = await known.of(digest)
        assert await known.of(digest) is first
        await tell_changed(domain_services, person.account.id)
        assert await known.of(digest) is not first


class TestRevoke:
    async def test_is_for_ones_own(self, person: Person, meet: Meet, program: Program) -> None:
        made = (await person.make()).json()
        other = await meet("Ravi")
        for client in (other.client, program(made["token"])):
            answer = await client.delete(f"{TOKENS}/{made['id']}")
            assert answer.status_code in {403, 404}
        assert (await program(made["token"]).get(ME)).status_code == 200

    async def test_ends_a_token_at_once_and_in_every_process(
        self, person: Person, program: Program, domain_services: Services
    ) -> None:
        made = (await person.make()).json()
        client = program(made["token"])
        assert (await client.get(ME)).status_code == 200
        standings = domain_services.get(Standings)
        told: list[dict[str, Any]] = []
        pubsub = standings._pubsub  # noqa: SLF001  # pyright: ignore[reportPrivateUsage]
        async with pubsub.subscribe("identity.standing") as messages:
            assert (await person.client.delete(f"{TOKENS}/{made['id']}")).status_code == 204
            told.append(await asyncio.wait_for(anext(messages), 5))
        assert told == [{"account_id": str(person.account.id)}]
        assert (await client.get(ME)).json()["code"] == "invalid_token"
        assert (await person.client.get(TOKENS)).json() == {"items": []}

    async def test_is_done_once(self, person: Person) -> None:
        made = (await person.make()).json()
        path = f"{TOKENS}/{made['id']}"
        answers = await asyncio.gather(*(person.client.delete(path) for _ in range(2)))
        assert sorted(answer.status_code for answer in answers) == [204, 404]


class TestMachines:
    KEYS = "/api/v1/admin/api-keys"

    async def test_have_keys_from_operators_only(self, person: Person, meet: Meet) -> None:
        assert (await person.make(self.KEYS)).json()["code"] == "role_missing"
        at_home = await meet("Olga", Role.ADMIN)
        assert (await at_home.make(self.KEYS)).json()["code"] == "operator_sign_in_required"
        assert (await person.client.get(self.KEYS)).status_code == 403

    async def test_get_no_key_from_a_key(self, meet: Meet, program: Program) -> None:
        operator = await meet("Otto", Role.ADMIN, is_operator=True)
        scopes = ["account:read", "account:write", "api_keys.manage"]
        made = (await operator.make(self.KEYS, scopes=scopes)).json()
        machine = program(made["token"])
        wish = {"name": "x", "scopes": ["account:read"]}
        assert (await machine.post(self.KEYS, json=wish)).json()["code"] == "not_in_person"
        refused = await machine.delete(f"{self.KEYS}/{made['id']}")
        assert refused.json()["code"] == "not_in_person"

    async def test_have_keys_that_every_manager_sees_and_ends(
        self, meet: Meet, program: Program
    ) -> None:
        otto = await meet("Otto", Role.ADMIN, is_operator=True)
        olga = await meet("Olga", Role.ADMIN, is_operator=True)
        made = (await otto.make(self.KEYS, name="Ingest", scopes=["catalog.edit"])).json()
        [item] = (await olga.client.get(self.KEYS)).json()["items"]
        assert (item["name"], item["account_id"]) == ("Ingest", str(otto.account.id))
        assert (await otto.client.get(TOKENS)).json() == {"items": []}
        assert (await olga.client.delete(f"{TOKENS}/{made['id']}")).status_code == 404
        assert (await olga.client.delete(f"{self.KEYS}/{made['id']}")).status_code == 204
        assert (await program(made["token"]).get(ME)).json()["code"] == "invalid_token"


class TestCounting:
    async def test_counts_a_token_alone_once_it_is_known(
        self, person: Person, program: Program, domain_services: Services
    ) -> None:
        tokens = [await person.token(name=name) for name in ("one", "two")]
        made_up = new_token()
        for token in (*tokens, made_up):
            await program(token).get(ME)
        keys = [
            await rate_key(
                domain_services,
                {
                    "type": "http",
                    "client": ("192.0.2.7", 5),
                    "headers": [(b"authorization", f"Bearer {token}".encode())],
                },
            )
            for token in (*tokens, made_up)
        ]
        assert len(set(keys)) == 3
        assert [key.partition(":")[0] for key in keys] == ["token", "token", "address"]
        assert {row.last_address for row in await rows(domain_services)} == {"127.0.0.1"}
