"""People as the API shows them, with as many queries for one as for all."""

from collections.abc import Mapping
from uuid import UUID

from streamverse.domains.catalog.kinds import ArtworkRole
from streamverse.domains.catalog.models import PersonRow
from streamverse.domains.catalog.pictures import artwork_body
from streamverse.domains.catalog.repository import artwork as artwork_repository
from streamverse.domains.catalog.schemas.credits import PersonCard
from streamverse.kit.db import ReadSession


async def person_cards(
    session: ReadSession, people: Mapping[UUID, PersonRow]
) -> dict[UUID, PersonCard]:
    """Return people as cards, by their ids."""
    pictures = await artwork_repository.artworks_of(session, people)
    portraits = {
        person_id: artwork_body(row)
        for person_id, rows in pictures.items()
        for row in rows
        if row.role == ArtworkRole.PORTRAIT
    }
    return {
        person_id: PersonCard(
            id=person_id, slug=row.slug, name=row.name, portrait=portraits.get(person_id)
        )
        for person_id, row in people.items()
    }
