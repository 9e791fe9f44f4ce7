"""Queries for whoever makes an index of the catalog: many titles at once, columns alone."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from streamverse.domains.catalog.kinds import MarkerKind, TitleState
from streamverse.domains.catalog.models import (
    ArtworkRow,
    CategoryRow,
    CreditRow,
    EpisodeRow,
    ExtraRow,
    GenreRow,
    MarkerRow,
    PersonRow,
    RightsWindowRow,
    SeasonRow,
    TextRow,
    TitleGenreRow,
    TitleRow,
    TitleTagRow,
)
from streamverse.kit.db import ReadSession

PICTURE = (ArtworkRow.subject_id, ArtworkRow.role, ArtworkRow.images, ArtworkRow.dominant_color)
IDS_AT_ONCE = 900
"""SQLite's oldest limit on parameters is 999."""

Rows = dict[Any, list[Any]]


async def published_after(session: ReadSession, after: UUID | None, limit: int) -> list[UUID]:
    """Return ids of published titles, a page at a time."""
    query = select(TitleRow.id).where(
        TitleRow.state == TitleState.PUBLISHED, TitleRow.deleted_at.is_(None)
    )
    if after is not None:
        query = query.where(TitleRow.id > after)
    return list(await session.scalars(query.order_by(TitleRow.id).limit(limit)))


async def count_published(session: ReadSession) -> int:
    """Return how many titles are published."""
    query = select(func.count()).select_from(TitleRow)
    query = query.where(TitleRow.state == TitleState.PUBLISHED, TitleRow.deleted_at.is_(None))
    return await session.scalar(query) or 0


async def published(session: ReadSession, ids: Iterable[UUID]) -> Sequence[TitleRow]:
    """Return those of these titles that are published."""
    query = select(TitleRow).where(
        TitleRow.id.in_(set(ids)),
        TitleRow.state == TitleState.PUBLISHED,
        TitleRow.deleted_at.is_(None),
    )
    return (await session.scalars(query)).all()


async def rights(session: ReadSession, ids: Iterable[UUID]) -> list[Any]:
    """Return (id, min_age, channel_id, is_members_only, expire_at) of published titles."""
    found: list[Any] = []
    for some in _slices(ids):
        query = select(
            TitleRow.id,
            TitleRow.min_age,
            TitleRow.channel_id,
            TitleRow.is_members_only,
            TitleRow.expire_at,
        ).where(
            TitleRow.id.in_(some),
            TitleRow.state == TitleState.PUBLISHED,
            TitleRow.deleted_at.is_(None),
        )
        found += (await session.execute(query)).all()
    return found


async def languages_of(session: ReadSession, ids: Iterable[UUID]) -> dict[UUID, str]:
    """Return the original language of titles that are there."""
    query = select(TitleRow.id, TitleRow.original_language).where(
        TitleRow.id.in_(set(ids)), TitleRow.deleted_at.is_(None)
    )
    return {row.id: row.original_language for row in await session.execute(query)}


async def windows_of(
    session: ReadSession, ids: Iterable[UUID]
) -> dict[UUID, list[RightsWindowRow]]:
    """Return the rights windows of any number of titles."""
    found: dict[UUID, list[RightsWindowRow]] = defaultdict(list)
    for some in _slices(ids):
        query = select(RightsWindowRow).where(RightsWindowRow.title_id.in_(some))
        for row in await session.scalars(query):
            found[row.title_id].append(row)
    return found


async def texts_of(session: ReadSession, title_ids: Iterable[UUID]) -> Rows:
    """Return (subject_id, language, name, tagline, synopsis) by title and episode."""
    columns = (TextRow.subject_id, TextRow.language, TextRow.name, TextRow.tagline)
    return await _by_subject(session, (*columns, TextRow.synopsis), title_ids)


async def genres_of(session: ReadSession, title_ids: Iterable[UUID]) -> Rows:
    """Return (title_id, slug) by title, in their order."""
    columns = (TitleGenreRow.title_id, TitleGenreRow.genre_slug)
    return await _by_first(
        session, columns, TitleGenreRow.title_id, title_ids, TitleGenreRow.position
    )


async def tags_of(session: ReadSession, title_ids: Iterable[UUID]) -> Rows:
    """Return (title_id, slug, name) by title."""
    columns = (TitleTagRow.title_id, TitleTagRow.slug, TitleTagRow.name)
    return await _by_first(session, columns, TitleTagRow.title_id, title_ids, TitleTagRow.position)


async def credits_of(session: ReadSession, title_ids: Iterable[UUID]) -> Rows:
    """Return (title_id, person_id, role, character) by title, in their order."""
    columns = (CreditRow.title_id, CreditRow.person_id, CreditRow.role, CreditRow.character)
    return await _by_first(session, columns, CreditRow.title_id, title_ids, CreditRow.position)


async def credits_by_person(session: ReadSession, person_ids: Iterable[UUID]) -> Rows:
    """Return (person_id, title_id) by person, of published titles, the most watched first."""
    found: Rows = defaultdict(list)
    query = (
        select(CreditRow.person_id, CreditRow.title_id)
        .join(TitleRow, TitleRow.id == CreditRow.title_id)
        .where(
            CreditRow.person_id.in_(set(person_ids)),
            TitleRow.state == TitleState.PUBLISHED,
            TitleRow.deleted_at.is_(None),
        )
        .order_by(TitleRow.popularity.desc(), TitleRow.id)
    )
    for row in await session.execute(query):
        found[row[0]].append(row)
    return found


async def episodes_of(session: ReadSession, title_ids: Iterable[UUID]) -> Rows:
    """Return (title_id, id, season, number, name, synopsis, asset_id, released_on, runtime)."""
    found: Rows = defaultdict(list)
    query = (
        select(
            EpisodeRow.title_id,
            EpisodeRow.id,
            SeasonRow.number.label("season"),
            EpisodeRow.number,
            EpisodeRow.name,
            EpisodeRow.synopsis,
            EpisodeRow.asset_id,
            EpisodeRow.released_on,
            EpisodeRow.runtime_seconds,
        )
        .join(SeasonRow, SeasonRow.id == EpisodeRow.season_id)
        .where(EpisodeRow.title_id.in_(set(title_ids)))
        .order_by(SeasonRow.number, EpisodeRow.number)
    )
    for row in await session.execute(query):
        found[row[0]].append(row)
    return found


async def chapters_of(session: ReadSession, title_ids: Iterable[UUID]) -> Rows:
    """Return (subject_id, from_seconds, name) of named chapters by title and episode."""
    columns = (MarkerRow.subject_id, MarkerRow.from_seconds, MarkerRow.name, MarkerRow.kind)
    found = await _by_subject(session, columns, title_ids, MarkerRow.from_seconds)
    return {
        subject: [row for row in rows if row.kind == MarkerKind.CHAPTER and row.name]
        for subject, rows in found.items()
    }


async def pictures_of(session: ReadSession, title_ids: Iterable[UUID]) -> Rows:
    """Return (subject_id, role, images, dominant_color) by title and episode."""
    return await _by_subject(session, PICTURE, title_ids)


async def portraits_of(session: ReadSession, person_ids: Iterable[UUID]) -> Rows:
    """Return (subject_id, role, images, dominant_color) by person."""
    return await _by_first(session, PICTURE, ArtworkRow.subject_id, person_ids)


async def people(session: ReadSession, ids: Iterable[UUID]) -> dict[UUID, PersonRow]:
    """Return people by their ids."""
    found: dict[UUID, PersonRow] = {}
    for some in _slices(ids):
        rows = await session.scalars(select(PersonRow).where(PersonRow.id.in_(some)))
        found |= {row.id: row for row in rows}
    return found


async def names_of_people(session: ReadSession, ids: Iterable[UUID]) -> dict[UUID, Any]:
    """Return (id, name, also_known_as) of people by their ids."""
    columns = (PersonRow.id, PersonRow.name, PersonRow.also_known_as)
    found = await _by_first(session, columns, PersonRow.id, ids)
    return {person_id: rows[0] for person_id, rows in found.items()}


async def people_after(session: ReadSession, after: UUID | None, limit: int) -> list[UUID]:
    """Return ids of people, a page at a time."""
    query = select(PersonRow.id)
    if after is not None:
        query = query.where(PersonRow.id > after)
    return list(await session.scalars(query.order_by(PersonRow.id).limit(limit)))


async def genre_names(session: ReadSession) -> dict[str, tuple[str, dict[str, str]]]:
    """Return (name, names by language) of every genre by its slug."""
    query = select(GenreRow.slug, GenreRow.name, GenreRow.names)
    return {row.slug: (row.name, row.names or {}) for row in await session.execute(query)}


async def category_names(session: ReadSession) -> dict[str, tuple[str, dict[str, str]]]:
    """Return (name, names by language) of every category by its slug."""
    query = select(CategoryRow.slug, CategoryRow.name, CategoryRow.names)
    return {row.slug: (row.name, row.names or {}) for row in await session.execute(query)}


async def showing(session: ReadSession, asset_ids: Iterable[UUID]) -> set[UUID]:
    """Return the titles that show these assets: as theirs, in an episode, as an extra."""
    wanted = set(asset_ids)
    found = set(await session.scalars(select(TitleRow.id).where(TitleRow.asset_id.in_(wanted))))
    for table in (EpisodeRow, ExtraRow):
        query = select(table.title_id).where(table.asset_id.in_(wanted))
        found |= set(await session.scalars(query))
    return found


async def titles_in_channels(session: ReadSession, channel_ids: Iterable[UUID]) -> set[UUID]:
    """Return the published titles of channels."""
    query = select(TitleRow.id).where(
        TitleRow.channel_id.in_(set(channel_ids)), TitleRow.state == TitleState.PUBLISHED
    )
    return set(await session.scalars(query))


async def _by_first(
    session: ReadSession,
    columns: tuple[Any, ...],
    key: Any,
    ids: Iterable[UUID],
    order: Any = None,
) -> Rows:
    found: Rows = defaultdict(list)
    for some in _slices(ids):
        query = select(*columns).where(key.in_(some))
        if order is not None:
            query = query.order_by(order)
        for row in await session.execute(query):
            found[row[0]].append(row)
    return found


async def _by_subject(
    session: ReadSession, columns: tuple[Any, ...], title_ids: Iterable[UUID], order: Any = None
) -> Rows:
    """Return rows of titles, and of their episodes, which are too many to be named."""
    subject = columns[0]
    found = await _by_first(session, columns, subject, title_ids, order)
    for some in _slices(title_ids):
        episodes = select(EpisodeRow.id).where(EpisodeRow.title_id.in_(some))
        query = select(*columns).where(subject.in_(episodes))
        if order is not None:
            query = query.order_by(order)
        for row in await session.execute(query):
            found[row[0]].append(row)
    return found


def _slices(ids: Iterable[UUID]) -> list[list[UUID]]:
    wanted = list(set(ids))
    return [wanted[at : at + IDS_AT_ONCE] for at in range(0, len(wanted), IDS_AT_ONCE)]
