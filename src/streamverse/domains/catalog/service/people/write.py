"""Make, change, merge and delete people."""

from sqlalchemy.exc import IntegrityError

from streamverse.domains.catalog.etags import etag_of, is_named
from streamverse.domains.catalog.events import PersonChanged, TitlesChanged
from streamverse.domains.catalog.models import PersonRow
from streamverse.domains.catalog.people_errors import (
    MergedWithItself,
    PersonChangedMeanwhile,
    PersonNotFound,
    PersonSlugTaken,
)
from streamverse.domains.catalog.repository import artwork as artwork_repository
from streamverse.domains.catalog.repository import people as repository
from streamverse.domains.catalog.schemas.people import PersonInput
from streamverse.domains.catalog.service.credit_people import folded_name
from streamverse.domains.catalog.slugs import free_of, numbered, slug_of
from streamverse.kit import outbox
from streamverse.kit.clock import Clock
from streamverse.kit.db import WriteSession
from streamverse.kit.ids import new_id

FIELDS = ("name", "also_known_as", "biography", "born_on", "died_on")
MOST_NAMES = 20


async def create(session: WriteSession, clock: Clock, wish: PersonInput) -> PersonRow:
    """Make a person. Raises PersonSlugTaken."""
    now = clock.now()
    row = PersonRow(
        id=new_id(),
        slug=await _slug(session, wish.slug, wish.name),
        version=1,
        created_at=now,
        updated_at=now,
        folded=folded_name(wish.name),
        **{field: getattr(wish, field) for field in FIELDS},
    )
    session.add(row)
    await _flush(session)
    outbox.publish(session, PersonChanged(row.id))
    return row


async def replace(
    session: WriteSession, clock: Clock, row: PersonRow, wish: PersonInput, fields: set[str]
) -> None:
    """Change those facts of a person that `fields` names. Raises PersonSlugTaken."""
    if "slug" in fields and wish.slug and wish.slug != row.slug:
        row.slug = await _slug(session, wish.slug, row.name)
    is_renamed = "name" in fields and wish.name != row.name
    for field in fields.intersection(FIELDS):
        setattr(row, field, getattr(wish, field))
    row.folded = folded_name(row.name)
    await _changed(session, clock, row)
    await _flush(session)
    if is_renamed:
        await _tell_titles(session, row)


async def merge(session: WriteSession, clock: Clock, row: PersonRow, into: PersonRow) -> PersonRow:
    """Let one person be another: their parts go there, and the name is kept as one of theirs.

    Raises MergedWithItself.
    """
    if row.id == into.id:
        raise MergedWithItself
    await _tell_titles(session, row)
    await repository.give_credits(session, row.id, into.id)
    names = dict.fromkeys([*into.also_known_as, row.name, *row.also_known_as])
    names.pop(into.name, None)
    into.also_known_as = list(names)[:MOST_NAMES]
    into.biography = into.biography or row.biography
    into.born_on = into.born_on or row.born_on
    into.died_on = into.died_on or row.died_on
    if not await artwork_repository.artworks_of(session, [into.id]):
        await artwork_repository.give_artwork(session, row.id, into.id)
    await _changed(session, clock, into)
    await _forget(session, row)
    return into


async def delete(session: WriteSession, row: PersonRow) -> None:
    """Take a person and their credits away."""
    await _tell_titles(session, row)
    await _forget(session, row)


async def person_to_change(
    session: WriteSession, id_or_slug: str, if_match: str | None
) -> PersonRow:
    """Return a person, locked. Raises PersonNotFound, PersonChangedMeanwhile."""
    row = await repository.lock_person(session, id_or_slug)
    if row is None:
        raise PersonNotFound
    if not is_named(if_match, row.version):
        raise PersonChangedMeanwhile(etag=etag_of(row.version))
    return row


async def _changed(session: WriteSession, clock: Clock, row: PersonRow) -> None:
    row.version += 1
    row.updated_at = clock.now()
    outbox.publish(session, PersonChanged(row.id))


async def _forget(session: WriteSession, row: PersonRow) -> None:
    await artwork_repository.forget_artwork(session, [row.id])
    await session.flush()
    await session.delete(row)
    outbox.publish(session, PersonChanged(row.id))


async def _tell_titles(session: WriteSession, row: PersonRow) -> None:
    """Tell that the titles in which a person has a part say another name now."""
    titles = await repository.titles_with(session, row.id)
    if titles:
        outbox.publish(session, TitlesChanged(tuple(sorted(titles))))


async def _slug(session: WriteSession, wished: str | None, name: str) -> str:
    if wished:
        if await repository.person_slugs(session, [wished]):
            raise PersonSlugTaken(wished)
        return wished
    plain = slug_of(name, "person")
    return free_of(plain, await repository.person_slugs(session, numbered(plain)))


async def _flush(session: WriteSession) -> None:
    try:
        await session.flush()
    except IntegrityError as error:  # somebody took the slug since we looked
        raise PersonSlugTaken from error
