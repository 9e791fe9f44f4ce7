"""The JSON of the home page's layouts."""

from enum import StrEnum
from typing import Annotated, Self
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, model_validator

from streamverse.domains.catalog.kinds import TitleKind
from streamverse.domains.catalog.schemas.collections import Names
from streamverse.domains.catalog.schemas.fields import Country, Language, Line, Name, ShortName
from streamverse.domains.catalog.schemas.instants import Instant

MOST_ROWS = 40


class RowKind(StrEnum):
    """What fills a row of the home page."""

    CONTINUE = "continue"
    LIST = "list"
    TOP10 = "top10"
    TRENDING = "trending"
    NEW = "new"
    LEAVING_SOON = "leaving_soon"
    EARLY_ACCESS = "early_access"
    COLLECTION = "collection"
    GENRE = "genre"
    CATEGORY = "category"
    KIND = "kind"
    CHANNEL = "channel"


NEEDS = {
    RowKind.COLLECTION: "collection_id",
    RowKind.GENRE: "genre",
    RowKind.CATEGORY: "category",
    RowKind.KIND: "title_kind",
}
"""What a row of a kind must name; a channel row without a channel is of those one follows."""


class LayoutRow(BaseModel):
    """One row; its own name where `name` is empty."""

    model_config = ConfigDict(extra="forbid")

    kind: RowKind
    name: Line = ""
    names: Names = Field(default_factory=dict[str, str])
    collection_id: UUID | None = None
    genre: Annotated[str, Field(max_length=80)] | None = None
    category: Annotated[str, Field(max_length=80)] | None = None
    title_kind: TitleKind | None = None
    channel_id: UUID | None = None

    @model_validator(mode="after")
    def _whole(self) -> Self:
        needed = NEEDS.get(self.kind)
        if needed and getattr(self, needed) is None:
            msg = f"a row of the kind {self.kind} needs `{needed}`"
            raise ValueError(msg)
        return self


class AudienceInput(BaseModel):
    """Who sees a layout; what is left out, or empty, fits everybody."""

    model_config = ConfigDict(extra="forbid")

    is_kids: bool | None = None
    territories: list[Country] = Field(default_factory=list[str], max_length=260)
    plans: list[ShortName] = Field(default_factory=list[str], max_length=20)
    languages: list[Language] = Field(default_factory=list[str], max_length=60)


class HomeLayoutInput(BaseModel):
    """A layout of the home page: of those that fit a viewer the highest priority is shown."""

    name: Name
    audience: AudienceInput = Field(default_factory=AudienceInput)
    rows: list[LayoutRow] = Field(min_length=1, max_length=MOST_ROWS)
    priority: int = Field(default=0, ge=-1000, le=1000)
    is_published: bool = False
    from_at: Instant | None = None
    until_at: Instant | None = None


class HomeLayoutBody(HomeLayoutInput):
    """A layout as it is kept."""

    id: UUID
    version: int = Field(description="the ETag without its quotes")
    updated_at: AwareDatetime


class HomeLayoutList(BaseModel):
    """Every layout, the highest priority first; never more than one page."""

    items: list[HomeLayoutBody]
    next_cursor: None = None
