"""Pictures as JSON."""

from pydantic import BaseModel, Field

from streamverse.domains.catalog.schemas.fields import Line, Share


class Focal(BaseModel):
    """What a crop keeps in view, as a share of width and height from the upper left corner."""

    x: Share = 0.5
    y: Share = 0.4


class ImageBody(BaseModel):
    """One size of a picture in one format."""

    url: str
    width: int
    height: int
    type: str


class ArtworkBody(BaseModel):
    """A picture: what it shows, what to show before it is there, its sizes."""

    alt: str
    dominant_color: str
    blurhash: str = ""
    focal: Focal | None = Field(default=None, description="null for a frame of the film")
    images: list[ImageBody]


class ArtworkSet(BaseModel):
    """A subject's pictures; a role without a picture is null."""

    poster: ArtworkBody | None = None
    backdrop: ArtworkBody | None = None
    still: ArtworkBody | None = None
    logo: ArtworkBody | None = None
    square: ArtworkBody | None = None


class ArtworkPatch(BaseModel):
    """What of a picture shall change; a new focal point cuts it anew from what was uploaded."""

    alt: Line | None = None
    focal: Focal | None = None
