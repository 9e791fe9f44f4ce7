"""What plays at a title, at an episode, at an asset: what playback asks the catalog."""

from dataclasses import dataclass, replace
from uuid import UUID

from streamverse.domains.catalog.errors import EpisodeNotFound
from streamverse.domains.catalog.kinds import ExtraKind, TitleKind, TitleState
from streamverse.domains.catalog.listing import PlayableEpisode, playable_episode
from streamverse.domains.catalog.models import TitleRow
from streamverse.domains.catalog.repository import facts as facts_repository
from streamverse.domains.catalog.repository import series as series_repository
from streamverse.domains.catalog.repository import titles as repository
from streamverse.domains.catalog.repository.series import Placed
from streamverse.kit.db import ReadSession


@dataclass(frozen=True, slots=True)
class PlayableTitle:
    """What there is to play: a film, or one episode of a series and the one after it.

    `asset_id` is what plays: the film's asset, the episode's, or what stands beside the title: then
    `extra` says what that is. `min_age` None is unrated.
    """

    id: UUID
    slug: str
    name: str
    kind: TitleKind
    owner_id: UUID
    is_published: bool
    min_age: int | None
    asset_id: UUID | None
    episode: PlayableEpisode | None = None
    next: PlayableEpisode | None = None
    extra: ExtraKind | None = None


async def title_for_playback(session: ReadSession, id_or_slug: str) -> PlayableTitle | None:
    """Return what plays at a title's id or slug, or at an episode's id; drafts too.

    A series plays its first episode that has something to play.
    """
    row = await repository.find_title(session, id_or_slug)
    if row is not None:
        return await _playable(session, row, episode_id=None)
    episode_id = repository.parse_id(id_or_slug)
    episode = await series_repository.episode_by_id(session, episode_id) if episode_id else None
    if episode is None:
        return None
    row = await repository.find_title(session, str(episode.title_id))
    return await _playable(session, row, episode.id) if row else None


async def title_of_asset(session: ReadSession, asset_id: UUID) -> PlayableTitle | None:
    """Return the title or episode that shows an asset, or has it as an extra; None if none does.

    A published one comes first.
    """
    row = await repository.title_of_asset(session, asset_id)
    if row is not None:
        return await _playable(session, row, episode_id=None)
    episodes = await series_repository.episodes_showing(session, asset_id)
    titles = await repository.titles_by_id(session, [each.title_id for each in episodes])
    shown = [each for each in episodes if each.title_id in titles]
    shown.sort(key=lambda each: titles[each.title_id].state != TitleState.PUBLISHED)
    if not shown:
        return await _of_extra(session, asset_id)
    return await _playable(session, titles[shown[0].title_id], shown[0].id)


async def _of_extra(session: ReadSession, asset_id: UUID) -> PlayableTitle | None:
    extras = await facts_repository.extras_showing(session, asset_id)
    titles = await repository.titles_by_id(session, [each.title_id for each in extras])
    shown = [each for each in extras if each.title_id in titles]
    shown.sort(key=lambda each: titles[each.title_id].state != TitleState.PUBLISHED)
    if not shown:
        return None
    playable = await _playable(session, titles[shown[0].title_id], episode_id=None)
    kind = ExtraKind(shown[0].kind)
    return replace(playable, asset_id=asset_id, episode=None, next=None, extra=kind)


async def _playable(session: ReadSession, row: TitleRow, episode_id: UUID | None) -> PlayableTitle:
    episode = following = None
    if row.kind == TitleKind.SERIES:
        placed = await series_repository.placed_episodes(session, row.id)
        at = _place(placed, episode_id)
        if at is not None:
            episode = playable_episode(placed[at])
            following = next((playable_episode(each) for each in placed[at + 1 :]), None)
    return PlayableTitle(
        id=row.id,
        slug=row.slug,
        name=row.name,
        kind=TitleKind(row.kind),
        owner_id=row.owner_id,
        is_published=row.state == TitleState.PUBLISHED,
        min_age=row.min_age,
        asset_id=episode.asset_id if episode else row.asset_id,
        episode=episode,
        next=following,
    )


def _place(placed: list[Placed], episode_id: UUID | None) -> int | None:
    """Return where in a series an episode is; without one, the first that can be played."""
    if episode_id is None:
        playable = [at for at, each in enumerate(placed) if each.episode.asset_id]
        return playable[0] if playable else (0 if placed else None)
    places = [at for at, each in enumerate(placed) if each.episode.id == episode_id]
    if not places:
        raise EpisodeNotFound(str(episode_id))
    return places[0]
