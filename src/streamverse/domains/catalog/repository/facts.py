"""The catalog's queries about what is known of titles beside their own rows."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar, cast
from uuid import UUID

from sqlalchemy import delete, exists, literal, select, union_all
from sqlalchemy.orm import InstrumentedAttribute

from streamverse.domains.catalog.kinds import TitleKind
from streamverse.domains.catalog.models import (
    EventFactsRow,
    ExternalIdRow,
    ExtraRow,
    MarkerRow,
    RatingRow,
    RelationRow,
    ReleaseRow,
    StationFactsRow,
    TextRow,
    TitleRow,
)
from streamverse.kit.db import Base, ReadSession, WriteSession

R = TypeVar("R", bound=Base)
Column = InstrumentedAttribute[UUID]
ByTitle = Mapping[UUID, Sequence[R]]

EVENT_KINDS = frozenset({TitleKind.SPORT, TitleKind.EVENT})


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of some titles, each sort of it by title and in its order."""

    ratings: ByTitle[RatingRow]
    texts: ByTitle[TextRow]
    external_ids: ByTitle[ExternalIdRow]
    releases: ByTitle[ReleaseRow]
    extras: ByTitle[ExtraRow]
    relations: ByTitle[RelationRow]
    markers: ByTitle[MarkerRow]
    events: ByTitle[EventFactsRow] = field(default_factory=dict[UUID, Sequence[EventFactsRow]])
    stations: ByTitle[StationFactsRow] = field(
        default_factory=dict[UUID, Sequence[StationFactsRow]]
    )


async def facts_of(session: ReadSession, titles: Iterable[TitleRow]) -> Facts:
    """Return what is known of titles: as many queries for one as for many."""
    kinds = {row.id: row.kind for row in titles}
    ids = set(kinds)
    some = await _kept_of(session, ids)
    events = {each for each, kind in kinds.items() if kind in EVENT_KINDS}
    stations = {each for each, kind in kinds.items() if kind == TitleKind.STATION}
    return Facts(
        ratings=await _rows(session, RatingRow, RatingRow.title_id, ids, RatingRow.position),
        texts=await texts_of(session, ids),
        external_ids=await _rows(
            session,
            ExternalIdRow,
            ExternalIdRow.subject_id,
            ids if ExternalIdRow.__tablename__ in some else (),
            ExternalIdRow.source,
        ),
        releases=await _rows(
            session,
            ReleaseRow,
            ReleaseRow.title_id,
            ids if ReleaseRow.__tablename__ in some else (),
            ReleaseRow.released_on,
        ),
        extras=await _rows(
            session,
            ExtraRow,
            ExtraRow.title_id,
            ids if ExtraRow.__tablename__ in some else (),
            ExtraRow.position,
        ),
        relations=await _rows(
            session,
            RelationRow,
            RelationRow.title_id,
            ids if RelationRow.__tablename__ in some else (),
            RelationRow.position,
        ),
        markers=await markers_of(session, ids if MarkerRow.__tablename__ in some else ()),
        events=await events_of(session, events),
        stations=await _rows(session, StationFactsRow, StationFactsRow.title_id, stations),
    )


RARE = (
    ExternalIdRow.subject_id,
    ReleaseRow.title_id,
    ExtraRow.title_id,
    RelationRow.title_id,
    MarkerRow.subject_id,
)
"""What most titles have nothing of: one query asks which of these are worth one of their own."""


async def _kept_of(session: ReadSession, ids: set[UUID]) -> frozenset[str]:
    """Return the names of those rare tables that hold something of these titles."""
    if not ids:
        return frozenset()
    query = union_all(
        *(
            select(literal(_table(column).__tablename__)).where(
                exists(select(column).where(column.in_(ids)))
            )
            for column in RARE
        )
    )
    return frozenset(await session.scalars(query))


async def texts_of(session: ReadSession, subject_ids: Iterable[UUID]) -> ByTitle[TextRow]:
    """Return the texts of titles or episodes in other languages."""
    return await _rows(session, TextRow, TextRow.subject_id, subject_ids, TextRow.language)


async def texts_in(
    session: ReadSession, subject_ids: Iterable[UUID], languages: Collection[str]
) -> ByTitle[TextRow]:
    """Return the texts of titles or episodes in some languages."""
    found: dict[UUID, list[TextRow]] = defaultdict(list)
    wanted = set(subject_ids)
    if not wanted or not languages:
        return found
    query = select(TextRow).where(TextRow.subject_id.in_(wanted), TextRow.language.in_(languages))
    for row in await session.scalars(query):
        found[row.subject_id].append(row)
    return found


async def markers_of(session: ReadSession, subject_ids: Iterable[UUID]) -> ByTitle[MarkerRow]:
    """Return the markers of titles or episodes."""
    order = (MarkerRow.from_seconds, MarkerRow.id)
    return await _rows(session, MarkerRow, MarkerRow.subject_id, subject_ids, *order)


async def events_of(session: ReadSession, title_ids: Iterable[UUID]) -> ByTitle[EventFactsRow]:
    """Return what only sport and live events have."""
    return await _rows(session, EventFactsRow, EventFactsRow.title_id, title_ids)


async def ratings_of(session: ReadSession, title_ids: Iterable[UUID]) -> ByTitle[RatingRow]:
    """Return the boards' ratings of titles."""
    return await _rows(
        session, RatingRow, RatingRow.title_id, title_ids, RatingRow.position, RatingRow.board
    )


async def extras_showing(session: ReadSession, asset_id: UUID) -> Sequence[ExtraRow]:
    """Return the extras that play an asset."""
    query = select(ExtraRow).where(ExtraRow.asset_id == asset_id).order_by(ExtraRow.id)
    return (await session.scalars(query)).all()


async def extra_ids(session: ReadSession, title_id: UUID) -> dict[tuple[str, UUID], UUID]:
    """Return the ids of a title's extras by what they are and play."""
    query = select(ExtraRow.kind, ExtraRow.asset_id, ExtraRow.id)
    found = await session.execute(query.where(ExtraRow.title_id == title_id))
    return {(kind, asset_id): extra_id for kind, asset_id, extra_id in found}


async def station_at(session: ReadSession, number: int) -> UUID | None:
    """Return the station that has a place on the dial."""
    query = select(StationFactsRow.title_id).where(StationFactsRow.number == number)
    return await session.scalar(query)


async def subjects_with(
    session: ReadSession, ids: Iterable[tuple[str, str]]
) -> dict[tuple[str, str], UUID]:
    """Return the titles and episodes that other catalogs call so, in a query for each catalog."""
    by_source: dict[str, set[str]] = defaultdict(set)
    for source, value in ids:
        by_source[source].add(value)
    found: dict[tuple[str, str], UUID] = {}
    for source, values in by_source.items():
        query = select(ExternalIdRow).where(
            ExternalIdRow.source == source, ExternalIdRow.value.in_(values)
        )
        found |= {(row.source, row.value): row.subject_id for row in await session.scalars(query)}
    return found


async def replace_facts(
    session: WriteSession, column: Column, subject_id: UUID, rows: Iterable[Base]
) -> None:
    """Let these rows be all that a table has of a title or an episode; `column` names it."""
    await session.execute(delete(_table(column)).where(column == subject_id))
    session.add_all(rows)


async def forget_facts(session: WriteSession, subject_ids: Iterable[UUID]) -> None:
    """Delete what is known of titles or episodes that are gone for good."""
    wanted = set(subject_ids)
    for column in (
        TextRow.subject_id,
        MarkerRow.subject_id,
        ExternalIdRow.subject_id,
        RatingRow.title_id,
        ReleaseRow.title_id,
        ExtraRow.title_id,
        RelationRow.title_id,
        RelationRow.other_id,
        EventFactsRow.title_id,
        StationFactsRow.title_id,
    ):
        await session.execute(delete(_table(column)).where(column.in_(wanted)))


def _table(column: Column) -> type[Base]:
    return cast("type[Base]", column.class_)


async def _rows(
    session: ReadSession,
    table: type[R],
    column: Column,
    ids: Iterable[UUID],
    *order: InstrumentedAttribute[object],
) -> dict[UUID, list[R]]:
    found: dict[UUID, list[R]] = defaultdict(list)
    wanted = set(ids)
    if not wanted:
        return found
    query = select(table).where(column.in_(wanted)).order_by(column, *order)
    for row in await session.scalars(query):
        found[getattr(row, column.key)].append(row)
    return found
