"""What playback does when media or the catalog says something happened."""

from uuid import UUID

from streamverse.domains.catalog.events import (
    RightsChanged,
    TitleChanged,
    TitleDeleted,
    TitlesChanged,
    TitleUnpublished,
)
from streamverse.domains.catalog.public import (
    ages_of_titles,
    ceiling_of,
    is_within,
    offered_somewhere,
)
from streamverse.domains.identity.events import ProfileRemoved, StandingChanged
from streamverse.domains.identity.public import profiles_of
from streamverse.domains.media.events import AssetDeleted, AssetReplaced
from streamverse.domains.playback import repository, watchlist_repository
from streamverse.domains.playback.leaving import end_sessions, forget_viewers
from streamverse.domains.playback.privacy import PRIVACY
from streamverse.kit.clock import Clock
from streamverse.kit.db import WriteSession
from streamverse.kit.events import Reaction
from streamverse.kit.services import Services

AT_ONCE = 500
"""Titles of which sessions are looked for in one query."""


async def follow_replacement(_: Services, session: WriteSession, event: AssetReplaced) -> None:
    """Let viewers go on where they stopped, in the new version."""
    await repository.move_resume_points(session, event.asset_id, event.by_asset_id)


async def end_sessions_on_asset(
    services: Services, session: WriteSession, event: AssetDeleted
) -> None:
    """Take the tokens for a deleted asset away, and forget where viewers stopped in it."""
    await end_sessions(
        services, session, await repository.open_sessions_on(session, event.asset_id)
    )
    await repository.forget_asset(session, event.asset_id)


async def end_sessions_on_title(
    services: Services, session: WriteSession, event: TitleUnpublished | TitleDeleted
) -> None:
    """Take the tokens for a title away that the public may no longer see."""
    title_id: UUID = event.title_id
    await end_sessions(
        services, session, await repository.open_sessions_of_title(session, title_id)
    )


async def end_sessions_without_rights(
    services: Services, session: WriteSession, event: RightsChanged
) -> None:
    """Take the tokens for a title away that nobody is offered any more.

    Where it is still offered elsewhere, the next session is refused and those that run go on.
    """
    now = services.get(Clock).now()
    if not await offered_somewhere(session, now, [event.title_id]):
        rows = await repository.open_sessions_of_title(session, event.title_id)
        await end_sessions(services, session, rows)


async def end_sessions_above_ceiling(
    services: Services, session: WriteSession, event: TitleChanged | TitlesChanged
) -> None:
    """Take tokens away from profiles that titles have become too old for."""
    changed = event.title_ids if isinstance(event, TitlesChanged) else (event.title_id,)
    for start in range(0, len(changed), AT_ONCE):
        rows = await repository.open_sessions_of_titles(session, changed[start : start + AT_ONCE])
        ages = await ages_of_titles(session, {row.title_id for row in rows if row.title_id})
        above = [
            row
            for row in rows
            if row.title_id and not is_within(ages.get(row.title_id), row.max_age)
        ]
        await end_sessions(services, session, above)


async def end_sessions_above_lowered_ceiling(
    services: Services, session: WriteSession, event: StandingChanged
) -> None:
    """Take tokens away from profiles whose ceiling is now below what they watch."""
    ceilings = {
        f"profile:{profile.id}": ceiling
        for profile in await profiles_of(session, event.account_id)
        if (ceiling := ceiling_of(profile)) is not None
    }
    rows = await repository.open_sessions_of_viewers(session, ceilings)
    ages = await ages_of_titles(session, {row.title_id for row in rows if row.title_id})
    above = [
        row
        for row in rows
        if not is_within(ages.get(row.title_id) if row.title_id else None, ceilings[row.viewer_key])
    ]
    await end_sessions(services, session, above)


async def forget_profile(services: Services, session: WriteSession, event: ProfileRemoved) -> None:
    """Forget what a profile that is gone has watched and wanted."""
    await forget_viewers(services, session, [f"profile:{event.profile_id}"])


async def forget_title(_: Services, session: WriteSession, event: TitleDeleted) -> None:
    """Take a deleted title out of every list."""
    await watchlist_repository.forget_title(session, event.title_id)


REACTIONS = (
    Reaction("playback.follow_replacement", AssetReplaced, follow_replacement),
    Reaction("playback.end_sessions_on_deleted_asset", AssetDeleted, end_sessions_on_asset),
    Reaction("playback.end_sessions_on_hidden_title", TitleUnpublished, end_sessions_on_title),
    Reaction("playback.end_sessions_on_deleted_title", TitleDeleted, end_sessions_on_title),
    Reaction("playback.end_sessions_without_rights", RightsChanged, end_sessions_without_rights),
    Reaction("playback.end_sessions_above_ceiling", TitleChanged, end_sessions_above_ceiling),
    Reaction("playback.end_sessions_above_ceilings", TitlesChanged, end_sessions_above_ceiling),
    Reaction(
        "playback.end_sessions_above_lowered_ceiling",
        StandingChanged,
        end_sessions_above_lowered_ceiling,
    ),
    Reaction("playback.forget_title", TitleDeleted, forget_title),
    Reaction("playback.forget_profile", ProfileRemoved, forget_profile),
    *PRIVACY.reactions,
)
