"""People who sign in: what their browsers and phones do, step by step."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

import httpx
from pyotp.totp import TOTP
from sqlalchemy import select

from streamverse.domains.identity.models import AccountRow, AuditRow
from streamverse.domains.identity.origin import Origin
from streamverse.domains.identity.service.second_factors import tickets
from streamverse.kit.db import Database
from streamverse.kit.services import Services
from tests.domains.conftest import MovingClock
from tests.domains.identity.factors.authenticator import Authenticator

PASSWORD = "a quiet river 7"
LOGIN = "/api/v1/auth/login"
SECOND = "/api/v1/auth/login/second-factor"
STEP = 30

Json = dict[str, Any]


@dataclass
class Person:
    """An account, a browser, and the authenticator app on a phone."""

    id: UUID
    email: str
    client: httpx.AsyncClient
    services: Services
    clock: MovingClock
    secret: str = ""

    async def sign_in(self) -> httpx.Response:
        """Sign in by the password; the browser keeps the token if there is one."""
        answer = await self.client.post(LOGIN, json={"email": self.email, "password": PASSWORD})
        return self.keep(answer)

    def keep(self, answer: httpx.Response) -> httpx.Response:
        """Use the access token of an answer from now on."""
        if token := answer.json().get("access_token"):
            self.client.headers["authorization"] = f"Bearer {token}"
        return answer

    async def ticket(self) -> str:
        """Return a ticket, as the password step gives it."""
        async with self.services.get(Database).read() as session:
            row = await session.get_one(AccountRow, self.id)
        origin = Origin("192.0.2.1", "test", "bearer")
        return tickets.issue(self.services, self.id, row.epoch, origin)

    def code(self, steps: int = 0) -> str:
        """Return what the app shows, now or some steps away."""
        return TOTP(self.secret).at(self.clock.now() + timedelta(seconds=STEP * steps))

    async def turn_on_totp(self) -> list[str]:
        """Set up the app; returns the recovery codes. The next step begins."""
        begun = await self.client.post("/api/v1/me/totp")
        assert begun.status_code == 200, begun.text
        self.secret = begun.json()["secret"]
        done = await self.client.post("/api/v1/me/totp/confirm", json={"code": self.code()})
        assert done.status_code == 200, done.text
        self.clock.advance(seconds=STEP)
        return done.json()["recovery_codes"]

    async def second_step(self, ticket: str, **shown: Any) -> httpx.Response:
        """Show a second factor."""
        wish = {"ticket": ticket, "method": "totp"} | shown
        return await self.client.post(SECOND, json=wish)

    async def add_passkey(
        self, authenticator: Authenticator, name: str = "Phone"
    ) -> httpx.Response:
        """Add a passkey."""
        asked = await self.client.post("/api/v1/me/passkeys/options")
        assert asked.status_code == 200, asked.text
        wish = {
            "challenge_id": asked.json()["challenge_id"],
            "credential": authenticator.create(asked.json()["options"]),
            "name": name,
        }
        return await self.client.post("/api/v1/me/passkeys", json=wish)

    async def shown(self, authenticator: Authenticator, path: str, **wish: Any) -> Json:
        """Return a challenge's id and what an authenticator answers to it."""
        asked = await self.client.post(f"{path}/options", json=wish)
        assert asked.status_code == 200, asked.text
        return {
            "challenge_id": asked.json()["challenge_id"],
            "credential": authenticator.get(asked.json()["options"]),
        }

    async def logged(self) -> list[str]:
        """Return what the audit log says was done to the account, the first first."""
        async with self.services.get(Database).read() as session:
            query = select(AuditRow.action).where(AuditRow.account_id == self.id)
            return list(await session.scalars(query.order_by(AuditRow.id)))
