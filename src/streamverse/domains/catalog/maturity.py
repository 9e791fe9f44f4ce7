"""How old one should be for a title, and what a profile's ceiling lets through.

Ages are whole years, 0 to 18. A rating nobody knows makes a title unrated: not for children.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from streamverse.domains.catalog.fact_errors import UnknownRating

ADULT = 18
KIDS_AGE = 7
"""What a kids profile without an age of its own may see."""


@dataclass(frozen=True, slots=True)
class Board:
    """Who rates, where (ISO 3166-1 alpha-2), and the age in years behind each of its ratings."""

    name: str
    countries: frozenset[str]
    ages: dict[str, int]


FREE = "free"
"""The board of whoever writes a rating of their own."""

BOARDS = {
    # MPA, 2022; https://www.filmratings.com
    "mpa": Board(
        "Motion Picture Association",
        frozenset({"US", "PR"}),
        {"G": 0, "PG": 8, "PG-13": 13, "R": 17, "NC-17": 18},
    ),
    # https://www.tvguidelines.org
    "tv": Board(
        "TV Parental Guidelines",
        frozenset({"US", "PR"}),
        {
            "TV-Y": 0,
            "TV-Y7": 7,
            "TV-Y7-FV": 7,
            "TV-G": 0,
            "TV-PG": 8,
            "TV-14": 14,
            "TV-MA": 18,
        },
    ),
    # https://www.bbfc.co.uk/about-classification; PG: "should not unsettle a child aged around 8"
    "bbfc": Board(
        "British Board of Film Classification",
        frozenset({"GB", "IM", "JE", "GG"}),
        {"U": 0, "PG": 8, "12A": 12, "12": 12, "15": 15, "18": 18, "R18": 18},
    ),
    # JuSchG section 14; https://www.fsk.de
    "fsk": Board(
        "Freiwillige Selbstkontrolle der Filmwirtschaft",
        frozenset({"DE"}),
        {"0": 0, "6": 6, "12": 12, "16": 16, "18": 18},
    ),
    # Cinematograph (Certification) Rules, 2024; "UA" alone is from before them
    "cbfc": Board(
        "Central Board of Film Certification",
        frozenset({"IN"}),
        {"U": 0, "UA 7+": 7, "UA": 12, "UA 13+": 13, "UA 16+": 16, "A": 18, "S": 18},
    ),
    # https://kfcb.go.ke; it gives PG no age: the BBFC's is taken
    "kfcb": Board(
        "Kenya Film Classification Board",
        frozenset({"KE"}),
        {"GE": 0, "PG": 8, "16": 16, "18": 18, "R": 18},
    ),
    # with the Media Council; they give PG no age: the BBFC's is taken
    "ucc": Board(
        "Uganda Communications Commission",
        frozenset({"UG"}),
        {"G": 0, "PG": 8, "12": 12, "15": 15, "16": 16, "18": 18, "R": 18},
    ),
}
"""Known boards; whoever is rated by another writes a free rating."""

BOARD = re.compile(r"^(rated|mpa|bbfc|cbfc|fsk|kfcb|ucc)(?=.)")
SIGNS = re.compile(r"[^\w]", re.ASCII)


def _plain(rating: str) -> str:
    """Return a rating in lower case without spaces, hyphens and the like."""
    return SIGNS.sub("", rating.lower())


USUAL = {
    _plain(rating): age
    for board in ("ucc", "kfcb", "cbfc", "fsk", "bbfc", "tv", "mpa")
    for rating, age in BOARDS[board].ages.items()
}
"""What a rating means that is written without its board; of two, the more widely known."""


class Aged(Protocol):
    """Whoever watches: an adult's profile, a child's, or a guest."""

    @property
    def max_age(self) -> int | None:
        """The profile's ceiling in years; None without one."""
        ...

    @property
    def is_kids(self) -> bool:
        """Whether it is a child's profile."""
        ...


def age_of_rating(rating: str) -> int | None:
    """Return the age behind a rating as it is usually written; None for one we don't know."""
    plain = BOARD.sub("", _plain(rating))
    if plain in USUAL:
        return USUAL[plain]
    is_age = plain.isdecimal() and len(plain) <= len(str(ADULT)) and int(plain) <= ADULT
    return int(plain) if is_age else None


def rated(board: str, rating: str) -> tuple[str, int | None]:
    """Return a board's rating as it writes it, and the age behind it.

    A free one is as it was written, its age perhaps unknown. Raises UnknownRating.
    """
    if board == FREE:
        return rating, age_of_rating(rating)
    known = BOARDS.get(board)
    if known is None:
        raise UnknownRating(f"There is no board {board}.", boards=[*BOARDS, FREE])
    plain = _plain(rating)
    plain = plain if plain in map(_plain, known.ages) else BOARD.sub("", plain)
    for usual, age in known.ages.items():
        if _plain(usual) == plain:
            return usual, age
    raise UnknownRating(f"{known.name} has no rating {rating}.", ratings=list(known.ages))


def highest_age(ages: Iterable[int | None]) -> int | None:
    """Return the highest age that ratings ask for; None when none of them says one."""
    return max((age for age in ages if age is not None), default=None)


def boards_of(country: str | None) -> tuple[str, ...]:
    """Return the boards whose ratings people of a country know."""
    return tuple(code for code, board in BOARDS.items() if country in board.countries)


def ceiling_of(viewer: Aged) -> int | None:
    """Return the highest age this viewer may see; None when everything is theirs to see."""
    if viewer.is_kids:
        years = KIDS_AGE if viewer.max_age is None else viewer.max_age
        return min(years, ADULT - 1)  # what nobody has rated stays away from children
    if viewer.max_age is None or viewer.max_age >= ADULT:
        return None
    return viewer.max_age


def is_within(min_age: int | None, ceiling: int | None) -> bool:
    """Whether a title of this age may be seen below a ceiling; an unrated one may not."""
    return ceiling is None or (min_age is not None and min_age <= ceiling)
