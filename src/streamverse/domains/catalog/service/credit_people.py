"""Find the people whom credits name, and make those whom nobody knows yet."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from streamverse.domains.catalog.fact_errors import UnknownPerson
from streamverse.domains.catalog.models import CreditRow, PersonRow
from streamverse.domains.catalog.repository import people as repository
from streamverse.domains.catalog.schemas.facts import CreditFact
from streamverse.domains.catalog.slugs import folded, free_of, numbered, slug_of
from streamverse.kit.clock import Clock
from streamverse.kit.db import WriteSession
from streamverse.kit.ids import new_id


async def set_credits(
    session: WriteSession,
    clock: Clock,
    title_id: UUID,
    wishes: Sequence[CreditFact],
    *,
    is_mending: bool = False,
) -> None:
    """Let these be a title's credits.

    Raises UnknownPerson for an id that nobody has; when mending, the name beside it decides.
    """
    known = await repository.people_by_id(
        session, [wish.person_id for wish in wishes if wish.person_id]
    )
    lost = [wish for wish in wishes if wish.person_id and wish.person_id not in known]
    if lost and not is_mending:
        raise UnknownPerson(f"Nobody has the id {lost[0].person_id}.")
    unknown = [wish.name for wish in wishes if wish.person_id not in known and wish.name]
    named = await people_for(session, clock, unknown)
    rows: list[CreditRow] = []
    for wish in wishes:
        person = known.get(wish.person_id) if wish.person_id else None
        person = person or named.get(folded_name(wish.name))
        if person is not None:
            credit = CreditRow(
                id=new_id(),
                title_id=title_id,
                person_id=person.id,
                role=wish.role,
                character=wish.character,
                position=len(rows),
            )
            rows.append(credit)
    await repository.set_credits(session, title_id, rows)


async def people_for(
    session: WriteSession, clock: Clock, names: Iterable[str]
) -> dict[str, PersonRow]:
    """Return people by their folded names; those whom nobody knows are made."""
    wanted = {folded_name(name): name for name in reversed(list(names))}
    found = await repository.people_named(session, wanted)
    missing = {key: name for key, name in wanted.items() if key not in found}
    if not missing:
        return found
    slugs = {key: slug_of(name, "person") for key, name in missing.items()}
    taken = await repository.person_slugs(
        session, [slug for plain in slugs.values() for slug in numbered(plain)]
    )
    now = clock.now()
    for key, name in missing.items():
        slug = free_of(slugs[key], taken)
        taken.add(slug)
        found[key] = PersonRow(
            id=new_id(),
            slug=slug,
            name=name,
            also_known_as=[],
            biography="",
            folded=key,
            version=1,
            created_at=now,
            updated_at=now,
        )
    session.add_all(found[key] for key in missing)
    await session.flush()
    return found


def folded_name(name: str) -> str:
    """Return what two spellings of one person's name have in common."""
    return folded(name).strip() or name.casefold()
