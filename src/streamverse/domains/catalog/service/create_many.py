"""Make many plain titles at once, with as many queries as for one.

Plain is what only says things: no channel, film, relations or times. What can't be made is
refused by itself; the others are made.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from streamverse.domains.catalog.errors import SlugTaken
from streamverse.domains.catalog.fact_errors import ExternalIdTaken, UnknownCategory, UnknownPerson
from streamverse.domains.catalog.kinds import CREATORS_KINDS, TitleState
from streamverse.domains.catalog.maturity import rated
from streamverse.domains.catalog.models import (
    CreditRow,
    ExternalIdRow,
    GenreRow,
    PersonRow,
    RatingRow,
    ReleaseRow,
    TextRow,
    TitleGenreRow,
    TitleRow,
    TitleTagRow,
)
from streamverse.domains.catalog.repository import facts as facts_repository
from streamverse.domains.catalog.repository import people as people_repository
from streamverse.domains.catalog.repository import taxonomy
from streamverse.domains.catalog.repository import titles as repository
from streamverse.domains.catalog.schemas.documents import TitleInput
from streamverse.domains.catalog.service.credit_people import folded_name, people_for
from streamverse.domains.catalog.service.documents import PLAIN_FIELDS, age_by_ratings
from streamverse.domains.catalog.service.write_title import DECIDED, complete
from streamverse.domains.catalog.slugs import free_of, numbered, slug_of
from streamverse.kit.clock import Clock
from streamverse.kit.db import Base, WriteSession
from streamverse.kit.errors import Refusal
from streamverse.kit.ids import new_id

PARTS = ("extras", "relations", "markers", "event", "station")
DECISIONS = ("channel_id", "asset_id", "publish_at", "expire_at", "access")


@dataclass(slots=True)
class Shared:
    """What is known before the first title is made."""

    slugs: set[str]
    categories: set[str]
    outer_ids: Mapping[tuple[str, str], UUID]
    people: Mapping[str, PersonRow]
    people_by_id: Mapping[UUID, PersonRow]


def is_plain(wish: TitleInput) -> bool:
    """Whether a title can be made together with others."""
    has_more = any(getattr(wish, name) for name in (*PARTS, *DECISIONS))
    return not has_more and wish.state is TitleState.DRAFT and wish.kind not in CREATORS_KINDS


async def create_many(
    session: WriteSession, clock: Clock, owner_id: UUID, wishes: Sequence[TitleInput]
) -> list[TitleRow | Refusal]:
    """Make plain titles; returns each, or why it can't be made. Raises IntegrityError."""
    shared = await _shared(session, clock, wishes)
    made: list[TitleRow | Refusal] = []
    parts: list[Base] = []
    for wish in wishes:
        try:
            row = _row(clock, owner_id, wish, shared)
            parts.extend(_parts(row, wish, shared))
        except Refusal as refusal:
            made.append(refusal)
        else:
            made.append(row)
    session.add_all(each for each in made if isinstance(each, TitleRow))
    await session.flush()
    session.add_all(parts)
    await session.flush()
    return made


async def _shared(session: WriteSession, clock: Clock, wishes: Sequence[TitleInput]) -> Shared:
    slugs = {slug for wish in wishes for slug in _slugs(wish)}
    outer = {(source, value) for wish in wishes for source, value in wish.external_ids.items()}
    genres = {slug_of(name): name for wish in wishes for name in reversed(wish.genres)}
    await _make_genres(session, genres)
    credited = [credit for wish in wishes for credit in wish.credits]
    known = {credit.person_id for credit in credited if credit.person_id}
    names = [credit.name for credit in credited if credit.name and not credit.person_id]
    return Shared(
        slugs=await repository.slugs_taken(session, slugs),
        categories=await taxonomy.category_slugs(session),
        outer_ids=await facts_repository.subjects_with(session, outer) if outer else {},
        people=await people_for(session, clock, names) if names else {},
        people_by_id=await people_repository.people_by_id(session, known),
    )


async def _make_genres(session: WriteSession, named: Mapping[str, str]) -> None:
    known = await taxonomy.genres_known(session, named)
    session.add_all(
        GenreRow(slug=slug, name=name) for slug, name in named.items() if slug not in known
    )
    await session.flush()


def _slugs(wish: TitleInput) -> Iterable[str]:
    if wish.slug:
        return [wish.slug]
    plain = slug_of(wish.name)
    return [*numbered(plain), *(numbered(f"{plain}-{wish.year}") if wish.year else ())]


def _row(clock: Clock, owner_id: UUID, wish: TitleInput, shared: Shared) -> TitleRow:
    if wish.category and wish.category not in shared.categories:
        raise UnknownCategory(wish.category)
    if wish.slug and wish.slug in shared.slugs:
        raise SlugTaken(wish.slug)
    for source, value in wish.external_ids.items():
        if subject := shared.outer_ids.get((source, value)):
            raise ExternalIdTaken(f"{source} {value}.", source=source, title_id=str(subject))
    now = clock.now()
    row = TitleRow(
        id=new_id(),
        kind=wish.kind,
        state=TitleState.DRAFT,
        owner_id=owner_id,
        version=1,
        created_at=now,
        updated_at=now,
        listed_at=now,
        rating="",
        **{field: getattr(wish, field) for field in PLAIN_FIELDS if field not in DECIDED},
        slug=wish.slug or _free_slug(wish, shared.slugs),
    )
    complete(row, wish)
    return row


def _free_slug(wish: TitleInput, taken: set[str]) -> str:
    plain = slug_of(wish.name)
    is_dated = wish.year and plain in taken
    return free_of(f"{plain}-{wish.year}" if is_dated else plain, taken)


def _parts(row: TitleRow, wish: TitleInput, shared: Shared) -> list[Base]:
    """Return a new title's facts; its own row gets what follows from its ratings."""
    ratings = {each.board: rated(each.board, each.rating) for each in wish.ratings}
    rating_rows = [
        RatingRow(title_id=row.id, board=board, rating=rating, min_age=age, position=position)
        for position, (board, (rating, age)) in enumerate(ratings.items())
    ]
    row.rating = wish.rating or (rating_rows[0].rating if rating_rows else "")
    by_ratings = age_by_ratings(row.rating, rating_rows)
    row.min_age = by_ratings if wish.min_age is None else wish.min_age
    genres = dict.fromkeys(slug_of(name) for name in wish.genres)
    tags = {slug_of(name, "tag"): name for name in reversed(wish.tags)}
    releases = {(each.territory, each.kind): each for each in wish.releases}
    credited = _credits(row, wish, shared)
    shared.slugs.add(row.slug)
    return [
        *rating_rows,
        *credited,
        *(
            TitleGenreRow(title_id=row.id, genre_slug=slug, position=position)
            for position, slug in enumerate(genres)
        ),
        *(
            TitleTagRow(title_id=row.id, slug=slug, name=tags[slug], position=position)
            for position, slug in enumerate(reversed(tags))
        ),
        *(ReleaseRow(title_id=row.id, **each.model_dump()) for each in releases.values()),
        *(
            ExternalIdRow(source=source, value=value, subject_id=row.id)
            for source, value in wish.external_ids.items()
        ),
        *(
            TextRow(subject_id=row.id, language=language, **text.model_dump())
            for language, text in wish.texts.items()
            if text.name or text.tagline or text.synopsis
        ),
    ]


def _credits(row: TitleRow, wish: TitleInput, shared: Shared) -> list[CreditRow]:
    rows: list[CreditRow] = []
    for credit in wish.credits:
        if credit.person_id:
            person = shared.people_by_id.get(credit.person_id)
        else:
            person = shared.people.get(folded_name(credit.name))
        if person is None:
            raise UnknownPerson(f"Nobody has the id {credit.person_id}.")
        rows.append(
            CreditRow(
                id=new_id(),
                title_id=row.id,
                person_id=person.id,
                role=credit.role,
                character=credit.character,
                position=len(rows),
            )
        )
    return rows
