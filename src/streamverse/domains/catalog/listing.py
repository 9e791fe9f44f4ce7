"""Titles and episodes as other domains list them: by ids, in as few queries as for one."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from uuid import UUID

from streamverse.domains.catalog.cards import NO_MARKS, Marks, cards
from streamverse.domains.catalog.repository import series as series_repository
from streamverse.domains.catalog.repository import titles as repository
from streamverse.domains.catalog.repository.series import Placed
from streamverse.domains.catalog.schemas.titles import TitleCard
from streamverse.domains.catalog.service.access import belonging, may_see
from streamverse.domains.identity.public import Caller
from streamverse.kit.db import ReadSession


@dataclass(frozen=True, slots=True)
class PlayableEpisode:
    """One episode of a series."""

    id: UUID
    season_number: int
    number: int
    name: str
    asset_id: UUID | None


async def titles_to_see(
    session: ReadSession, caller: Caller, ids: Iterable[UUID]
) -> frozenset[UUID]:
    """Return those of these titles that a caller may see."""
    titles = await repository.titles_by_id(session, ids)
    own = await belonging(session, caller, titles.values())
    return frozenset(row.id for row in titles.values() if may_see(caller, row, own))


async def title_cards(
    session: ReadSession, caller: Caller, ids: Iterable[UUID], marks: Marks = NO_MARKS
) -> dict[UUID, TitleCard]:
    """Return those of these titles that a caller may see, as cards."""
    titles = await repository.titles_by_id(session, ids)
    own = await belonging(session, caller, titles.values())
    shown = [row for row in titles.values() if may_see(caller, row, own)]
    return {card.id: card for card in await cards(session, shown, marks)}


async def age_of_title(session: ReadSession, title_id: UUID) -> int | None:
    """Return the age a title is for; None when it is unrated or gone."""
    return (await ages_of_titles(session, [title_id])).get(title_id)


async def ages_of_titles(session: ReadSession, ids: Iterable[UUID]) -> dict[UUID, int | None]:
    """Return the ages titles are for; those that are gone are left out."""
    titles = await repository.titles_by_id(session, ids)
    return {title_id: row.min_age for title_id, row in titles.items()}


async def episodes_by_id(session: ReadSession, ids: Iterable[UUID]) -> dict[UUID, PlayableEpisode]:
    """Return episodes by their ids; unknown ones are left out."""
    placed = await series_repository.placed_by_id(session, ids)
    return {episode_id: playable_episode(each) for episode_id, each in placed.items()}


async def episodes_after(session: ReadSession, ids: Iterable[UUID]) -> dict[UUID, PlayableEpisode]:
    """Return by an episode's id the one that follows it, perhaps in the next season.

    The last of a series has none; neither has one whose next has nothing to play yet.
    """
    wanted = set(ids)
    known = await series_repository.placed_by_id(session, wanted)
    series = {placed.episode.title_id for placed in known.values()}
    return {
        before.episode.id: playable_episode(after)
        for placed in (await series_repository.placed_by_title(session, series)).values()
        for before, after in pairwise(placed)
        if before.episode.id in wanted and after.episode.asset_id is not None
    }


def playable_episode(placed: Placed) -> PlayableEpisode:
    """Return an episode as players know it."""
    episode = placed.episode
    return PlayableEpisode(
        id=episode.id,
        season_number=placed.season.number,
        number=episode.number,
        name=episode.name,
        asset_id=episode.asset_id,
    )
