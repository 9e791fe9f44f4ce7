"""What somebody may have meant: words that nothing is called, mended by words that there are.

Only words of what this viewer may find are offered: a spelling gives nothing away.
"""

from collections.abc import Iterator

from streamverse.domains.search import fields
from streamverse.domains.search.analysis.edits import edits_allowed, edits_between
from streamverse.domains.search.analysis.stems import SMALL_WORDS, stems_of
from streamverse.domains.search.analysis.words import words_once
from streamverse.domains.search.answers import Answers
from streamverse.domains.search.fields import Shelf
from streamverse.domains.search.lookups import Best, Near
from streamverse.domains.search.ports import Hit
from streamverse.domains.search.service.finding.look import Look

LOOKED_AT = 30


async def mended(answers: Answers, asks: Look) -> str | None:
    """Return the query with other words for those that nothing is called; None when all is well."""
    words = asks.asked.words
    changed = {word: other for word in words if (other := await _mended_word(answers, asks, word))}
    if not changed:
        return None
    return " ".join(changed.get(word, word) for word in words)


async def _mended_word(answers: Answers, asks: Look, word: str) -> str | None:
    edits = edits_allowed(word)
    if not edits or word in SMALL_WORDS or await _is_known(answers, asks, word):
        return None
    near = Best((Near(fields.NAME, word, edits), Near(fields.PEOPLE, word, edits)))
    found = await answers.find(
        Shelf.WORKS,
        asks.viewing.only(near),
        limit=LOOKED_AT,
        order="popularity",
        counts=False,
    )
    distances = {
        each: edits_between(word, each, edits) for hit in found.hits for each in _words_of(hit)
    }
    close = [each for each, distance in distances.items() if distance <= edits]
    if not close:
        return None
    often = await answers.frequencies(Shelf.WORKS, fields.NAME, sorted(close))
    return min(
        close,
        key=lambda each: (distances[each], each[0] != word[0], -often.get(each, 0), each),
    )


async def _is_known(answers: Answers, asks: Look, word: str) -> bool:
    for field in (fields.NAME, fields.PEOPLE, fields.LABEL):
        if (await answers.frequencies(Shelf.WORKS, field, [word]))[word]:
            return True
    stems = stems_of(word, asks.reading.languages)
    return any((await answers.frequencies(Shelf.WORKS, fields.STEM, stems)).values())


def _words_of(hit: Hit) -> Iterator[str]:
    data = hit.data
    for text in (data.get("name", ""), *data.get("names", {}).values(), *data.get("people", ())):
        yield from words_once(str(text))
