"""Fixtures of media: its routes, a creator and a stranger, films, and the real ffmpeg."""

import base64
from collections.abc import Awaitable, Callable, Generator
from pathlib import Path
from uuid import UUID

import httpx
import pytest

from streamverse.domains.identity.public import Role, create_account, issue_token
from streamverse.domains.media.engine import media_programs
from streamverse.domains.media.public import create_asset_from_file, open_media
from streamverse.domains.media.routes import router
from streamverse.kit.objects import Objects
from streamverse.kit.process import ChildRunner
from streamverse.kit.services import Services

TUS = {"Tus-Resumable": "1.0.0"}
BYTES = {**TUS, "Content-Type": "application/offset+octet-stream"}

Bring = Callable[[Path], Awaitable[UUID]]
Begin = Callable[..., Awaitable[str]]


@pytest.fixture
def media(domain_services: Services) -> Generator[Services]:
    """What media works with, the real ffmpeg included; jobs run when a test drains them."""
    domain_services.add(ChildRunner(media_programs()))
    with open_media(domain_services):
        yield domain_services


async def _client(
    services: Services, mount: Callable[..., httpx.AsyncClient], name: str, role: Role
) -> httpx.AsyncClient:
    account_id = await create_account(
        services, f"{name}@example.com", "a quiet river 7", name, {role}
    )
    client = mount(router)
    client.headers["Authorization"] = f"Bearer {await issue_token(services, account_id)}"
    return client


@pytest.fixture
async def creator(media: Services, mount: Callable[..., httpx.AsyncClient]) -> httpx.AsyncClient:
    """Meera, who uploads."""
    return await _client(media, mount, "meera", Role.CREATOR)


@pytest.fixture
async def stranger(media: Services, mount: Callable[..., httpx.AsyncClient]) -> httpx.AsyncClient:
    """Another creator."""
    return await _client(media, mount, "ravi", Role.CREATOR)


@pytest.fixture
async def viewer(media: Services, mount: Callable[..., httpx.AsyncClient]) -> httpx.AsyncClient:
    """Somebody who only watches."""
    return await _client(media, mount, "vik", Role.VIEWER)


@pytest.fixture
async def owner_id(media: Services) -> UUID:
    """The account behind `bring`."""
    return await create_account(
        media, "owner@example.com", "a quiet river 7", "Owner", {Role.CREATOR}
    )


@pytest.fixture
def bring(media: Services, owner_id: UUID) -> Bring:
    """Make an asset of a film on this machine, without HTTP."""

    async def brought(film: Path) -> UUID:
        return await create_asset_from_file(media, film, owner_id, film.name, "A film")

    return brought


def metadata(**values: str) -> str:
    """Return Upload-Metadata."""
    pairs = (f"{key} {base64.b64encode(text.encode()).decode()}" for key, text in values.items())
    return ",".join(pairs)


@pytest.fixture
def begin(creator: httpx.AsyncClient) -> Begin:
    """Begin an upload of `size` bytes as Meera and return its address."""

    async def begun(size: int, **values: str) -> str:
        headers = {**TUS, "Upload-Length": str(size), "Upload-Metadata": metadata(**values)}
        answer = await creator.post("/api/v1/uploads", headers=headers)
        assert answer.status_code == 201, answer.text
        return answer.headers["Location"]

    return begun


async def keys_below(services: Services, prefix: str) -> dict[str, int]:
    """Return the stored keys below a prefix, and their sizes."""
    listing = services.get(Objects).list(prefix)
    return {info.key: info.size_bytes async for info in listing}
