"""The catalog's queries about titles, genres and artwork."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from uuid import UUID

from sqlalchemy import Select, func, select, update

from streamverse.domains.catalog.kinds import TitleState
from streamverse.domains.catalog.models import (
    GenreRow,
    TitleGenreRow,
    TitleRow,
)
from streamverse.domains.catalog.repository.visible import is_public
from streamverse.domains.catalog.rights import Asker
from streamverse.domains.catalog.slugs import SLUG
from streamverse.kit.db import ReadSession, WriteSession


def _titles() -> Select[TitleRow]:
    return select(TitleRow).where(TitleRow.deleted_at.is_(None))


def parse_id(text: str) -> UUID | None:
    """Return the id a path part names, or None for a slug."""
    try:
        return UUID(text)
    except ValueError:
        return None


async def find_title(
    session: ReadSession, id_or_slug: str, *, also_deleted: bool = False
) -> TitleRow | None:
    """Return a title by its id or its slug."""
    query = select(TitleRow) if also_deleted else _titles()
    if title_id := parse_id(id_or_slug):
        return await session.scalar(query.where(TitleRow.id == title_id))
    if not SLUG.fullmatch(id_or_slug):
        return None
    return await session.scalar(query.where(TitleRow.slug == id_or_slug))


async def lock_title(session: WriteSession, id_or_slug: str) -> TitleRow | None:
    """Return a title and keep other writers away from it until the transaction ends."""
    query = _titles().with_for_update()
    if title_id := parse_id(id_or_slug):
        return await session.scalar(query.where(TitleRow.id == title_id))
    if not SLUG.fullmatch(id_or_slug):
        return None
    return await session.scalar(query.where(TitleRow.slug == id_or_slug))


async def titles_by_id(session: ReadSession, ids: Iterable[UUID]) -> dict[UUID, TitleRow]:
    """Return titles by their ids, whatever their state."""
    wanted = set(ids)
    if not wanted:
        return {}
    rows = await session.scalars(_titles().where(TitleRow.id.in_(wanted)))
    return {row.id: row for row in rows}


async def published_by_id(
    session: ReadSession, ids: Iterable[UUID], ceiling: int | None
) -> dict[UUID, TitleRow]:
    """Return those of these titles that everybody below a ceiling may find."""
    wanted = set(ids)
    if not wanted:
        return {}
    query = select(TitleRow).where(is_public(ceiling), TitleRow.id.in_(wanted))
    return {row.id: row for row in await session.scalars(query)}


async def titles_of(session: ReadSession, owner_id: UUID) -> Sequence[TitleRow]:
    """Return everything that an account made, deleted titles too."""
    query = select(TitleRow).where(TitleRow.owner_id == owner_id)
    return (await session.scalars(query.order_by(TitleRow.created_at, TitleRow.id))).all()


async def forget_publisher(session: WriteSession, account_id: UUID) -> None:
    """Forget that an account has published titles."""
    query = update(TitleRow).where(TitleRow.published_by == account_id)
    await session.execute(query.values(published_by=None))


async def slugs_taken(session: ReadSession, candidates: Iterable[str]) -> set[str]:
    """Return those of these slugs that titles have, deleted ones too."""
    query = select(TitleRow.slug).where(TitleRow.slug.in_(set(candidates)))
    return set(await session.scalars(query))


async def titles_showing(session: WriteSession, asset_id: UUID) -> Sequence[TitleRow]:
    """Return the titles that show an asset."""
    query = _titles().where(TitleRow.asset_id == asset_id).with_for_update()
    return (await session.scalars(query)).all()


async def title_of_asset(session: ReadSession, asset_id: UUID) -> TitleRow | None:
    """Return a title that shows an asset, a published one first."""
    is_draft = TitleRow.state != TitleState.PUBLISHED
    query = _titles().where(TitleRow.asset_id == asset_id).order_by(is_draft, TitleRow.id)
    return await session.scalar(query.limit(1))


async def genres_with_titles(
    session: ReadSession, ceiling: int | None, asker: Asker | None = None
) -> list[tuple[str, str, int]]:
    """Return (slug, name, published titles) of every genre that has some, by name."""
    amount = func.count()
    query = (
        select(GenreRow.slug, GenreRow.name, amount)
        .join(TitleGenreRow, TitleGenreRow.genre_slug == GenreRow.slug)
        .join(TitleRow, TitleRow.id == TitleGenreRow.title_id)
        .where(is_public(ceiling, asker))
        .group_by(GenreRow.slug, GenreRow.name)
        .order_by(GenreRow.name)
    )
    return [(slug, name, count) for slug, name, count in await session.execute(query)]


async def newest(
    session: ReadSession,
    limit: int,
    ceiling: int | None,
    kind: str | None = None,
    asker: Asker | None = None,
) -> Sequence[TitleRow]:
    """Return published titles, the latest first."""
    query = select(TitleRow).where(is_public(ceiling, asker))
    if kind:
        query = query.where(TitleRow.kind == kind)
    query = query.order_by(TitleRow.listed_at.desc(), TitleRow.id.desc()).limit(limit)
    return (await session.scalars(query)).all()


async def newest_by_genre(
    session: ReadSession,
    genres: Sequence[str],
    limit: int,
    ceiling: int | None,
    asker: Asker | None = None,
) -> dict[str, list[UUID]]:
    """Return ids of the latest published titles of each genre, in one query."""
    place = (
        func.row_number()
        .over(
            partition_by=TitleGenreRow.genre_slug,
            order_by=(TitleRow.listed_at.desc(), TitleRow.id.desc()),
        )
        .label("place")
    )
    ranked = (
        select(TitleGenreRow.genre_slug, TitleRow.id, place)
        .join(TitleRow, TitleRow.id == TitleGenreRow.title_id)
        .where(TitleGenreRow.genre_slug.in_(genres), is_public(ceiling, asker))
        .subquery()
    )
    query = select(ranked).where(ranked.c.place <= limit).order_by(ranked.c.place)
    found: dict[str, list[UUID]] = defaultdict(list)
    for row in await session.execute(query):
        found[row.genre_slug].append(row.id)
    return found
