"""What the index has to look at again when others say that something happened."""

from collections.abc import Awaitable, Callable
from typing import Any
from uuid import UUID

from streamverse.domains.catalog.events import (
    PersonChanged,
    RightsChanged,
    TaxonomyChanged,
    TitleChanged,
    TitleDeleted,
    TitleMoved,
    TitlePublished,
    TitleRestored,
    TitlesChanged,
    TitleUnpublished,
)
from streamverse.domains.channels.events import (
    ChannelChanged,
    ChannelDeleted,
    ChannelMade,
    ChannelRestored,
)
from streamverse.domains.identity.events import ProfileRemoved
from streamverse.domains.media.events import (
    AssetDeleted,
    AssetPlayable,
    AssetReady,
    AssetReplaced,
    CaptionsChanged,
)
from streamverse.domains.search import repository
from streamverse.domains.search.privacy import PRIVACY
from streamverse.kit.db import WriteSession
from streamverse.kit.events import Event, Reaction
from streamverse.kit.ids import new_id
from streamverse.kit.services import Services

Run = Callable[[Services, WriteSession, Any], Awaitable[None]]


def _noting(subject: str, field: str) -> Run:
    """Return what notes the thing that an event names in `field`."""

    async def note(_: Services, session: WriteSession, event: Event) -> None:
        named: UUID | tuple[UUID, ...] = getattr(event, field)
        ids = named if isinstance(named, tuple) else (named,)
        repository.note_changes(session, subject, ids)

    return note


async def note_everything(_: Services, session: WriteSession, __: TaxonomyChanged) -> None:
    """Genres and tags stand in every title: build anew."""
    repository.note_changes(session, repository.REBUILD, [new_id()])


async def forget_profile(_: Services, session: WriteSession, event: ProfileRemoved) -> None:
    """Forget what a profile that is gone looked for."""
    await repository.forget_viewers(session, [f"profile:{event.profile_id}"], [])


NOTED: tuple[tuple[type[Event], str, str], ...] = (
    (TitlePublished, "title", "title_id"),
    (TitleUnpublished, "title", "title_id"),
    (TitleChanged, "title", "title_id"),
    (TitleDeleted, "title", "title_id"),
    (TitleRestored, "title", "title_id"),
    (TitleMoved, "title", "title_id"),
    (RightsChanged, "title", "title_id"),
    (TitlesChanged, "title", "title_ids"),
    (PersonChanged, "person", "person_id"),
    (ChannelMade, "channel", "channel_id"),
    (ChannelChanged, "channel", "channel_id"),
    (ChannelDeleted, "channel", "channel_id"),
    (ChannelRestored, "channel", "channel_id"),
    (AssetPlayable, "asset", "asset_id"),
    (AssetReady, "asset", "asset_id"),
    (AssetReplaced, "asset", "by_asset_id"),
    (AssetDeleted, "asset", "asset_id"),
    (CaptionsChanged, "asset", "asset_id"),
)
REACTIONS = (
    *(
        Reaction(f"search.note_{event.name.replace('.', '_')}", event, _noting(subject, field))
        for event, subject, field in NOTED
    ),
    Reaction("search.note_everything", TaxonomyChanged, note_everything),
    Reaction("search.forget_profile", ProfileRemoved, forget_profile),
    *PRIVACY.reactions,
)
