"""Every query of the catalog."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, and_, delete, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute

from streamverse.domains.catalog.models import (
    ArtworkRow,
    EpisodeRow,
    GenreRow,
    SeasonRow,
    TitleGenreRow,
    TitleRow,
)
from streamverse.domains.catalog.views import ArtworkRole
from streamverse.kit.db import ReadSession, WriteSession

ESCAPE = "\\"


async def title_by(session: ReadSession, id_or_slug: UUID | str) -> TitleRow | None:
    """Find a title that is not deleted."""
    column: InstrumentedAttribute[Any] = (
        TitleRow.id if isinstance(id_or_slug, UUID) else TitleRow.slug
    )
    query = select(TitleRow).where(column == id_or_slug, TitleRow.deleted_at.is_(None))
    return await session.scalar(query)


async def titles_by_ids(session: ReadSession, ids: Iterable[UUID]) -> list[TitleRow]:
    """Return titles that are not deleted, in the order of `ids`."""
    wanted = list(ids)
    query = select(TitleRow).where(TitleRow.id.in_(wanted), TitleRow.deleted_at.is_(None))
    found = {row.id: row for row in await session.scalars(query)}
    return [found[id_] for id_ in wanted if id_ in found]


def titles_where(
    *,
    published_only: bool = True,
    owner_id: UUID | None = None,
    kind: str | None = None,
    genre: str | None = None,
    year: int | None = None,
    q: str | None = None,
) -> Select[tuple[TitleRow]]:
    """Build the query for a list of titles, the newest first."""
    query = select(TitleRow).where(TitleRow.deleted_at.is_(None))
    if published_only:
        query = query.where(TitleRow.state == "published")
    if owner_id:
        query = query.where(TitleRow.owner_id == owner_id)
    if kind:
        query = query.where(TitleRow.kind == kind)
    if year:
        query = query.where(TitleRow.year == year)
    if q:
        pattern = f"%{_escaped(q)}%"
        query = query.where(
            or_(
                TitleRow.name.ilike(pattern, escape=ESCAPE),
                TitleRow.tagline.ilike(pattern, escape=ESCAPE),
                TitleRow.synopsis.ilike(pattern, escape=ESCAPE),
            )
        )
    if genre:
        query = query.where(
            select(TitleGenreRow.title_id)
            .join(GenreRow, GenreRow.id == TitleGenreRow.genre_id)
            .where(GenreRow.slug == genre, TitleGenreRow.title_id == TitleRow.id)
            .exists()
        )
    return query.order_by(TitleRow.created_at.desc(), TitleRow.id.desc())


async def page_of_titles(
    session: ReadSession,
    query: Select[tuple[TitleRow]],
    after: tuple[datetime, UUID] | None,
    limit: int,
) -> Sequence[TitleRow]:
    """Return up to `limit` titles behind a position."""
    if after:
        created_at, id_ = after
        query = query.where(
            or_(
                TitleRow.created_at < created_at,
                and_(TitleRow.created_at == created_at, TitleRow.id < id_),
            )
        )
    return (await session.scalars(query.limit(limit))).all()


async def titles_of_assets(session: ReadSession, asset_ids: Iterable[UUID]) -> list[TitleRow]:
    """Return the titles that play one of these assets themselves."""
    query = select(TitleRow).where(
        TitleRow.asset_id.in_(list(asset_ids)), TitleRow.deleted_at.is_(None)
    )
    return list(await session.scalars(query))


async def slugs_like(session: ReadSession, slug: str) -> set[str]:
    """Return the slugs that begin with `slug`, of deleted titles too."""
    query = select(TitleRow.slug).where(TitleRow.slug.startswith(slug, autoescape=True))
    return set(await session.scalars(query))


async def genres_of(session: ReadSession, title_ids: Iterable[UUID]) -> dict[UUID, list[GenreRow]]:
    """Return each title's genres in their order."""
    query = (
        select(TitleGenreRow.title_id, GenreRow)
        .join(GenreRow, GenreRow.id == TitleGenreRow.genre_id)
        .where(TitleGenreRow.title_id.in_(list(title_ids)))
        .order_by(TitleGenreRow.position)
    )
    found: dict[UUID, list[GenreRow]] = defaultdict(list)
    for title_id, genre in (await session.execute(query)).tuples():
        found[title_id].append(genre)
    return found


async def genres_by_slugs(session: ReadSession, slugs: Iterable[str]) -> dict[str, GenreRow]:
    """Return genres by slug."""
    query = select(GenreRow).where(GenreRow.slug.in_(list(slugs)))
    return {row.slug: row for row in await session.scalars(query)}


async def genres_in_use(session: ReadSession) -> list[tuple[GenreRow, int]]:
    """Return the genres that published titles have, with how many, the commonest first."""
    amount = func.count()
    query = (
        select(GenreRow, amount)
        .join(TitleGenreRow, TitleGenreRow.genre_id == GenreRow.id)
        .join(TitleRow, TitleRow.id == TitleGenreRow.title_id)
        .where(TitleRow.state == "published", TitleRow.deleted_at.is_(None))
        .group_by(GenreRow.id, GenreRow.slug, GenreRow.name)
        .order_by(amount.desc(), GenreRow.name)
    )
    return [(genre, number) for genre, number in (await session.execute(query)).tuples()]


async def set_genres(session: WriteSession, title_id: UUID, genre_ids: Sequence[UUID]) -> None:
    """Replace a title's genres."""
    await session.execute(delete(TitleGenreRow).where(TitleGenreRow.title_id == title_id))
    session.add_all(
        TitleGenreRow(title_id=title_id, genre_id=genre_id, position=position)
        for position, genre_id in enumerate(genre_ids)
    )


async def seasons_of(session: ReadSession, title_id: UUID) -> Sequence[SeasonRow]:
    """Return a series' seasons in order."""
    query = select(SeasonRow).where(SeasonRow.title_id == title_id).order_by(SeasonRow.number)
    return (await session.scalars(query)).all()


async def episodes_of(session: ReadSession, title_ids: Iterable[UUID]) -> Sequence[EpisodeRow]:
    """Return the episodes of series in the order they are watched."""
    query = (
        select(EpisodeRow)
        .join(SeasonRow, SeasonRow.id == EpisodeRow.season_id)
        .where(EpisodeRow.title_id.in_(list(title_ids)))
        .order_by(EpisodeRow.title_id, SeasonRow.number, EpisodeRow.number)
    )
    return (await session.scalars(query)).all()


async def episodes_of_assets(
    session: ReadSession, asset_ids: Iterable[UUID]
) -> Sequence[EpisodeRow]:
    """Return the episodes that play one of these assets."""
    query = select(EpisodeRow).where(EpisodeRow.asset_id.in_(list(asset_ids)))
    return (await session.scalars(query)).all()


async def episode_by_id(session: ReadSession, id_: UUID) -> EpisodeRow | None:
    """Find an episode."""
    return await session.get(EpisodeRow, id_)


async def artwork_of(
    session: ReadSession, owner_ids: Iterable[UUID]
) -> dict[UUID, dict[ArtworkRole, ArtworkRow]]:
    """Return the pictures of titles and episodes by role."""
    query = select(ArtworkRow).where(ArtworkRow.owner_id.in_(list(owner_ids)))
    found: dict[UUID, dict[Any, ArtworkRow]] = defaultdict(dict)
    for row in await session.scalars(query):
        found[row.owner_id][row.role] = row
    return found


def _escaped(text: str) -> str:
    return text.replace(ESCAPE, ESCAPE * 2).replace("%", f"{ESCAPE}%").replace("_", f"{ESCAPE}_")
