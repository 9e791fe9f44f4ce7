"""The catalog's facts as frozen data: what its door gives out and its routes answer with."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

Kind = Literal["movie", "series", "video"]
State = Literal["draft", "published"]
ArtworkRole = Literal["poster", "backdrop", "still"]


class Frozen(BaseModel):
    """Base of the catalog's plain facts."""

    model_config = ConfigDict(frozen=True)


class Image(Frozen):
    """One size and type of a picture."""

    url: str
    width: int
    height: int
    type: str


class Artwork(Frozen):
    """A picture in one role."""

    alt: str
    dominant_color: str
    images: list[Image]


class Genre(Frozen):
    """A genre."""

    slug: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)
    name: str = Field(min_length=1, max_length=80)


class TitleCard(Frozen):
    """A title as rows and lists show it. `position_seconds` is where the viewer stopped."""

    id: UUID
    slug: str
    kind: Kind
    name: str
    tagline: str
    year: int | None
    genres: list[Genre]
    runtime_seconds: float | None
    artwork: dict[ArtworkRole, Artwork]
    state: State
    is_playable: bool
    position_seconds: float | None = None
    watch_id: UUID | None = Field(
        default=None, description="what /watch/… plays: the title, or the episode to go on with"
    )
    episode_label: str | None = None


class Episode(Frozen):
    """An episode as its season lists it."""

    id: UUID
    number: int
    name: str
    synopsis: str
    runtime_seconds: float | None
    artwork: dict[ArtworkRole, Artwork]
    asset_id: UUID | None
    asset_state: str | None
    is_playable: bool
    position_seconds: float | None = None


class Season(Frozen):
    """A season with its episodes."""

    id: UUID
    number: int
    name: str
    episodes: list[Episode]


class Title(TitleCard):
    """A title in full."""

    synopsis: str
    rating: str
    languages: list[str]
    asset_id: UUID | None
    asset_state: str | None
    owner_id: UUID
    seasons: list[Season]
    version: int
    created_at: datetime
    updated_at: datetime
    published_at: datetime | None


class Row(Frozen):
    """One row of the home page."""

    id: str
    name: str
    items: list[TitleCard]


class Home(Frozen):
    """The home page of one viewer. A row's `name` is empty when its id says it all."""

    hero: TitleCard | None
    rows: list[Row]


class EpisodeRef(Frozen):
    """An episode as the player names it."""

    id: UUID
    season_number: int
    number: int
    name: str


class TitleForPlayback(Frozen):
    """What playback asks about a title or an episode."""

    id: UUID
    slug: str
    kind: Kind
    name: str
    owner_id: UUID
    asset_id: UUID | None
    is_published: bool
    episode: EpisodeRef | None = None
    next: EpisodeRef | None = None
    poster_url: str = ""


class PageFacts(Frozen):
    """What a page's head tags say."""

    name: str
    description: str = ""
    image_url: str = ""
    open_graph_type: str = "website"
    json_ld: dict[str, object] = Field(default_factory=dict)
    status: int = 200
