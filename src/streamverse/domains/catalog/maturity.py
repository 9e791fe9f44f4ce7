"""How old one should be for a title, and what a profile's ceiling lets through.

Ages are whole years, 0 to 18. A rating nobody knows makes a title unrated: not for children.
"""

import re
from typing import Protocol

ADULT = 18
KIDS_AGE = 7
"""What a kids profile without an age of its own may see."""

AGES = {
    # MPA, 2022; https://www.filmratings.com
    "g": 0,
    "pg": 8,
    "pg13": 13,
    "r": 17,
    "nc17": 18,
    # TV Parental Guidelines; https://www.tvguidelines.org
    "tvy": 0,
    "tvy7": 7,
    "tvy7fv": 7,
    "tvg": 0,
    "tvpg": 8,
    "tv14": 14,
    "tvma": 18,
    # BBFC; its PG is the MPA's above
    "u": 0,
    "12a": 12,
    "r18": 18,
    # CBFC, with the steps of 2024; "UA" alone is from before them
    "ua": 12,
    "ua7": 7,
    "ua13": 13,
    "ua16": 16,
    "a": 18,
    "s": 18,
}
"""Ratings in lower case without spaces, hyphens and the like. FSK and plain ages are numbers."""

BOARD = re.compile(r"^(rated|mpa|bbfc|cbfc|fsk)(?=.)")
SIGNS = re.compile(r"[^\w]", re.ASCII)


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
    plain = BOARD.sub("", SIGNS.sub("", rating.lower()))
    if plain in AGES:
        return AGES[plain]
    is_age = plain.isdecimal() and len(plain) <= len(str(ADULT)) and int(plain) <= ADULT
    return int(plain) if is_age else None


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
