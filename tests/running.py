"""The real service as child processes: started, waited for, stopped or killed by id."""

import asyncio
import base64
import os
import signal
import socket
import sys
from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any

import httpx

ADMIN_EMAIL = "admin@example.com"
ADMIN_PASSWORD = "lantern-window-river-42"
SECRET = "a-root-key-for-tests-that-is-long-enough"
START_SECONDS = 60
STOP_SECONDS = 20
POLL_SECONDS = 0.1


class Process:
    """One `streamverse` process and what it said."""

    def __init__(self, command: str, environment: Mapping[str, str]) -> None:
        """Remember what to run; `start` runs it."""
        self.command = command
        self.environment = {**os.environ, **environment}
        self.said: list[str] = []
        self._child: asyncio.subprocess.Process | None = None
        self._reading: asyncio.Task[None] | None = None

    @property
    def pid(self) -> int:
        """The process id."""
        assert self._child
        return self._child.pid

    async def start(self, ready: str = "ready") -> None:
        """Start and wait for the line that says it is ready."""
        self._child = await asyncio.create_subprocess_exec(
            sys.executable,
            *("-m", "streamverse", *self.command.split()),
            env=self.environment,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
        )
        is_ready = asyncio.Event()
        self._reading = asyncio.create_task(self._read(ready, is_ready))
        waiting = asyncio.create_task(is_ready.wait())
        done, _ = await asyncio.wait(
            {waiting, self._reading},
            timeout=START_SECONDS,
            return_when=asyncio.FIRST_COMPLETED,
        )
        waiting.cancel()
        assert waiting in done, "\n".join(self.said[-40:])

    async def kill(self) -> None:
        """End it as a power cut would."""
        with suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGKILL)
        await self._ended()

    async def stop(self) -> int:
        """Ask it to stop; returns its exit code."""
        with suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGINT)
        try:
            async with asyncio.timeout(STOP_SECONDS):
                return await self._ended()
        except TimeoutError:
            await self.kill()
            raise

    async def _ended(self) -> int:
        assert self._child
        assert self._reading
        code = await self._child.wait()
        self._reading.cancel()
        with suppress(asyncio.CancelledError):
            await self._reading
        return code

    async def _read(self, ready: str, is_ready: asyncio.Event) -> None:
        assert self._child
        assert self._child.stdout
        async for line in self._child.stdout:
            self.said.append(line.decode(errors="replace").rstrip())
            if ready in self.said[-1]:
                is_ready.set()


def free_port() -> int:
    """Return a port that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def environment(data: Path, port: int, **more: str) -> dict[str, str]:
    """Return the settings of a service for a test."""
    return {
        "STREAMVERSE_DATA": str(data),
        "PORT": str(port),
        "STREAMVERSE_BIND": "127.0.0.1",
        "STREAMVERSE_ADMIN_EMAIL": ADMIN_EMAIL,
        "STREAMVERSE_ADMIN_PASSWORD": ADMIN_PASSWORD,
        "STREAMVERSE_RATE_LIMIT_PER_MINUTE": "100000",
        "STREAMVERSE_MIN_FREE_BYTES": "0",
        "STREAMVERSE_LOG_FORMAT": "json",
        "JWT_SECRET_KEY": SECRET,
        **more,
    }


@asynccontextmanager
async def running(
    command: str, settings: Mapping[str, str], ready: str = "ready"
) -> AsyncGenerator[Process]:
    """Run a process for as long as the block lasts; kill what is left of it."""
    process = Process(command, settings)
    await process.start(ready)
    try:
        yield process
    finally:
        await process.kill()


async def signed_in(url: str) -> httpx.AsyncClient:
    """Return a client that is the superuser."""
    client = httpx.AsyncClient(base_url=url, timeout=30)
    answer = await client.post(
        "/api/v1/auth/login", json={"email": ADMIN_EMAIL, "password": ADMIN_PASSWORD}
    )
    client.headers["authorization"] = f"Bearer {answer.raise_for_status().json()['access_token']}"
    return client


async def upload(client: httpx.AsyncClient, film: Path) -> str:
    """Upload a film by tus in one go; returns its asset's id."""
    name = base64.b64encode(film.name.encode()).decode()
    data = film.read_bytes()
    made = await client.post(
        "/api/v1/uploads",
        headers={
            "tus-resumable": "1.0.0",
            "upload-length": str(len(data)),
            "upload-metadata": f"filename {name},title {name}",
        },
    )
    made.raise_for_status()
    sent = await client.patch(
        made.headers["location"],
        content=data,
        headers={
            "tus-resumable": "1.0.0",
            "upload-offset": "0",
            "content-type": "application/offset+octet-stream",
        },
    )
    sent.raise_for_status()
    return str(made.headers["x-asset-id"])


async def asset_in(
    client: httpx.AsyncClient, asset_id: str, *states: str, seconds: float = 120
) -> dict[str, Any]:
    """Wait until an asset is in one of the states; returns it."""
    asset: dict[str, Any] = {}
    try:
        async with asyncio.timeout(seconds):
            while asset.get("state") not in states:
                await asyncio.sleep(POLL_SECONDS)
                answer = await client.get(f"/api/v1/assets/{asset_id}")
                asset = answer.raise_for_status().json()
    except TimeoutError:
        raise AssertionError(asset) from None
    return asset
