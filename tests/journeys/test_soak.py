"""Chaos for as long as one likes: `STREAMVERSE_SOAK_MINUTES=60 make soak` (30 by default).

Films come in one after another while the service and its encoders are killed at random moments.
Every film has to become what it becomes when nobody disturbs.
"""

import asyncio
import os
import random
import signal
import time
from pathlib import Path

import pytest

from tests.journeys.test_crash import Service, started, until
from tests.media_samples import Samples, beeping
from tests.running import asset_in, free_port, upload

MINUTES = float(os.environ.get("STREAMVERSE_SOAK_MINUTES", "30"))
LONGEST_CALM_SECONDS = 6.0

pytestmark = [pytest.mark.soak, pytest.mark.alone]


@pytest.fixture(scope="module")
def films(samples: Samples) -> list[Path]:
    """Three films that go different ways: copied, encoded whole, sound only."""
    sound = ["-f", "lavfi", "-i", beeping(), "-t", "30", "-c:a", "aac"]
    return [
        samples.film("soak-copied.mp4", seconds=24, size=(640, 360)),
        samples.film("soak-encoded.mkv", seconds=24, gop=600),
        samples.make("soak-sound.m4a", sound),
    ]


async def test_everything_becomes_what_it_would_have_become(
    tmp_path: Path, films: list[Path]
) -> None:
    calm = await made_in_peace(tmp_path / "calm", films)
    seed = int(time.time())
    print(f"seed {seed}")  # noqa: T201 - to repeat a failure
    chance = random.Random(seed)
    ends_at = time.monotonic() + 60 * MINUTES
    data, port = tmp_path / "chaos", free_port()
    waiting: dict[str, Path] = {}
    while time.monotonic() < ends_at:
        async with started(data, port) as service:
            film = chance.choice(films)
            waiting[await upload(service.client, film)] = film
            await asyncio.sleep(chance.uniform(0, LONGEST_CALM_SECONDS))
            for encoder in chance.sample(encoders := service.encoders(), len(encoders) // 2):
                os.kill(encoder.pid, signal.SIGKILL)
            await asyncio.sleep(chance.uniform(0, LONGEST_CALM_SECONDS))
        await until(lambda: not service.encoders())
    async with started(data, port) as service:
        for asset_id, film in waiting.items():
            asset = await asset_in(service.client, asset_id, "ready", "failed", seconds=3600)
            assert (asset["state"], asset["problem"]) == ("ready", None)
            assert service.stored(asset_id) == calm[film]
        assert service.left_behind() == []


async def made_in_peace(data: Path, films: list[Path]) -> dict[Path, dict[str, bytes]]:
    """Return what each film becomes when nobody disturbs."""
    async with started(data, free_port()) as service:
        return {film: await objects_of(service, film) for film in films}


async def objects_of(service: Service, film: Path) -> dict[str, bytes]:
    """Make a film whole; return its objects."""
    asset_id = await upload(service.client, film)
    await asset_in(service.client, asset_id, "ready", "failed")
    return service.stored(asset_id)
