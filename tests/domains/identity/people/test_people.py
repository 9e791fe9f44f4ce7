"""The operators' desk: people, their roles, and looking at the service as somebody else."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from uuid import UUID

import httpx
import pytest
from sqlalchemy import select

from streamverse.domains.identity.models import AuditRow
from streamverse.domains.identity.origin import Origin
from streamverse.domains.identity.public import Role
from streamverse.domains.identity.repository import accounts
from streamverse.domains.identity.service.begin_sign_in import Proof, begin_family
from streamverse.domains.identity.service.create_account import NewAccount, add_account
from streamverse.domains.identity.service.privacy.parental_consent import ask_parent
from streamverse.kit.clock import Clock
from streamverse.kit.db import Database
from streamverse.kit.services import Services

DESK = "/api/v1/admin"


@dataclass(frozen=True, slots=True)
class Someone:
    """A person with a sign-in."""

    id: UUID
    client: httpx.AsyncClient
    headers: dict[str, str]

    async def ask(self, method: str, path: str, **more: object) -> httpx.Response:
        """Ask with the sign-in's token."""
        return await self.client.request(method, path, headers=self.headers, **more)  # pyright: ignore[reportArgumentType]


Meet = Callable[..., Awaitable[Someone]]


@pytest.fixture
def meet(domain_services: Services, client: httpx.AsyncClient) -> Meet:
    """Make an account without a password, with roles, signed in as an operator or not."""

    async def met(name: str, *roles: str, is_operator: bool = True) -> Someone:
        async with domain_services.get(Database).write() as session:
            wish = NewAccount(f"{name}@example.com", name.title(), None, frozenset(roles))
            account = await add_account(domain_services, session, wish)
            tokens = await begin_family(
                domain_services,
                session,
                account,
                Origin("192.0.2.1", "test", "bearer"),
                domain_services.get(Clock).now(),
                proof=Proof(("pwd", "otp"), is_operator=is_operator),
            )
        return Someone(account.id, client, {"authorization": f"Bearer {tokens.access}"})

    return met


async def actions_on(services: Services, account_id: UUID) -> list[str]:
    query = select(AuditRow.action).where(AuditRow.account_id == account_id).order_by(AuditRow.id)
    async with services.get(Database).read() as session:
        return list(await session.scalars(query))


class TestFind:
    async def test_is_not_for_viewers_nor_for_operators_who_came_by_the_front_door(
        self, meet: Meet
    ) -> None:
        viewer = await meet("vera")
        assert (await viewer.ask("GET", f"{DESK}/accounts")).json()["code"] == "role_missing"
        support = await meet("sam", Role.SUPPORT, is_operator=False)
        answer = await support.ask("GET", f"{DESK}/accounts")
        assert answer.json()["code"] == "operator_sign_in_required"

    async def test_finds_by_a_part_of_the_email_or_the_name_in_pages(self, meet: Meet) -> None:
        support = await meet("sam", Role.SUPPORT)
        for name in ("ann", "hannah", "joan_of"):
            await meet(name)
        found = (await support.ask("GET", f"{DESK}/accounts?q=ANN&limit=1")).json()
        assert [each["email"] for each in found["items"]] == ["hannah@example.com"]
        more = await support.ask(
            "GET", f"{DESK}/accounts?q=ANN&limit=1&cursor={found['next_cursor']}"
        )
        assert [each["email"] for each in more.json()["items"]] == ["ann@example.com"]
        assert more.json()["next_cursor"] is None
        literal = (await support.ask("GET", f"{DESK}/accounts?q=n_o")).json()
        assert [each["name"] for each in literal["items"]] == ["Joan_Of"]

    async def test_shows_one_without_a_secret(self, meet: Meet) -> None:
        support, vera = await meet("sam", Role.SUPPORT), await meet("vera")
        shown = (await support.ask("GET", f"{DESK}/accounts/{vera.id}")).json()
        assert shown["email"] == "vera@example.com"
        assert shown["profiles"] == ["Vera"]
        assert not any("hash" in name or "secret" in name for name in shown)


class TestRoles:
    async def test_are_not_given_above_ones_own(self, meet: Meet) -> None:
        admin, vera = await meet("ada", Role.ADMIN), await meet("vera")
        path = f"{DESK}/accounts/{vera.id}/roles"
        answer = await admin.ask("PUT", path, json={"roles": ["superuser"]})
        assert answer.json()["code"] == "more_than_you_may"
        assert (await admin.ask("PUT", path, json={"roles": ["editor"]})).status_code == 200

    async def test_end_the_sign_ins_of_whoever_gets_them(self, meet: Meet) -> None:
        admin, vera = await meet("ada", Role.ADMIN), await meet("vera")
        await admin.ask("PUT", f"{DESK}/accounts/{vera.id}/roles", json={"roles": ["creator"]})
        assert (await vera.ask("GET", "/api/v1/me")).status_code == 401

    async def test_put_together_above_ones_own_are_not_removed(self, meet: Meet) -> None:
        root = await meet("root", Role.SUPERUSER)
        for name, permissions in (("keeper", ["roles.manage"]), ("payer", ["billing.manage"])):
            wish = {"permissions": permissions}
            assert (await root.ask("PUT", f"{DESK}/roles/{name}", json=wish)).status_code == 200
        keeper = await meet("kim", "keeper")
        refused = await keeper.ask("DELETE", f"{DESK}/roles/payer")
        assert refused.json()["code"] == "more_than_you_may"
        assert (await keeper.ask("DELETE", f"{DESK}/roles/keeper")).status_code == 204

    async def test_never_leave_the_service_without_a_superuser(self, meet: Meet) -> None:
        one, two = await meet("one", Role.SUPERUSER), await meet("two", Role.SUPERUSER)
        answers = await asyncio.gather(
            one.ask("PUT", f"{DESK}/accounts/{two.id}/roles", json={"roles": []}),
            two.ask("PUT", f"{DESK}/accounts/{one.id}/roles", json={"roles": []}),
        )
        first, second = sorted(each.status_code for each in answers)
        assert first == 200
        assert second in {401, 403, 409}

    async def test_put_together_allow_what_they_name_at_once(self, meet: Meet) -> None:
        root, tom = await meet("root", Role.SUPERUSER), await meet("tom")
        wish = {"description": "reads the log", "permissions": ["audit.read"]}
        assert (await root.ask("PUT", f"{DESK}/roles/auditor", json=wish)).status_code == 200
        await root.ask("PUT", f"{DESK}/accounts/{tom.id}/roles", json={"roles": ["auditor"]})
        listed = (await root.ask("GET", f"{DESK}/roles")).json()["items"]
        assert {"auditor", "viewer"} <= {each["name"] for each in listed}
        wrong = {"permissions": ["world.rule"]}
        answer = await root.ask("PUT", f"{DESK}/roles/auditor", json=wrong)
        assert answer.json()["code"] == "unknown_permission"
        answer = await root.ask("PUT", f"{DESK}/roles/admin", json=wish)
        assert answer.json()["code"] == "built_in_role"

    async def test_put_together_take_away_at_once_what_they_no_longer_name(
        self, meet: Meet
    ) -> None:
        root = await meet("root", Role.SUPERUSER)
        wish: dict[str, object] = {"permissions": ["accounts.read"]}
        await root.ask("PUT", f"{DESK}/roles/desk", json=wish)
        tom = await meet("tom", "desk")
        assert (await tom.ask("GET", f"{DESK}/accounts")).status_code == 200
        await root.ask("PUT", f"{DESK}/roles/desk", json={"permissions": []})
        assert (await tom.ask("GET", f"{DESK}/accounts")).status_code == 403
        assert (await root.ask("DELETE", f"{DESK}/roles/desk")).status_code == 204
        assert (await root.ask("DELETE", f"{DESK}/roles/desk")).status_code == 404


class TestSuspend:
    async def test_ends_sign_ins_and_lets_no_new_one_begin_until_restored(
        self, meet: Meet, client: httpx.AsyncClient, asha: str, domain_services: Services
    ) -> None:
        admin = await meet("ada", Role.ADMIN)
        async with domain_services.get(Database).read() as session:
            account = await accounts.account_by_email(session, asha)
        assert account is not None
        body = {"email": asha, "password": "a quiet river 7"}
        path = f"{DESK}/accounts/{account.id}"
        reason = {"reason": "Shares the password"}
        assert (await admin.ask("POST", f"{path}/suspend", json=reason)).status_code == 204
        refused = await client.post("/api/v1/auth/login", json=body)
        assert refused.json()["code"] == "account_suspended"
        assert refused.json()["detail"] == "Shares the password"
        wrong = await client.post("/api/v1/auth/login", json=body | {"password": "wrong"})
        assert wrong.json()["code"] == "wrong_credentials"
        assert (await admin.ask("POST", f"{path}/restore")).status_code == 204
        assert (await client.post("/api/v1/auth/login", json=body)).status_code == 200

    async def test_opens_no_account_that_a_parent_has_not_agreed_to(
        self, meet: Meet, domain_services: Services
    ) -> None:
        admin, mira = await meet("ada", Role.ADMIN), await meet("mira")
        async with domain_services.get(Database).write() as session:
            account = await accounts.account_by_id(session, mira.id)
            assert account is not None
            ask_parent(domain_services, session, account, "nia@example.com")
        path = f"{DESK}/accounts/{mira.id}"
        await admin.ask("POST", f"{path}/suspend", json={"reason": "A child"})
        assert (await admin.ask("POST", f"{path}/restore")).status_code == 204
        assert (await admin.ask("GET", path)).json()["state"] == "awaiting_parent"


class TestViewAs:
    async def test_is_not_for_whoever_has_not_the_permission(self, meet: Meet) -> None:
        finance, vera = await meet("fin", Role.FINANCE), await meet("vera")
        answer = await finance.ask(
            "POST", f"{DESK}/accounts/{vera.id}/view-as", json={"reason": "to look"}
        )
        assert answer.status_code == 403

    async def test_never_shows_another_operators_desk(self, meet: Meet) -> None:
        support, admin = await meet("sam", Role.SUPPORT), await meet("ada", Role.ADMIN)
        answer = await support.ask(
            "POST", f"{DESK}/accounts/{admin.id}/view-as", json={"reason": "to look"}
        )
        assert answer.json()["code"] == "not_to_be_viewed"

    async def test_reads_what_they_read_changes_nothing_and_is_written_down(
        self, meet: Meet, domain_services: Services
    ) -> None:
        support, vera = await meet("sam", Role.SUPPORT), await meet("vera")
        answer = await support.ask(
            "POST", f"{DESK}/accounts/{vera.id}/view-as", json={"reason": "ticket 12"}
        )
        viewing = Someone(
            vera.id, vera.client, {"authorization": f"Bearer {answer.json()['access_token']}"}
        )
        mine = (await viewing.ask("GET", "/api/v1/me")).json()
        assert mine["email"] == "vera@example.com"
        assert mine["viewed_by"]["operator_name"] == "Sam"
        for method, path in (
            ("PATCH", "/api/v1/me"),
            ("POST", "/api/v1/me/password"),
            ("POST", "/api/v1/me/email"),
            ("POST", "/api/v1/me/totp"),
            ("POST", "/api/v1/profiles"),
            ("POST", "/api/v1/auth/step-up"),
            ("DELETE", "/api/v1/me/devices/x"),
        ):
            refused = await viewing.ask(method, path, json={})
            assert refused.json()["code"] == "view_as_reads_only", path
        assert "viewed_as" in await actions_on(domain_services, vera.id)
        ended = await viewing.ask("POST", "/api/v1/auth/view-as/end")
        assert ended.status_code == 200
        assert (await viewing.ask("GET", "/api/v1/me")).status_code == 401
        back = {"authorization": f"Bearer {ended.json()['access_token']}"}
        own = await support.client.get("/api/v1/me", headers=back)
        assert own.json()["email"] == "sam@example.com"

    async def test_ends_at_once_when_the_operator_loses_the_permission(self, meet: Meet) -> None:
        support, vera = await meet("sam", Role.SUPPORT), await meet("vera")
        root = await meet("root", Role.SUPERUSER)
        answer = await support.ask(
            "POST", f"{DESK}/accounts/{vera.id}/view-as", json={"reason": "ticket 12"}
        )
        headers = {"authorization": f"Bearer {answer.json()['access_token']}"}
        assert (await vera.client.get("/api/v1/me", headers=headers)).status_code == 200
        await root.ask("PUT", f"{DESK}/accounts/{support.id}/roles", json={"roles": []})
        assert (await vera.client.get("/api/v1/me", headers=headers)).status_code == 401

    async def test_ends_at_once_with_the_operators_own_sign_in(self, meet: Meet) -> None:
        support, vera = await meet("sam", Role.SUPPORT), await meet("vera")
        answer = await support.ask(
            "POST", f"{DESK}/accounts/{vera.id}/view-as", json={"reason": "ticket 12"}
        )
        headers = {"authorization": f"Bearer {answer.json()['access_token']}"}
        assert (await vera.client.get("/api/v1/me", headers=headers)).status_code == 200
        assert (await support.ask("POST", "/api/v1/auth/logout")).status_code == 204
        assert (await vera.client.get("/api/v1/me", headers=headers)).status_code == 401
