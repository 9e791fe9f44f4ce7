"""The shapes of media's HTTP answers and questions."""

from datetime import datetime
from uuid import UUID

from pydantic import BaseModel, Field

from streamverse.domains.media.states import AssetState, UploadState
from streamverse.domains.media.timeline import TrackKind


class UploadBody(BaseModel):
    """An upload; `offset_bytes` is what is safely stored."""

    id: UUID
    asset_id: UUID
    offset_bytes: int
    size_bytes: int
    state: UploadState
    expires_at: datetime


class ProblemBody(BaseModel):
    """What went wrong with an asset or a part of it: a stable code and a sentence."""

    code: str
    detail: str


class PosterBody(BaseModel):
    """One file of a poster candidate."""

    url: str
    width: int
    height: int
    type: str
    candidate: int
    is_chosen: bool
    dominant_color: str


class AssetCard(BaseModel):
    """An asset in a list. `storage_bytes` is all it takes, the source included."""

    id: UUID
    title: str
    filename: str
    state: AssetState
    progress: float = Field(ge=0, le=1)
    eta_seconds: float | None
    duration_seconds: float | None
    size_bytes: int
    storage_bytes: int
    has_source: bool
    problem: ProblemBody | None
    revision: int
    created_at: datetime
    playable_at: datetime | None
    ready_at: datetime | None
    posters: list[PosterBody]


class StepBody(BaseModel):
    """One step of the work, in plain words; `state`: waiting, running, done, failed."""

    name: str
    label: str
    state: str
    progress: float
    eta_seconds: float | None
    problem: ProblemBody | None


class TrackBody(BaseModel):
    """One thing to see, hear or read."""

    id: UUID
    kind: TrackKind
    language: str
    role: str
    label: str
    is_sidecar: bool


class RenditionBody(BaseModel):
    """One encoding; `covered_seconds` of the asset exist in it."""

    name: str
    rung: int
    width: int
    height: int
    codecs: str
    bandwidth_bps: int
    state: str
    covered_seconds: float
    bytes: int
    problem: ProblemBody | None


class UnitBody(BaseModel):
    """A unit that failed and can be tried again."""

    id: UUID
    name: str
    rungs: list[str]
    attempts: int
    problem: ProblemBody | None


class AssetBody(AssetCard):
    """An asset with everything its owner wants to know while it is made."""

    steps: list[StepBody]
    tracks: list[TrackBody]
    renditions: list[RenditionBody]
    failed_units: list[UnitBody]


class RetryBody(BaseModel):
    """What to try again; nothing named means everything that failed."""

    rendition: str | None = None
    unit_id: UUID | None = None


class TranscodingJobBody(RetryBody):
    """The older way to ask for another try."""

    asset_id: UUID


class ReplaceBody(BaseModel):
    """The asset that takes the place of the one in the address."""

    asset_id: UUID


class PosterChoice(BaseModel):
    """The number of a poster candidate, from 0."""

    candidate: int = Field(ge=0)
