"""People as JSON."""

from datetime import date
from typing import Self
from uuid import UUID

from pydantic import BaseModel, Field, model_validator

from streamverse.domains.catalog.kinds import CreditRole
from streamverse.domains.catalog.schemas.artwork import ArtworkBody
from streamverse.domains.catalog.schemas.fields import Name, Prose, Slug


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


class PersonFound(PersonCard):
    """A person as a picker shows one: enough to tell two of a name apart."""

    also_known_as: list[str]
    born_on: date | None
    known_for: list[str] = Field(description="names of up to three titles")
    credit_count: int


class PersonInput(BaseModel):
    """A person as an editor writes one."""

    name: Name
    slug: Slug | None = Field(default=None, description="made from the name when left out")
    also_known_as: list[Name] = Field(default_factory=list[str], max_length=20)
    biography: Prose = ""
    born_on: date | None = None
    died_on: date | None = None

    @model_validator(mode="after")
    def _dies_after_birth(self) -> Self:
        if self.born_on and self.died_on and self.died_on < self.born_on:
            msg = "nobody dies before being born"
            raise ValueError(msg)
        return self


class PersonPatch(PersonInput):
    """What of a person shall change; what is left out stays."""

    name: Name = ""


class PersonMerge(BaseModel):
    """Whom this person is: credits go there, and the name becomes one of the other's."""

    into: UUID
