"""The door of the catalog: what playback plays, what the demo makes, what pages say."""

from collections.abc import Iterable
from pathlib import Path
from uuid import UUID

from streamverse.domains.catalog.asking import Asking, anybody_at
from streamverse.domains.catalog.audience import Audience, audience_of
from streamverse.domains.catalog.browse_facts import browse_facts
from streamverse.domains.catalog.cards import Marks
from streamverse.domains.catalog.errors import TitleNotFound
from streamverse.domains.catalog.findable import (
    FindableEpisode,
    FindablePerson,
    FindableRights,
    FindableTitle,
    findable_people,
    findable_rights,
    findable_titles,
    labels_of_titles,
)
from streamverse.domains.catalog.house_rules import lay_down
from streamverse.domains.catalog.kinds import (
    ArtworkRole,
    CollectionKind,
    CreditRole,
    ExtraKind,
    MarkerKind,
    Monetisation,
    Platform,
    TitleKind,
    TitleState,
)
from streamverse.domains.catalog.languages import AcceptLanguage, ToldIn, named, read_by
from streamverse.domains.catalog.listing import (
    PlayableEpisode,
    age_of_title,
    ages_of_titles,
    episodes_after,
    episodes_by_id,
    title_cards,
    titles_to_see,
)
from streamverse.domains.catalog.markers import Marker, markers_of
from streamverse.domains.catalog.maturity import ceiling_of, is_within
from streamverse.domains.catalog.models import TitleRow
from streamverse.domains.catalog.page_facts import PageFacts, page_facts
from streamverse.domains.catalog.playable import (
    PlayableTitle,
    title_for_playback,
    title_of_asset,
)
from streamverse.domains.catalog.ports import (
    Entitlements,
    NoEntitlements,
    NoPlans,
    Plans,
    ResumePoint,
    ResumePoints,
    Watchlists,
)
from streamverse.domains.catalog.repository import findable as findable_repository
from streamverse.domains.catalog.repository import titles as repository
from streamverse.domains.catalog.rights import Asker, Decision, Offer, Window
from streamverse.domains.catalog.schemas.collections import CollectionInput, SmartQuery
from streamverse.domains.catalog.schemas.documents import TitleInput
from streamverse.domains.catalog.schemas.facts import (
    CreditFact,
    MarkerFact,
    RatingFact,
    TextFact,
)
from streamverse.domains.catalog.schemas.layouts import HomeLayoutInput, LayoutRow, RowKind
from streamverse.domains.catalog.schemas.series import EpisodeInput, SeasonInput
from streamverse.domains.catalog.schemas.titles import GoingOnBody, TitleCard
from streamverse.domains.catalog.service import artwork, write_series, write_title
from streamverse.domains.catalog.service import publish as publishing
from streamverse.domains.catalog.service.collections import write as write_collection
from streamverse.domains.catalog.service.collections.shelves import (
    Given,
    OfCollection,
    fill_shelves,
)
from streamverse.domains.catalog.service.layouts.write import require_fillable
from streamverse.domains.catalog.service.rights.decisions import (
    decisions_of,
    offered_somewhere,
    titles_offered,
)
from streamverse.domains.catalog.service.watching.show import folder_problem
from streamverse.domains.catalog.shelf import Shelf, ShelfSort
from streamverse.domains.catalog.shelving import (
    HomeLayout,
    ShelfNames,
    cards_for,
    largest_genres,
    names_for,
    next_change,
    popular_titles,
    published_layouts,
    set_popularity,
)
from streamverse.domains.catalog.sitemap import sitemap_pages, sitemap_titles
from streamverse.domains.catalog.tables.files import files_in_table
from streamverse.kit.clock import Clock
from streamverse.kit.db import Database, ReadSession, WriteSession
from streamverse.kit.services import Services

__all__ = [
    "AcceptLanguage",
    "ArtworkRole",
    "Asker",
    "Asking",
    "Audience",
    "CollectionInput",
    "CollectionKind",
    "CreditFact",
    "CreditRole",
    "Decision",
    "Entitlements",
    "EpisodeInput",
    "ExtraKind",
    "FindableEpisode",
    "FindablePerson",
    "FindableRights",
    "FindableTitle",
    "Given",
    "GoingOnBody",
    "HomeLayout",
    "HomeLayoutInput",
    "LayoutRow",
    "Marker",
    "MarkerFact",
    "MarkerKind",
    "Marks",
    "Monetisation",
    "NoEntitlements",
    "NoPlans",
    "OfCollection",
    "Offer",
    "PageFacts",
    "Plans",
    "Platform",
    "PlayableEpisode",
    "PlayableTitle",
    "RatingFact",
    "ResumePoint",
    "ResumePoints",
    "RowKind",
    "SeasonInput",
    "Shelf",
    "ShelfNames",
    "ShelfSort",
    "SmartQuery",
    "TextFact",
    "TitleCard",
    "TitleInput",
    "TitleKind",
    "TitleState",
    "ToldIn",
    "Watchlists",
    "Window",
    "add_episode",
    "add_season",
    "age_of_title",
    "ages_of_titles",
    "anybody_at",
    "audience_of",
    "browse_facts",
    "cards_for",
    "ceiling_of",
    "count_published_titles",
    "create_collection",
    "create_title",
    "decisions_of",
    "episodes_after",
    "episodes_by_id",
    "files_in_table",
    "fill_shelves",
    "find_title_id",
    "findable_people",
    "findable_rights",
    "findable_titles",
    "folder_problem",
    "is_within",
    "label_names",
    "labels_of_titles",
    "largest_genres",
    "lay_down",
    "markers_of",
    "named",
    "names_for",
    "next_change",
    "offered_somewhere",
    "page_facts",
    "people_after",
    "popular_titles",
    "publish",
    "published_layouts",
    "published_titles_after",
    "read_by",
    "require_fillable",
    "set_artwork_from_file",
    "set_popularity",
    "sitemap_pages",
    "sitemap_titles",
    "title_cards",
    "title_for_playback",
    "title_of_asset",
    "titles_in_channels",
    "titles_offered",
    "titles_showing",
    "titles_to_see",
]


async def find_title_id(session: ReadSession, id_or_slug: str) -> UUID | None:
    """Return a title's id, for whoever makes it unless it is there."""
    row = await repository.find_title(session, id_or_slug)
    return row.id if row else None


async def create_title(
    session: WriteSession, clock: Clock, owner_id: UUID, wish: TitleInput
) -> UUID:
    """Make a title; returns its id. Raises SlugTaken, TitleNotReady."""
    return (await write_title.create(session, clock, owner_id, wish)).id


async def create_collection(session: WriteSession, clock: Clock, wish: CollectionInput) -> UUID:
    """Make a collection; returns its id. Raises CollectionSlugTaken, BadItems, BadSchedule."""
    return (await write_collection.create(session, clock, wish)).id


async def add_season(
    session: WriteSession, clock: Clock, title_id: UUID, wish: SeasonInput
) -> UUID:
    """Add a season to a series; returns its id. Raises TitleNotFound, NotASeries, NumberTaken."""
    row = await _title(session, title_id)
    return (await write_series.add_season(session, clock, row, wish)).id


async def add_episode(
    session: WriteSession, clock: Clock, title_id: UUID, season_number: int, wish: EpisodeInput
) -> UUID:
    """Add an episode to a season; returns its id. Raises as the routes do."""
    row = await _title(session, title_id)
    return (await write_series.add_episode(session, clock, row, season_number, wish)).id


async def publish(session: WriteSession, clock: Clock, title_id: UUID, by: UUID) -> None:
    """Publish a title. Raises TitleNotFound, TitleNotReady."""
    await publishing.publish(session, clock, await _title(session, title_id), by)


async def set_artwork_from_file(
    services: Services,
    title_id: UUID,
    role: ArtworkRole,
    path: Path,
    alt: str = "",
    *,
    episode_id: UUID | None = None,
) -> None:
    """Give a title, or one of its episodes, a picture from this machine. Raises BadPicture."""
    subject_id = episode_id or title_id
    picture = await artwork.store_picture(services, subject_id, role, path.read_bytes())
    clock = services.get(Clock)
    async with services.get(Database).write() as session:
        row = await _title(session, title_id)
        await artwork.set_artwork(session, clock, subject_id, role, picture, alt or row.name)
        write_title.touch(session, clock, row)


async def published_titles_after(
    session: ReadSession, after_id: UUID | None, limit: int
) -> list[UUID]:
    """Return all published titles a page at a time, in the order of their ids."""
    return await findable_repository.published_after(session, after_id, limit)


async def count_published_titles(session: ReadSession) -> int:
    """Return how many titles are published."""
    return await findable_repository.count_published(session)


async def people_after(session: ReadSession, after_id: UUID | None, limit: int) -> list[UUID]:
    """Return all people a page at a time, in the order of their ids."""
    return await findable_repository.people_after(session, after_id, limit)


async def titles_showing(session: ReadSession, asset_ids: Iterable[UUID]) -> set[UUID]:
    """Return the titles that show any of these assets, in an episode or as an extra too."""
    return await findable_repository.showing(session, asset_ids)


async def titles_in_channels(session: ReadSession, channel_ids: Iterable[UUID]) -> set[UUID]:
    """Return the published titles of channels."""
    return await findable_repository.titles_in_channels(session, channel_ids)


async def label_names(session: ReadSession, language: str) -> dict[str, str]:
    """Return what genres are called in a language, by slug."""
    genres = await findable_repository.genre_names(session)
    return {slug: names.get(language, name) for slug, (name, names) in genres.items()}


async def _title(session: WriteSession, title_id: UUID) -> TitleRow:
    row = await repository.lock_title(session, str(title_id))
    if row is None:
        raise TitleNotFound(str(title_id))
    return row
