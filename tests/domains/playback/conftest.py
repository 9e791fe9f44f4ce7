"""Fixtures of playback: its services, its routes, its delivery, somebody who uploads."""

from collections.abc import AsyncGenerator
from uuid import UUID

import httpx
import pytest

from streamverse.domains.identity.public import Role, create_account, issue_token
from streamverse.domains.playback.public import media_app, open_playback
from streamverse.domains.playback.routes import aliases, router
from streamverse.kit.services import Services
from tests.domains.conftest import Mount
from tests.domains.playback.stored import store_film
from tests.domains.playback.viewing import store_title
from tests.domains.profiles import add_profile, main_profile_of, profile_token


@pytest.fixture
async def playback(domain_services: Services) -> AsyncGenerator[Services]:
    """The services of a process that plays."""
    async with open_playback(domain_services):
        yield domain_services


@pytest.fixture
async def media(playback: Services) -> AsyncGenerator[httpx.AsyncClient]:
    """A player's HTTP client on the delivery."""
    transport = httpx.ASGITransport(app=media_app(playback))
    async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
        yield client


@pytest.fixture
def guest(playback: Services, mount: Mount) -> httpx.AsyncClient:
    """A browser that nobody has signed in with."""
    assert playback
    return mount(router, aliases=aliases)


@pytest.fixture
async def owner_id(playback: Services) -> UUID:
    """An account that uploads."""
    return await create_account(
        playback, "maker@example.com", "correct horse battery", "Maker", {Role.CREATOR}
    )


@pytest.fixture
async def owner(playback: Services, mount: Mount, owner_id: UUID) -> httpx.AsyncClient:
    """The uploader's browser."""
    client = mount(router, aliases=aliases)
    client.headers["authorization"] = f"Bearer {await issue_token(playback, owner_id)}"
    return client


@pytest.fixture
async def profile_id(playback: Services, owner_id: UUID) -> UUID:
    """The uploader's main profile."""
    return await main_profile_of(playback, owner_id)


@pytest.fixture
async def kid_id(playback: Services, owner_id: UUID) -> UUID:
    """A kids profile of the uploader's, up to seven years."""
    return await add_profile(playback, owner_id, is_kids=True, max_age=7)


@pytest.fixture
async def kid(playback: Services, mount: Mount, owner_id: UUID, kid_id: UUID) -> httpx.AsyncClient:
    """The browser of the uploader's child."""
    return await browser_of(playback, mount, owner_id, kid_id)


async def browser_of(
    services: Services,
    mount: Mount,
    account_id: UUID,
    profile_id: UUID,
    *,
    looks_on: UUID | None = None,
) -> httpx.AsyncClient:
    """Return a browser that watches in a profile, or of an operator who looks on."""
    client = mount(router, aliases=aliases)
    token = await profile_token(services, account_id, profile_id, looks_on=looks_on)
    client.headers["authorization"] = f"Bearer {token}"
    return client


@pytest.fixture
async def film_id(playback: Services, owner_id: UUID) -> UUID:
    """The asset of a film of 20 s."""
    return await store_film(playback, owner_id)


@pytest.fixture
async def title_id(playback: Services, owner_id: UUID, film_id: UUID) -> UUID:
    """A published title that plays it."""
    return await store_title(playback, owner_id, film_id)
