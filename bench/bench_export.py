"""Everything about a person with a long history as one ZIP, from asking to ready to fetch."""

import asyncio
import tempfile
import time
from datetime import timedelta
from pathlib import Path

import httpx

from bench.harness import Row
from streamverse.domains.identity.public import create_account
from streamverse.domains.playback.models import ResumePointRow
from streamverse.entrypoints.app import create_app
from streamverse.entrypoints.migrations.migrate import migrate
from streamverse.entrypoints.runtime import prepare
from streamverse.entrypoints.wiring import wired
from streamverse.kit.clock import Clock
from streamverse.kit.db import Database
from streamverse.kit.ids import new_id
from streamverse.kit.services import Services
from streamverse.kit.settings import load_settings

SECRET = "a-root-key-for-benchmarks-that-is-long-enough"
WATCHED = 10_000
GOAL_SECONDS = 10
EMAIL, PASSWORD = "bench@example.com", "correct horse battery 7"


async def run() -> list[Row]:
    """Measure it on a service with SQLite and a folder."""
    with tempfile.TemporaryDirectory(prefix="bench-export-") as name:
        settings = load_settings(
            data=Path(name), jwt_secret_key=SECRET, log_level="error", rate_limit_per_minute=100_000
        )
        prepare(settings)
        database = Database(settings.database)
        await migrate(database, settings.data / "backups")
        await database.close()
        async with wired(settings) as services:
            seconds, size_bytes = await _measured(services)
    return [
        Row(
            f"export of an account with {WATCHED:,} films watched",
            seconds,
            "s",
            at_most=GOAL_SECONDS,
            note=f"{size_bytes / 1e6:.1f} MB of ZIP",
        )
    ]


async def _measured(services: Services) -> tuple[float, int]:
    await create_account(services, EMAIL, PASSWORD, "Bench", ())
    transport = httpx.ASGITransport(app=create_app(services))
    async with httpx.AsyncClient(transport=transport, base_url="http://localhost/api/v1") as client:
        tokens = await client.post("/auth/login", json={"email": EMAIL, "password": PASSWORD})
        client.headers["authorization"] = f"Bearer {tokens.json()['access_token']}"
        me = (await client.get("/me")).raise_for_status().json()
        await _watch(services, me["profile"]["id"])
        began = time.perf_counter()
        export = (await client.post("/me/exports")).raise_for_status().json()
        while export["state"] in {"gathering", "packing"}:
            await asyncio.sleep(0.1)
            export = (await client.get(f"/me/exports/{export['id']}")).raise_for_status().json()
        if export["state"] != "ready":
            raise RuntimeError(export["problem"])
        return time.perf_counter() - began, export["size_bytes"]


async def _watch(services: Services, profile_id: str) -> None:
    now = services.get(Clock).now()
    async with services.get(Database).write() as session:
        session.add_all(
            ResumePointRow(
                viewer_key=f"profile:{profile_id}",
                asset_id=new_id(),
                title_id=new_id(),
                position_seconds=number % 5400,
                duration_seconds=5400,
                updated_at=now - timedelta(minutes=number),
            )
            for number in range(WATCHED)
        )
