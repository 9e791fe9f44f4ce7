"""What a title needs before viewers may find it, by its kind, and what else makes it complete."""

from collections.abc import Iterable
from dataclasses import dataclass

from streamverse.domains.catalog.errors import TitleNotReady
from streamverse.domains.catalog.kinds import CREATORS_KINDS, TitleKind

SHORTEST_SECONDS = 60.5
"""A short has 60 s; the last frame may stand a little longer."""

LABELS = {
    "name": "a name",
    "synopsis": "a synopsis",
    "asset": "an upload that plays",
    "episode": "an episode with an upload to play",
    "upright": "an upright picture, higher than wide",
    "length": "60 seconds at the most",
    "picture": "a picture",
    "starts_at": "the time it starts",
    "number": "a number on the dial",
    "poster": "a poster",
    "backdrop": "a wide picture",
    "genres": "a genre",
    "year": "the year it came out",
    "rating": "an age rating",
    "languages": "its languages",
    "credits": "who made it",
    "tagline": "a tagline",
}
IN_KINDS: dict[TitleKind, tuple[str, ...]] = {
    TitleKind.MOVIE: ("synopsis", "asset"),
    TitleKind.SERIES: ("synopsis", "episode"),
    TitleKind.SPORT: ("synopsis", "asset"),
    TitleKind.EVENT: ("synopsis", "starts_at"),
    TitleKind.STATION: ("synopsis", "number"),
    TitleKind.VIDEO: ("asset",),
    TitleKind.SHORT: ("asset", "upright", "length"),
    TitleKind.AUDIO: ("asset",),
    TitleKind.IMAGE: ("picture",),
}
WORKS = ("poster", "backdrop", "genres", "year", "rating", "languages", "credits", "tagline")
CREATORS = ("synopsis", "poster", "genres", "rating", "languages")


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a title, as far as being ready goes.

    `duration_seconds` and `is_upright` are the upload's; None as long as nobody knows.
    """

    kind: TitleKind
    has: frozenset[str]
    duration_seconds: float | None = None
    is_upright: bool | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """One thing a title needs, or would be better with."""

    field: str
    label: str
    is_done: bool
    is_required: bool


def items_of(known: Known) -> list[Item]:
    """Return all that a title of its kind needs, then what it would be better with."""
    required = ("name", *IN_KINDS[known.kind])
    better = CREATORS if known.kind in CREATORS_KINDS else WORKS
    return [
        Item(field, LABELS[field], _has(known, field), field in required)
        for field in dict.fromkeys((*required, *better))
    ]


def missing_of(known: Known) -> list[str]:
    """Return the names of what is missing before a title can be published."""
    return [each.field for each in items_of(known) if each.is_required and not each.is_done]


def percent_of(items: Iterable[Item]) -> int:
    """Return how complete a title is; what it needs counts twice."""
    weights = [(2 if each.is_required else 1, each.is_done) for each in items]
    return round(100 * sum(weight for weight, done in weights if done) / sum(w for w, _ in weights))


def require_ready(known: Known) -> None:
    """Raise TitleNotReady with everything that is missing."""
    missing = missing_of(known)
    if missing:
        words = ", ".join(LABELS[each] for each in missing)
        raise TitleNotReady(f"It still needs {words}.", missing=missing)


def _has(known: Known, field: str) -> bool:
    if field == "upright":
        return known.is_upright is True
    if field == "length":
        return known.duration_seconds is not None and known.duration_seconds <= SHORTEST_SECONDS
    return field in known.has
