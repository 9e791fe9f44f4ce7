"""Fixtures for domains: their routes on their own, on a database, with a clock that moves."""

from collections.abc import AsyncGenerator, Callable
from contextlib import AsyncExitStack
from datetime import UTC, datetime, timedelta

import httpx
import pytest
from fastapi import APIRouter, FastAPI

from streamverse.adapters.cache import open_cache
from streamverse.adapters.limits import open_limits
from streamverse.adapters.mail import open_mail
from streamverse.adapters.objects import open_objects
from streamverse.adapters.places import open_places
from streamverse.adapters.pubsub import open_pubsub
from streamverse.domains.notifications.public import MailRoad
from streamverse.kit.cache import Cache
from streamverse.kit.clock import Clock
from streamverse.kit.closing import Closing
from streamverse.kit.db import Database
from streamverse.kit.http.problems import install_problem_handlers
from streamverse.kit.limits import RateLimits
from streamverse.kit.objects import Objects
from streamverse.kit.places import Places
from streamverse.kit.pubsub import PubSub
from streamverse.kit.services import Services
from streamverse.kit.settings import Settings

Mount = Callable[..., httpx.AsyncClient]


class MovingClock:
    """A clock that a test moves forward."""

    def __init__(self) -> None:
        """Start now: limits and cookies live by the machine's clock."""
        self.instant = datetime.now(UTC)

    def now(self) -> datetime:
        """Return the present instant."""
        return self.instant

    def advance(self, **duration: float) -> None:
        """Let time pass: `advance(minutes=15)`."""
        self.instant += timedelta(**duration)


@pytest.fixture
def clock() -> MovingClock:
    """The clock of `domain_services`."""
    return MovingClock()


@pytest.fixture
async def database(request: pytest.FixtureRequest, settings: Settings) -> AsyncGenerator[Database]:
    """SQLite, or PostgreSQL where a test asks for it by `parametrize(…, indirect=True)`."""
    if getattr(request, "param", "sqlite") == "sqlite":
        database = Database(settings.database)
    else:
        database = Database(request.getfixturevalue("migrated_postgres_url"))
    yield database
    await database.close()


@pytest.fixture
async def domain_services(
    settings: Settings, database: Database, clock: MovingClock
) -> AsyncGenerator[Services]:
    """What domains share, without jobs and the relay: what leaves by the outbox stays in it."""
    async with AsyncExitStack() as stack:
        services = Services()
        services.add(Closing())
        services.add(settings)
        services.add(clock, as_=Clock)
        services.add(database)
        services.add(await stack.enter_async_context(open_cache(settings)), as_=Cache)
        services.add(await stack.enter_async_context(open_pubsub(settings)), as_=PubSub)
        services.add(await stack.enter_async_context(open_limits(settings)), as_=RateLimits)
        services.add(await stack.enter_async_context(open_objects(settings)), as_=Objects)
        services.add(open_mail(settings), as_=MailRoad)
        services.add(stack.enter_context(open_places(settings)), as_=Places)
        yield services


@pytest.fixture
async def mount(domain_services: Services) -> AsyncGenerator[Mount]:
    """Serve some routers: `client = mount(router, aliases=aliases)`; each call a new browser."""
    async with AsyncExitStack() as stack:

        def mounted(*routers: APIRouter, aliases: APIRouter | None = None) -> httpx.AsyncClient:
            api = _api(*routers, aliases=aliases)
            api.state.services = domain_services
            transport = httpx.ASGITransport(app=api, raise_app_exceptions=False)
            client = httpx.AsyncClient(transport=transport, base_url="http://localhost")
            stack.push_async_callback(client.aclose)
            return client

        yield mounted


APPLICATIONS: dict[tuple[int, ...], tuple[FastAPI, tuple[APIRouter, ...]]] = {}
"""What was built for which routers, which are kept too: an id is another's once they are gone."""


def _api(*routers: APIRouter, aliases: APIRouter | None) -> FastAPI:
    """Build an application once: its routes are the same for every test."""
    key = tuple(id(router) for router in (*routers, aliases))
    if key not in APPLICATIONS:
        api = FastAPI()
        install_problem_handlers(api)
        for router in routers:
            api.include_router(router, prefix="/api/v1")
        if aliases:
            api.include_router(aliases)
        APPLICATIONS[key] = (api, (*routers, *((aliases,) if aliases else ())))
    return APPLICATIONS[key][0]
