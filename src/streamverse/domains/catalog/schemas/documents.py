"""A title's document: everything of it that can be edited. It is written, kept and read as one."""

from datetime import date
from typing import Annotated
from uuid import UUID

from pydantic import AfterValidator, BaseModel, Field

from streamverse.domains.catalog.kinds import Advisory, Monetisation, TitleKind, TitleState
from streamverse.domains.catalog.schemas.facts import (
    CreditFact,
    EventFact,
    ExternalId,
    ExtraFact,
    MarkerFact,
    RatingFact,
    RelationFact,
    ReleaseFact,
    Source,
    StationFact,
    TextFact,
)
from streamverse.domains.catalog.schemas.fields import (
    Age,
    Country,
    GenreName,
    Language,
    Line,
    Name,
    Prose,
    Rating,
    Seconds,
    Slug,
    TagName,
    Year,
    once_each,
)
from streamverse.domains.catalog.schemas.instants import Instant

OnceEach = AfterValidator(once_each)


class TitleDocument(BaseModel):
    """A title whole, but for its state, its pictures, and the seasons of a series."""

    kind: TitleKind = TitleKind.MOVIE
    name: Name
    slug: Slug | None = Field(default=None, description="made from the name when left out")
    original_name: Line = ""
    tagline: Line = ""
    synopsis: Prose = ""
    year: Year | None = None
    rating: Rating = Field(default="", description="a free one; the first board's when left out")
    min_age: Age | None = Field(
        default=None, description="the highest age of its ratings when left out"
    )
    ratings: list[RatingFact] = Field(default_factory=list[RatingFact], max_length=20)
    genres: list[GenreName] = Field(default_factory=list[str], max_length=10)
    category: Slug | None = None
    tags: list[TagName] = Field(default_factory=list[str], max_length=50)
    original_language: Language | None = None
    languages: Annotated[list[Language], OnceEach] = Field(default_factory=list[str], max_length=30)
    countries: Annotated[list[Country], OnceEach] = Field(default_factory=list[str], max_length=30)
    released_on: date | None = None
    releases: list[ReleaseFact] = Field(default_factory=list[ReleaseFact], max_length=300)
    runtime_seconds: Seconds | None = Field(
        default=None, description="the asset's duration when left out"
    )
    advisories: Annotated[list[Advisory], OnceEach] = Field(default_factory=list[Advisory])
    credits: list[CreditFact] = Field(default_factory=list[CreditFact], max_length=300)
    texts: dict[Language, TextFact] = Field(default_factory=dict[str, TextFact], max_length=60)
    external_ids: dict[Source, ExternalId] = Field(default_factory=dict[str, str], max_length=20)
    extras: list[ExtraFact] = Field(default_factory=list[ExtraFact], max_length=50)
    relations: list[RelationFact] = Field(default_factory=list[RelationFact], max_length=50)
    markers: list[MarkerFact] = Field(default_factory=list[MarkerFact], max_length=300)
    event: EventFact | None = None
    station: StationFact | None = None
    asset_id: UUID | None = None
    channel_id: UUID | None = None
    publish_at: Instant | None = None
    expire_at: Instant | None = None


class TitleInput(TitleDocument):
    """A title as its owner writes it. Unknown genres, tags and people are made."""

    state: TitleState = TitleState.DRAFT
    access: Monetisation | None = Field(
        default=None, description="what viewers give for it, where its rights are the usual ones"
    )


class TitlePatch(TitleInput):
    """What of a title shall change; what is left out stays."""

    name: Name = ""
