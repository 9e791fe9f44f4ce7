"""Callers: what an endpoint's signature asks for is what it gets."""

from collections.abc import Callable
from typing import Annotated, Any
from uuid import uuid4

import httpx
import pytest
from fastapi import APIRouter

from streamverse.domains.identity.public import (
    Account,
    Creator,
    Editor,
    Owner,
    Permission,
    Proved,
    Role,
    SignedIn,
    Viewer,
    allowed_to,
    create_account,
    issue_token,
    rate_key,
)
from streamverse.domains.identity.standing import standings_of
from streamverse.kit.services import Services

router = APIRouter()


@router.get("/viewer")
async def for_viewers(viewer: Viewer) -> str:
    return viewer.viewer_key


@router.post("/signed-in")
async def for_accounts(account: SignedIn) -> str:
    return str(account.id)


@router.get("/creator")
async def for_creators(account: Creator) -> str:
    return str(account.id)


@router.get("/editor")
async def for_editors(account: Editor) -> str:
    return str(account.id)


@router.get("/admin")
async def for_admins(
    account: Annotated[Account, allowed_to(Permission.ACCOUNTS_MANAGE)],
) -> str:
    return str(account.id)


@router.get("/owner")
async def for_owners(account: Owner) -> str:
    return str(account.id)


@router.get("/proved")
async def for_the_proved(account: Proved) -> str:
    return str(account.id)


@pytest.fixture
def site(mount: Callable[..., httpx.AsyncClient]) -> httpx.AsyncClient:
    return mount(router)


class TestViewer:
    async def test_is_a_guest_who_stays_the_same_guest(self, site: httpx.AsyncClient) -> None:
        first = (await site.get("/api/v1/viewer")).json()
        assert first.startswith("guest:")
        assert (await site.get("/api/v1/viewer")).json() == first

    async def test_cannot_make_up_a_guest_id(self, site: httpx.AsyncClient) -> None:
        wished = uuid4()
        site.cookies["sv_guest"] = f"{wished.hex}.c2lnbmVk"
        assert (await site.get("/api/v1/viewer")).json() != f"guest:{wished}"

    async def test_is_the_main_profile_of_a_program_that_signed_in(
        self, site: httpx.AsyncClient, domain_services: Services
    ) -> None:
        account_id = await create_account(
            domain_services, "v@example.com", "a quiet river 7", "Vera", set()
        )
        standing = await standings_of(domain_services).of(account_id)
        assert standing is not None
        token = await issue_token(domain_services, account_id)
        answer = await site.get("/api/v1/viewer", headers={"authorization": f"Bearer {token}"})
        assert answer.json() == f"profile:{standing.main_profile_id}"


class TestRoles:
    async def test_keep_guests_out(self, site: httpx.AsyncClient) -> None:
        for path in ("creator", "editor", "admin"):
            assert (await site.get(f"/api/v1/{path}")).status_code == 401

    @pytest.mark.parametrize(
        ("role", "open_doors"),
        [
            (Role.VIEWER, set[str]()),
            (Role.SUPPORT, set[str]()),
            (Role.CREATOR, {"creator"}),
            (Role.EDITOR, {"creator", "editor"}),
            (Role.ADMIN, {"creator", "editor", "admin"}),
            (Role.SUPERUSER, {"creator", "editor", "admin"}),
        ],
    )
    async def test_open_their_doors_and_no_others(
        self,
        site: httpx.AsyncClient,
        domain_services: Services,
        role: Role,
        open_doors: set[str],
    ) -> None:
        account_id = await create_account(
            domain_services, "r@example.com", "a quiet river 7", "Ravi", {role}
        )
        token = await issue_token(domain_services, account_id, is_operator=True)
        for path in ("creator", "editor", "admin"):
            answer = await site.get(f"/api/v1/{path}", headers={"authorization": f"Bearer {token}"})
            assert answer.status_code == (200 if path in open_doors else 403), path

    async def test_open_the_operators_doors_only_to_a_sign_in_of_operators(
        self, site: httpx.AsyncClient, domain_services: Services
    ) -> None:
        account_id = await create_account(
            domain_services, "o@example.com", "a quiet river 7", "Omar", {Role.ADMIN}
        )
        token = await issue_token(domain_services, account_id)
        answer = await site.get("/api/v1/admin", headers={"authorization": f"Bearer {token}"})
        assert answer.status_code == 403
        assert answer.json()["code"] == "operator_sign_in_required"


class TestProved:
    async def test_asks_for_a_credential_and_names_those_there_are(
        self, site: httpx.AsyncClient, domain_services: Services
    ) -> None:
        account_id = await create_account(
            domain_services, "p@example.com", "a quiet river 7", "Pia", set()
        )
        token = await issue_token(domain_services, account_id)
        headers = {"authorization": f"Bearer {token}"}
        assert (await site.get("/api/v1/owner", headers=headers)).status_code == 200
        answer = await site.get("/api/v1/proved", headers=headers)
        assert answer.status_code == 403
        assert answer.json()["code"] == "step_up_required"
        assert answer.json()["methods"] == ["password"]


class TestRateKey:
    async def test_is_the_address_of_a_guest_and_of_whoever_makes_up_a_token(
        self, domain_services: Services
    ) -> None:
        headers = [(b"authorization", b"Bearer made.up.token")]
        scope: dict[str, Any] = {"type": "http", "client": ("192.0.2.7", 5), "headers": headers}
        assert await rate_key(domain_services, scope) == "address:192.0.2.7"

    async def test_is_the_account_of_a_token(self, domain_services: Services) -> None:
        account_id = await create_account(
            domain_services, "k@example.com", "a quiet river 7", "Kim", set()
        )
        token = await issue_token(domain_services, account_id)
        headers = [(b"authorization", f"Bearer {token}".encode())]
        scope: dict[str, Any] = {"type": "http", "client": ("192.0.2.7", 5), "headers": headers}
        assert await rate_key(domain_services, scope) == f"account:{account_id}"
