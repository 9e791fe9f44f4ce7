"""Fixtures of channels: their routes, people, and a channel with somebody of each rank."""

from collections.abc import Awaitable, Callable, Generator
from contextlib import contextmanager
from io import BytesIO
from typing import Any
from uuid import UUID

import httpx
import pytest
from PIL import Image
from sqlalchemy import event, update

from streamverse.domains.channels.routes import router
from streamverse.domains.identity.models import AccountRow
from streamverse.domains.identity.public import Role, create_account, issue_token
from streamverse.kit.clock import Clock
from streamverse.kit.db import Database
from streamverse.kit.process import ChildRunner
from streamverse.kit.services import Services
from tests.domains.profiles import add_profile, profile_token

CHANNELS = "/api/v1/channels"

Mount = Callable[..., httpx.AsyncClient]
Person = Callable[..., Awaitable[httpx.AsyncClient]]
MakeChannel = Callable[..., Awaitable[dict[str, Any]]]
Join = Callable[..., Awaitable[None]]


@pytest.fixture
def shared(domain_services: Services) -> Services:
    """What channels work with: children may be started, for pictures."""
    domain_services.add(ChildRunner({}))
    return domain_services


@pytest.fixture
def person(shared: Services, mount: Mount) -> Person:
    """Return the browser of somebody new who is signed in: `await person("asha")`."""

    async def arrive(name: str, role: Role = Role.VIEWER) -> httpx.AsyncClient:
        account_id = await create_account(
            shared, f"{name}@example.com", "a quiet river 7", name.title(), {role}
        )
        async with shared.get(Database).write() as session:
            await session.execute(
                update(AccountRow)
                .where(AccountRow.id == account_id)
                .values(email_verified_at=shared.get(Clock).now())
            )
        client = mount(router)
        client.headers["authorization"] = f"Bearer {await issue_token(shared, account_id)}"
        client.headers["x-account"] = str(account_id)
        return client

    return arrive


def account_of(client: httpx.AsyncClient) -> UUID:
    """Return the account that a browser is signed in with."""
    return UUID(client.headers["x-account"])


@pytest.fixture
def guest(shared: Services, mount: Mount) -> httpx.AsyncClient:
    """Somebody who has not signed in."""
    assert shared
    return mount(router)


@pytest.fixture
async def meera(person: Person) -> httpx.AsyncClient:
    """Meera, who owns channels."""
    return await person("meera")


@pytest.fixture
async def stranger(person: Person) -> httpx.AsyncClient:
    """Vik, who belongs to no channel."""
    return await person("vik")


@pytest.fixture
async def kid(shared: Services, mount: Mount, meera: httpx.AsyncClient) -> httpx.AsyncClient:
    """Asha, Meera's daughter, in a kids profile of her account."""
    account_id = account_of(meera)
    profile_id = await add_profile(shared, account_id, is_kids=True, max_age=7)
    client = mount(router)
    token = await profile_token(shared, account_id, profile_id)
    client.headers["authorization"] = f"Bearer {token}"
    return client


@pytest.fixture
def make_channel(meera: httpx.AsyncClient) -> MakeChannel:
    """Let somebody, Meera unless named, make a channel."""

    async def make(
        handle: str = "lamps", by: httpx.AsyncClient | None = None, **facts: Any
    ) -> dict[str, Any]:
        body = {"handle": handle, "name": "Lamps and Rivers"} | facts
        answer = await (by or meera).post(CHANNELS, json=body)
        assert answer.status_code == 201, answer.text
        return answer.json()

    return make


@pytest.fixture
def join(meera: httpx.AsyncClient) -> Join:
    """Let somebody join a channel of Meera's: `await join("lamps", client, "admin")`."""

    async def joined(handle: str, client: httpx.AsyncClient, rank: str = "member") -> None:
        wish = {"account_id": str(account_of(client)), "rank": rank}
        made = await meera.post(f"{CHANNELS}/{handle}/invitations", json=wish)
        assert made.status_code == 201, made.text
        answer = await client.post(f"{CHANNELS}/invitations/{made.json()['id']}/accept")
        assert answer.status_code == 200, answer.text

    return joined


@pytest.fixture
def picture() -> Callable[..., bytes]:
    """Draw a picture: `picture(800, 200, "PNG")`."""

    def drawn(width: int, height: int, form: str = "JPEG") -> bytes:
        written = BytesIO()
        Image.new("RGB", (width, height), "#a03020").save(written, form)
        return written.getvalue()

    return drawn


@pytest.fixture
def counted(shared: Services) -> Callable[..., Any]:
    """Count queries: `with counted() as queries: …; len(queries)`."""

    @contextmanager
    def counting() -> Generator[list[str]]:
        database = shared.get(Database)
        seen: list[str] = []

        def note(_: Any, __: Any, statement: str, *___: Any) -> None:
            seen.append(statement)

        reading = database._read_engine  # noqa: SLF001  # pyright: ignore[reportPrivateUsage]
        engines = (reading.sync_engine, database.write_engine.sync_engine)
        for engine in engines:
            event.listen(engine, "before_cursor_execute", note)
        yield seen
        for engine in engines:
            event.remove(engine, "before_cursor_execute", note)

    return counting
