"""Genres, categories and tags as JSON."""

from typing import Annotated

from pydantic import BaseModel, Field

from streamverse.domains.catalog.schemas.fields import Language, ShortName, Slug


class GenreBody(BaseModel):
    """A genre."""

    slug: str
    name: str


class TagBody(BaseModel):
    """A word that titles are tagged with."""

    slug: str
    name: str


class GenreCount(GenreBody):
    """A genre or a category, and how many published titles it has."""

    title_count: int
    names: dict[str, str] = Field(default_factory=dict[str, str], description="by language")
    position: int = 0


class GenreList(BaseModel):
    """Every genre that has a published title; it is never more than one page."""

    items: list[GenreCount]
    next_cursor: None = None


class TagCount(TagBody):
    """A tag, and how many published titles have it."""

    title_count: int


class TermInput(BaseModel):
    """A genre or a category as an editor writes it; lower positions come first."""

    name: ShortName
    slug: Slug | None = Field(default=None, description="made from the name when left out")
    names: dict[Language, ShortName] = Field(default_factory=dict[str, str], max_length=60)
    position: Annotated[int, Field(ge=0, le=10_000)] = 0


class MergeInput(BaseModel):
    """Where to: what has this genre or category has the other then."""

    into: Slug


class BoardRating(BaseModel):
    """One of a board's ratings, and the age in years behind it."""

    rating: str
    min_age: int


class BoardBody(BaseModel):
    """Who rates titles, and where."""

    board: str
    name: str
    countries: list[str]
    ratings: list[BoardRating]


class BoardList(BaseModel):
    """Every board; it is never more than one page."""

    items: list[BoardBody]
    next_cursor: None = None
