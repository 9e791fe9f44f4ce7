"""The languages a query may be in: the viewer's, English, and what is spoken most in the index."""

from collections.abc import Sequence

from streamverse.domains.search import fields
from streamverse.domains.search.analysis.stems import DEFAULT, language_of
from streamverse.domains.search.analysis.synonyms import Synonyms
from streamverse.domains.search.answers import Answers
from streamverse.domains.search.fields import Shelf
from streamverse.domains.search.lookups import Everything

MOST_SPOKEN = 4


class Tongues:
    """One process's, with the words that mean the same."""

    def __init__(self, answers: Answers, synonyms: Synonyms) -> None:
        """Ask the index through `answers`."""
        self._answers = answers
        self.synonyms = synonyms

    async def of(self, words: Sequence[str], language: str) -> tuple[str, ...]:
        """Return the languages whose stems are looked for, the viewer's first."""
        first = language_of(language) or DEFAULT
        if not words:
            return (first,)
        tallies = await self._answers.tally(Shelf.WORKS, Everything(), [fields.LANGUAGE], 10)
        spoken = (language_of(value) for value, _ in tallies[fields.LANGUAGE].values)
        known = [each for each in spoken if each][:MOST_SPOKEN]
        return tuple(dict.fromkeys((first, DEFAULT, *known)))
