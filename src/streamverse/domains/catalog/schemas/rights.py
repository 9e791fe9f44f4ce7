"""The JSON of rights: windows as editors write them, calendars, decisions."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

from streamverse.domains.catalog.kinds import Monetisation, Platform, TitleKind, TitleState
from streamverse.domains.catalog.rights import EVERY, Reason
from streamverse.domains.catalog.schemas.fields import Line, Prose
from streamverse.domains.catalog.schemas.instants import Instant
from streamverse.domains.catalog.territories import TERRITORIES

MANY = 300


def _known(word: str, words: frozenset[str]) -> str:
    if word != EVERY and word not in words:
        raise ValueError(f"“{word}” is not known here")
    return word


def _country(word: str) -> str:
    if word not in TERRITORIES:
        raise ValueError(f"“{word}” is no country (ISO 3166-1 alpha-2)")
    return word


PlanName = Annotated[str, StringConstraints(max_length=60, pattern=r"^(\*|[a-z0-9][a-z0-9_-]*)$")]
PlatformName = Annotated[str, AfterValidator(lambda word: _known(word, frozenset(Platform)))]
Territory = Annotated[
    str,
    StringConstraints(to_upper=True, max_length=2),
    AfterValidator(lambda word: _known(word, TERRITORIES)),
]
Country = Annotated[str, StringConstraints(to_upper=True), AfterValidator(_country)]


def _every() -> list[str]:
    return [EVERY]


class WindowInput(BaseModel):
    """A rights window as an editor writes it: where, when, on what, to whom, for what."""

    model_config = ConfigDict(extra="forbid")

    from_at: Instant
    until_at: Instant | None = Field(
        default=None, description="its first instant after; null: no end"
    )
    territories: list[Territory] = Field(
        default_factory=_every, min_length=1, max_length=MANY, description="ISO 3166-1, or *"
    )
    excluded_territories: list[Country] = Field(default_factory=list[str], max_length=MANY)
    platforms: list[PlatformName] = Field(default_factory=_every, min_length=1, max_length=10)
    plans: list[PlanName] = Field(default_factory=_every, min_length=1, max_length=50)
    monetisation: Monetisation = Monetisation.FREE
    max_rung: int | None = Field(
        default=None, ge=144, le=4320, description="the most lines it is shown with"
    )
    is_download_allowed: bool = True
    is_blackout: bool = Field(default=False, description="takes away what other windows give")
    licensor: Line = ""
    notes: Prose = ""


class WindowBody(BaseModel):
    """A rights window. `overlaps` are other windows that are about the same people, too."""

    id: UUID
    title_id: UUID
    from_at: datetime
    until_at: datetime | None
    territories: list[str]
    excluded_territories: list[str]
    platforms: list[str]
    plans: list[str]
    monetisation: Monetisation
    max_rung: int | None
    is_download_allowed: bool
    is_blackout: bool
    licensor: str
    notes: str
    overlaps: list[UUID]
    is_open: bool = Field(description="has begun and not ended")
    etag: str = Field(description="for If-Match")
    created_at: datetime
    updated_at: datetime


class WindowList(BaseModel):
    """The windows of one title, the earliest first; it is never more than one page."""

    items: list[WindowBody]
    next_cursor: None = None


class OfferBody(BaseModel):
    """One way to a title."""

    window_id: UUID
    monetisation: Monetisation
    plans: list[str]
    until_at: datetime | None
    max_rung: int | None
    is_download_allowed: bool
    is_for_plan: bool = Field(description="the plan asked about is one it is made to")


class SpanBody(BaseModel):
    """A time in which the same is offered; else `reason` says why nothing is."""

    from_at: datetime
    until_at: datetime
    is_offered: bool
    reason: Reason
    offers: list[OfferBody]


class Calendar(BaseModel):
    """What is offered when, to one asker."""

    spans: list[SpanBody]


class TitleCalendar(Calendar):
    """The calendar of one of many titles."""

    title_id: UUID
    slug: str
    name: str
    kind: TitleKind
    state: TitleState


class DecisionBody(BaseModel):
    """What is decided for one asker at one instant."""

    country: str | None
    platform: Platform
    plan: str | None
    at: datetime
    state: TitleState
    is_shown: bool = Field(description="offered, and published")
    is_offered: bool
    reason: Reason
    opens_at: datetime | None
    offers: list[OfferBody]
