"""Fixtures of API tokens: people who are signed in, and what they make."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

import httpx
import pytest

from streamverse.domains.identity.models import AccountRow
from streamverse.domains.identity.origin import Origin
from streamverse.domains.identity.public import Role
from streamverse.domains.identity.service.begin_sign_in import PASSWORD, Proof, begin_family
from streamverse.domains.identity.service.create_account import NewAccount, add_account
from streamverse.kit.clock import Clock
from streamverse.kit.db import Database
from streamverse.kit.services import Services

HERE = Origin("192.0.2.7", "a test", "bearer")
OPERATOR = Proof(factors=("pwd", "otp"), is_operator=True)


@dataclass(slots=True)
class Person:
    """Somebody signed in, with a client that sends their access token."""

    account: AccountRow
    client: httpx.AsyncClient

    async def make(self, path: str = "/api/v1/me/api-tokens", **wish: Any) -> httpx.Response:
        """Make a token; it may read the account unless the wish says otherwise."""
        usual = {"name": "Backup", "scopes": ["account:read"]}
        return await self.client.post(path, json=usual | wish)

    async def token(self, **wish: Any) -> str:
        """Make a token and return it."""
        answer = await self.make(**wish)
        assert answer.status_code == 201, answer.text
        return answer.json()["token"]


Meet = Callable[..., Awaitable[Person]]


@pytest.fixture
def meet(browser: Callable[[], httpx.AsyncClient], domain_services: Services) -> Meet:
    """Sign somebody in: `person = await meet("Ravi", Role.CREATOR)`."""

    async def met(name: str, *roles: Role, is_operator: bool = False) -> Person:
        wish = NewAccount(
            f"{name.lower()}@example.com", name, None, frozenset(roles), is_verified=True
        )
        proof = OPERATOR if is_operator else PASSWORD
        async with domain_services.get(Database).write() as session:
            account = await add_account(domain_services, session, wish)
            now = domain_services.get(Clock).now()
            tokens = await begin_family(domain_services, session, account, HERE, now, proof=proof)
        client = browser()
        client.headers["authorization"] = f"Bearer {tokens.access}"
        return Person(account, client)

    return met


@pytest.fixture
async def person(meet: Meet) -> Person:
    """Somebody who uploads films."""
    return await meet("Asha", Role.CREATOR)


@pytest.fixture
def program(browser: Callable[[], httpx.AsyncClient]) -> Callable[[str], httpx.AsyncClient]:
    """Give a program its token: `client = program(token)`."""

    def with_token(token: str) -> httpx.AsyncClient:
        client = browser()
        client.headers["authorization"] = f"Bearer {token}"
        return client

    return with_token
