"""Fixtures of recommendations: their routes beside the catalog's, people, stored titles."""

from uuid import UUID

import httpx
import pytest

from streamverse.domains.catalog.routes import router as catalog
from streamverse.domains.identity.public import Role, create_account, issue_token
from streamverse.domains.recommendations.routes import router
from streamverse.kit.process import ChildRunner
from streamverse.kit.services import Services
from tests.domains.conftest import Mount
from tests.domains.profiles import add_profile, main_profile_of, profile_token
from tests.domains.recommendations.shelf import Shelves


@pytest.fixture
def shared(domain_services: Services) -> Services:
    """What recommendations work with; nothing is kept between two requests."""
    domain_services.add(ChildRunner({}))
    return domain_services


@pytest.fixture
def shelves(shared: Services) -> Shelves:
    """What stores titles."""
    return Shelves(shared)


@pytest.fixture
def guest(shared: Services, mount: Mount) -> httpx.AsyncClient:
    """Somebody who has not signed in."""
    assert shared
    return mount(catalog, router)


@pytest.fixture
async def parent_id(shared: Services) -> UUID:
    """Vik's account."""
    return await create_account(
        shared, "vik@example.com", "a quiet river 7", "Vik", frozenset({Role.VIEWER})
    )


@pytest.fixture
async def viewer(shared: Services, mount: Mount, parent_id: UUID) -> httpx.AsyncClient:
    """Vik, who watches."""
    client = mount(catalog, router)
    client.headers["authorization"] = f"Bearer {await issue_token(shared, parent_id)}"
    return client


@pytest.fixture
async def viewer_key(shared: Services, parent_id: UUID) -> str:
    """What Vik's own profile is known by."""
    return f"profile:{await main_profile_of(shared, parent_id)}"


@pytest.fixture
async def kid(shared: Services, mount: Mount, parent_id: UUID) -> httpx.AsyncClient:
    """Vik's child, up to seven years."""
    profile_id = await add_profile(shared, parent_id, is_kids=True, max_age=7)
    client = mount(catalog, router)
    token = await profile_token(shared, parent_id, profile_id)
    client.headers["authorization"] = f"Bearer {token}"
    return client


@pytest.fixture
async def editor(shared: Services, mount: Mount) -> httpx.AsyncClient:
    """Edda, who edits."""
    account_id = await create_account(
        shared, "edda@example.com", "a quiet river 7", "Edda", frozenset({Role.EDITOR})
    )
    client = mount(catalog, router)
    client.headers["authorization"] = f"Bearer {await issue_token(shared, account_id)}"
    return client
