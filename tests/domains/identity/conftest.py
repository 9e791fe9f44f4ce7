"""Fixtures of identity: its routes, an account and a signed-in browser."""

from collections.abc import Awaitable, Callable
from typing import Any

import httpx
import pytest

from streamverse.domains.identity.public import Role, create_account
from streamverse.domains.identity.routes import aliases, router
from streamverse.kit.services import Services

EMAIL = "asha@example.com"
PASSWORD = "a quiet river 7"

Browser = Callable[[], httpx.AsyncClient]
SignIn = Callable[..., Awaitable[dict[str, Any]]]


@pytest.fixture
def browser(mount: Callable[..., httpx.AsyncClient]) -> Browser:
    """A new browser at each call, with identity's routes behind it."""
    return lambda: mount(router, aliases=aliases)


@pytest.fixture
def client(browser: Browser) -> httpx.AsyncClient:
    """A browser that nobody has signed in with."""
    return browser()


@pytest.fixture
async def asha(domain_services: Services) -> str:
    """The email of an account that exists; its password is PASSWORD."""
    await create_account(domain_services, EMAIL, PASSWORD, "Asha", {Role.CREATOR})
    return EMAIL


@pytest.fixture
def sign_in(client: httpx.AsyncClient, asha: str) -> SignIn:
    """Sign Asha in and return the answer's body."""

    async def signed(transport: str = "bearer") -> dict[str, Any]:
        answer = await client.post(
            "/api/v1/auth/login",
            json={"email": asha, "password": PASSWORD, "transport": transport},
        )
        assert answer.status_code == 200, answer.text
        return answer.json()

    return signed
