"""What is taken away in one process is gone in every other: two of them on shared engines."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import AsyncExitStack
from pathlib import Path

import httpx
import pytest

from streamverse.domains.identity.public import Role, create_account, set_roles
from streamverse.entrypoints.app import create_app
from streamverse.entrypoints.migrations.migrate import migrate
from streamverse.entrypoints.wiring import wired
from streamverse.kit.db import Database
from streamverse.kit.services import Services
from streamverse.kit.settings import load_settings

PASSWORD = "a quiet river 7"
EMAIL = "asha@example.com"
SOON_SECONDS = 5


@pytest.fixture
async def processes(
    tmp_path: Path, postgres_url: str, valkey_url: str
) -> AsyncGenerator[tuple[Services, Services]]:
    """Two processes' services, wired to one PostgreSQL and one Valkey."""
    database = Database(postgres_url)
    await migrate(database)
    await database.close()
    settings = load_settings(
        data=tmp_path,
        database_url=postgres_url,
        redis_url=valkey_url,
        object_store_url=f"file://{tmp_path}/objects",
        jwt_secret_key="a-root-key-for-tests-that-is-long-enough",
        rate_limit_per_minute=100_000,
        min_free_bytes=0,
    )
    async with AsyncExitStack() as stack:
        first = await stack.enter_async_context(wired(settings, works=False))
        second = await stack.enter_async_context(wired(settings, works=False))
        yield first, second


def site(services: Services) -> httpx.AsyncClient:
    transport = httpx.ASGITransport(app=create_app(services), raise_app_exceptions=False)
    return httpx.AsyncClient(transport=transport, base_url="http://localhost")


async def is_refused_soon(client: httpx.AsyncClient, headers: dict[str, str]) -> bool:
    """Whether a token stops counting well before what is remembered would be asked for again."""
    async with asyncio.timeout(SOON_SECONDS):
        while (await client.get("/api/v1/me", headers=headers)).status_code == 200:
            pass
    return True


class TestTokens:
    async def test_end_everywhere_with_the_sign_in_the_password_and_the_roles(
        self, processes: tuple[Services, Services]
    ) -> None:
        one, two = processes
        await create_account(one, EMAIL, PASSWORD, "Asha", set())
        async with site(one) as here, site(two) as there:

            async def signed_in(password: str) -> dict[str, str]:
                body = {"email": EMAIL, "password": password}
                token = (await here.post("/api/v1/auth/login", json=body)).json()["access_token"]
                headers = {"authorization": f"Bearer {token}"}
                for client in (here, there):  # both processes remember now that it counts
                    assert (await client.get("/api/v1/me", headers=headers)).status_code == 200
                return headers

            headers = await signed_in(PASSWORD)
            wish = {"name": "Backup", "scopes": ["account:read"]}
            made = (await here.post("/api/v1/me/api-tokens", json=wish, headers=headers)).json()
            program = {"authorization": f"Bearer {made['token']}"}
            for client in (here, there):
                assert (await client.get("/api/v1/me", headers=program)).status_code == 200
            await here.delete(f"/api/v1/me/api-tokens/{made['id']}", headers=headers)
            assert await is_refused_soon(there, program)

            await here.post("/api/v1/auth/logout", headers=headers)
            assert await is_refused_soon(there, headers)

            headers = await signed_in(PASSWORD)
            change = {"current_password": PASSWORD, "new_password": "another lantern 88"}
            await there.post("/api/v1/me/password", json=change, headers=headers)
            assert await is_refused_soon(here, headers)

            headers = await signed_in("another lantern 88")
            await set_roles(two, EMAIL, {Role.CREATOR})
            assert await is_refused_soon(here, headers)
