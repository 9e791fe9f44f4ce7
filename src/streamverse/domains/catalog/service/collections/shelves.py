"""Fill shelves for an audience: queries, collections and given titles, few queries for them all."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from streamverse.domains.catalog.audience import Audience
from streamverse.domains.catalog.cards import Marks
from streamverse.domains.catalog.kinds import CollectionKind
from streamverse.domains.catalog.models import CollectionItemRow, CollectionRow
from streamverse.domains.catalog.repository import collections as collections_repository
from streamverse.domains.catalog.repository import shelves as repository
from streamverse.domains.catalog.schemas.collections import MOST_ITEMS, SmartQuery
from streamverse.domains.catalog.service.collections.open import is_open
from streamverse.domains.catalog.shelf import Shelf
from streamverse.kit.db import ReadSession


@dataclass(frozen=True, slots=True)
class OfCollection:
    """A shelf with what a collection has."""

    collection_id: UUID
    limit: int = MOST_ITEMS


@dataclass(frozen=True, slots=True)
class Given:
    """A shelf with these titles, as far as they are shown, in this order."""

    title_ids: tuple[UUID, ...]
    limit: int = MOST_ITEMS


Wanted = Mapping[str, Shelf | OfCollection | Given]
Piece = UUID | str
"""A title, or the key of a shelf whose titles stand there."""


async def fill_shelves(
    session: ReadSession, audience: Audience, wanted: Wanted
) -> dict[str, tuple[UUID, ...]]:
    """Return the titles of each shelf that this audience may find; each title once on a shelf.

    None is unpublished, expired, not offered here and now, above the ceiling, or in a channel
    that is not public.
    """
    shelves = {key: each for key, each in wanted.items() if isinstance(each, Shelf)}
    pieces: dict[str, list[Piece]] = {
        key: list(each.title_ids) for key, each in wanted.items() if isinstance(each, Given)
    }
    asked = {key: each for key, each in wanted.items() if isinstance(each, OfCollection)}
    for key, (in_order, queries) in (await _collections(session, audience, asked)).items():
        pieces[key] = in_order
        shelves |= queries
    filled = await repository.fill(session, audience, shelves)
    by_hand = {each for parts in pieces.values() for each in parts if isinstance(each, UUID)}
    shown = await repository.seen_among(session, audience, by_hand)
    found = {key: filled[key] for key in wanted if key in filled}
    found |= {key: _flat(each, shown, filled) for key, each in pieces.items()}
    return {key: tuple(dict.fromkeys(found[key]))[: wanted[key].limit] for key in wanted}


def marks_for(audience: Audience) -> Marks:
    """Return what cards say to a whole audience: its languages, what it is offered, for what."""
    return Marks(languages=audience.languages, asker=audience.asker, ceiling=audience.ceiling)


async def _collections(
    session: ReadSession, audience: Audience, asked: Mapping[str, OfCollection]
) -> dict[str, tuple[list[Piece], dict[str, Shelf]]]:
    if not asked:
        return {}
    rows, items = await collections_repository.within(
        session, (each.collection_id for each in asked.values())
    )
    return {
        key: _pieces(_Tree(rows, items, audience), each.collection_id, each.limit)
        for key, each in asked.items()
    }


@dataclass(frozen=True, slots=True)
class _Tree:
    """Collections, and what stands in each."""

    rows: Mapping[UUID, CollectionRow]
    items: Mapping[UUID, list[CollectionItemRow]]
    audience: Audience


def _pieces(tree: _Tree, root: UUID, limit: int) -> tuple[list[Piece], dict[str, Shelf]]:
    """Return what stands in a collection from the top, those that stand in it taken apart."""
    in_order: list[Piece] = []
    queries: dict[str, Shelf] = {}
    asker = tree.audience.asker
    waiting: list[UUID | CollectionItemRow] = [root]
    opened: set[UUID] = set()
    while waiting:
        each = waiting.pop()
        if isinstance(each, CollectionItemRow):
            if each.title_id:
                in_order.append(each.title_id)
            elif each.child_id:
                waiting.append(each.child_id)
            continue
        row = tree.rows.get(each)
        if row is None or each in opened:
            continue
        opened.add(each)
        if each != root and not is_open(row, asker.country, asker.at):
            continue
        if row.kind == CollectionKind.SMART:
            key = f"{root}/{each}"
            queries[key] = SmartQuery.model_validate(row.query).shelf(limit)
            in_order.append(key)
        else:
            waiting.extend(reversed(tree.items[each]))
    return in_order, queries


def _flat(
    pieces: Iterable[Piece], shown: frozenset[UUID], filled: Mapping[str, list[UUID]]
) -> list[UUID]:
    whole: list[UUID] = []
    for each in pieces:
        if isinstance(each, str):
            whole.extend(filled[each])
        elif each in shown:
            whole.append(each)
    return whole
