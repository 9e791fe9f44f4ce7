"""The catalog's queries about genres, categories and tags."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from uuid import UUID

from sqlalchemy import delete, select

from streamverse.domains.catalog.models import (
    CategoryRow,
    GenreRow,
    TitleGenreRow,
    TitleTagRow,
)
from streamverse.kit.db import ReadSession, WriteSession

Named = Sequence[tuple[str, str]]
"""Of each genre or tag (slug, name)."""


async def genre_rows_of(
    session: ReadSession, title_ids: Iterable[UUID]
) -> dict[UUID, list[GenreRow]]:
    """Return titles' genres, in the order their owners gave, in one query."""
    query = (
        select(TitleGenreRow.title_id, GenreRow)
        .join(GenreRow, GenreRow.slug == TitleGenreRow.genre_slug)
        .where(TitleGenreRow.title_id.in_(set(title_ids)))
        .order_by(TitleGenreRow.title_id, TitleGenreRow.position)
    )
    found: dict[UUID, list[GenreRow]] = defaultdict(list)
    for title_id, genre in await session.execute(query):
        found[title_id].append(genre)
    return found


async def tags_of(session: ReadSession, title_ids: Iterable[UUID]) -> dict[UUID, list[TitleTagRow]]:
    """Return titles' tags in their order."""
    query = (
        select(TitleTagRow)
        .where(TitleTagRow.title_id.in_(set(title_ids)))
        .order_by(TitleTagRow.title_id, TitleTagRow.position)
    )
    found: dict[UUID, list[TitleTagRow]] = defaultdict(list)
    for row in await session.scalars(query):
        found[row.title_id].append(row)
    return found


async def set_genres(session: WriteSession, title_id: UUID, named: Named) -> None:
    """Replace a title's genres by these; new ones are made."""
    names = dict(reversed(named))
    slugs = list(dict.fromkeys(slug for slug, _ in named))
    await session.execute(delete(TitleGenreRow).where(TitleGenreRow.title_id == title_id))
    if not slugs:
        return
    known = set(await session.scalars(select(GenreRow.slug).where(GenreRow.slug.in_(slugs))))
    session.add_all(GenreRow(slug=slug, name=names[slug]) for slug in slugs if slug not in known)
    await session.flush()
    session.add_all(
        TitleGenreRow(title_id=title_id, genre_slug=slug, position=position)
        for position, slug in enumerate(slugs)
    )


async def set_tags(session: WriteSession, title_id: UUID, named: Named) -> None:
    """Replace a title's tags by these; of two spellings the first stays."""
    names = dict(reversed(named))
    await session.execute(delete(TitleTagRow).where(TitleTagRow.title_id == title_id))
    session.add_all(
        TitleTagRow(title_id=title_id, slug=slug, name=names[slug], position=position)
        for position, slug in enumerate(dict.fromkeys(slug for slug, _ in named))
    )


async def category(session: ReadSession, slug: str) -> CategoryRow | None:
    """Return a category."""
    return await session.get(CategoryRow, slug)


async def category_slugs(session: ReadSession) -> set[str]:
    """Return the addresses of all categories."""
    return set(await session.scalars(select(CategoryRow.slug)))


async def genres_known(session: ReadSession, slugs: Iterable[str]) -> set[str]:
    """Return those of these genres that there are."""
    query = select(GenreRow.slug).where(GenreRow.slug.in_(set(slugs)))
    return set(await session.scalars(query))
