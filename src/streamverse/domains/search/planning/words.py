"""What words are looked for, in which fields, and how much each of them counts."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from streamverse.domains.search import fields
from streamverse.domains.search.analysis.edits import edits_allowed
from streamverse.domains.search.analysis.latin import is_latin, keys_of, latin_of
from streamverse.domains.search.analysis.stems import SMALL_WORDS, stem, stems_of
from streamverse.domains.search.analysis.synonyms import Phrase as Words
from streamverse.domains.search.analysis.synonyms import Synonyms
from streamverse.domains.search.analysis.words import is_unspaced
from streamverse.domains.search.lookups import (
    Best,
    Both,
    Flat,
    Lookup,
    Near,
    OneOf,
    Phrase,
    Prefix,
    Term,
)
from streamverse.domains.search.planning.asked import Asked

EXACT_NAME = 60.0
NAME_PHRASE = 3.0
SHORTEST_PREFIX = 2


@dataclass(frozen=True, slots=True)
class Reading:
    """How a query is read: in which languages, and whether spellings may be off (`is_loose`)."""

    languages: tuple[str, ...]
    synonyms: Synonyms
    is_loose: bool = False


def lookup_of(asked: Asked, reading: Reading) -> Lookup:
    """Return what documents must fit to be an answer; the more of it, the better."""
    slots = list(_slots(asked, reading))
    must = tuple(part for part, is_small in slots if not is_small)
    should = tuple(part for part, is_small in slots if is_small)
    if not must:
        must, should = should, ()
    whole = asked.words
    latin = " ".join(latin_of(word) for word in whole)
    exact = OneOf(fields.EXACT, tuple(dict.fromkeys((" ".join(whole), latin))))
    better: list[Lookup] = [*should, Flat(exact, EXACT_NAME)]
    if len(whole) > 1:
        better.append(Phrase(fields.NAME, whole, NAME_PHRASE, slop=1))
        better.append(Phrase(fields.TEXT, _stemmed(whole, reading), NAME_PHRASE))
    every: Lookup = Both(must=must, should=tuple(better))
    if 1 < len(whole) <= 3:  # "spider man" is "Spiderman", too
        every = Best((every, Term(fields.NAME, "".join(whole), 4.0)))
    phrases = tuple(_phrase(each, reading) for each in asked.phrases)
    return Both(must=(every, *phrases), never=tuple(_never(asked, reading)))


def _slots(asked: Asked, reading: Reading) -> Iterator[tuple[Lookup, bool]]:
    """Yield a lookup a word, and whether it is a small word; a known phrase is one slot."""
    words, at = asked.words, 0
    while at < len(words):
        size = reading.synonyms.longest_at(words, at) or 1
        some = words[at : at + size]
        at += size
        is_last = at == len(words) and asked.is_open
        parts = [_word(each, reading, is_last=is_last and each is some[-1]) for each in some]
        meant = parts[0] if size == 1 else Both(must=tuple(parts))
        others = [_instead(each, reading) for each in reading.synonyms.others(some)]
        small = size == 1 and some[0] in SMALL_WORDS
        yield (Best((meant, *others)) if others else meant), small


def _word(word: str, reading: Reading, *, is_last: bool) -> Lookup:
    """Return where a word may stand: in names above all."""
    parts: list[Lookup] = [
        Term(fields.NAME, word, 6.0),
        Term(fields.PEOPLE, word, 4.0),
        Term(fields.LABEL, word, 2.0),
    ]
    for each in stems_of(word, reading.languages):
        parts.append(Term(fields.STEM, each, 3.0))
        parts.append(Term(fields.TEXT, each, 0.8))
        if each != word:
            parts.append(Term(fields.LABEL, each, 1.5))
    latin = latin_of(word)
    if is_latin(word):
        parts += (Term(fields.SOUND, key, 1.5) for key in keys_of(word))
    else:
        if latin:
            parts.append(Term(fields.NAME, latin, 4.0))
            parts.append(Term(fields.PEOPLE, latin, 3.0))
        parts += (Term(fields.LATIN_SOUND, key, 1.5) for key in keys_of(word))
    if is_last and (len(word) >= SHORTEST_PREFIX or is_unspaced(word)):
        parts.append(Prefix(fields.NAME, word, 1.5))
        parts.append(Prefix(fields.PEOPLE, word, 1.0))
    if reading.is_loose:
        parts += _off(word, latin)
    return Best(tuple(parts))


def _off(word: str, latin: str) -> Iterator[Lookup]:
    """Yield what a word may be that is spelled otherwise."""
    edits = edits_allowed(word)
    if edits and not is_unspaced(word):
        yield Near(fields.NAME, word, edits, 1.2)
        yield Near(fields.PEOPLE, word, edits, 1.0)
    if latin != word and (edits := edits_allowed(latin)):
        yield Near(fields.NAME, latin, edits, 0.8)
    if is_latin(word):
        yield from (Term(fields.LATIN_SOUND, key, 0.6) for key in keys_of(word))


def _instead(words: Words, reading: Reading) -> Lookup:
    """Return a synonym: in names as it is, in labels by its words."""
    stems = tuple(stem(word, reading.languages[0]) for word in words)
    if len(words) == 1:
        return Best((Term(fields.NAME, words[0], 2.0), Term(fields.LABEL, stems[0], 2.0)))
    labels = Both(must=tuple(Term(fields.LABEL, each, 1.0) for each in stems))
    return Best((Phrase(fields.NAME, words, 1.5), labels))


def _phrase(words: Words, reading: Reading) -> Lookup:
    return Best(
        (
            Phrase(fields.NAME, words, 6.0),
            Phrase(fields.PEOPLE, words, 4.0),
            Phrase(fields.TEXT, _stemmed(words, reading), 1.0),
        )
    )


def _never(asked: Asked, reading: Reading) -> Iterator[Lookup]:
    for word in asked.never:
        yield OneOf(fields.NAME, (word,))
        for each in stems_of(word, reading.languages):
            yield OneOf(fields.STEM, (each,))
            yield OneOf(fields.LABEL, (each,))


def _stemmed(words: Sequence[str], reading: Reading) -> tuple[str, ...]:
    return tuple(stem(word, reading.languages[0]) for word in words)
