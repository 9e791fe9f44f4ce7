"""Whoever sees the same of the catalog."""

from collections.abc import Sequence
from dataclasses import dataclass

from streamverse.domains.catalog.maturity import Aged, ceiling_of
from streamverse.domains.catalog.rights import Asker

MOST_LANGUAGES = 3
"""How many of somebody's languages tell them apart from others."""


@dataclass(frozen=True, slots=True)
class Audience:
    """Where and on what somebody watches, with which plan, up to which age, in which languages.

    `ceiling` None is without one; no languages are the titles' own.
    """

    asker: Asker
    ceiling: int | None = None
    is_kids: bool = False
    languages: tuple[str, ...] = ()


def reaches(text: str, country: str | None) -> bool:
    """Whether territories as a column holds them ("*", ",IN,US,") have a country in them."""
    return text == "*" or (country is not None and f",{country}," in text)


def audience_of(viewer: Aged, asker: Asker, languages: Sequence[str]) -> Audience:
    """Return the audience that a viewer belongs to."""
    return Audience(asker, ceiling_of(viewer), viewer.is_kids, tuple(languages[:MOST_LANGUAGES]))
