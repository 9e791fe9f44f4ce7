"""Joins ports and adapters from the settings: the one place that knows both sides."""

from collections.abc import AsyncGenerator
from contextlib import AsyncExitStack, asynccontextmanager

from streamverse.adapters.cache import open_cache
from streamverse.adapters.jobs import open_jobs
from streamverse.adapters.limits import open_limits
from streamverse.adapters.mail import open_mail
from streamverse.adapters.objects import open_objects
from streamverse.adapters.oidc import open_identity_providers
from streamverse.adapters.places import open_places
from streamverse.adapters.pubsub import open_pubsub
from streamverse.adapters.search import open_search
from streamverse.domains.catalog.public import ResumePoints, Watchlists, lay_down
from streamverse.domains.identity.public import IdentityProviders, open_identity
from streamverse.domains.media.engine import media_programs
from streamverse.domains.media.public import open_media
from streamverse.domains.notifications.public import MailRoad
from streamverse.domains.playback.public import (
    PlaybackResumePoints,
    PlaybackWatchlists,
    open_playback,
)
from streamverse.domains.recommendations.public import open_recommendations
from streamverse.domains.search.public import SearchIndex, open_searching
from streamverse.entrypoints import domains
from streamverse.entrypoints.health import Metrics
from streamverse.kit.cache import Cache
from streamverse.kit.clock import Clock, SystemClock
from streamverse.kit.closing import Closing
from streamverse.kit.db import Database
from streamverse.kit.jobs import JobEngine
from streamverse.kit.limits import RateLimits
from streamverse.kit.objects import Objects
from streamverse.kit.outbox_relay import OutboxRelay
from streamverse.kit.places import Places
from streamverse.kit.process import ChildRunner
from streamverse.kit.pubsub import PubSub
from streamverse.kit.services import Services
from streamverse.kit.settings import Settings


@asynccontextmanager
async def wired(
    settings: Settings, *, works: bool = True, searches: bool = True
) -> AsyncGenerator[Services]:
    """Open everything a process shares.

    With `works` it also runs jobs and tells events, with `searches` it keeps a search index.
    """
    async with AsyncExitStack() as stack:
        services = Services()
        services.add(settings)
        clock = services.add(SystemClock(), as_=Clock)
        services.add(Metrics())
        services.add(Closing())
        database = services.add(Database(settings.database, settings.database_read_url or None))
        stack.push_async_callback(database.close)
        lay_down(database, settings)
        services.add(ChildRunner(media_programs()))
        services.add(await stack.enter_async_context(open_objects(settings)), as_=Objects)
        services.add(await stack.enter_async_context(open_cache(settings)), as_=Cache)
        services.add(await stack.enter_async_context(open_pubsub(settings)), as_=PubSub)
        services.add(await stack.enter_async_context(open_limits(settings)), as_=RateLimits)
        services.add(stack.enter_context(open_places(settings)), as_=Places)
        services.add(open_mail(settings), as_=MailRoad)
        providers = await stack.enter_async_context(open_identity_providers(settings, clock))
        services.add(providers, as_=IdentityProviders)
        services.add(PlaybackResumePoints(), as_=ResumePoints)
        services.add(PlaybackWatchlists(), as_=Watchlists)
        await stack.enter_async_context(open_identity(services))
        services.add(domains.privacy_roster())
        stack.enter_context(open_media(services))
        await stack.enter_async_context(open_playback(services))
        await stack.enter_async_context(open_recommendations(services))
        if searches:
            index = await stack.enter_async_context(open_search(settings))
            services.add(index, as_=SearchIndex)
            await stack.enter_async_context(open_searching(services))
        engine = await stack.enter_async_context(open_jobs(settings, works=works))
        services.add(engine, as_=JobEngine)
        await engine.launch(services, domains.jobs(), domains.schedules())
        relay = OutboxRelay(services, engine, domains.reactions())
        await stack.enter_async_context(relay.running())
        yield services
