"""What the catalog's routes take."""

from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from streamverse.domains.catalog.views import Kind

Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
Text = Annotated[str, StringConstraints(strip_whitespace=True, max_length=5000)]
Tagline = Annotated[str, StringConstraints(strip_whitespace=True, max_length=300)]
GenreName = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=80)]
Language = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")]
Year = Annotated[int, Field(ge=1870, le=2200)]
Number = Annotated[int, Field(ge=0, le=10_000)]
Runtime = Annotated[float, Field(gt=0, le=7 * 86400)]


class TitleIn(BaseModel):
    """A title as it is made or replaced (PUT)."""

    model_config = ConfigDict(extra="forbid")

    kind: Kind = "video"
    name: Name
    slug: Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)] | None = None
    tagline: Tagline = ""
    synopsis: Text = ""
    year: Year | None = None
    rating: Annotated[str, StringConstraints(max_length=16)] = ""
    languages: list[Language] = Field(default_factory=list[Language], max_length=50)
    genres: list[GenreName] = Field(default_factory=list[GenreName], max_length=20)
    runtime_seconds: Runtime | None = None
    asset_id: UUID | None = None


class TitlePatch(BaseModel):
    """Some fields of a title (PATCH); what is absent stays."""

    model_config = ConfigDict(extra="forbid")

    name: Name | None = None
    tagline: Tagline | None = None
    synopsis: Text | None = None
    year: Year | None = None
    rating: Annotated[str, StringConstraints(max_length=16)] | None = None
    languages: list[Language] | None = Field(default=None, max_length=50)
    genres: list[GenreName] | None = Field(default=None, max_length=20)
    runtime_seconds: Runtime | None = None
    asset_id: UUID | None = None


class SeasonIn(BaseModel):
    """A season as it is made."""

    model_config = ConfigDict(extra="forbid")

    number: Number
    name: Annotated[str, StringConstraints(strip_whitespace=True, max_length=200)] = ""


class EpisodeIn(BaseModel):
    """An episode as it is made or replaced."""

    model_config = ConfigDict(extra="forbid")

    number: Number
    name: Name
    synopsis: Text = ""
    runtime_seconds: Runtime | None = None
    asset_id: UUID | None = None
