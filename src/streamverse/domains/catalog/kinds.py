"""The words of the catalog, as the API and the tables spell them."""

from enum import StrEnum


class TitleKind(StrEnum):
    """What a title is: the service's own kinds first, then creators'."""

    MOVIE = "movie"
    SERIES = "series"
    SPORT = "sport"
    EVENT = "event"
    STATION = "station"
    VIDEO = "video"
    SHORT = "short"
    AUDIO = "audio"
    IMAGE = "image"


CREATORS_KINDS = frozenset({TitleKind.VIDEO, TitleKind.SHORT, TitleKind.AUDIO, TitleKind.IMAGE})
"""What belongs to a channel."""


class TitleState(StrEnum):
    """Where a title is on its way to viewers; they find it while it is published."""

    DRAFT = "draft"
    IN_REVIEW = "in_review"
    SCHEDULED = "scheduled"
    PUBLISHED = "published"
    ARCHIVED = "archived"


class ArtworkRole(StrEnum):
    """What a picture is for. `still` is the wide thumbnail; `portrait` is a person's."""

    POSTER = "poster"
    BACKDROP = "backdrop"
    STILL = "still"
    LOGO = "logo"
    SQUARE = "square"
    PORTRAIT = "portrait"


class Monetisation(StrEnum):
    """What a viewer gives for what a rights window offers."""

    FREE = "free"
    ADS = "ads"
    SUBSCRIPTION = "subscription"
    RENT = "rent"
    BUY = "buy"
    TICKET = "ticket"


class Platform(StrEnum):
    """What a viewer watches on, as rights windows name it."""

    WEB = "web"
    MOBILE = "mobile"
    TV = "tv"
    EMBED = "embed"


class CreditRole(StrEnum):
    """What somebody did for a title."""

    ACTOR = "actor"
    VOICE = "voice"
    DIRECTOR = "director"
    WRITER = "writer"
    PRODUCER = "producer"
    CREATOR = "creator"
    HOST = "host"
    GUEST = "guest"
    COMPOSER = "composer"
    PERFORMER = "performer"
    CINEMATOGRAPHER = "cinematographer"
    EDITOR = "editor"
    CREW = "crew"


class ExtraKind(StrEnum):
    """What there is to play beside a title."""

    TRAILER = "trailer"
    TEASER = "teaser"
    BEHIND_THE_SCENES = "behind_the_scenes"
    INTERVIEW = "interview"
    DELETED_SCENE = "deleted_scene"
    BONUS = "bonus"
    CUT = "cut"


class RelationKind(StrEnum):
    """How one title belongs to another."""

    RELATED = "related"
    SEQUEL = "sequel"
    PREQUEL = "prequel"
    SPIN_OFF = "spin_off"
    REMAKE = "remake"


class MarkerKind(StrEnum):
    """A part of what plays."""

    INTRO = "intro"
    RECAP = "recap"
    CREDITS = "credits"
    PREVIEW = "preview"
    CHAPTER = "chapter"


class Advisory(StrEnum):
    """What one may want to know before watching."""

    VIOLENCE = "violence"
    LANGUAGE = "language"
    SEX = "sex"
    NUDITY = "nudity"
    DRUGS = "drugs"
    TOBACCO = "tobacco"
    FEAR = "fear"
    SELF_HARM = "self_harm"
    DISCRIMINATION = "discrimination"
    FLASHING = "flashing"


class CollectionKind(StrEnum):
    """How a collection comes by its titles; a bundle is curated, and sold as one."""

    CURATED = "curated"
    SMART = "smart"
    BUNDLE = "bundle"
