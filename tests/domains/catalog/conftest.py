"""Fixtures of the catalog: its routes, people with their roles, assets, pictures."""

from collections.abc import Awaitable, Callable
from io import BytesIO
from typing import Any
from uuid import UUID

import httpx
import pytest
from PIL import Image
from sqlalchemy import select

from streamverse.domains.catalog.routes import aliases, router
from streamverse.domains.identity.models import ProfileRow
from streamverse.domains.identity.public import Role, create_account, issue_token
from streamverse.domains.media.models import AssetRow
from streamverse.domains.media.public import AssetState
from streamverse.kit.clock import Clock
from streamverse.kit.db import Database
from streamverse.kit.ids import new_id
from streamverse.kit.process import ChildRunner
from streamverse.kit.services import Services
from tests.domains.profiles import add_profile, profile_token

TITLES = "/api/v1/titles"

Clients = Callable[..., httpx.AsyncClient]
MakeAsset = Callable[..., Awaitable[UUID]]
MakeTitle = Callable[..., Awaitable[dict[str, Any]]]


@pytest.fixture
def shared(domain_services: Services) -> Services:
    """What the catalog works with: children may be started, for pictures."""
    domain_services.add(ChildRunner({}))
    return domain_services


async def person(services: Services, mount: Clients, name: str, role: Role) -> httpx.AsyncClient:
    """Return the browser of somebody new who is signed in."""
    account_id = await create_account(
        services, f"{name}@example.com", "a quiet river 7", name.title(), {role}
    )
    client = mount(router, aliases=aliases)
    client.headers["authorization"] = f"Bearer {await issue_token(services, account_id)}"
    client.headers["x-account"] = str(account_id)
    return client


@pytest.fixture
async def kid(shared: Services, mount: Clients, creator: httpx.AsyncClient) -> httpx.AsyncClient:
    """Asha, Meera's daughter: a kids profile up to 7 years of the account that makes titles."""
    account_id = account_of(creator)
    profile_id = await add_profile(shared, account_id, is_kids=True, max_age=7)
    client = mount(router, aliases=aliases)
    token = await profile_token(shared, account_id, profile_id)
    client.headers["authorization"] = f"Bearer {token}"
    return client


async def viewer_key(services: Services, client: httpx.AsyncClient) -> str:
    """Return what the main profile of somebody signed in is known by."""
    async with services.get(Database).read() as session:
        query = select(ProfileRow.id).where(ProfileRow.account_id == account_of(client))
        return f"profile:{await session.scalar(query)}"


def account_of(client: httpx.AsyncClient) -> UUID:
    """Return the account that a browser is signed in with."""
    return UUID(client.headers["x-account"])


@pytest.fixture
def guest(shared: Services, mount: Clients) -> httpx.AsyncClient:
    """Somebody who has not signed in."""
    assert shared
    return mount(router, aliases=aliases)


@pytest.fixture
async def viewer(shared: Services, mount: Clients) -> httpx.AsyncClient:
    """Vik, who only watches."""
    return await person(shared, mount, "vik", Role.VIEWER)


@pytest.fixture
async def creator(shared: Services, mount: Clients) -> httpx.AsyncClient:
    """Meera, who makes titles."""
    return await person(shared, mount, "meera", Role.CREATOR)


@pytest.fixture
async def other(shared: Services, mount: Clients) -> httpx.AsyncClient:
    """Ravi, another creator."""
    return await person(shared, mount, "ravi", Role.CREATOR)


@pytest.fixture
async def editor(shared: Services, mount: Clients) -> httpx.AsyncClient:
    """Edda, who edits everybody's titles."""
    return await person(shared, mount, "edda", Role.EDITOR)


@pytest.fixture
def make_asset(shared: Services) -> MakeAsset:
    """Make an asset of somebody's, as media would have left it."""

    async def make(
        owner: httpx.AsyncClient, state: AssetState = AssetState.READY, **facts: Any
    ) -> UUID:
        asset_id = new_id()
        file = {"width": 640, "height": 360, "type": "image/jpeg"}
        file["key"] = f"media/{asset_id}/r1/poster-0-640.jpg"
        row = AssetRow(
            id=asset_id,
            owner_id=UUID(owner.headers["x-account"]),
            title="An upload",
            filename="film.mkv",
            state=state,
            duration_seconds=61.4,
            created_at=shared.get(Clock).now(),
            posters=[{"files": [file], "dominant_color": "#102030"}],
        )
        for name, value in facts.items():
            setattr(row, name, value)
        async with shared.get(Database).write() as session:
            session.add(row)
        return asset_id

    return make


@pytest.fixture
def make_title(creator: httpx.AsyncClient, make_asset: MakeAsset) -> MakeTitle:
    """Let Meera publish a film."""

    async def make(name: str = "First Light", **facts: Any) -> dict[str, Any]:
        body = {
            "kind": "movie",
            "name": name,
            "synopsis": "A lamp is lit.",
            "asset_id": str(await make_asset(creator)),
            "state": "published",
        }
        answer = await creator.post(TITLES, json=body | facts)
        assert answer.status_code == 201, answer.text
        return answer.json()

    return make


@pytest.fixture
def picture() -> Callable[..., bytes]:
    """Draw a picture: `picture(800, 450, "PNG")`."""

    def drawn(width: int, height: int, form: str = "JPEG", color: str = "#a03020") -> bytes:
        written = BytesIO()
        Image.new("RGB", (width, height), color).save(written, form)
        return written.getvalue()

    return drawn
