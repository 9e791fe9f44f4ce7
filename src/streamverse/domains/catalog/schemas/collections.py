"""The JSON of collections."""

from typing import Annotated, Self
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, model_validator

from streamverse.domains.catalog.kinds import CollectionKind, Monetisation, TitleKind
from streamverse.domains.catalog.schemas.fields import (
    Age,
    Country,
    Language,
    Name,
    Prose,
    Slug,
    Territory,
    Year,
)
from streamverse.domains.catalog.schemas.instants import Instant
from streamverse.domains.catalog.schemas.titles import ArtworkSet, TitleCard
from streamverse.domains.catalog.shelf import Shelf, ShelfSort

MOST_ITEMS = 500
Names = Annotated[dict[Language, Name], Field(max_length=60, description="by language")]
Word = Annotated[str, Field(min_length=1, max_length=80, pattern=r"^[^\x00]*$")]


class SmartQuery(BaseModel):
    """Which titles a smart collection finds; the same filters as `GET /titles`.

    Of several values one is enough; all filters that are given must fit.
    """

    model_config = ConfigDict(extra="forbid")

    kind: list[TitleKind] = Field(default_factory=list[TitleKind], max_length=20)
    genre: list[Word] = Field(default_factory=list[str], max_length=20, description="slugs")
    category: list[Word] = Field(default_factory=list[str], max_length=20, description="slugs")
    tag: list[Word] = Field(default_factory=list[str], max_length=20, description="slugs")
    language: list[Language] = Field(default_factory=list[str], max_length=20)
    country: list[Country] = Field(default_factory=list[str], max_length=20)
    access: list[Monetisation] = Field(default_factory=list[Monetisation], max_length=6)
    year_from: Year | None = None
    year_to: Year | None = None
    rating_max: Age | None = Field(default=None, description="an age; leaves unrated titles out")
    channel: UUID | None = None
    person: UUID | None = None
    sort: ShelfSort = ShelfSort.NEWEST
    limit: int = Field(default=100, ge=1, le=MOST_ITEMS)

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.year_from and self.year_to and self.year_from > self.year_to:
            msg = "`year_from` is after `year_to`"
            raise ValueError(msg)
        return self

    def shelf(self, most: int | None = None) -> Shelf:
        """Return what this finds, as the database is asked for it."""
        return Shelf(
            kinds=tuple(self.kind),
            genres=tuple(self.genre),
            categories=tuple(self.category),
            tags=tuple(self.tag),
            languages=tuple(self.language),
            countries=tuple(self.country),
            access=tuple(self.access),
            year_from=self.year_from,
            year_to=self.year_to,
            max_age=self.rating_max,
            channel_ids=(self.channel,) if self.channel else (),
            person_id=self.person,
            sort=self.sort,
            limit=min(self.limit, most) if most else self.limit,
        )


class CollectionFacts(BaseModel):
    """What an editor writes of a collection."""

    name: Name
    names: Names = Field(default_factory=dict[str, str])
    description: Prose = ""
    query: SmartQuery | None = Field(default=None, description="of smart collections")
    territories: list[Territory] = Field(
        default_factory=lambda: ["*"], min_length=1, max_length=260, description='"*" is everywhere'
    )
    from_at: Instant | None = Field(default=None, description="shown from then on")
    until_at: Instant | None = Field(default=None, description="and no longer then")
    is_published: bool = False


class CollectionInput(CollectionFacts):
    """A collection as an editor writes it."""

    kind: CollectionKind = CollectionKind.CURATED
    slug: Slug | None = Field(default=None, description="made from the name when left out")


class CollectionPatch(BaseModel):
    """What of a collection shall change; what is left out stays."""

    name: Name = ""
    slug: Slug = ""
    names: Names = Field(default_factory=dict[str, str])
    description: Prose = ""
    query: SmartQuery | None = None
    territories: list[Territory] = Field(
        default_factory=lambda: ["*"], min_length=1, max_length=260
    )
    from_at: Instant | None = None
    until_at: Instant | None = None
    is_published: bool = False


class CollectionBody(BaseModel):
    """A collection. `title` is its name in the asked language; `name` is as it was written."""

    id: UUID
    slug: str
    kind: CollectionKind
    title: str
    name: str
    names: dict[str, str]
    description: str
    query: SmartQuery | None
    territories: list[str]
    from_at: AwareDatetime | None
    until_at: AwareDatetime | None
    is_published: bool
    item_count: int = Field(description="titles and collections put there by hand")
    artwork: ArtworkSet
    version: int = Field(description="the ETag without its quotes")
    created_at: AwareDatetime
    updated_at: AwareDatetime


class ItemInput(BaseModel):
    """One place in a collection: a title, or another collection."""

    model_config = ConfigDict(extra="forbid")

    title_id: UUID | None = None
    collection_id: UUID | None = None

    @model_validator(mode="after")
    def _one_of_both(self) -> Self:
        if (self.title_id is None) == (self.collection_id is None):
            msg = "name either a title or a collection"
            raise ValueError(msg)
        return self


class ItemsInput(BaseModel):
    """What stands in a collection, in its order."""

    items: list[ItemInput] = Field(max_length=MOST_ITEMS)


class CollectionRef(BaseModel):
    """A collection that stands in another."""

    id: UUID
    slug: str
    kind: CollectionKind
    name: str
    is_published: bool


class ItemBody(BaseModel):
    """One place in a collection, as its editor sees it: drafts too."""

    title: TitleCard | None = None
    collection: CollectionRef | None = None


class ItemsBody(BaseModel):
    """What stands in a collection, in its order; never more than one page."""

    items: list[ItemBody]
    version: int


class QueryPreview(BaseModel):
    """A query to try."""

    query: SmartQuery


class PreviewBody(BaseModel):
    """What a query finds now, for whoever asks."""

    items: list[TitleCard]
    total: int = Field(description="how many it finds, up to its limit")
