"""The JSON of the editorial flow: moves, steps, readiness, versions, flags, the review queue."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated, Any
from uuid import UUID

from pydantic import BaseModel, Field, StringConstraints

from streamverse.domains.catalog.kinds import TitleState
from streamverse.domains.catalog.schemas.fields import LINES, PRINTABLE
from streamverse.domains.catalog.schemas.instants import Instant
from streamverse.domains.catalog.schemas.titles import TitleCard

Comment = Annotated[str, StringConstraints(max_length=2000, pattern=PRINTABLE), LINES]
Said = Annotated[str, StringConstraints(min_length=1, max_length=2000, pattern=PRINTABLE), LINES]


class MoveInput(BaseModel):
    """Where a title shall go, and why. `publish_at` is for "scheduled"."""

    to: TitleState
    comment: Comment = ""
    publish_at: Instant | None = None
    expire_at: Instant | None = None


class CommentInput(BaseModel):
    """What somebody says about a title, to those who work on it."""

    comment: Said


class Somebody(BaseModel):
    """Who did it."""

    id: UUID
    name: str


class TitleStep(BaseModel):
    """A title went somewhere, or (both states are one) was spoken of. `by` null is the clock."""

    id: UUID
    from_state: TitleState
    to_state: TitleState
    by: Somebody | None
    at: datetime
    comment: str


class ReadyItem(BaseModel):
    """One thing that a title needs, or would be better with."""

    field: str
    label: str
    is_done: bool
    is_required: bool


class ReadinessBody(BaseModel):
    """How complete a title is, and what it lacks."""

    percent: int
    is_ready: bool = Field(description="nothing that publishing needs is missing")
    possible: list[TitleState] = Field(description="where it may go from here")
    items: list[ReadyItem]


class VersionBody(BaseModel):
    """A title as it was after a change; `run_id` names the import or batch edit that made it."""

    number: int
    changed_by: Somebody | None
    changed_at: datetime
    comment: str
    run_id: UUID | None


class WholeVersion(VersionBody):
    """One version with its document."""

    document: dict[str, Any]


class ChangeBody(BaseModel):
    """One field that differs between two versions."""

    field: str
    before: Any
    after: Any


class Difference(BaseModel):
    """What differs between two versions."""

    changes: list[ChangeBody]


class FlagReason(StrEnum):
    """Why somebody wants a title looked at."""

    COPYRIGHT = "copyright"
    VIOLENCE = "violence"
    SEXUAL = "sexual"
    HATE = "hate"
    CHILDREN = "children"
    SPAM = "spam"
    MISLEADING = "misleading"
    QUALITY = "quality"
    OTHER = "other"


class Resolution(StrEnum):
    """What came of a flag."""

    DISMISSED = "dismissed"
    EDITED = "edited"
    ARCHIVED = "archived"


class FlagInput(BaseModel):
    """What is wrong with a title."""

    reason: FlagReason
    comment: Comment = ""


class FlagResolution(BaseModel):
    """What came of it; "archived" takes the title down."""

    resolution: Resolution
    comment: Comment = ""


class OwnFlag(BaseModel):
    """What somebody reported, as they see it."""

    id: UUID
    reason: str
    comment: str
    at: datetime


class FlagBody(OwnFlag):
    """A flag, as moderators see it."""

    title: TitleCard
    by: Somebody | None
    resolved_by: Somebody | None
    resolved_at: datetime | None
    resolution: str


class ReviewItem(BaseModel):
    """A title that waits for an editor."""

    title: TitleCard
    asked_at: datetime | None
    asked_by: Somebody | None
    comment: str
    open_flags: int


class DeletedTitle(BaseModel):
    """A title that can be brought back until `until_at`."""

    title: TitleCard
    deleted_at: datetime
    until_at: datetime
