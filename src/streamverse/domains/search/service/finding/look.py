"""Looks on both shelves and puts the hits into one order."""

import asyncio
from dataclasses import dataclass

from streamverse.domains.search.answers import Answers
from streamverse.domains.search.fields import Shelf
from streamverse.domains.search.lookups import Everything, Lookup
from streamverse.domains.search.planning.asked import Asked
from streamverse.domains.search.planning.words import Reading, lookup_of
from streamverse.domains.search.ports import Found, Hit
from streamverse.domains.search.service.finding.wanted import Wanted
from streamverse.domains.search.viewing import Viewing

FEW = 3
"""Where fewer are spelled as they were typed, other spellings are looked for too."""


@dataclass(frozen=True, slots=True)
class Look:
    """One question in all its parts."""

    wanted: Wanted
    asked: Asked
    reading: Reading
    viewing: Viewing
    boosts: tuple[Lookup, ...] = ()

    def lookup_on(self, shelf: Shelf, *, without: str = "") -> Lookup | None:
        """Return what a shelf is asked; None when nothing of it is wanted."""
        types = self.wanted.types_on(shelf, has_words=self.asked.has_words)
        if not types or (self.asked.text and not self.asked.has_words):
            return None
        words = lookup_of(self.asked, self.reading) if self.asked.has_words else Everything()
        filters = self.wanted.filters.clauses(without)
        boosts = self.boosts if shelf is Shelf.WORKS else ()
        return self.viewing.only(words, *filters, types=types, should=boosts)


async def look(answers: Answers, asks: Look, offset: int, limit: int) -> Found:
    """Return one page of what is on the shelves, best first."""
    lookups = [(shelf, asks.lookup_on(shelf)) for shelf in Shelf]
    shelves = [(shelf, lookup) for shelf, lookup in lookups if lookup is not None]
    order = asks.wanted.sort.value
    if order == "relevance" and not asks.asked.has_words:
        order = "popularity"
    if len(shelves) == 1:
        shelf, lookup = shelves[0]
        return await answers.find(shelf, lookup, limit=limit, order=order, offset=offset)
    found = await asyncio.gather(
        *(
            answers.find(shelf, lookup, limit=offset + limit, order=order)
            for shelf, lookup in shelves
        )
    )
    hits: list[Hit] = sorted(
        (hit for each in found for hit in each.hits), key=lambda hit: hit.rank, reverse=True
    )
    total = sum(each.total for each in found)
    return Found(tuple(hits[offset : offset + limit]), total)
