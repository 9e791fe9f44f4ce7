"""Fixtures of defence."""

from collections.abc import Awaitable, Callable
from typing import Any
from uuid import UUID

import httpx
import pytest

from streamverse.domains.identity.models import AccountRow
from streamverse.domains.identity.origin import Origin
from streamverse.domains.identity.service.defence import gate
from streamverse.domains.identity.service.devices.recognise import recognise
from streamverse.kit.db import Database
from streamverse.kit.errors import TooMany
from streamverse.kit.ids import new_id
from streamverse.kit.services import Services
from tests.domains.conftest import MovingClock
from tests.domains.identity.defence.guessing import KNOWN, STRANGER, Guess, LockOut


@pytest.fixture
async def signed_in(
    client: httpx.AsyncClient, sign_in: Callable[..., Awaitable[dict[str, Any]]]
) -> httpx.AsyncClient:
    """Asha's browser, signed in a moment ago."""
    tokens = await sign_in()
    client.headers["authorization"] = f"Bearer {tokens['access_token']}"
    return client


@pytest.fixture
async def account_id(domain_services: Services) -> UUID:
    """An account that exists, without a password: nothing is hashed here."""
    async with domain_services.get(Database).write() as session:
        account = AccountRow(
            id=new_id(),
            email=KNOWN,
            email_key=KNOWN,
            name="Asha",
            created_at=MovingClock().now(),
        )
        session.add(account)
    return account.id


@pytest.fixture
def guess(domain_services: Services, account_id: UUID) -> Guess:
    """Try a wrong password; returns what the gate said: "wrong", or the refusal's code."""

    async def guessed(email: str = KNOWN, origin: Origin = STRANGER) -> str:
        try:
            await gate.may_try(domain_services, email, origin)
        except TooMany as refusal:
            return f"{refusal.code} {refusal.headers['retry-after']}"
        whose = account_id if email == KNOWN else None
        await gate.failed(domain_services, email, origin, whose)
        return "wrong"

    return guessed


@pytest.fixture
def lock_out(guess: Guess, clock: MovingClock) -> LockOut:
    """Guess wrong until the gate shuts; returns what was said, waits left out."""

    async def locked_out(email: str = KNOWN, origin: Origin = STRANGER) -> list[str]:
        said: list[str] = []
        while len(said) < 12:
            said.append(await guess(email, origin))
            if said[-1].startswith("sign_in_locked"):
                break
            if not said[-1].startswith("wrong"):
                clock.advance(seconds=int(said[-1].split()[1]))
                said.pop()
        return said

    return locked_out


@pytest.fixture
async def own_phone(domain_services: Services, account_id: UUID, clock: MovingClock) -> Origin:
    """A device on which the owner has signed in before."""
    origin = Origin("8.8.8.8", "StreamVerse/1.0 (Android; phone)", "bearer")
    async with domain_services.get(Database).write() as session:
        known = await recognise(domain_services, session, account_id, origin, clock.now())
    return Origin("8.8.8.8", "StreamVerse/1.0", "bearer", device_cookie=known.token)
