"""The same code on many processes: an API and two workers on PostgreSQL and Valkey."""

from collections.abc import AsyncGenerator
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from tests.media_samples import Samples
from tests.running import Process, asset_in, environment, free_port, running, signed_in, upload


@dataclass(frozen=True)
class Installation:
    """A running installation: a client of its API and its workers."""

    client: httpx.AsyncClient
    workers: tuple[Process, Process]
    media: Path


@pytest.fixture
async def installation(
    tmp_path: Path, postgres_url: str, valkey_url: str
) -> AsyncGenerator[Installation]:
    """One API process and two workers that share engines and a folder of objects."""
    port = free_port()
    shared = {
        "DATABASE_URL": postgres_url,
        "REDIS_URL": valkey_url,
        "OBJECT_STORE_URL": f"file://{tmp_path}/objects",
        "STREAMVERSE_ENCODE_SLOTS": "1",
    }

    def settings(name: str) -> dict[str, str]:
        return environment(tmp_path / name, port, **shared)

    async with AsyncExitStack() as stack:
        migration = Process("migrate", settings("api"))
        await migration.start("Migrated")
        await stack.enter_async_context(running("api", settings("api")))
        first = await stack.enter_async_context(running("worker", settings("first")))
        second = await stack.enter_async_context(running("worker", settings("second")))
        client = await signed_in(f"http://127.0.0.1:{port}")
        stack.push_async_callback(client.aclose)
        yield Installation(client, (first, second), tmp_path / "objects")


@pytest.mark.alone
class TestWorkers:
    """Jobs on several workers."""

    async def test_take_over_the_work_of_one_that_was_killed_for_good(
        self, installation: Installation, samples: Samples
    ) -> None:
        film = samples.film("server-mode.mp4", seconds=40)
        asset_id = await upload(installation.client, film)
        await asset_in(installation.client, asset_id, "playable", "ready")
        await installation.workers[0].kill()
        asset = await asset_in(installation.client, asset_id, "ready", "failed")
        assert asset["state"] == "ready"
        assert asset["problem"] is None

        opened = await installation.client.post(
            "/api/v1/playback/sessions", json={"asset_id": asset_id}
        )
        manifest = await installation.client.get(opened.raise_for_status().json()["hls_url"])
        assert manifest.text.count("#EXT-X-STREAM-INF") >= 2


class TestRoles:
    """`streamverse api` and `streamverse worker`."""

    async def test_say_what_is_missing_without_shared_engines(self, tmp_path: Path) -> None:
        process = Process("worker", environment(tmp_path, free_port()))
        await process.start("DATABASE_URL")
        assert "REDIS_URL" in process.said[-1]
        assert await process.stop() != 0
