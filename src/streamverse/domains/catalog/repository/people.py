"""The catalog's queries about people and their credits."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import ColumnElement, and_, delete, exists, func, or_, select, update

from streamverse.domains.catalog.models import CreditRow, PersonRow, TitleRow
from streamverse.domains.catalog.repository.titles import parse_id
from streamverse.domains.catalog.slugs import SLUG
from streamverse.kit.db import ReadSession, WriteSession

MOST_WORDS = 8
"""Words after these are not looked for."""


@dataclass(frozen=True, slots=True)
class Credited:
    """A part in a title, and whose it is."""

    credit: CreditRow
    person: PersonRow


async def credits_of(session: ReadSession, title_ids: Iterable[UUID]) -> dict[UUID, list[Credited]]:
    """Return titles' credits with their people, in their order, in one query."""
    found: dict[UUID, list[Credited]] = defaultdict(list)
    wanted = set(title_ids)
    if not wanted:
        return found
    query = (
        select(CreditRow, PersonRow)
        .join(PersonRow, PersonRow.id == CreditRow.person_id)
        .where(CreditRow.title_id.in_(wanted))
        .order_by(CreditRow.title_id, CreditRow.position)
    )
    for credit, person in await session.execute(query):
        found[credit.title_id].append(Credited(credit, person))
    return found


async def people_by_id(session: ReadSession, ids: Iterable[UUID]) -> dict[UUID, PersonRow]:
    """Return people by their ids; unknown ones are left out."""
    wanted = set(ids)
    if not wanted:
        return {}
    rows = await session.scalars(select(PersonRow).where(PersonRow.id.in_(wanted)))
    return {row.id: row for row in rows}


async def people_named(session: ReadSession, folded: Iterable[str]) -> dict[str, PersonRow]:
    """Return by folded name whoever was first known by it."""
    wanted = set(folded)
    if not wanted:
        return {}
    query = select(PersonRow).where(PersonRow.folded.in_(wanted)).order_by(PersonRow.id.desc())
    return {row.folded: row for row in await session.scalars(query)}


async def person_slugs(session: ReadSession, candidates: Iterable[str]) -> set[str]:
    """Return those of these slugs that people have."""
    query = select(PersonRow.slug).where(PersonRow.slug.in_(set(candidates)))
    return set(await session.scalars(query))


async def find_person(session: ReadSession, id_or_slug: str) -> PersonRow | None:
    """Return a person by id or slug."""
    query = select(PersonRow)
    if person_id := parse_id(id_or_slug):
        return await session.scalar(query.where(PersonRow.id == person_id))
    if not SLUG.fullmatch(id_or_slug):
        return None
    return await session.scalar(query.where(PersonRow.slug == id_or_slug))


async def lock_person(session: WriteSession, id_or_slug: str) -> PersonRow | None:
    """Return a person and keep other writers away until the transaction ends."""
    found = await find_person(session, id_or_slug)
    if found is None:
        return None
    query = select(PersonRow).where(PersonRow.id == found.id).with_for_update()
    return await session.scalar(query.execution_options(populate_existing=True))


def is_known(is_shown: ColumnElement[bool]) -> ColumnElement[bool]:
    """Tell of `PersonRow` whether a title that is shown names them, or none at all does."""
    is_credited = CreditRow.person_id == PersonRow.id
    return or_(
        exists().where(is_credited, CreditRow.title_id == TitleRow.id, is_shown),
        ~exists().where(is_credited),
    )


async def is_person_known(
    session: ReadSession, person_id: UUID, is_shown: ColumnElement[bool]
) -> bool:
    """Whether a title that is shown names somebody, or none at all does."""
    query = select(PersonRow.id).where(PersonRow.id == person_id, is_known(is_shown))
    return await session.scalar(query) is not None


async def list_people(
    session: ReadSession,
    words: str,
    after: tuple[str, UUID] | None,
    limit: int,
    *,
    is_shown: ColumnElement[bool] | None,
) -> Sequence[PersonRow]:
    """Return people by name, one more than `limit`; those with a name that begins so.

    Every word finds by the beginning of the whole name or of any part of it. With `is_shown` who
    is named by hidden titles alone is left out.
    """
    query = select(PersonRow)
    if is_shown is not None:
        query = query.where(is_known(is_shown))
    for word in list(dict.fromkeys(words.split()))[:MOST_WORDS]:
        begins = PersonRow.folded.startswith(word, autoescape=True)
        query = query.where(or_(begins, PersonRow.folded.contains(f" {word}", autoescape=True)))
    if after:
        name, person_id = after
        is_later = PersonRow.folded > name
        query = query.where(or_(is_later, and_(PersonRow.folded == name, PersonRow.id > person_id)))
    query = query.order_by(PersonRow.folded, PersonRow.id).limit(limit + 1)
    return (await session.scalars(query)).all()


async def known_for(
    session: ReadSession, person_ids: Iterable[UUID], is_shown: ColumnElement[bool], amount: int
) -> dict[UUID, list[str]]:
    """Return the names of those titles that are shown for which people are most known."""
    place = (
        func.row_number()
        .over(
            partition_by=CreditRow.person_id,
            order_by=(TitleRow.popularity.desc(), TitleRow.id.desc()),
        )
        .label("place")
    )
    of_person = CreditRow.person_id.in_(set(person_ids))
    ranked = (
        select(CreditRow.person_id, TitleRow.id, TitleRow.name, place)
        .join(TitleRow, TitleRow.id == CreditRow.title_id)
        .where(of_person, is_shown)
        .subquery()
    )
    query = select(ranked).where(ranked.c.place <= amount).order_by(ranked.c.place)
    found: dict[UUID, dict[UUID, str]] = defaultdict(dict)
    for row in await session.execute(query):
        found[row.person_id][row.id] = row.name
    return {person_id: list(names.values()) for person_id, names in found.items()}


async def credit_counts(
    session: ReadSession, person_ids: Iterable[UUID], is_shown: ColumnElement[bool]
) -> dict[UUID, int]:
    """Return how many credits people have in titles that are shown."""
    query = (
        select(CreditRow.person_id, func.count())
        .join(TitleRow, TitleRow.id == CreditRow.title_id)
        .where(CreditRow.person_id.in_(set(person_ids)), is_shown)
        .group_by(CreditRow.person_id)
    )
    return {row[0]: row[1] for row in await session.execute(query)}


async def parts_of(
    session: ReadSession, person_id: UUID, is_shown: ColumnElement[bool], limit: int
) -> list[tuple[CreditRow, TitleRow]]:
    """Return a person's parts in titles that are shown, the latest first."""
    query = (
        select(CreditRow, TitleRow)
        .join(TitleRow, TitleRow.id == CreditRow.title_id)
        .where(CreditRow.person_id == person_id, is_shown)
        .order_by(TitleRow.came_out_on.desc(), TitleRow.id.desc(), CreditRow.position)
        .limit(limit)
    )
    return [(credit, title) for credit, title in await session.execute(query)]


async def titles_with(session: ReadSession, person_id: UUID) -> set[UUID]:
    """Return the titles in which a person has a part."""
    query = select(CreditRow.title_id).where(CreditRow.person_id == person_id)
    return set(await session.scalars(query))


async def give_credits(session: WriteSession, from_id: UUID, to_id: UUID) -> None:
    """Let all of one person's parts be another's."""
    query = update(CreditRow).where(CreditRow.person_id == from_id).values(person_id=to_id)
    await session.execute(query)


async def set_credits(session: WriteSession, title_id: UUID, rows: Sequence[CreditRow]) -> None:
    """Let these be a title's credits."""
    await session.execute(delete(CreditRow).where(CreditRow.title_id == title_id))
    session.add_all(rows)
