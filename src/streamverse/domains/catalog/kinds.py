"""The words of the catalog, as the API and the tables spell them."""

from enum import StrEnum


class TitleKind(StrEnum):
    """What a title is: one film, a series of episodes, or a creator's video."""

    MOVIE = "movie"
    SERIES = "series"
    VIDEO = "video"


class TitleState(StrEnum):
    """Whether viewers find a title."""

    DRAFT = "draft"
    PUBLISHED = "published"


class ArtworkRole(StrEnum):
    """What a picture is for: upright on cards, wide behind a page, a frame of the film."""

    POSTER = "poster"
    BACKDROP = "backdrop"
    STILL = "still"
