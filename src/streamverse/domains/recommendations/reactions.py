"""What recommendations do when something was watched, or the catalog has changed."""

from streamverse.domains.catalog.events import (
    CollectionChanged,
    HomeLayoutChanged,
    RightsChanged,
    TaxonomyChanged,
    TitleChanged,
    TitleDeleted,
    TitlePublished,
    TitlesChanged,
    TitleUnpublished,
)
from streamverse.domains.playback.events import ViewCounted, WatchFinished, WatchlistChanged
from streamverse.domains.recommendations import repository
from streamverse.domains.recommendations.service.pages import CHANNEL
from streamverse.domains.recommendations.service.trending import count
from streamverse.kit.db import WriteSession
from streamverse.kit.events import Event, Reaction
from streamverse.kit.pubsub import PubSub
from streamverse.kit.services import Services


async def drop_pages(services: Services, _: WriteSession, __: Event) -> None:
    """Let every process compose its home pages anew."""
    await services.get(PubSub).publish(CHANNEL, {})


async def age_pages(services: Services, _: WriteSession, __: Event) -> None:
    """Let every process compose its home pages anew while it still shows the old ones."""
    await services.get(PubSub).publish(CHANNEL, {"is_gentle": True})


async def forget_title(_: Services, session: WriteSession, event: TitleDeleted) -> None:
    """Forget what was done with a title that is gone."""
    await repository.forget_title(session, event.title_id)


DROPPING = (
    CollectionChanged,
    HomeLayoutChanged,
    RightsChanged,
    TaxonomyChanged,
    TitleChanged,
    TitleDeleted,
    TitlePublished,
    TitleUnpublished,
)
REACTIONS = (
    *(Reaction("recommendations.drop_pages", event, drop_pages) for event in DROPPING),
    Reaction("recommendations.age_pages", TitlesChanged, age_pages),
    Reaction("recommendations.count_view", ViewCounted, count),
    Reaction("recommendations.count_finish", WatchFinished, count),
    Reaction("recommendations.count_listing", WatchlistChanged, count),
    Reaction("recommendations.forget_title", TitleDeleted, forget_title),
)
