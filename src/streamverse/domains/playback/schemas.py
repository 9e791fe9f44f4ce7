"""What playback's endpoints take and answer."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, Field, StringConstraints, model_validator

from streamverse.domains.catalog.public import TitleCard
from streamverse.kit.pages import Page

MAX_SECONDS = 10 * 24 * 3600

ContentId = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{1,120}$")]
"""An id or a slug. What isn't one, as a zero byte, never reaches the database."""

Language = Annotated[
    str, Field(pattern=r"^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$", max_length=20, examples=["hi"])
]


class OpenSession(BaseModel):
    """What somebody wants to watch: a title (id or slug), an episode or an asset."""

    title_id: ContentId | None = Field(
        default=None, description="a title's id or slug, or an episode's id"
    )
    episode_id: UUID | None = None
    asset_id: UUID | None = None
    languages: list[Language] = Field(
        default_factory=list[str], max_length=4, description="spoken languages, best first"
    )
    max_rung: int | None = Field(
        default=None, ge=144, le=4320, description="no picture above this, to save data"
    )
    is_audio_only: bool = False

    @model_validator(mode="after")
    def _names_one(self) -> "OpenSession":
        if sum(each is not None for each in (self.title_id, self.episode_id, self.asset_id)) != 1:
            msg = "name one of title_id, episode_id and asset_id"
            raise ValueError(msg)
        return self


class TitleRef(BaseModel):
    """The title that plays."""

    id: UUID
    slug: str
    name: str
    kind: str


class EpisodeRef(BaseModel):
    """An episode of it."""

    id: UUID
    season_number: int
    number: int
    name: str


class ChapterRef(BaseModel):
    """A named point."""

    start_seconds: float
    name: str


class MarkerRef(BaseModel):
    """A part that a viewer may want to skip."""

    kind: Literal["intro", "recap", "credits", "preview"]
    from_seconds: float
    to_seconds: float


class TextTrackRef(BaseModel):
    """A WebVTT file. `kind` is `subtitles`, `captions` or `forced`."""

    id: UUID
    language: str
    label: str
    kind: str
    url: str


class Session(BaseModel):
    """A playback session. Addresses hold its token; `revision` changes when they offer more."""

    id: UUID
    programme_id: UUID
    asset_id: UUID
    hls_url: str
    dash_url: str
    position_seconds: float
    sequence: int = Field(description="of the last position taken; send higher ones")
    duration_seconds: float
    heartbeat_seconds: int
    expires_at: datetime
    is_growing: bool
    revision: str
    title: TitleRef | None
    episode: EpisodeRef | None
    next: EpisodeRef | None
    chapters: list[ChapterRef]
    markers: list[MarkerRef]
    storyboard_url: str | None
    text_tracks: list[TextTrackRef]
    poster_url: str | None


class Position(BaseModel):
    """Where the viewer is. A sequence not above the last one is passed over."""

    position_seconds: float = Field(ge=0, le=MAX_SECONDS, allow_inf_nan=False)
    sequence: int = Field(ge=0, le=2**31 - 1)


class SessionState(BaseModel):
    """What a running player should know: whether the manifests offer more than before."""

    revision: str
    is_growing: bool
    duration_seconds: float
    position_seconds: float


class Decision(BaseModel):
    """What this viewer may do with a title or an asset, and what would help if not."""

    title_id: UUID | None
    asset_id: UUID | None
    can_play: bool
    reason: (
        Literal[
            "being_prepared",
            "preparation_failed",
            "no_video",
            "title_not_offered",
            "not_entitled",
        ]
        | None
    )
    detail: str
    would_help: list[Literal["wait", "upload", "subscription", "rent", "buy", "ticket"]]
    opens_at: datetime | None = Field(default=None, description="when waiting is what helps")
    is_public: bool
    max_rung: int | None
    position_seconds: float
    progress: float | None


class Progress(BaseModel):
    """Where a viewer is in something, without a session: for older clients."""

    content_id: ContentId = Field(description="a title's, an episode's or an asset's id, or a slug")
    position_seconds: float = Field(ge=0, le=MAX_SECONDS, allow_inf_nan=False)


class HistoryItem(BaseModel):
    """Something a viewer has watched, and how far.

    `title` is null for what is no longer theirs to see; `name` is empty then.
    """

    asset_id: UUID
    title_id: UUID | None
    episode_id: UUID | None
    name: str
    title: TitleRef | None
    episode: EpisodeRef | None
    poster_url: str | None
    still_url: str | None
    position_seconds: float
    duration_seconds: float
    is_finished: bool
    updated_at: datetime


class HistoryPage(Page[HistoryItem]):
    """A page of history, and whether it grows."""

    is_paused: bool


class HistoryPause(BaseModel):
    """Whether history shall rest: what is watched meanwhile leaves no trace in it."""

    is_paused: bool


class ContinueItem(BaseModel):
    """Something to go on with. `is_next`: the episode before it was finished."""

    title_id: UUID
    episode_id: UUID | None
    name: str
    title: TitleRef
    episode: EpisodeRef | None
    poster_url: str | None
    still_url: str | None
    position_seconds: float
    duration_seconds: float | None
    is_next: bool


class EpisodePlace(BaseModel):
    """How far a viewer is in an episode."""

    episode_id: UUID
    position_seconds: float
    duration_seconds: float | None
    is_finished: bool


class EpisodeToGoOnWith(BaseModel):
    """The episode a viewer is at."""

    episode_id: UUID
    season_number: int
    number: int
    name: str


class SeriesProgress(BaseModel):
    """How far a viewer is in a series; `next` is null before the first and after the last one."""

    items: list[EpisodePlace] = Field(default_factory=list[EpisodePlace])
    next: EpisodeToGoOnWith | None = None


class WatchlistItem(BaseModel):
    """A title that a viewer wants to see."""

    added_at: datetime
    title: TitleCard


class ViewCounts(BaseModel):
    """How often titles were watched, by their id."""

    views: dict[UUID, int]
