"""The fields of the index. What they mean is the same on both shelves."""

from enum import StrEnum

VERSION = 1
"""Rises with every change of a field or of the analysis: an older index is built anew."""


class Shelf(StrEnum):
    """Where a document stands: works are found by themselves, parts are parts of them."""

    WORKS = "works"
    PARTS = "parts"


KEY = "key"
"""What a document is about: "title:<id>"; unique on its shelf."""
TITLE = "title_id"
TYPE = "type"

NAME = "name"
"""All names, folded, and in Latin letters where they are not."""
EXACT = "exact"
"""Whole names, for who types all of one."""
EDGE = "edge"
"""Beginnings of whole names, for who types."""
STEM = "stem"
SOUND = "sound"
"""Sounds of names that are not in Latin letters."""
LATIN_SOUND = "latin_sound"
PEOPLE = "people"
LABEL = "label"
"""Genres, tags, category, kind, in words and stems."""
TEXT = "text"
"""Taglines, synopses, biographies and what is said, in stems."""

PLACE = "place"
"""Where a title is offered: "web:*" and "web:!US" (all but), or "web:IN"."""
AGE = "age"
"""How old one should be for it, or "none" for what nobody has rated."""
CEILING = "ceiling"
"""Every ceiling, in years, below which it may be seen: one word to ask for."""
AUDIENCE = "audience"
"""Whose it is to see: "all", or "channel:<id>" for the members of a private one."""
UNTIL = "until"
"""The second (Unix) in which it ceases to be offered; absent for never."""

KIND = "kind"
GENRE = "genre"
LANGUAGE = "language"
ACCESS = "access"
LENGTH = "length"
YEAR = "year"
PERSON = "person_id"
CHANNEL = "channel_id"
TAG = "tag"
STARTS = "starts"
"""Of a moment: the second in which it begins."""

DATE = "date"
POPULARITY = "popularity"
WEIGHT = "weight"
"""What a score is multiplied with: 1, and a little more for what many watch."""

WORD_FIELDS = (NAME, PEOPLE, TEXT)
BAG_FIELDS = (STEM, SOUND, LATIN_SOUND, LABEL)
SIGN_FIELDS = (KEY, TITLE, TYPE, EXACT, EDGE, PLACE, CEILING, AUDIENCE, PERSON, CHANNEL, TAG)
FACET_FIELDS = (KIND, GENRE, LANGUAGE, ACCESS, LENGTH, AGE)
NUMBER_FIELDS = (YEAR, UNTIL, DATE, STARTS)
FLOAT_FIELDS = (POPULARITY, WEIGHT)
