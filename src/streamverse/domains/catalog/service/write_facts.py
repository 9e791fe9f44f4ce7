"""Write what a title's document says beside the title's own row, each fact to its table."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from streamverse.domains.catalog.fact_errors import (
    ExternalIdTaken,
    FactOfAnotherKind,
    StationNumberTaken,
    UnknownRelation,
)
from streamverse.domains.catalog.kinds import TitleKind
from streamverse.domains.catalog.maturity import rated
from streamverse.domains.catalog.models import (
    EventFactsRow,
    ExternalIdRow,
    ExtraRow,
    RatingRow,
    RelationRow,
    ReleaseRow,
    StationFactsRow,
    TitleRow,
)
from streamverse.domains.catalog.repository import facts as repository
from streamverse.domains.catalog.repository import taxonomy
from streamverse.domains.catalog.repository import titles as titles_repository
from streamverse.domains.catalog.repository.facts import EVENT_KINDS
from streamverse.domains.catalog.schemas.documents import TitleDocument
from streamverse.domains.catalog.service.credit_people import set_credits
from streamverse.domains.catalog.service.documents import age_by_ratings
from streamverse.domains.catalog.service.subject_facts import length_of, set_markers, set_texts
from streamverse.domains.catalog.slugs import slug_of
from streamverse.domains.media.public import asset_summaries
from streamverse.kit.clock import Clock
from streamverse.kit.db import WriteSession
from streamverse.kit.ids import new_id


def require_fitting(kind: str, document: TitleDocument) -> None:
    """Raise FactOfAnotherKind for what a title of this kind doesn't have."""
    if document.event is not None and kind not in EVENT_KINDS:
        raise FactOfAnotherKind(f"A {kind} has no event.", fact="event")
    if document.station is not None and kind != TitleKind.STATION:
        raise FactOfAnotherKind(f"A {kind} has no station.", fact="station")
    if document.asset_id is not None and kind == TitleKind.SERIES:
        raise FactOfAnotherKind("A series plays its episodes.", fact="asset_id")
    if document.markers and kind == TitleKind.SERIES:
        raise FactOfAnotherKind("A series' markers are its episodes'.", fact="markers")


@dataclass(frozen=True, slots=True)
class Work:
    """What is written for which title; mending leaves out what it names and is not there."""

    session: WriteSession
    clock: Clock
    row: TitleRow
    document: TitleDocument
    is_mending: bool


async def write_facts(
    session: WriteSession,
    clock: Clock,
    row: TitleRow,
    document: TitleDocument,
    fields: set[str],
    *,
    is_mending: bool = False,
) -> None:
    """Write those facts of a document that `fields` names.

    `is_mending` leaves out what it names and what is no longer there. Raises UnknownRating,
    UnknownPerson, UnknownRelation, ExternalIdTaken, StationNumberTaken, MarkerOutside.
    """
    work = Work(session, clock, row, document, is_mending)
    for names, write in WRITERS:
        if fields & names:
            await write(work)


async def _write_ratings(work: Work) -> None:
    document, row = work.document, work.row
    by_board = {each.board: rated(each.board, each.rating) for each in document.ratings}
    rows = [
        RatingRow(title_id=row.id, board=board, rating=rating, min_age=age, position=position)
        for position, (board, (rating, age)) in enumerate(by_board.items())
    ]
    row.rating = document.rating or (rows[0].rating if rows else "")
    by_ratings = age_by_ratings(row.rating, rows)
    row.min_age = by_ratings if document.min_age is None else document.min_age
    await repository.replace_facts(work.session, RatingRow.title_id, row.id, rows)


async def _write_genres(work: Work) -> None:
    named = [(slug_of(name), name) for name in work.document.genres]
    await taxonomy.set_genres(work.session, work.row.id, named)


async def _write_tags(work: Work) -> None:
    named = [(slug_of(name, "tag"), name) for name in work.document.tags]
    await taxonomy.set_tags(work.session, work.row.id, named)


async def _write_texts(work: Work) -> None:
    await set_texts(work.session, work.row.id, work.document.texts)


async def _write_external_ids(work: Work) -> None:
    title_id, ids = work.row.id, work.document.external_ids
    known = await repository.subjects_with(work.session, ids.items())
    others = {key: subject for key, subject in known.items() if subject != title_id}
    if others and not work.is_mending:
        (source, value), subject = next(iter(others.items()))
        raise ExternalIdTaken(f"{source} {value}.", source=source, title_id=str(subject))
    rows = [
        ExternalIdRow(source=source, value=value, subject_id=title_id)
        for source, value in ids.items()
        if (source, value) not in others
    ]
    await repository.replace_facts(work.session, ExternalIdRow.subject_id, title_id, rows)


async def _write_releases(work: Work) -> None:
    title_id = work.row.id
    releases = {(each.territory, each.kind): each for each in work.document.releases}
    rows = [ReleaseRow(title_id=title_id, **each.model_dump()) for each in releases.values()]
    await repository.replace_facts(work.session, ReleaseRow.title_id, title_id, rows)


async def _write_credits(work: Work) -> None:
    await set_credits(
        work.session,
        work.clock,
        work.row.id,
        work.document.credits,
        is_mending=work.is_mending,
    )


async def _write_extras(work: Work) -> None:
    title_id, wishes = work.row.id, work.document.extras
    if work.is_mending:
        there = await asset_summaries(work.session, [each.asset_id for each in wishes])
        living = {asset_id for asset_id, asset in there.items() if not asset.is_deleted}
        wishes = [each for each in wishes if each.asset_id in living]
    known = await repository.extra_ids(work.session, title_id)
    rows = [
        ExtraRow(
            id=known.pop((each.kind.value, each.asset_id), None) or new_id(),
            title_id=title_id,
            position=position,
            **each.model_dump(),
        )
        for position, each in enumerate(wishes)
    ]
    await repository.replace_facts(work.session, ExtraRow.title_id, title_id, rows)


async def _write_relations(work: Work) -> None:
    title_id = work.row.id
    wished = dict.fromkeys((each.kind, each.title_id) for each in work.document.relations)
    there = await titles_repository.titles_by_id(work.session, [other for _, other in wished])
    lost = [other for _, other in wished if other not in there or other == title_id]
    if lost and not work.is_mending:
        raise UnknownRelation(str(lost[0]))
    kept = [(kind, other) for kind, other in wished if other not in lost]
    rows = [
        RelationRow(title_id=title_id, kind=kind, other_id=other, position=position)
        for position, (kind, other) in enumerate(kept)
    ]
    await repository.replace_facts(work.session, RelationRow.title_id, title_id, rows)


async def _write_markers(work: Work) -> None:
    row, markers = work.row, work.document.markers
    length = await length_of(work.session, row.runtime_seconds, row.asset_id, markers)
    await set_markers(work.session, row.id, markers, length)


async def _write_event(work: Work) -> None:
    title_id, wish = work.row.id, work.document.event
    rows = [EventFactsRow(title_id=title_id, **wish.model_dump())] if wish else []
    await repository.replace_facts(work.session, EventFactsRow.title_id, title_id, rows)


async def _write_station(work: Work) -> None:
    title_id, wish = work.row.id, work.document.station
    if wish and await repository.station_at(work.session, wish.number) not in {None, title_id}:
        raise StationNumberTaken(f"Number {wish.number}.")
    rows = [StationFactsRow(title_id=title_id, **wish.model_dump())] if wish else []
    await repository.replace_facts(work.session, StationFactsRow.title_id, title_id, rows)


WRITERS: tuple[tuple[frozenset[str], Callable[[Work], Awaitable[None]]], ...] = (
    (frozenset({"rating", "ratings", "min_age"}), _write_ratings),
    (frozenset({"genres"}), _write_genres),
    (frozenset({"tags"}), _write_tags),
    (frozenset({"texts"}), _write_texts),
    (frozenset({"external_ids"}), _write_external_ids),
    (frozenset({"releases"}), _write_releases),
    (frozenset({"credits"}), _write_credits),
    (frozenset({"extras"}), _write_extras),
    (frozenset({"relations"}), _write_relations),
    (frozenset({"markers"}), _write_markers),
    (frozenset({"event"}), _write_event),
    (frozenset({"station"}), _write_station),
)
"""Which fields of a document are written together, and by what."""
