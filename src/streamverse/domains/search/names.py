"""Names and texts as the fields of a document."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from streamverse.domains.search.analysis.latin import is_latin, keys_of, latin_of
from streamverse.domains.search.analysis.stems import DEFAULT, language_of, stem
from streamverse.domains.search.analysis.words import joined_of, plain_of, words_once

LONGEST_EDGE = 16
ARTICLES = frozenset({"the", "a", "an", "der", "die", "das", "le", "la", "les", "el", "los"})
LONGEST_TEXT = 2000


@dataclass(slots=True)
class NameWords:
    """What names become: words to look for, by field."""

    name: list[str] = field(default_factory=list[str])
    exact: set[str] = field(default_factory=set[str])
    edge: set[str] = field(default_factory=set[str])
    stem: set[str] = field(default_factory=set[str])
    sound: set[str] = field(default_factory=set[str])
    latin_sound: set[str] = field(default_factory=set[str])


def name_words(names: Iterable[tuple[str, str]], *, has_edges: bool = True) -> NameWords:
    """Return the words of (name, language) pairs; each name once."""
    made = NameWords()
    for name, language in names:
        words = words_once(name)
        whole = " ".join(words)
        if not whole or whole in made.exact:
            continue
        made.name.append(whole)
        made.exact.add(whole)
        made.name += joined_of(name)
        latin = " ".join(latin_of(word) for word in words)
        if latin != whole and latin.strip():
            made.name.append(latin)
            made.exact.add(latin)
        if has_edges:
            made.edge |= edges_of(whole) | edges_of(latin)
        of = language_of(language) or DEFAULT
        for word in words:
            made.stem.add(stem(word, of))
            (made.latin_sound if is_latin(word) else made.sound).update(_keys(word))
    return made


def plain_names(names: Iterable[str]) -> list[str]:
    """Return names as `name_words` has them in `name`, where nothing else is asked of them."""
    return list(dict.fromkeys(each for name in names for each in _spellings(name)))


@lru_cache(maxsize=65536)
def _spellings(name: str) -> tuple[str, ...]:
    return tuple(name_words([(name, "")], has_edges=False).name)


def edges_of(whole: str) -> set[str]:
    """Return the beginnings of a name, also without its article."""
    first, _, rest = whole.partition(" ")
    kept = [whole, rest] if rest and first in ARTICLES else [whole]
    return {name[:size] for name in kept for size in range(1, min(len(name), LONGEST_EDGE) + 1)}


def text_words(text: str, language: str) -> str:
    """Return a text's stems in their order, small words too: a quote is a phrase of them."""
    of = language_of(language) or DEFAULT
    return " ".join(stem(word, of) for word in plain_of(text[:LONGEST_TEXT]))


def label_words(texts: Iterable[str]) -> str:
    """Return the words of labels and their stems, each once."""
    words = dict.fromkeys(word for text in texts for word in words_once(text))
    return " ".join(dict.fromkeys((*words, *(stem(word, DEFAULT) for word in words))))


@lru_cache(maxsize=65536)
def _keys(word: str) -> tuple[str, ...]:
    return tuple(keys_of(word))
