"""The catalog's queries about people and their credits."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import delete, select

from streamverse.domains.catalog.models import CreditRow, PersonRow
from streamverse.kit.db import ReadSession, WriteSession


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


async def set_credits(session: WriteSession, title_id: UUID, rows: Sequence[CreditRow]) -> None:
    """Let these be a title's credits."""
    await session.execute(delete(CreditRow).where(CreditRow.title_id == title_id))
    session.add_all(rows)
