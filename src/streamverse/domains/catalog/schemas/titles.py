"""The catalog's JSON."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from pydantic import BaseModel, BeforeValidator, Field, StringConstraints

from streamverse.domains.catalog.kinds import TitleKind, TitleState

PRINTABLE = r"^[^\x00]*$"
Line = Annotated[str, StringConstraints(strip_whitespace=True, max_length=200, pattern=PRINTABLE)]
Name = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=200, pattern=PRINTABLE),
]
Prose = Annotated[
    str, StringConstraints(strip_whitespace=True, max_length=10_000, pattern=PRINTABLE)
]
Slug = Annotated[str, StringConstraints(max_length=80, pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
Rating = Annotated[str, StringConstraints(strip_whitespace=True, max_length=20, pattern=PRINTABLE)]
Language = Annotated[
    str, StringConstraints(max_length=35, pattern=r"^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$")
]
Year = Annotated[int, Field(ge=1878, le=2200)]
Seconds = Annotated[int, Field(ge=0, le=7 * 24 * 3600)]
Number = Annotated[int, Field(ge=0, le=10_000)]
Age = Annotated[int, Field(ge=0, le=18)]


def _plain_genre(value: Any) -> Any:
    """Take a genre as `GET` gives it ({"slug", "name"}) or as its name."""
    if isinstance(value, dict):
        return value.get("name") or value.get("slug")  # pyright: ignore[reportUnknownMemberType, reportUnknownVariableType]
    return value  # pyright: ignore[reportUnknownVariableType]


GenreName = Annotated[
    str,
    BeforeValidator(_plain_genre),
    StringConstraints(strip_whitespace=True, min_length=1, max_length=60, pattern=PRINTABLE),
]


class ImageBody(BaseModel):
    """One size of a picture in one format."""

    url: str
    width: int
    height: int
    type: str


class ArtworkBody(BaseModel):
    """A picture: what it shows, a colour to show before it is there, its sizes."""

    alt: str
    dominant_color: str
    images: list[ImageBody]


class ArtworkSet(BaseModel):
    """A subject's pictures; a role without a picture is null."""

    poster: ArtworkBody | None = None
    backdrop: ArtworkBody | None = None
    still: ArtworkBody | None = None


class GenreBody(BaseModel):
    """A genre."""

    slug: str
    name: str


class GoingOnBody(BaseModel):
    """Where this viewer goes on: in a film, in an episode, or with the episode after it."""

    episode_id: UUID | None
    season_number: int | None
    episode_number: int | None
    episode_name: str
    position_seconds: float
    duration_seconds: float | None
    is_next: bool = Field(description="the episode before it was finished")


class TitleCard(BaseModel):
    """A title as lists show it. `position_seconds` is where this viewer stopped, if anywhere.

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
    runtime_seconds: int | None
    artwork: ArtworkSet
    state: TitleState
    is_playable: bool
    position_seconds: float | None = None
    is_in_watchlist: bool = False
    going_on: GoingOnBody | None = None


class ChapterBody(BaseModel):
    """A chapter of a film."""

    start_seconds: float
    name: str


class EpisodeBody(BaseModel):
    """An episode. `asset_state` is one of media's states, null without an asset."""

    id: UUID
    number: int
    name: str
    synopsis: str
    runtime_seconds: int | None
    artwork: ArtworkSet
    asset_id: UUID | None
    asset_state: str | None
    is_playable: bool


class SeasonBody(BaseModel):
    """A season with its episodes in order."""

    id: UUID
    number: int
    name: str
    episodes: list[EpisodeBody]


class TitleBody(TitleCard):
    """A title whole. The answer's ETag is for `If-Match`."""

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


class TitleInput(BaseModel):
    """A title as its owner writes it. Unknown genres are made."""

    kind: TitleKind = TitleKind.MOVIE
    name: Name
    slug: Slug | None = Field(default=None, description="made from the name when left out")
    original_name: Line = ""
    tagline: Line = ""
    synopsis: Prose = ""
    year: Year | None = None
    rating: Rating = ""
    min_age: Age | None = Field(
        default=None, description="made from the rating when left out, where we know it"
    )
    genres: list[GenreName] = Field(default_factory=list[str], max_length=10)
    languages: list[Language] = Field(default_factory=list[str], max_length=30)
    runtime_seconds: Seconds | None = Field(
        default=None, description="the asset's duration when left out"
    )
    asset_id: UUID | None = None
    state: TitleState = TitleState.DRAFT


class TitlePatch(BaseModel):
    """What of a title shall change; what is left out stays."""

    name: Name = ""
    slug: Slug = ""
    original_name: Line = ""
    tagline: Line = ""
    synopsis: Prose = ""
    year: Year | None = None
    rating: Rating = ""
    min_age: Age | None = Field(
        default=None, description="made from the rating when left out, where we know it"
    )
    genres: list[GenreName] = Field(default_factory=list[str], max_length=10)
    languages: list[Language] = Field(default_factory=list[str], max_length=30)
    runtime_seconds: Seconds | None = None
    asset_id: UUID | None = None
    state: TitleState = TitleState.DRAFT


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
    asset_id: UUID | None = None


class GenreCount(GenreBody):
    """A genre, and how many published titles it has."""

    title_count: int


class GenreList(BaseModel):
    """Every genre that has a published title; it is never more than one page."""

    items: list[GenreCount]
    next_cursor: None = None


class HomeRow(BaseModel):
    """One row of the home page; `id` is stable, `name` is English.

    Ids are "continue", "list", "new", "series" and "genre:<slug>"; a child's page has "kids" and
    "little" in place of "new".
    """

    id: str
    name: str
    items: list[TitleCard]


class HomeBody(BaseModel):
    """The home page of one viewer."""

    hero: TitleCard | None
    rows: list[HomeRow]
