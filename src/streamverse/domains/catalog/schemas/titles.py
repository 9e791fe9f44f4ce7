"""Titles as the API shows them."""

from datetime import date, datetime
from uuid import UUID

from pydantic import BaseModel, Field

from streamverse.domains.catalog.kinds import (
    Advisory,
    ExtraKind,
    Monetisation,
    RelationKind,
    TitleKind,
    TitleState,
)
from streamverse.domains.catalog.schemas.artwork import ArtworkSet
from streamverse.domains.catalog.schemas.credits import CreditBody
from streamverse.domains.catalog.schemas.desk import DeskBody
from streamverse.domains.catalog.schemas.facts import (
    EventFact,
    EventTimes,
    MarkerFact,
    RatingFact,
    ReleaseFact,
    StationFact,
    TextFact,
)
from streamverse.domains.catalog.schemas.series import SeasonBody
from streamverse.domains.catalog.schemas.taxonomy import GenreBody, TagBody


class GoingOnBody(BaseModel):
    """Where this viewer goes on: in a film, in an episode, or with the episode after it."""

    episode_id: UUID | None
    season_number: int | None
    episode_number: int | None
    episode_name: str
    position_seconds: float
    duration_seconds: float | None
    is_next: bool = Field(description="the episode before it was finished")


class ChannelBody(BaseModel):
    """The channel that a creator's title is in."""

    id: UUID
    handle: str
    name: str
    avatar_url: str | None


class TitleCard(BaseModel):
    """A title as lists show it. `position_seconds` is where this viewer stopped, if anywhere.

    `name`, `tagline` and `synopsis` are in the asked language where there are such texts.
    `going_on` is filled in the row "continue".
    """

    id: UUID
    slug: str
    kind: TitleKind
    name: str
    tagline: str
    year: int | None
    rating: str
    min_age: int | None = Field(description="years one should have; null is unrated")
    genres: list[GenreBody]
    category: str | None = None
    advisories: list[Advisory] = Field(default_factory=list[Advisory])
    released_on: date | None = None
    runtime_seconds: int | None
    artwork: ArtworkSet
    state: TitleState
    is_playable: bool
    channel: ChannelBody | None = None
    access: Monetisation | None = Field(default=None, description="the cheapest offer now")
    badges: list[str] = Field(default_factory=list[str])
    event: EventTimes | None = None
    position_seconds: float | None = None
    is_in_watchlist: bool = False
    going_on: GoingOnBody | None = None


class ChapterBody(BaseModel):
    """A chapter of a film."""

    start_seconds: float
    name: str


class ExtraBody(BaseModel):
    """Something to play beside a title. `asset_state` is one of media's states."""

    id: UUID
    kind: ExtraKind
    name: str
    asset_id: UUID
    asset_state: str | None
    is_playable: bool
    duration_seconds: float | None


class RelatedBody(BaseModel):
    """A title that belongs to this one."""

    kind: RelationKind
    title: TitleCard


class OfferBody(BaseModel):
    """What this viewer may have a title for, here and now."""

    monetisation: Monetisation
    plans: list[str]
    until_at: datetime | None
    max_rung: int | None
    is_download_allowed: bool


class ListedTitle(TitleCard):
    """A title in a list, with the parts that `include` asks for; seasons without episodes."""

    credits: list[CreditBody] | None = None
    seasons: list[SeasonBody] | None = None
    offers: list[OfferBody] | None = None
    desk: DeskBody | None = Field(default=None, description="for who may change it")


class TitleBody(TitleCard):
    """A title whole. The answer's ETag is for `If-Match`."""

    event: EventFact | None = None  # pyright: ignore[reportIncompatibleVariableOverride]
    original_name: str
    synopsis: str
    languages: list[str]
    asset_id: UUID | None
    asset_state: str | None
    owner_id: UUID
    seasons: list[SeasonBody]
    chapters: list[ChapterBody]
    missing: list[str] = Field(description="what publishing waits for")
    version: int = Field(description="the ETag without its quotes")
    created_at: datetime
    updated_at: datetime
    published_at: datetime | None
    ratings: list[RatingFact]
    tags: list[TagBody]
    original_language: str | None
    countries: list[str]
    releases: list[ReleaseFact]
    credits: list[CreditBody]
    texts: dict[str, TextFact]
    external_ids: dict[str, str]
    extras: list[ExtraBody]
    relations: list[RelatedBody]
    markers: list[MarkerFact]
    station: StationFact | None
    channel_id: UUID | None
    publish_at: datetime | None
    expire_at: datetime | None
    offers: list[OfferBody] = Field(default_factory=list[OfferBody])
