"""What a viewer narrows a search down to, and the facets that offer it."""

from collections.abc import Iterator
from dataclasses import dataclass

from streamverse.domains.search import fields
from streamverse.domains.search.lookups import Between, Lookup, OneOf

ADULT = 18
FACETS = {
    "kind": fields.KIND,
    "genre": fields.GENRE,
    "language": fields.LANGUAGE,
    "access": fields.ACCESS,
    "duration": fields.LENGTH,
    "rating": fields.AGE,
    "year": fields.YEAR,
}


@dataclass(frozen=True, slots=True)
class Filters:
    """Of each list one is enough; different ones must all fit."""

    kinds: tuple[str, ...] = ()
    genres: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    durations: tuple[str, ...] = ()
    access: tuple[str, ...] = ()
    year_from: int | None = None
    year_to: int | None = None
    rating_max: int | None = None

    @property
    def is_empty(self) -> bool:
        """Whether nothing is narrowed down."""
        return not any(True for _ in self.clauses())

    def clauses(self, without: str = "") -> Iterator[Lookup]:
        """Yield what documents must fit, but for the facet `without`."""
        lists = {
            "kind": self.kinds,
            "genre": self.genres,
            "language": tuple(each.partition("-")[0].lower() for each in self.languages),
            "duration": self.durations,
            "access": self.access,
        }
        for facet, values in lists.items():
            if values and facet != without:
                yield OneOf(FACETS[facet], values)
        if without != "year" and (self.year_from is not None or self.year_to is not None):
            yield Between(fields.YEAR, self.year_from, self.year_to)
        if without != "rating" and self.rating_max is not None:
            yield OneOf(fields.AGE, tuple(map(str, range(min(self.rating_max, ADULT) + 1))))

    def active(self) -> frozenset[str]:
        """Return the facets that narrow."""
        have = {
            "kind": self.kinds,
            "genre": self.genres,
            "language": self.languages,
            "duration": self.durations,
            "access": self.access,
            "year": self.year_from is not None or self.year_to is not None,
            "rating": self.rating_max is not None,
        }
        return frozenset(name for name, value in have.items() if value)
