"""Who made a title, as JSON."""

from uuid import UUID

from pydantic import BaseModel

from streamverse.domains.catalog.kinds import CreditRole
from streamverse.domains.catalog.schemas.artwork import ArtworkBody


class PersonCard(BaseModel):
    """A person as lists show one."""

    id: UUID
    slug: str
    name: str
    portrait: ArtworkBody | None = None


class CreditBody(BaseModel):
    """Somebody's part in a title."""

    person: PersonCard
    role: CreditRole
    character: str
