"""One way to connect to Redis or Valkey, for every adapter that uses it."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

from valkey.asyncio import Valkey

CONNECT_SECONDS = 5
CONNECTIONS = 50


def valkey_url(url: str) -> str:
    """Turn `redis://` and `rediss://` into the names that the client knows."""
    for name, own in (("rediss://", "valkeys://"), ("redis://", "valkey://")):
        if url.startswith(name):
            return own + url.removeprefix(name)
    return url


@asynccontextmanager
async def connected(url: str) -> AsyncGenerator[Valkey]:
    """Open a client, which connects when it is first used and again after a broken line."""
    client = Valkey.from_url(
        valkey_url(url),
        socket_connect_timeout=CONNECT_SECONDS,
        socket_keepalive=True,
        health_check_interval=30,
        max_connections=CONNECTIONS,
    )
    try:
        yield client
    finally:
        await client.aclose()
