"""What a title's document holds beside its own fields, as JSON."""

from datetime import date
from typing import Annotated, Any, Self, cast
from uuid import UUID

from pydantic import BaseModel, Field, StringConstraints, model_validator

from streamverse.domains.catalog.kinds import CreditRole, ExtraKind, MarkerKind, RelationKind
from streamverse.domains.catalog.schemas.fields import (
    Line,
    Moment,
    Name,
    Prose,
    Rating,
    Territory,
    Web,
)
from streamverse.domains.catalog.schemas.instants import Instant

Board = Annotated[str, StringConstraints(max_length=10, pattern=r"^[a-z]+$")]
ReleaseKind = Annotated[str, StringConstraints(max_length=20, pattern=r"^[a-z_]+$")]
Source = Annotated[str, StringConstraints(max_length=20, pattern=r"^[a-z][a-z0-9_]*$")]
ExternalId = Annotated[
    str, StringConstraints(strip_whitespace=True, max_length=100, pattern=r"^[\x21-\x7e]+$")
]
Dial = Annotated[int, Field(ge=1, le=9_999)]


class RatingFact(BaseModel):
    """What one board says; GET /ratings has the boards and their ratings."""

    board: Board
    rating: Rating = Field(min_length=1)


class ReleaseFact(BaseModel):
    """When a title came out in a territory ("*" is everywhere), and how."""

    territory: Territory = "*"
    kind: ReleaseKind = "streaming"
    released_on: date


class CreditFact(BaseModel):
    """Somebody's part in a title; an unknown name makes a person."""

    person_id: UUID | None = None
    name: Line = ""
    role: CreditRole = CreditRole.ACTOR
    character: Line = ""

    @model_validator(mode="before")
    @classmethod
    def _as_shown(cls, value: Any) -> Any:
        """Take a credit as `GET` gives it, with its person."""
        shown = cast("dict[str, Any]", value) if isinstance(value, dict) else {}
        person = shown.get("person")
        if not isinstance(person, dict):
            return cast("Any", value)
        named = cast("dict[str, Any]", person)
        return shown | {"person_id": named.get("id"), "name": named.get("name", "")}

    @model_validator(mode="after")
    def _names_somebody(self) -> Self:
        if self.person_id is None and not self.name:
            msg = "a credit needs a person_id or a name"
            raise ValueError(msg)
        return self


class TextFact(BaseModel):
    """A title's texts in a language; what is empty is as in the original."""

    name: Line = ""
    tagline: Line = ""
    synopsis: Prose = ""


class ExtraFact(BaseModel):
    """Something to play beside a title."""

    kind: ExtraKind = ExtraKind.TRAILER
    name: Line = ""
    asset_id: UUID


class RelationFact(BaseModel):
    """Another title that belongs to this one."""

    kind: RelationKind = RelationKind.RELATED
    title_id: UUID

    @model_validator(mode="before")
    @classmethod
    def _as_shown(cls, value: Any) -> Any:
        """Take a relation as `GET` gives it, with its title."""
        shown = cast("dict[str, Any]", value) if isinstance(value, dict) else {}
        title = shown.get("title")
        if not isinstance(title, dict):
            return cast("Any", value)
        return shown | {"title_id": cast("dict[str, Any]", title).get("id")}


class MarkerFact(BaseModel):
    """A part of what plays; only a chapter needs no end."""

    kind: MarkerKind
    from_seconds: Moment
    to_seconds: Moment | None = None
    name: Line = ""

    @model_validator(mode="after")
    def _ends_after_it_begins(self) -> Self:
        if self.to_seconds is None and self.kind is not MarkerKind.CHAPTER:
            msg = "only a chapter goes without to_seconds"
            raise ValueError(msg)
        if self.to_seconds is not None and self.to_seconds <= self.from_seconds:
            msg = "a marker ends after it begins"
            raise ValueError(msg)
        return self


class EventTimes(BaseModel):
    """When an event is, as cards say it."""

    starts_at: Instant
    ends_at: Instant | None = None


class EventFact(EventTimes):
    """What only sport and live events have."""

    venue: Line = ""
    discipline: Line = ""
    competition: Line = ""
    participants: list[Name] = Field(default_factory=list[str], max_length=100)
    ticket_url: Web = ""
    is_pay_per_view: bool = False

    @model_validator(mode="after")
    def _ends_after_it_begins(self) -> Self:
        if self.ends_at is not None and self.ends_at <= self.starts_at:
            msg = "an event ends after it begins"
            raise ValueError(msg)
        return self


class StationFact(BaseModel):
    """What only 24/7 stations have: a place on the dial and a call sign."""

    number: Dial
    call_sign: Line = ""
