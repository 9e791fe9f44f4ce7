"""Where people sit: a browser or an app of theirs, signed in or not yet."""

from typing import Any
from uuid import UUID

import httpx
from sqlalchemy import select

from streamverse.kit.db import Database
from streamverse.kit.events import Event
from streamverse.kit.outbox import OutboxRow
from streamverse.kit.services import Services

PASSWORD = "a quiet river 7"
DEVICES = "/api/v1/me/devices"
CHROME_ON_ANDROID = "Mozilla/5.0 (Linux; Android 14) Chrome/126.0.0.0 Mobile Safari/537.36"
FIREFOX_ON_LINUX = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0"
TIZEN = "Mozilla/5.0 (SMART-TV; LINUX; Tizen 7.0) AppleWebKit/537.36 TV Safari/537.36"


class Seat:
    """One browser (`cookie`) or app (`bearer`)."""

    def __init__(self, client: httpx.AsyncClient, user_agent: str, transport: str) -> None:
        """Sit down; nobody has signed in yet."""
        self.client = client
        self.transport = transport
        self.device_id: str | None = None
        self.refresh_token = ""
        client.headers["user-agent"] = user_agent

    async def sign_in(self, email: str, **device: str) -> httpx.Response:
        """Sign somebody in, as this device if it is one already."""
        body: dict[str, Any] = {"email": email, "password": PASSWORD, "transport": self.transport}
        hint = {"id": self.device_id, **device} if self.device_id else device
        answer = await self.client.post("/api/v1/auth/login", json={**body, "device": hint or None})
        assert answer.status_code == 200, answer.text
        self.use(answer)
        return answer

    def use(self, answer: httpx.Response) -> None:
        """Go on with the tokens of an answer."""
        tokens = answer.json()
        if self.transport == "bearer":
            self.client.headers["authorization"] = f"Bearer {tokens['access_token']}"
            self.device_id = tokens.get("device_id") or self.device_id
            self.refresh_token = tokens["refresh_token"]
        else:
            self.client.headers["x-csrf-token"] = self.client.cookies["sv_csrf"]

    async def refresh(self) -> httpx.Response:
        """Exchange an app's refresh token."""
        body = {"refresh_token": self.refresh_token}
        answer = await self.client.post("/api/v1/auth/refresh", json=body)
        if answer.is_success:
            self.use(answer)
        return answer

    async def devices(self) -> list[dict[str, Any]]:
        """List the account's devices."""
        answer = await self.client.get(DEVICES)
        assert answer.status_code == 200, answer.text
        return answer.json()["items"]

    async def is_signed_in(self) -> bool:
        """Whether the access token still counts."""
        return (await self.client.get("/api/v1/me")).status_code == 200


async def told(services: Services, kind: type[Event]) -> list[dict[str, Any]]:
    """Return what was told of one kind of event, the oldest first."""
    async with services.get(Database).read() as session:
        query = select(OutboxRow.payload).where(OutboxRow.name == kind.name)
        return list(await session.scalars(query.order_by(OutboxRow.id)))


def ids(devices: list[dict[str, Any]]) -> set[UUID]:
    """Return the devices' ids."""
    return {UUID(each["id"]) for each in devices}
