"""The JSON of recommendations."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from streamverse.domains.catalog.public import (
    HomeLayoutInput,
    Platform,
    TitleCard,
)


class Period(StrEnum):
    """Over how long what trends is looked at."""

    DAY = "24h"
    WEEK = "7d"


class RowShape(StrEnum):
    """How a row's titles are best drawn."""

    POSTER = "poster"
    STILL = "still"
    TOP10 = "top10"
    SQUARE = "square"


class HomeRow(BaseModel):
    """One row of the home page; `id` is stable, `name` is English unless an editor named the row.

    Ids are "continue", "list", "top10", "trending", "new", "leaving_soon", "early_access",
    "series", "kind:<kind>", "genre:<slug>", "category:<slug>", "collection:<slug>", "following"
    and "channel:<id>"; a child's page has "kids" and "little" in place of "new".
    """

    id: str
    kind: str
    name: str
    shape: RowShape
    items: list[TitleCard]
    more_url: str | None = Field(description="the page of the site with all of it")


class HomeBody(BaseModel):
    """The home page of one viewer. `next_cursor` leads to the rows further down."""

    hero: TitleCard | None
    heroes: list[TitleCard]
    rows: list[HomeRow]
    next_cursor: str | None = None


class TrendingBody(BaseModel):
    """What many watch now, the most watched first; `ranked_at` null: nothing has been ranked."""

    window: Period
    ranked_at: datetime | None
    items: list[TitleCard]
    next_cursor: None = None


class ViewerToBe(BaseModel):
    """As whom a layout is looked at."""

    model_config = ConfigDict(extra="forbid")

    country: Annotated[str, Field(pattern=r"^[A-Z]{2}$")] | None = None
    plan: Annotated[str, Field(max_length=60)] | None = None
    max_age: Annotated[int, Field(ge=0, le=18)] | None = None
    is_kids: bool = False
    language: Annotated[
        str, Field(max_length=35, pattern=r"^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$")
    ] = "en"
    platform: Platform = Platform.WEB
    at: AwareDatetime | None = Field(default=None, description="now when left out")


class LayoutPreview(BaseModel):
    """A layout to try, or none to see what a viewer gets as things are."""

    layout: HomeLayoutInput | None = None
    viewer: ViewerToBe = Field(default_factory=ViewerToBe)
