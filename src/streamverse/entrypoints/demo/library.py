"""The library: which films there are, in the order in which they are made."""

from dataclasses import dataclass

from streamverse.entrypoints.demo.film import Film, Told
from streamverse.entrypoints.demo.films import (
    coral_hours,
    first_light,
    letters_from_orbit,
    murmuration,
    night_windows,
    quiet_north,
    small_infinities,
)


@dataclass(frozen=True, slots=True)
class Series:
    """A series of one season."""

    slug: str
    name: str
    lines_on_card: tuple[str, ...]
    tagline: str
    synopsis: str
    year: int
    genres: tuple[str, ...]
    rating: str
    season: str
    hindi: Told
    tags: tuple[str, ...]
    episodes: tuple[Film, ...]
    face: Film
    """The episode whose pictures stand for the whole."""


LETTERS_FROM_ORBIT = Series(
    slug="letters-from-orbit",
    name="Letters from Orbit",
    lines_on_card=("Letters", "from", "Orbit"),
    tagline="Written slowly, posted at the speed of light.",
    synopsis=(
        "Someone has gone to look at three planets, and writes home about them. "
        "Three letters, three worlds, one kettle."
    ),
    year=2026,
    genres=("Science", "Poetry"),
    rating="TV-G",
    season="The outward journey",
    hindi=Told(
        "कक्षा से चिट्ठियाँ",
        "धीरे लिखी गईं, रोशनी की रफ़्तार से भेजी गईं।",
        "कोई तीन ग्रह देखने गया है और उनके बारे में घर लिखता है। तीन चिट्ठियाँ, तीन दुनिया, एक केतली।",
    ),
    tags=("space", "letters", "slow"),
    episodes=(
        letters_from_orbit.THE_BLUE_ONE,
        letters_from_orbit.THE_RINGED_ONE,
        letters_from_orbit.THE_QUIET_ONE,
    ),
    face=letters_from_orbit.THE_RINGED_ONE,
)

FILMS: tuple[Film, ...] = (
    first_light.FILM,
    murmuration.FILM,
    quiet_north.FILM,
    night_windows.FILM,
    coral_hours.FILM,
    small_infinities.FILM,
)


def film_by_slug(slug: str) -> Film:
    """Return a film or an episode. Raises KeyError."""
    return {film.slug: film for film in (*FILMS, *LETTERS_FROM_ORBIT.episodes)}[slug]
