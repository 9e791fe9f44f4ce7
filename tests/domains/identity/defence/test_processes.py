"""Two processes of one service: limits are shared, and what ends here ends there at once."""

from collections.abc import AsyncGenerator
from contextlib import AsyncExitStack, asynccontextmanager
from functools import partial

import httpx
import pytest
from fastapi import FastAPI

from streamverse.adapters.cache import open_cache
from streamverse.adapters.limits import open_limits
from streamverse.adapters.places import open_places
from streamverse.adapters.pubsub import open_pubsub
from streamverse.domains.identity.public import Role, create_account, open_identity, rate_key
from streamverse.domains.identity.routes import router
from streamverse.kit.cache import Cache
from streamverse.kit.clock import Clock, SystemClock
from streamverse.kit.db import Database
from streamverse.kit.http.limits import GeneralLimit
from streamverse.kit.http.problems import install_problem_handlers
from streamverse.kit.limits import RateLimits
from streamverse.kit.places import Places
from streamverse.kit.pubsub import PubSub
from streamverse.kit.services import Services
from streamverse.kit.settings import Settings
from tests.domains.identity.devices.seats import CHROME_ON_ANDROID, DEVICES, TIZEN, Seat
from tests.domains.waiting import eventually

EMAIL = "asha@example.com"
PASSWORD = "a quiet river 7"
FEW = {
    "sign_ins_per_minute": 100,
    "sign_ins_per_minute_per_address": 4,
    "rate_limit_per_minute": 12,
}


@asynccontextmanager
async def process(settings: Settings) -> AsyncGenerator[tuple[Services, GeneralLimit]]:
    """One process of the service: nothing in it is shared with another but by servers."""
    async with AsyncExitStack() as stack:
        services = Services()
        services.add(settings)
        services.add(SystemClock(), as_=Clock)
        database = services.add(Database(settings.database))
        stack.push_async_callback(database.close)
        services.add(await stack.enter_async_context(open_cache(settings)), as_=Cache)
        services.add(await stack.enter_async_context(open_pubsub(settings)), as_=PubSub)
        limits = await stack.enter_async_context(open_limits(settings))
        services.add(limits, as_=RateLimits)
        services.add(stack.enter_context(open_places(settings)), as_=Places)
        await stack.enter_async_context(open_identity(services))
        api = FastAPI()
        api.state.services = services
        install_problem_handlers(api)
        api.include_router(router, prefix="/api/v1")
        amount = settings.rate_limit_per_minute
        yield services, GeneralLimit(api, limits, amount, partial(rate_key, services))


@pytest.fixture
async def processes(
    settings: Settings, valkey_url: str
) -> AsyncGenerator[tuple[httpx.AsyncClient, httpx.AsyncClient]]:
    """A client of each of two processes, and an account."""
    shared = settings.model_copy(update={**FEW, "redis_url": valkey_url})
    async with AsyncExitStack() as stack:
        clients: list[httpx.AsyncClient] = []
        for _ in range(2):
            services, app = await stack.enter_async_context(process(shared))
            transport = httpx.ASGITransport(app=app)
            client = httpx.AsyncClient(transport=transport, base_url="http://localhost")
            clients.append(await stack.enter_async_context(client))
            if len(clients) == 1:
                await create_account(services, EMAIL, PASSWORD, "Asha", {Role.VIEWER})
        yield clients[0], clients[1]


class TestLimits:
    async def test_of_sign_ins_hold_over_both(
        self, processes: tuple[httpx.AsyncClient, httpx.AsyncClient]
    ) -> None:
        statuses: list[int] = []
        for number in range(5):
            body = {"email": f"nobody{number}@example.com", "password": "x"}
            answer = await processes[number % 2].post("/api/v1/auth/login", json=body)
            statuses.append(answer.status_code)
        assert statuses == [401, 401, 401, 401, 429]

    async def test_of_requests_hold_over_both(
        self, processes: tuple[httpx.AsyncClient, httpx.AsyncClient]
    ) -> None:
        answers = [await processes[n % 2].get("/api/v1/auth/options") for n in range(13)]
        assert [each.status_code for each in answers] == [200] * 12 + [429]
        assert answers[12].json()["code"] == "too_many_requests"


class TestRevoke:
    async def test_in_one_ends_the_sign_in_in_the_other(
        self, processes: tuple[httpx.AsyncClient, httpx.AsyncClient]
    ) -> None:
        phone = Seat(processes[0], CHROME_ON_ANDROID, "bearer")
        tv = Seat(processes[1], TIZEN, "bearer")
        await phone.sign_in(EMAIL)
        await tv.sign_in(EMAIL)
        assert await tv.is_signed_in()
        there = next(each for each in await phone.devices() if not each["is_this"])
        await phone.client.delete(f"{DEVICES}/{there['id']}")

        async def is_over() -> bool:
            return not await tv.is_signed_in()

        await eventually(is_over, seconds=5)
