"""People as JSON."""

from datetime import date, datetime
from typing import Self
from uuid import UUID

from pydantic import BaseModel, Field, model_validator

from streamverse.domains.catalog.kinds import CreditRole
from streamverse.domains.catalog.schemas.credits import PersonCard
from streamverse.domains.catalog.schemas.fields import Name, Prose, Slug
from streamverse.domains.catalog.schemas.titles import TitleCard


class PersonFound(PersonCard):
    """A person as a picker shows one: enough to tell two of a name apart."""

    also_known_as: list[str]
    born_on: date | None
    known_for: list[str] = Field(description="names of up to three titles")
    credit_count: int


class PersonPart(BaseModel):
    """A part of somebody's in a title."""

    role: CreditRole
    character: str
    title: TitleCard


class PersonBody(PersonCard):
    """A person whole; the filmography is what this viewer may find, the latest first."""

    also_known_as: list[str]
    biography: str
    born_on: date | None
    died_on: date | None
    filmography: list[PersonPart]
    version: int
    created_at: datetime
    updated_at: datetime


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
