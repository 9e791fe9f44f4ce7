"""Fixtures of second factors: people with accounts, signed in."""

from collections.abc import Awaitable, Callable

import httpx
import pytest

from streamverse.domains.identity.public import Role, create_account
from streamverse.kit.services import Services
from tests.domains.conftest import MovingClock
from tests.domains.identity.factors.people import PASSWORD, Person

Meet = Callable[..., Awaitable[Person]]


@pytest.fixture
def meet(
    browser: Callable[[], httpx.AsyncClient], domain_services: Services, clock: MovingClock
) -> Meet:
    """Make an account for somebody who has a browser, not signed in yet."""

    async def met(name: str = "Asha", *roles: Role) -> Person:
        email = f"{name.lower()}@example.com"
        account_id = await create_account(domain_services, email, PASSWORD, name, set(roles))
        return Person(account_id, email, browser(), domain_services, clock)

    return met


@pytest.fixture
async def asha(meet: Meet) -> Person:
    """Somebody who has just signed in with a password."""
    person = await meet("Asha")
    await person.sign_in()
    return person


@pytest.fixture
async def ravi(meet: Meet) -> Person:
    """Somebody else, signed in as well."""
    person = await meet("Ravi")
    await person.sign_in()
    return person
