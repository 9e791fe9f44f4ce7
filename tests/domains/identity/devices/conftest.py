"""Fixtures of devices: browsers and apps of people."""

from collections.abc import Awaitable, Callable
from typing import Protocol

import httpx
import pytest

from streamverse.domains.identity.public import Role, create_account
from streamverse.kit.services import Services
from tests.domains.identity.devices.seats import CHROME_ON_ANDROID, PASSWORD, TIZEN, Seat


class TakeSeat(Protocol):
    """Gives a browser or an app that has never been used."""

    def __call__(self, user_agent: str = ..., transport: str = ...) -> Seat:
        """Take a seat."""
        ...


@pytest.fixture
def seat(browser: Callable[[], httpx.AsyncClient]) -> TakeSeat:
    """A new app at each call; `transport="cookie"`: a new browser."""

    def take(user_agent: str = CHROME_ON_ANDROID, transport: str = "bearer") -> Seat:
        return Seat(browser(), user_agent, transport)

    return take


@pytest.fixture
def ravi(domain_services: Services) -> Callable[[], Awaitable[str]]:
    """Make a second account when asked to; returns its email."""

    async def made() -> str:
        email = "ravi@example.com"
        await create_account(domain_services, email, PASSWORD, "Ravi", {Role.VIEWER})
        return email

    return made


@pytest.fixture
def tv(seat: TakeSeat) -> Seat:
    """A television that nobody has signed in on."""
    return seat(TIZEN)


@pytest.fixture
async def phone(seat: TakeSeat, asha: str) -> Seat:
    """A phone on which Asha is signed in."""
    phone = seat()
    await phone.sign_in(asha)
    return phone
