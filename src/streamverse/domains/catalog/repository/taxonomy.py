"""The catalog's queries about genres, categories and tags."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from sqlalchemy import ColumnElement, delete, func, select, update

from streamverse.domains.catalog.models import (
    CategoryRow,
    GenreRow,
    TitleGenreRow,
    TitleRow,
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


class Shelf(StrEnum):
    """What editors keep: genres, of which a title has several, and categories, of which one."""

    GENRE = "genres"
    CATEGORY = "categories"


Term = GenreRow | CategoryRow


@dataclass(frozen=True, slots=True)
class Counted:
    """A genre or a category, and how many titles it has."""

    term: Term
    amount: int


async def term(session: ReadSession, shelf: Shelf, slug: str) -> Term | None:
    """Return a genre or a category."""
    return await session.get(_table(shelf), slug)


async def terms_taken(session: ReadSession, shelf: Shelf, slugs: Iterable[str]) -> set[str]:
    """Return those of these slugs that there are."""
    column = _table(shelf).slug
    return set(await session.scalars(select(column).where(column.in_(set(slugs)))))


async def counted_terms(
    session: ReadSession, shelf: Shelf, is_shown: ColumnElement[bool]
) -> list[Counted]:
    """Return every genre or category in its order, with how many titles are shown of it."""
    table, amount = _table(shelf), func.count()
    if shelf is Shelf.GENRE:
        counts = (
            select(TitleGenreRow.genre_slug, amount)
            .join(TitleRow, TitleRow.id == TitleGenreRow.title_id)
            .where(is_shown)
            .group_by(TitleGenreRow.genre_slug)
        )
    else:
        counts = (
            select(TitleRow.category, amount)
            .where(TitleRow.category.is_not(None), is_shown)
            .group_by(TitleRow.category)
        )
    known = {row[0]: row[1] for row in await session.execute(counts)}
    rows = await session.scalars(select(table).order_by(table.position, table.name))
    return [Counted(row, known.get(row.slug, 0)) for row in rows]


async def move_titles(session: WriteSession, shelf: Shelf, slug: str, into: str | None) -> None:
    """Let what has one genre or category have another, or none."""
    if shelf is Shelf.CATEGORY:
        query = update(TitleRow).where(TitleRow.category == slug).values(category=into)
        await session.execute(query)
        return
    genre = TitleGenreRow
    if into is not None:
        has_both = select(genre.title_id).where(genre.genre_slug == into)
        others = update(genre).where(genre.genre_slug == slug, genre.title_id.not_in(has_both))
        without = {"synchronize_session": False}
        await session.execute(others.values(genre_slug=into), execution_options=without)
    await session.execute(delete(genre).where(genre.genre_slug == slug))


async def tags_beginning(
    session: ReadSession, words: str, is_shown: ColumnElement[bool], limit: int
) -> list[tuple[str, str, int]]:
    """Return (slug, name, titles) of the tags that begin so, those with the most titles first."""
    amount = func.count()
    query = (
        select(TitleTagRow.slug, func.min(TitleTagRow.name), amount)
        .join(TitleRow, TitleRow.id == TitleTagRow.title_id)
        .where(TitleTagRow.slug.startswith(words, autoescape=True), is_shown)
        .group_by(TitleTagRow.slug)
        .order_by(amount.desc(), TitleTagRow.slug)
        .limit(limit)
    )
    return [(row[0], row[1], row[2]) for row in await session.execute(query)]


def _table(shelf: Shelf) -> type[Term]:
    return GenreRow if shelf is Shelf.GENRE else CategoryRow
