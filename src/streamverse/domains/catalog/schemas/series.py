"""Seasons and episodes as JSON."""

from datetime import date
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, Field

from streamverse.domains.catalog.schemas.artwork import ArtworkSet
from streamverse.domains.catalog.schemas.facts import MarkerFact, TextFact
from streamverse.domains.catalog.schemas.fields import (
    Language,
    Line,
    Name,
    Number,
    Prose,
    Seconds,
)


class EpisodeBody(BaseModel):
    """An episode. `asset_state` is one of media's states, null without an asset."""

    id: UUID
    number: int
    name: str
    synopsis: str
    runtime_seconds: int | None
    released_on: date | None = None
    artwork: ArtworkSet
    asset_id: UUID | None
    asset_state: str | None
    is_playable: bool


class SeasonBody(BaseModel):
    """A season with its episodes in order: the first fifty, and how to go on."""

    id: UUID
    number: int
    name: str
    episodes: list[EpisodeBody]
    episode_count: int = 0
    next_cursor: str | None = Field(
        default=None, description="for GET /titles/{id}/seasons/{number}/episodes"
    )


class SeasonInput(BaseModel):
    """A season; the next number when left out."""

    number: Number | None = None
    name: Line = ""


class EpisodeInput(BaseModel):
    """An episode; the next number when left out."""

    number: Number | None = None
    name: Name
    synopsis: Prose = ""
    runtime_seconds: Seconds | None = None
    released_on: date | None = None
    asset_id: UUID | None = None
    texts: dict[Language, TextFact] | None = Field(
        default=None, max_length=60, description="by language; as they are when left out"
    )
    markers: list[MarkerFact] | None = Field(
        default=None, max_length=300, description="as they are when left out"
    )


class EpisodeFacts(EpisodeBody):
    """An episode as its editor sees it."""

    season_number: int
    texts: dict[str, TextFact]
    markers: list[MarkerFact]


class EpisodeOrder(BaseModel):
    """A season's episodes, all of them, in their new order."""

    episode_ids: Annotated[list[UUID], Field(max_length=10_000)]


class SeasonOrder(BaseModel):
    """A series' seasons, all of them, in their new order."""

    season_ids: Annotated[list[UUID], Field(max_length=1_000)]


class EpisodeMove(BaseModel):
    """Where an episode shall be: at the end of the season when no number is given."""

    season: Number
    number: Number | None = None
