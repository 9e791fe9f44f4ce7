"""The queries about the home page's layouts."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from sqlalchemy import select

from streamverse.domains.catalog.models import CategoryRow, CollectionRow, GenreRow, HomeLayoutRow
from streamverse.kit.db import ReadSession, WriteSession


async def layouts(session: ReadSession, *, is_published: bool = False) -> Sequence[HomeLayoutRow]:
    """Return layouts, the highest priority first, of two alike the one made last."""
    query = select(HomeLayoutRow)
    if is_published:
        query = query.where(HomeLayoutRow.is_published)
    query = query.order_by(HomeLayoutRow.priority.desc(), HomeLayoutRow.id.desc())
    return (await session.scalars(query)).all()


async def layout(session: ReadSession, layout_id: UUID) -> HomeLayoutRow | None:
    """Return one layout."""
    return await session.get(HomeLayoutRow, layout_id)


async def lock(session: WriteSession, layout_id: UUID) -> HomeLayoutRow | None:
    """Return one layout and keep other writers away from it until the transaction ends."""
    return await session.get(HomeLayoutRow, layout_id, with_for_update=True)


async def genre_names(
    session: ReadSession, slugs: Iterable[str]
) -> dict[str, tuple[str, dict[str, str]]]:
    """Return (name, names) of genres by their slugs."""
    query = select(GenreRow).where(GenreRow.slug.in_(set(slugs)))
    return {row.slug: (row.name, row.names) for row in await session.scalars(query)}


async def category_names(
    session: ReadSession, slugs: Iterable[str]
) -> dict[str, tuple[str, dict[str, str]]]:
    """Return (name, names) of categories by their slugs."""
    query = select(CategoryRow).where(CategoryRow.slug.in_(set(slugs)))
    return {row.slug: (row.name, row.names) for row in await session.scalars(query)}


async def collections_there(session: ReadSession, ids: Iterable[UUID]) -> frozenset[UUID]:
    """Return those of these collections that are there."""
    query = select(CollectionRow.id).where(CollectionRow.id.in_(set(ids)))
    return frozenset(await session.scalars(query))
