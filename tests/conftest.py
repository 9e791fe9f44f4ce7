"""Fixtures that every test may use: settings on a fresh data folder, a database, the service."""

import shutil
from collections.abc import AsyncGenerator, Generator
from pathlib import Path

import httpx
import pytest

from streamverse.kit.db import Database
from streamverse.kit.services import Services
from streamverse.kit.settings import Settings, load_settings
from tests.media_samples import Samples

pytest_plugins = ["tests.engines"]

SECRET = "a-root-key-for-tests-that-is-long-enough"


@pytest.fixture(scope="session", autouse=True)
def quick_hashes() -> Generator[None]:
    """Hash passwords by the same function with a thousandth of the memory: people are many."""
    from streamverse.domains.identity import passwords

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passwords, "MEMORY_KIB", 16)
        patch.setattr(passwords, "PASSES", 1)
        yield


@pytest.fixture(scope="session")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Samples:
    """Small odd films, made when a test asks for one."""
    return Samples(tmp_path_factory.mktemp("samples"))


@pytest.fixture(scope="session")
async def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An SQLite file that the real migrations built, once."""
    from streamverse.entrypoints.migrations.migrate import migrate

    path = tmp_path_factory.mktemp("template") / "streamverse.db"
    database = Database(f"sqlite:///{path}")
    await migrate(database)
    await database.close()
    return path


@pytest.fixture
def settings(tmp_path: Path, migrated_file: Path) -> Settings:
    """Settings of an embedded service on a fresh, migrated data folder."""
    data = tmp_path / "data"
    data.mkdir()
    shutil.copy(migrated_file, data / "streamverse.db")
    return load_settings(
        data=data, jwt_secret_key=SECRET, rate_limit_per_minute=100_000, min_free_bytes=0
    )


@pytest.fixture
async def database(settings: Settings) -> AsyncGenerator[Database]:
    """A fresh SQLite database with every table."""
    database = Database(settings.database)
    yield database
    await database.close()


@pytest.fixture
async def services(settings: Settings) -> AsyncGenerator[Services]:
    """Everything wired as in embedded mode, jobs and the outbox relay running."""
    from streamverse.entrypoints.wiring import wired

    async with wired(settings) as services:
        yield services


@pytest.fixture
async def client(services: Services) -> AsyncGenerator[httpx.AsyncClient]:
    """A client of the whole service; a guest until it signs in."""
    from streamverse.entrypoints.app import create_app

    transport = httpx.ASGITransport(app=create_app(services), raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
        yield client
