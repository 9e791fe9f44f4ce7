"""The catalog's door."""

from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

from streamverse.domains.catalog import repository
from streamverse.domains.catalog.models import EpisodeRow, SeasonRow, TitleRow
from streamverse.domains.catalog.pages import page_facts
from streamverse.domains.catalog.ports import Resume, ResumePoints
from streamverse.domains.catalog.schemas import EpisodeIn, SeasonIn, TitleIn
from streamverse.domains.catalog.service import series, titles
from streamverse.domains.catalog.service.artwork import set_artwork, store_artwork
from streamverse.domains.catalog.views import (
    ArtworkRole,
    EpisodeRef,
    Home,
    PageFacts,
    Title,
    TitleCard,
    TitleForPlayback,
)
from streamverse.domains.identity.public import Account
from streamverse.kit.db import Database, ReadSession, WriteSession
from streamverse.kit.objects import Objects
from streamverse.kit.process import ChildRunner
from streamverse.kit.services import Services

__all__ = [
    "ArtworkRole",
    "EpisodeIn",
    "EpisodeRef",
    "Home",
    "PageFacts",
    "Resume",
    "ResumePoints",
    "SeasonIn",
    "Title",
    "TitleCard",
    "TitleForPlayback",
    "TitleIn",
    "add_episode",
    "add_season",
    "create_title",
    "find_title_id",
    "page_facts",
    "publish_title",
    "set_artwork_from_file",
    "title_for_playback",
    "titles_playing",
]


async def title_for_playback(
    session: ReadSession, id_or_slug: UUID | str
) -> TitleForPlayback | None:
    """Return what plays under this id (a title's, an episode's) or slug; None when nothing does.

    A series answers with its first episode that has a video.
    """
    row = await repository.title_by(session, id_or_slug)
    episode: EpisodeRow | None = None
    if row is None and isinstance(id_or_slug, UUID):
        episode = await repository.episode_by_id(session, id_or_slug)
        row = await repository.title_by(session, episode.title_id) if episode else None
    if row is None:
        return None
    following: EpisodeRow | None = None
    seasons: dict[UUID, SeasonRow] = {}
    if row.kind == "series":
        episodes = [e for e in await repository.episodes_of(session, [row.id]) if e.asset_id]
        seasons = {each.id: each for each in await repository.seasons_of(session, row.id)}
        episode = episode or (episodes[0] if episodes else None)
        ids = [each.id for each in episodes]
        if episode and episode.id in ids:
            rest = episodes[ids.index(episode.id) + 1 :]
            following = rest[0] if rest else None
    artwork = await repository.artwork_of(session, [row.id])
    images = [i for each in artwork.get(row.id, {}).values() for i in each.images]
    return TitleForPlayback(
        id=row.id,
        slug=row.slug,
        kind=row.kind,  # pyright: ignore[reportArgumentType] - checked by the table
        name=row.name,
        owner_id=row.owner_id,
        asset_id=episode.asset_id if episode else row.asset_id,
        is_published=row.state == "published",
        episode=_ref(episode, seasons),
        next=_ref(following, seasons),
        poster_url=images[-1]["url"] if images else "",
    )


async def titles_playing(session: ReadSession, asset_id: UUID) -> list[TitleForPlayback]:
    """Return the titles that play an asset, themselves or by an episode."""
    owners = [row.id for row in await repository.titles_of_assets(session, [asset_id])]
    owners += [row.id for row in await repository.episodes_of_assets(session, [asset_id])]
    found = [await title_for_playback(session, id_) for id_ in owners]
    return [each for each in found if each]


async def find_title_id(session: ReadSession, slug: str) -> UUID | None:
    """Return the id of the title with that slug."""
    row = await repository.title_by(session, slug)
    return row.id if row else None


async def create_title(session: WriteSession, account: Account, given: TitleIn) -> UUID:
    """Make a draft; returns its id."""
    return (await titles.create_title(session, account, given, _now())).id


async def add_season(
    session: WriteSession, account: Account, title_id: UUID, given: SeasonIn
) -> UUID:
    """Add a season to a series; returns its id."""
    row = await titles.owned_title(session, account, title_id)
    return (await series.add_season(session, row, given, _now())).id


async def add_episode(
    session: WriteSession, account: Account, title_id: UUID, season: int, given: EpisodeIn
) -> UUID:
    """Add an episode to the season with that number; returns its id."""
    row = await titles.owned_title(session, account, title_id)
    return (await series.add_episode(session, account, row, season, given, _now())).id


async def publish_title(session: WriteSession, account: Account, title_id: UUID) -> None:
    """Show a title to the public. Raises NotReadyToPublish."""
    row = await titles.owned_title(session, account, title_id)
    await titles.publish_title(session, account, row, _now())


async def set_artwork_from_file(
    services: Services, owner_id: UUID, role: ArtworkRole, path: Path, alt: str
) -> None:
    """Give a title or an episode a picture from a local file. Raises BadPicture."""
    data = path.read_bytes()
    made = await store_artwork(
        services.get(Objects), services.get(ChildRunner), owner_id, role, data
    )
    async with services.get(Database).write() as session:
        await set_artwork(session, owner_id, role, alt, made)


def _ref(episode: EpisodeRow | None, seasons: dict[UUID, SeasonRow]) -> EpisodeRef | None:
    if episode is None or episode.season_id not in seasons:
        return None
    number = seasons[episode.season_id].number
    return EpisodeRef(
        id=episode.id, season_number=number, number=episode.number, name=episode.name
    )


def _now() -> datetime:
    return datetime.now(UTC)
