"""Search as the API shows it."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from pydantic import BaseModel, Field

from streamverse.domains.catalog.public import TitleCard, TitleKind


class FoundType(StrEnum):
    """What is found."""

    TITLE = "title"
    PERSON = "person"
    EPISODE = "episode"
    CHANNEL = "channel"
    MOMENT = "moment"


class SearchType(StrEnum):
    """What is looked for."""

    ALL = "all"
    TITLE = "title"
    PERSON = "person"
    EPISODE = "episode"
    CHANNEL = "channel"
    MOMENT = "moment"


class SearchSort(StrEnum):
    """What comes first."""

    RELEVANCE = "relevance"
    POPULARITY = "popularity"
    NEWEST = "newest"
    OLDEST = "oldest"


class Duration(StrEnum):
    """How long it is: under 20 minutes, under an hour, longer."""

    SHORT = "short"
    MEDIUM = "medium"
    LONG = "long"


class Piece(BaseModel):
    """A part of a text; `is_match` is to be marked."""

    text: str
    is_match: bool


class FoundPerson(BaseModel):
    """Somebody who was found."""

    id: UUID
    slug: str
    name: str
    portrait_url: str = ""
    dominant_color: str = ""


class FoundChannel(BaseModel):
    """A channel that was found."""

    id: UUID
    handle: str
    name: str
    avatar_url: str = ""
    is_public: bool = True


class FoundEpisode(BaseModel):
    """An episode that was found, or that a moment is in."""

    id: UUID
    season_number: int
    number: int
    name: str
    synopsis: str = ""
    image_url: str = ""


class FoundMoment(BaseModel):
    """A place in something that plays: what is said there, or a chapter."""

    asset_id: UUID
    start_seconds: float = Field(description="where to play from: the second of the first match")
    text: str
    language: str
    is_chapter: bool


class SearchItem(BaseModel):
    """One answer. `title` is set for titles, and for what belongs to one: episodes, moments."""

    type: FoundType
    title: TitleCard | None = None
    person: FoundPerson | None = None
    episode: FoundEpisode | None = None
    channel: FoundChannel | None = None
    moment: FoundMoment | None = None
    highlights: dict[str, list[Piece]] = Field(
        default_factory=dict[str, list[Piece]],
        description="name, tagline, synopsis, people or text, in pieces of plain text",
    )


class FacetValue(BaseModel):
    """A value to narrow down to, and how many answers there would be."""

    value: str
    name: str
    count: int


class SearchBody(BaseModel):
    """A page of answers. `corrected` is what was looked for where nothing was spelled so."""

    items: list[SearchItem]
    total: int
    facets: dict[str, list[FacetValue]] | None = None
    did_you_mean: str | None = None
    corrected: str | None = None
    next_cursor: str | None = None
    took_ms: float


class Suggestion(BaseModel):
    """What somebody who types may mean; `url` is a page of the site."""

    type: str = Field(description="title, person, channel or query")
    text: str
    url: str
    image_url: str = ""
    dominant_color: str = ""
    kind: TitleKind | None = None
    year: int | None = None
    id: UUID | None = None


class SuggestBody(BaseModel):
    """Suggestions, the likeliest first."""

    items: list[Suggestion]
    took_ms: float


class TrendingQuery(BaseModel):
    """What many look for."""

    text: str


class TrendingBody(BaseModel):
    """What many look for, the most first."""

    items: list[TrendingQuery]


class RecentSearch(BaseModel):
    """What this profile looked for."""

    id: UUID
    text: str
    searched_at: datetime


class RecentBody(BaseModel):
    """The profile's last searches; none are kept while `is_paused`."""

    items: list[RecentSearch]
    is_paused: bool


class SimilarBody(BaseModel):
    """Titles like another."""

    items: list[TitleCard]


class MomentItem(FoundMoment):
    """A moment of a title, and the episode it is in."""

    episode: FoundEpisode | None = None
    highlights: list[Piece] = Field(default_factory=list[Piece])


class MomentsBody(BaseModel):
    """Moments of a title, in their order."""

    items: list[MomentItem]
    total: int


class MissedSearch(BaseModel):
    """What was looked for and not found."""

    text: str
    times: int
    last_at: datetime


class IndexBody(BaseModel):
    """The index of the process that answers."""

    is_ready: bool
    is_building: bool
    progress: float
    documents: int
    size_bytes: int
    generation: int
    waiting: int = Field(description="changes that it has not followed yet")
    engine: str
    problem: str
