"""The service and its ffmpeg children are killed at random moments; all the work gets finished."""

import asyncio
import os
import random
import signal
from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import httpx
import psutil
import pytest

from tests.media_samples import Samples
from tests.running import Process, asset_in, environment, free_port, running, signed_in, upload

KILLS = 3
PATIENCE_SECONDS = 90
T = TypeVar("T")
TUS = {"Tus-Resumable": "1.0.0"}


@dataclass(frozen=True)
class Service:
    """A running service, a client of it, and its data folder."""

    process: Process
    client: httpx.AsyncClient
    data: Path

    def stored(self, asset_id: str) -> dict[str, bytes]:
        """Return every object of an asset, by its address below the asset."""
        folder = self.data / "objects" / "media" / asset_id
        files = (path for path in folder.rglob("*") if path.is_file())
        return {str(path.relative_to(folder)): path.read_bytes() for path in files}

    def encoders(self) -> list[psutil.Process]:
        """Return the ffmpeg processes that read from the data folder."""
        return [each for each in psutil.process_iter(["cmdline"]) if self._encodes(each)]

    def _encodes(self, process: psutil.Process) -> bool:
        words: list[str] = process.info["cmdline"] or []
        return "ffmpeg" in "".join(words[:1]) and str(self.data) in " ".join(words)

    def left_behind(self) -> list[str]:
        """Return the files that uploads and dead processes left."""
        folders = (self.data / "scratch", self.data / "uploads")
        files = [path for folder in folders for path in folder.rglob("*") if path.is_file()]
        return [str(path) for path in files if path.name != ".lock"]


@asynccontextmanager
async def started(data: Path, port: int) -> AsyncGenerator[Service]:
    """Run the service on a data folder; it is killed at the end, as by a power cut."""
    async with running("up", environment(data, port)) as process:
        client = await signed_in(f"http://127.0.0.1:{port}")
        async with aclosing(client):
            yield Service(process, client, data)


async def until(look: Callable[[], T]) -> T:
    """Look again and again until there is something to see; returns it."""
    async with asyncio.timeout(PATIENCE_SECONDS):
        while not (seen := look()):  # noqa: ASYNC110 - other processes tell us nothing
            await asyncio.sleep(0.02)
    return seen


@pytest.fixture(scope="module")
def film(samples: Samples) -> Path:
    """Sixteen seconds: several units, a rung beside the copied source."""
    return samples.film("crash.mp4", seconds=16, size=(640, 360))


@pytest.fixture(scope="module")
async def undisturbed(film: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """What a run brings that nobody disturbs."""
    async with started(tmp_path_factory.mktemp("calm"), free_port()) as service:
        asset_id = await upload(service.client, film)
        await asset_in(service.client, asset_id, "ready", "failed")
        return service.stored(asset_id)


@pytest.mark.alone
class TestKilledService:
    async def test_finishes_what_it_began_and_makes_the_same_objects(
        self, tmp_path: Path, film: Path, undisturbed: dict[str, bytes]
    ) -> None:
        chance = random.Random(20261121)
        port, asset_id = free_port(), ""
        for count in sorted(chance.sample(range(1, len(undisturbed) - 2), KILLS)):
            async with started(tmp_path, port) as service:
                asset_id = asset_id or await upload(service.client, film)
                await until(lambda: len(service.stored(asset_id)) >= count)  # noqa: B023
            await until(lambda: not service.encoders())
        async with started(tmp_path, port) as service:
            asset = await asset_in(service.client, asset_id, "ready", "failed")
            assert (asset["state"], asset["problem"]) == ("ready", None)
            assert service.stored(asset_id) == undisturbed
            assert service.left_behind() == []

    async def test_goes_on_with_an_upload_where_it_stood(
        self, tmp_path: Path, film: Path, undisturbed: dict[str, bytes]
    ) -> None:
        port, data = free_port(), film.read_bytes()
        half = len(data) // 2
        async with started(tmp_path, port) as service:
            size = {**TUS, "Upload-Length": str(len(data))}
            begun = await service.client.post("/api/v1/uploads", headers=size)
            url, asset_id = begun.headers["Location"], begun.headers["X-Asset-Id"]
            await bring(service.client, url, 0, data[:half])
        async with started(tmp_path, port) as service:
            answer = await service.client.head(url, headers=TUS)
            assert answer.headers["Upload-Offset"] == str(half)
            await bring(service.client, url, half, data[half:])
            await asset_in(service.client, asset_id, "ready", "failed")
            assert service.stored(asset_id) == undisturbed


@pytest.mark.alone
class TestKilledEncoder:
    async def test_is_started_again(
        self, tmp_path: Path, film: Path, undisturbed: dict[str, bytes]
    ) -> None:
        async with started(tmp_path, free_port()) as service:
            asset_id = await upload(service.client, film)
            for _ in range(2):
                encoder, *_ = await until(service.encoders)
                os.kill(encoder.pid, signal.SIGKILL)
            asset = await asset_in(service.client, asset_id, "ready", "failed")
            assert (asset["state"], asset["problem"]) == ("ready", None)
            assert service.stored(asset_id) == undisturbed
            assert service.encoders() == []


async def bring(client: httpx.AsyncClient, url: str, offset: int, data: bytes) -> None:
    """Send a part of an upload."""
    headers = {
        **TUS,
        "Upload-Offset": str(offset),
        "Content-Type": "application/offset+octet-stream",
    }
    (await client.patch(url, headers=headers, content=data)).raise_for_status()
