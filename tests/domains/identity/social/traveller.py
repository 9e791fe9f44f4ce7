"""Somebody with a browser who goes to a provider and comes back."""

import asyncio
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
from sqlalchemy import select

from streamverse.domains.identity import cookies
from streamverse.domains.identity.models import AccountRow, AuditRow, SocialIdentityRow
from streamverse.domains.identity.origin import Origin
from streamverse.domains.identity.service.begin_sign_in import begin_family
from streamverse.domains.identity.service.create_account import NewAccount, add_account
from streamverse.kit.clock import Clock
from streamverse.kit.db import Database
from streamverse.kit.keyring import keyring_of
from streamverse.kit.outbox import OutboxRow
from streamverse.kit.services import Services
from streamverse.kit.settings import Settings

HERE = Origin("192.0.2.7", "a test", "cookie")


def query_of(answer: httpx.Response) -> dict[str, str]:
    """Return the query of where an answer sends the browser."""
    query = parse_qs(urlsplit(answer.headers["location"]).query)
    return {name: values[0] for name, values in query.items()}


def path_of(answer: httpx.Response) -> str:
    return urlsplit(answer.headers["location"]).path


@dataclass(slots=True)
class Traveller:
    """One browser; `services` are the site's, for what the site keeps."""

    client: httpx.AsyncClient
    services: Services

    async def start(self, provider: str = "own", **query: Any) -> httpx.Response:
        """Press the provider's button."""
        path = f"/api/v1/auth/social/{provider}/start"
        return await self.client.get(path, params=query, headers={"accept-language": "sw,en"})

    async def way_back(self, start: httpx.Response) -> str:
        """Say yes at the provider; returns the address it sends the browser back to."""
        assert start.status_code == 302, start.text
        there = start.headers["location"]
        answer = await asyncio.to_thread(httpx.get, there, trust_env=False)
        assert answer.status_code == 302, (there, answer.text)
        back = urlsplit(answer.headers["location"])
        return f"{back.path}?{back.query}"

    async def go(self, provider: str = "own", **query: Any) -> httpx.Response:
        """Go there and come back; returns the site's last answer."""
        return await self.client.get(await self.way_back(await self.start(provider, **query)))

    async def me(self) -> dict[str, Any]:
        """Return whom the site takes the browser for."""
        answer = await self.client.get("/api/v1/me")
        assert answer.status_code == 200, answer.text
        return answer.json()

    async def sign_in(self, account: AccountRow) -> None:
        """Sign in as if by a password."""
        now = self.services.get(Clock).now()
        async with self.services.get(Database).write() as session:
            tokens = await begin_family(self.services, session, account, HERE, now)
        keyring = keyring_of(self.services.get(Settings))
        self.client.cookies.set(cookies.ACCESS, tokens.access)
        self.client.cookies.set(cookies.REFRESH, tokens.refresh)
        self.client.headers["x-csrf-token"] = cookies.csrf_token(keyring, tokens.family_id)


async def account_with(
    services: Services, email: str, *, is_verified: bool = True, password_hash: str | None = None
) -> AccountRow:
    """Make an account, without a password unless it is given a hash."""
    wish = NewAccount(email, "Asha", password_hash, is_verified=is_verified)
    async with services.get(Database).write() as session:
        return await add_account(services, session, wish)


async def kept(services: Services) -> tuple[list[AccountRow], list[SocialIdentityRow]]:
    """Return every account and every identity that the site keeps."""
    async with services.get(Database).read() as session:
        accounts = (await session.scalars(select(AccountRow))).all()
        return list(accounts), list((await session.scalars(select(SocialIdentityRow))).all())


async def told(services: Services) -> tuple[list[str], list[str]]:
    """Return the names of what was told to other domains, and of what the audit log has."""
    async with services.get(Database).read() as session:
        events = await session.scalars(select(OutboxRow.name).order_by(OutboxRow.id))
        acts = await session.scalars(select(AuditRow.action).order_by(AuditRow.id))
        return list(events), list(acts)
