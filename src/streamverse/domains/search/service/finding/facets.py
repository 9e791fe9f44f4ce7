"""What a search can be narrowed down to, with how many answers there would be.

A facet that narrows already is counted as if it did not, so that more of it can be chosen.
"""

import asyncio

from streamverse.domains.search.answers import Answers
from streamverse.domains.search.fields import Shelf
from streamverse.domains.search.planning.filters import FACETS
from streamverse.domains.search.ports import Tally
from streamverse.domains.search.schemas import Duration, FacetValue, SearchType
from streamverse.domains.search.service.finding.look import Look

MOST_VALUES = 60
DURATIONS = tuple(each.value for each in Duration)
OF_TITLES = frozenset({SearchType.ALL, SearchType.TITLE})


async def count_facets(
    answers: Answers, asks: Look, genre_names: dict[str, str]
) -> dict[str, list[FacetValue]]:
    """Return every facet's values."""
    shelf = Shelf.PARTS if asks.wanted.type is SearchType.EPISODE else Shelf.WORKS
    if asks.wanted.type not in {*OF_TITLES, SearchType.EPISODE}:
        return {}
    active = asks.wanted.filters.active()
    groups = [[facet for facet in FACETS if facet not in active], *([each] for each in active)]
    tallies = await asyncio.gather(*(_tally(answers, asks, shelf, each) for each in groups if each))
    counted = {facet: tally for each in tallies for facet, tally in each.items()}
    return {facet: _values(facet, counted[facet], genre_names) for facet in FACETS}


async def _tally(answers: Answers, asks: Look, shelf: Shelf, facets: list[str]) -> dict[str, Tally]:
    without = facets[0] if len(facets) == 1 else ""
    lookup = asks.lookup_on(shelf, without=without)
    if lookup is None:
        return {facet: Tally() for facet in facets}
    found = await answers.tally(shelf, lookup, [FACETS[each] for each in facets], MOST_VALUES)
    return {facet: found[FACETS[facet]] for facet in facets}


def _values(facet: str, tally: Tally, genre_names: dict[str, str]) -> list[FacetValue]:
    values = [
        FacetValue(value=value, name=_name(facet, value, genre_names), count=count)
        for value, count in tally.values
    ]
    if facet == "year":
        values.sort(key=lambda each: int(each.value), reverse=True)
    elif facet == "rating":
        values = [each for each in values if each.value != "none"]
        values.sort(key=lambda each: int(each.value))
    elif facet == "duration":
        values.sort(key=lambda each: DURATIONS.index(each.value))
    return values


def _name(facet: str, value: str, genre_names: dict[str, str]) -> str:
    if facet == "genre":
        return genre_names.get(value, value)
    return f"{value}+" if facet == "rating" else value
