"""The queries about collections."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, func, or_, select, text

from streamverse.domains.catalog.models import CollectionItemRow, CollectionRow
from streamverse.domains.catalog.repository.titles import parse_id
from streamverse.domains.catalog.rights import EVERY
from streamverse.domains.catalog.slugs import SLUG
from streamverse.kit.db import ReadSession, WriteSession


async def find(session: ReadSession, id_or_slug: str) -> CollectionRow | None:
    """Return a collection by its id or its slug."""
    query = select(CollectionRow)
    if collection_id := parse_id(id_or_slug):
        return await session.scalar(query.where(CollectionRow.id == collection_id))
    if not SLUG.fullmatch(id_or_slug):
        return None
    return await session.scalar(query.where(CollectionRow.slug == id_or_slug))


async def lock(session: WriteSession, id_or_slug: str) -> CollectionRow | None:
    """Return a collection and keep other writers away from it until the transaction ends."""
    row = await find(session, id_or_slug)
    if row is not None:
        await session.refresh(row, with_for_update=True)
    return row


async def alone(session: WriteSession, *, is_sqlite: bool) -> None:
    """Let nobody else put anything into any collection until this transaction ends.

    SQLite has one writer anyway.
    """
    if not is_sqlite:
        await session.execute(text("SELECT pg_advisory_xact_lock(hashtext('collections'))"))


async def page(
    session: ReadSession,
    after: tuple[str, UUID] | None,
    limit: int,
    *,
    open_at: datetime | None,
    country: str | None,
) -> Sequence[CollectionRow]:
    """Return collections by name; with `open_at` those that viewers in a country find then."""
    query = select(CollectionRow)
    if open_at is not None:
        query = query.where(
            CollectionRow.is_published,
            or_(CollectionRow.from_at.is_(None), CollectionRow.from_at <= open_at),
            or_(CollectionRow.until_at.is_(None), CollectionRow.until_at > open_at),
            or_(
                CollectionRow.territories == EVERY,
                CollectionRow.territories.contains(f",{country or '-'},", autoescape=True),
            ),
        )
    if after is not None:
        name, collection_id = after
        query = query.where(
            or_(
                CollectionRow.name > name,
                (CollectionRow.name == name) & (CollectionRow.id > collection_id),
            )
        )
    query = query.order_by(CollectionRow.name, CollectionRow.id).limit(limit + 1)
    return (await session.scalars(query)).all()


async def by_id(session: ReadSession, ids: Iterable[UUID]) -> dict[UUID, CollectionRow]:
    """Return collections by their ids."""
    wanted = set(ids)
    if not wanted:
        return {}
    rows = await session.scalars(select(CollectionRow).where(CollectionRow.id.in_(wanted)))
    return {row.id: row for row in rows}


async def within(
    session: ReadSession, ids: Iterable[UUID]
) -> tuple[dict[UUID, CollectionRow], dict[UUID, list[CollectionItemRow]]]:
    """Return collections, those that stand in them at any depth, and what stands in each.

    Two queries, however deep; a cycle would do no harm.
    """
    roots = set(ids)
    if not roots:
        return {}, {}
    tree = select(CollectionRow.id).where(CollectionRow.id.in_(roots)).cte("tree", recursive=True)
    children = select(CollectionItemRow.child_id).where(
        CollectionItemRow.collection_id == tree.c.id, CollectionItemRow.child_id.is_not(None)
    )
    tree = tree.union(children)
    reached = select(tree.c.id)
    rows = await session.scalars(select(CollectionRow).where(CollectionRow.id.in_(reached)))
    known = {row.id: row for row in rows}
    items: dict[UUID, list[CollectionItemRow]] = {each: [] for each in known}
    query = (
        select(CollectionItemRow)
        .where(CollectionItemRow.collection_id.in_(known))
        .order_by(CollectionItemRow.position, CollectionItemRow.id)
    )
    for item in await session.scalars(query):
        items[item.collection_id].append(item)
    return known, items


async def items_of(session: ReadSession, collection_id: UUID) -> Sequence[CollectionItemRow]:
    """Return what stands in a collection itself, in its order."""
    query = (
        select(CollectionItemRow)
        .where(CollectionItemRow.collection_id == collection_id)
        .order_by(CollectionItemRow.position, CollectionItemRow.id)
    )
    return (await session.scalars(query)).all()


async def item_counts(session: ReadSession, ids: Iterable[UUID]) -> dict[UUID, int]:
    """Return how much stands in each of these collections."""
    query = (
        select(CollectionItemRow.collection_id, func.count())
        .where(CollectionItemRow.collection_id.in_(set(ids)))
        .group_by(CollectionItemRow.collection_id)
    )
    return dict((await session.execute(query)).all())


async def forget_items(session: WriteSession, collection_id: UUID) -> None:
    """Take everything out of a collection."""
    await session.execute(
        delete(CollectionItemRow).where(CollectionItemRow.collection_id == collection_id)
    )


async def slugs_like(session: ReadSession, slug: str) -> set[str]:
    """Return the slugs that begin as this one."""
    query = select(CollectionRow.slug).where(CollectionRow.slug.startswith(slug, autoescape=True))
    return set(await session.scalars(query))
