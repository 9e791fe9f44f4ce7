"""What stands in a collection."""

from collections.abc import Sequence
from uuid import UUID

from streamverse.domains.catalog.collection_errors import (
    BadItems,
    CollectionCycle,
    CollectionIsSmart,
)
from streamverse.domains.catalog.kinds import CollectionKind
from streamverse.domains.catalog.models import CollectionItemRow, CollectionRow
from streamverse.domains.catalog.repository import collections as repository
from streamverse.domains.catalog.repository.titles import titles_by_id
from streamverse.domains.catalog.schemas.collections import ItemInput
from streamverse.domains.catalog.service.collections.open import collection_to_change
from streamverse.domains.catalog.service.collections.write import touch
from streamverse.kit.clock import Clock
from streamverse.kit.db import WriteSession
from streamverse.kit.ids import new_id


async def put_items(
    session: WriteSession,
    clock: Clock,
    id_or_slug: str,
    if_match: str | None,
    wishes: Sequence[ItemInput],
    *,
    is_sqlite: bool,
) -> CollectionRow:
    """Let these stand in a collection, in this order, and nothing else.

    Raises as `collection_to_change`, and CollectionIsSmart, BadItems, CollectionCycle.
    """
    await repository.alone(session, is_sqlite=is_sqlite)  # before any row is locked
    row = await collection_to_change(session, id_or_slug, if_match)
    if row.kind == CollectionKind.SMART:
        raise CollectionIsSmart("Change its query, or make a curated collection.")
    titles = [wish.title_id for wish in wishes if wish.title_id]
    children = [wish.collection_id for wish in wishes if wish.collection_id]
    _require_once(titles, children)
    await _require_there(session, titles, children)
    await _require_no_cycle(session, row, children)
    await repository.forget_items(session, row.id)
    session.add_all(
        CollectionItemRow(
            id=new_id(),
            collection_id=row.id,
            position=position,
            title_id=wish.title_id,
            child_id=wish.collection_id,
        )
        for position, wish in enumerate(wishes)
    )
    touch(session, clock.now(), row)
    await session.flush()
    return row


def _require_once(titles: Sequence[UUID], children: Sequence[UUID]) -> None:
    if len(set(titles)) < len(titles) or len(set(children)) < len(children):
        raise BadItems("Each may stand there once.")


async def _require_there(
    session: WriteSession, titles: Sequence[UUID], children: Sequence[UUID]
) -> None:
    known_titles = await titles_by_id(session, titles)
    known_children = await repository.by_id(session, children)
    missing = [each for each in titles if each not in known_titles]
    missing += [each for each in children if each not in known_children]
    if missing:
        raise BadItems("Some of them are not there.", missing=[str(each) for each in missing])


async def _require_no_cycle(
    session: WriteSession, row: CollectionRow, children: Sequence[UUID]
) -> None:
    """Refuse a child that has this collection in it; `alone` keeps it so until the commit."""
    reached, _ = await repository.within(session, children)
    if row.id in reached:
        raise CollectionCycle(f"“{row.name}” stands in what you put into it.")
