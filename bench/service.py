"""A real service for benchmarks: its own process, on a fresh data folder and a free port."""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

START_SECONDS = 120.0
GLANCE_SECONDS = 0.02


@dataclass(frozen=True, slots=True)
class RunningService:
    """A service that answers; `client` speaks for its superuser."""

    client: httpx.Client
    data: Path
    pid: int


@contextmanager
def running_service(**environment: str) -> Generator[RunningService]:
    """Run `streamverse up` with more settings; it and its data are gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="bench-service-") as name:
        data = Path(name) / "data"
        settings = {
            "PORT": "0",
            "STREAMVERSE_DATA": str(data),
            "STREAMVERSE_DEMO": "0",
            "STREAMVERSE_BIND": "127.0.0.1",
            "STREAMVERSE_MIN_FREE_BYTES": "0",
            "STREAMVERSE_RATE_LIMIT_PER_MINUTE": "1000000",
            "LOG_LEVEL": "error",
        }
        process = subprocess.Popen(
            [sys.executable, "-m", "streamverse", "up"],
            env={**os.environ, **settings, **environment},
            stdout=subprocess.DEVNULL,
        )
        try:
            door = data / "service.json"
            wait_until(lambda: door.exists() or process.poll() is not None, START_SECONDS)
            told: dict[str, Any] = json.loads(door.read_text())
            authorization = {"Authorization": f"Bearer {told['token']}"}
            with httpx.Client(
                base_url=told["url"], headers=authorization, timeout=60, trust_env=False
            ) as client:
                yield RunningService(client, data, process.pid)
        finally:
            process.terminate()
            process.wait()


def wait_until(is_so: Callable[[], bool], seconds: float) -> None:
    """Wait for a condition, looking every 20 ms. Raises TimeoutError."""
    until = time.monotonic() + seconds
    while not is_so():
        if time.monotonic() > until:
            msg = f"Nothing happened in {seconds:.0f} s."
            raise TimeoutError(msg)
        time.sleep(GLANCE_SECONDS)


def asset_when(service: RunningService, asset_id: str, *states: str, seconds: float) -> str:
    """Wait until an asset is in one of these states; return which. Raises when it failed."""
    state = ""

    def is_there() -> bool:
        nonlocal state
        asset = service.client.get(f"/api/v1/assets/{asset_id}").raise_for_status().json()
        state = asset["state"]
        if state == "failed":
            raise RuntimeError(asset["problem"])
        return state in states

    wait_until(is_there, seconds)
    return state
