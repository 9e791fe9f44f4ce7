"""Read people: one with a filmography, or many by name."""

from uuid import UUID

from streamverse.domains.catalog.cards import cards
from streamverse.domains.catalog.kinds import CreditRole
from streamverse.domains.catalog.maturity import ceiling_of
from streamverse.domains.catalog.models import PersonRow, TitleRow
from streamverse.domains.catalog.people import person_cards
from streamverse.domains.catalog.people_errors import PersonNotFound
from streamverse.domains.catalog.repository import people as repository
from streamverse.domains.catalog.repository.visible import is_public
from streamverse.domains.catalog.rights import Asker
from streamverse.domains.catalog.schemas.people import PersonBody, PersonFound, PersonPart
from streamverse.domains.catalog.service.memory import Memory
from streamverse.domains.catalog.slugs import folded
from streamverse.domains.channels.public import memberships_of
from streamverse.domains.identity.public import Caller, Permission
from streamverse.kit.db import ReadSession
from streamverse.kit.pages import BadCursor, Page, decode_cursor, encode_cursor

KNOWN_FOR = 3
MOST_PARTS = 300


async def list_people(
    session: ReadSession,
    viewer: Caller,
    asker: Asker,
    words: str,
    *,
    limit: int,
    cursor: str | None,
) -> Page[PersonFound]:
    """Return people by name; `words` are beginnings of their names. Raises BadCursor.

    Whom hidden titles alone name is told to those who make titles.
    """
    is_shown = is_public(ceiling_of(viewer), asker)
    hides = None if _makes_titles(viewer) else is_shown
    rows = await repository.list_people(
        session, folded(words), _place(cursor), limit, is_shown=hides
    )
    shown = {row.id: row for row in rows[:limit]}
    people = await person_cards(session, shown)
    known_for = await repository.known_for(session, shown, is_shown, KNOWN_FOR)
    counts = await repository.credit_counts(session, shown, is_shown)
    last = rows[limit - 1] if len(rows) > limit else None
    return Page[PersonFound](
        items=[
            PersonFound(
                **dict(people[row.id]),
                also_known_as=row.also_known_as,
                born_on=row.born_on,
                known_for=known_for.get(row.id, []),
                credit_count=counts.get(row.id, 0),
            )
            for row in shown.values()
        ],
        next_cursor=encode_cursor("people", last.folded, last.id) if last else None,
    )


async def read_person(
    session: ReadSession,
    memory: Memory,
    viewer: Caller,
    asker: Asker,
    id_or_slug: str,
    languages: tuple[str, ...] = (),
) -> PersonBody:
    """Return a person with those of their titles that this viewer may find.

    Raises PersonNotFound.
    """
    row = await repository.find_person(session, id_or_slug)
    if row is None:
        raise PersonNotFound
    ceiling = ceiling_of(viewer)
    own = await memberships_of(session, viewer)
    is_shown = is_public(ceiling, asker, own.member_of)
    if not _makes_titles(viewer) and not await repository.is_person_known(
        session, row.id, is_shown
    ):
        raise PersonNotFound
    parts = await repository.parts_of(session, row.id, is_shown, MOST_PARTS)
    titles: dict[UUID, TitleRow] = {title.id: title for _, title in parts}
    marks = await memory.marks(
        session, viewer.viewer_key, titles, asker=asker, languages=languages, ceiling=ceiling
    )
    shown = {card.id: card for card in await cards(session, list(titles.values()), marks)}
    filmography = [
        PersonPart(role=CreditRole(credit.role), character=credit.character, title=shown[title.id])
        for credit, title in parts
    ]
    return await body_of(session, row, filmography)


async def body_of(
    session: ReadSession, row: PersonRow, filmography: list[PersonPart]
) -> PersonBody:
    """Return a person as the API shows one."""
    card = (await person_cards(session, {row.id: row}))[row.id]
    return PersonBody(
        **dict(card),
        also_known_as=row.also_known_as,
        biography=row.biography,
        born_on=row.born_on,
        died_on=row.died_on,
        filmography=filmography,
        version=row.version,
        created_at=row.created_at,
        updated_at=row.updated_at,
    )


def _makes_titles(viewer: Caller) -> bool:
    """Whether somebody picks people for titles of their own: they know of all of them."""
    return viewer.is_editor or viewer.may(Permission.MEDIA_UPLOAD)


def _place(cursor: str | None) -> tuple[str, UUID] | None:
    position = decode_cursor(cursor, 3)
    if position is None:
        return None
    is_ours = position[0] == "people" and all(isinstance(each, str) for each in position)
    try:
        return (position[1], UUID(position[2])) if is_ours else _refuse()
    except ValueError as error:
        raise BadCursor from error


def _refuse() -> tuple[str, UUID]:
    raise BadCursor
