"""Make, change and delete collections."""

from collections.abc import Set as AbstractSet
from datetime import datetime
from typing import Any

from sqlalchemy.exc import IntegrityError

from streamverse.domains.catalog.collection_errors import (
    BadItems,
    BadSchedule,
    CollectionIsSmart,
    CollectionKindFixed,
    CollectionSlugTaken,
)
from streamverse.domains.catalog.events import CollectionChanged
from streamverse.domains.catalog.kinds import CollectionKind
from streamverse.domains.catalog.models import CollectionRow
from streamverse.domains.catalog.repository import collections as repository
from streamverse.domains.catalog.repository.rights import text_of
from streamverse.domains.catalog.schemas.collections import CollectionInput, CollectionPatch
from streamverse.domains.catalog.slugs import free_slug, slug_of
from streamverse.kit import outbox
from streamverse.kit.clock import Clock
from streamverse.kit.db import WriteSession
from streamverse.kit.ids import new_id

FACTS = frozenset({"name", "names", "description", "from_at", "until_at", "is_published"})


async def create(session: WriteSession, clock: Clock, wish: CollectionInput) -> CollectionRow:
    """Make a collection. Raises CollectionSlugTaken, CollectionIsSmart, BadItems, BadSchedule."""
    now = clock.now()
    row = CollectionRow(
        id=new_id(),
        slug=await _slug(session, wish.slug, wish.name),
        kind=wish.kind,
        query={},
        territories="*",
        version=0,
        created_at=now,
        from_at=None,
        until_at=None,
    )
    session.add(row)
    await _apply(session, now, row, wish, FACTS | {"query", "territories"})
    return row


async def replace(
    session: WriteSession, clock: Clock, row: CollectionRow, wish: CollectionInput
) -> None:
    """Give a collection new facts, all of them. Raises as `create`, and CollectionKindFixed."""
    if wish.kind != row.kind:
        raise CollectionKindFixed(f"It stays {row.kind}.")
    await _apply(session, clock.now(), row, wish, FACTS | {"slug", "query", "territories"})


async def patch(
    session: WriteSession, clock: Clock, row: CollectionRow, wish: CollectionPatch
) -> None:
    """Change those facts of a collection that are given. Raises as `create`."""
    await _apply(session, clock.now(), row, wish, wish.model_fields_set)


async def remove(session: WriteSession, row: CollectionRow) -> None:
    """Delete a collection; its titles stay, and it leaves the collections it stands in."""
    await session.delete(row)
    outbox.publish(session, CollectionChanged(row.id))


def touch(session: WriteSession, now: datetime, row: CollectionRow) -> None:
    """Note that a collection changed: a new version, and the news of it."""
    row.version += 1
    row.updated_at = now
    outbox.publish(session, CollectionChanged(row.id))


async def _apply(
    session: WriteSession,
    now: datetime,
    row: CollectionRow,
    wish: CollectionInput | CollectionPatch,
    fields: AbstractSet[str],
) -> None:
    _check_schedule(now, row, wish, fields)
    for field in fields & FACTS:
        setattr(row, field, getattr(wish, field))
    if "query" in fields:
        row.query = _query(row, wish)
    if "territories" in fields:
        row.territories = text_of(wish.territories)
    if "slug" in fields and wish.slug and wish.slug != row.slug:
        row.slug = await _slug(session, wish.slug, row.name)
    touch(session, now, row)
    try:
        await session.flush()
    except IntegrityError as error:  # somebody took the slug since we looked
        raise CollectionSlugTaken from error


def _query(row: CollectionRow, wish: CollectionInput | CollectionPatch) -> dict[str, Any]:
    if row.kind != CollectionKind.SMART:
        if wish.query is not None:
            raise BadItems("Only a smart collection has a query.")
        return {}
    if wish.query is None:
        raise CollectionIsSmart("Give it a query: even an empty one finds the newest titles.")
    return wish.query.model_dump(mode="json", exclude_defaults=True)


def _check_schedule(
    now: datetime,
    row: CollectionRow,
    wish: CollectionInput | CollectionPatch,
    fields: AbstractSet[str],
) -> None:
    from_at = wish.from_at if "from_at" in fields else row.from_at
    until_at = wish.until_at if "until_at" in fields else row.until_at
    require_schedule(now, from_at, until_at, until_before=row.until_at)


def require_schedule(
    now: datetime,
    from_at: datetime | None,
    until_at: datetime | None,
    *,
    until_before: datetime | None,
) -> None:
    """Refuse what ends before it begins, or is told to end in the past. Raises BadSchedule."""
    if until_at is None:
        return
    if from_at is not None and until_at <= from_at:
        raise BadSchedule("It ends before it begins.", field="until_at")
    if until_at <= now and until_at != until_before:
        raise BadSchedule("Its end has passed already.", field="until_at")


async def _slug(session: WriteSession, wished: str | None, name: str) -> str:
    plain = wished or slug_of(name)
    taken = await repository.slugs_like(session, plain)
    if not wished:
        return free_slug(plain, taken)
    if wished in taken:
        raise CollectionSlugTaken(wished)
    return wished
