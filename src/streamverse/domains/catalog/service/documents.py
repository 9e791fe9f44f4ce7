"""A title's document: all that can be edited of it, read in one piece."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from streamverse.domains.catalog.kinds import Advisory, CreditRole, TitleKind
from streamverse.domains.catalog.maturity import age_of_rating, highest_age
from streamverse.domains.catalog.models import RatingRow, TitleRow
from streamverse.domains.catalog.repository import people as people_repository
from streamverse.domains.catalog.repository import taxonomy
from streamverse.domains.catalog.repository.facts import Facts, facts_of
from streamverse.domains.catalog.repository.people import Credited
from streamverse.domains.catalog.schemas.documents import TitleDocument
from streamverse.domains.catalog.schemas.facts import (
    CreditFact,
    EventFact,
    ExtraFact,
    MarkerFact,
    RatingFact,
    RelationFact,
    ReleaseFact,
    StationFact,
    TextFact,
)
from streamverse.kit.db import ReadSession

PLAIN_FIELDS = (
    "name",
    "slug",
    "original_name",
    "tagline",
    "synopsis",
    "year",
    "category",
    "languages",
    "countries",
    "released_on",
    "runtime_seconds",
    "asset_id",
    "channel_id",
    "publish_at",
    "expire_at",
)
"""What a title's row has as its document has it."""


async def document_of(session: ReadSession, row: TitleRow) -> TitleDocument:
    """Return a title's document."""
    return (await documents_of(session, [row]))[row.id]


async def documents_of(session: ReadSession, rows: Sequence[TitleRow]) -> dict[UUID, TitleDocument]:
    """Return titles' documents: as many queries for one as for many."""
    if not rows:
        return {}
    ids = [row.id for row in rows]
    facts = await facts_of(session, rows)
    genres = await taxonomy.genre_rows_of(session, ids)
    tags = await taxonomy.tags_of(session, ids)
    credited = await people_repository.credits_of(session, ids)
    return {
        row.id: _document(
            row,
            facts,
            genres=[genre.name for genre in genres.get(row.id, [])],
            tags=[tag.name for tag in tags.get(row.id, [])],
            credited=credited.get(row.id, []),
        )
        for row in rows
    }


def age_by_ratings(rating: str, ratings: Iterable[RatingRow]) -> int | None:
    """Return the age a title's ratings ask for, unless somebody set another by hand."""
    return highest_age([age_of_rating(rating), *(each.min_age for each in ratings)])


def _document(
    row: TitleRow,
    facts: Facts,
    *,
    genres: list[str],
    tags: list[str],
    credited: Iterable[Credited],
) -> TitleDocument:
    """Put a title's document together; what the tables hold was checked on its way in."""
    ratings = facts.ratings.get(row.id, [])
    events = facts.events.get(row.id, [])
    stations = facts.stations.get(row.id, [])
    is_first = bool(ratings) and ratings[0].rating == row.rating
    return TitleDocument.model_construct(
        kind=TitleKind(row.kind),
        **{name: getattr(row, name) for name in PLAIN_FIELDS},
        advisories=[Advisory(each) for each in row.advisories],
        rating="" if is_first else row.rating,
        min_age=None if row.min_age == age_by_ratings(row.rating, ratings) else row.min_age,
        ratings=[RatingFact(board=each.board, rating=each.rating) for each in ratings],
        genres=genres,
        tags=tags,
        original_language=row.original_language or None,
        releases=[
            ReleaseFact(territory=each.territory, kind=each.kind, released_on=each.released_on)
            for each in facts.releases.get(row.id, [])
        ],
        credits=[
            CreditFact(
                person_id=each.person.id,
                name=each.person.name,
                role=CreditRole(each.credit.role),
                character=each.credit.character,
            )
            for each in credited
        ],
        texts={
            each.language: TextFact(name=each.name, tagline=each.tagline, synopsis=each.synopsis)
            for each in facts.texts.get(row.id, [])
        },
        external_ids={each.source: each.value for each in facts.external_ids.get(row.id, [])},
        extras=[
            ExtraFact.model_validate(each, from_attributes=True)
            for each in facts.extras.get(row.id, [])
        ],
        relations=[
            RelationFact.model_validate({"kind": each.kind, "title_id": each.other_id})
            for each in facts.relations.get(row.id, [])
        ],
        markers=[
            MarkerFact.model_validate(each, from_attributes=True)
            for each in facts.markers.get(row.id, [])
        ],
        event=EventFact.model_validate(events[0], from_attributes=True) if events else None,
        station=StationFact.model_validate(stations[0], from_attributes=True) if stations else None,
    )
