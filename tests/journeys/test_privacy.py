"""A person's data over the whole service: fetched as one file, and gone when they want it."""

import io
import json
import zipfile
from datetime import timedelta
from typing import Any
from uuid import UUID

import httpx
import pytest
from sqlalchemy import select

from streamverse.domains.identity.models import ErasureRow
from streamverse.domains.identity.public import Role, create_account
from streamverse.domains.identity.service.privacy.upkeep import look_after_privacy
from streamverse.domains.playback.models import PlaybackSessionRow, ResumePointRow
from streamverse.entrypoints import domains
from streamverse.kit.clock import Clock
from streamverse.kit.db import Database
from streamverse.kit.ids import new_id
from streamverse.kit.objects import Objects
from streamverse.kit.services import Services
from streamverse.kit.settings import Settings
from tests.domains.identity.privacy.traces import tables_with
from tests.domains.waiting import eventually

EMAIL = "asha@example.com"
PASSWORD = "a quiet river 7"
KEPT = {"erasures", "audit_entries", "outbox"}
WATCHED = 300


@pytest.fixture
def settings(settings: Settings) -> Settings:
    """Settings without days of grace."""
    return settings.model_copy(update={"erasure_grace_days": 0})


async def watch(services: Services, profile_id: UUID, count: int) -> None:
    """Give a profile a history."""
    now = services.get(Clock).now()
    key = f"profile:{profile_id}"
    async with services.get(Database).write() as session:
        for number in range(count):
            point = ResumePointRow(
                viewer_key=key,
                asset_id=new_id(),
                position_seconds=number,
                duration_seconds=6000,
                updated_at=now - timedelta(minutes=number),
            )
            session.add(point)
        film = PlaybackSessionRow(
            id=new_id(),
            viewer_key=key,
            programme_id=new_id(),
            asset_id=new_id(),
            duration_seconds=6000,
            started_at=now,
            last_seen_at=now,
            expires_at=now + timedelta(hours=6),
        )
        session.add(film)


class TestAPersonsData:
    async def test_is_fetched_as_one_file_and_gone_when_they_leave(
        self, services: Services, client: httpx.AsyncClient
    ) -> None:
        account_id = await create_account(services, EMAIL, PASSWORD, "Asha", {Role.CREATOR})
        await create_account(services, "boss@example.com", PASSWORD, "Boss", {Role.SUPERUSER})
        body = {"email": EMAIL, "password": PASSWORD}
        tokens = (await client.post("/api/v1/auth/login", json=body)).json()
        client.headers["authorization"] = f"Bearer {tokens['access_token']}"
        me = (await client.get("/api/v1/me")).json()
        profile_id = UUID(me["profile"]["id"])
        title = await client.post("/api/v1/titles", json={"name": "Lamps by Asha"})
        await client.put(f"/api/v1/playback/watchlist/{title.json()['id']}")
        await watch(services, profile_id, WATCHED)

        files = await self.fetched(client)
        roster = domains.privacy_roster()
        folders = {name.partition("/")[0] for name in files if "/" in name}
        assert folders == roster.exporters
        assert len(json.loads(files["playback/history.json"])) == WATCHED
        assert "Lamps by Asha" in files["catalog/titles.json"].decode()

        due = await client.post("/api/v1/me/erasure")
        assert due.status_code == 202, due.text
        await look_after_privacy(services)

        async def is_done() -> bool:
            query = select(ErasureRow.state).where(ErasureRow.account_id == account_id)
            async with services.get(Database).read() as session:
                return await session.scalar(query) == "done"

        async def is_gone() -> bool:
            return await tables_with(services, [account_id, profile_id]) <= KEPT

        await eventually(is_done)
        await eventually(is_gone)  # the receipt goes once it is sent
        texts = ["Lamps by Asha", "lamps-by-asha", f"profile:{profile_id}"]
        assert await tables_with(services, texts) <= {"outbox"}
        left = [info.key async for info in services.get(Objects).list("exports")]
        assert left == []
        assert (await client.post("/api/v1/auth/login", json=body)).status_code == 401
        again = {**body, "name": "Asha again"}
        assert (await client.post("/api/v1/auth/register", json=again)).status_code == 202

    async def fetched(self, client: httpx.AsyncClient) -> dict[str, bytes]:
        """Ask for an export, wait for it and open it."""
        export: dict[str, Any] = (await client.post("/api/v1/me/exports")).json()
        address = f"/api/v1/me/exports/{export['id']}"

        async def is_ready() -> bool:
            now = (await client.get(address)).json()
            assert now["state"] != "failed", now["problem"]
            return now["state"] == "ready"

        await eventually(is_ready)
        answer = await client.get(f"{address}/file")
        with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
            assert archive.testzip() is None
            return {name: archive.read(name) for name in archive.namelist()}
