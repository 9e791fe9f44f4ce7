"""Fixtures of profiles: people who are signed in, without the time that passwords take."""

from collections.abc import Awaitable, Callable

import httpx
import pytest

from streamverse.domains.identity import passwords
from streamverse.domains.identity.origin import Origin
from streamverse.domains.identity.repository import profiles
from streamverse.domains.identity.routes import aliases, router
from streamverse.domains.identity.service.begin_sign_in import begin_family
from streamverse.domains.identity.service.create_account import NewAccount, add_account
from streamverse.kit.clock import Clock
from streamverse.kit.db import Database
from streamverse.kit.process import ChildRunner
from streamverse.kit.services import Services
from tests.domains.identity.profiles.person import PASSWORD, Person

Browser = Callable[[], httpx.AsyncClient]
SignUp = Callable[..., Awaitable[Person]]


@pytest.fixture
def browser(mount: Callable[..., httpx.AsyncClient]) -> Browser:
    """A new browser at each call, with identity's routes behind it."""
    return lambda: mount(router, aliases=aliases)


@pytest.fixture
def stranger(browser: Browser) -> httpx.AsyncClient:
    """A browser that nobody has signed in with."""
    return browser()


@pytest.fixture(scope="session")
async def password_hash() -> str:
    """The hash of PASSWORD, made once."""
    return await passwords.hashed(PASSWORD)


@pytest.fixture
def sign_up(domain_services: Services, browser: Browser, password_hash: str) -> SignUp:
    """Make an account and sign it in."""
    domain_services.add(ChildRunner({}))

    async def signed_up(name: str = "Asha") -> Person:
        database = domain_services.get(Database)
        wish = NewAccount(f"{name.lower()}@example.com", name, password_hash, is_verified=True)
        origin = Origin("127.0.0.1", "tests", "bearer")
        now = domain_services.get(Clock).now()
        async with database.write() as session:
            account = await add_account(domain_services, session, wish)
            await session.flush()
            tokens = await begin_family(domain_services, session, account, origin, now)
            main_id = await profiles.main_id(session, account.id)
        assert main_id is not None
        client = browser()
        person = Person(
            domain_services, client, account.id, main_id, tokens.family_id, tokens.refresh
        )
        person.become(tokens.access)
        return person

    return signed_up


@pytest.fixture
async def asha(sign_up: SignUp) -> Person:
    """Asha, in her main profile, a moment after she signed in."""
    return await sign_up()


@pytest.fixture
async def other(sign_up: SignUp) -> Person:
    """Somebody with another account."""
    return await sign_up("Bela")
