"""Give people portraits, and take them away."""

from dataclasses import dataclass

from streamverse.domains.catalog.events import PersonChanged
from streamverse.domains.catalog.kinds import ArtworkRole
from streamverse.domains.catalog.models import PersonRow
from streamverse.domains.catalog.schemas.people import PersonBody
from streamverse.domains.catalog.service.artwork import (
    remove_artwork,
    set_artwork,
    store_picture,
)
from streamverse.domains.catalog.service.people.read import body_of
from streamverse.domains.catalog.service.people.write import person_to_change
from streamverse.kit import outbox
from streamverse.kit.clock import Clock
from streamverse.kit.db import Database, WriteSession
from streamverse.kit.services import Services


@dataclass(frozen=True, slots=True)
class Wish:
    """A picture, what it shows in words, and what of it stays in view."""

    data: bytes
    alt: str
    focal: tuple[float, float]


async def give(services: Services, id_or_slug: str, wish: Wish, if_match: str | None) -> PersonBody:
    """Check, then make and store the sizes, then name them: two short transactions.

    Raises as person_to_change, and BadPicture, PictureTooLarge.
    """
    database, clock = services.get(Database), services.get(Clock)
    async with database.write() as session:
        person_id = (await person_to_change(session, id_or_slug, if_match)).id
    picture = await store_picture(services, person_id, ArtworkRole.PORTRAIT, wish.data, wish.focal)
    async with database.write() as session:
        row = await person_to_change(session, str(person_id), if_match)
        alt = wish.alt.strip() or row.name
        await set_artwork(session, clock, row.id, ArtworkRole.PORTRAIT, picture, alt)
        _changed(session, clock, row)
        await session.flush()
        return await body_of(session, row, [])


async def take_away(session: WriteSession, clock: Clock, row: PersonRow) -> None:
    """Take a portrait away; one that is not there is no error."""
    if await remove_artwork(session, row.id, ArtworkRole.PORTRAIT):
        _changed(session, clock, row)


def _changed(session: WriteSession, clock: Clock, row: PersonRow) -> None:
    row.version += 1
    row.updated_at = clock.now()
    outbox.publish(session, PersonChanged(row.id))
