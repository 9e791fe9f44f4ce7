"""Stems by language (Snowball), and the small words that every text is full of."""

from functools import cache, lru_cache
from threading import Lock
from typing import Protocol, cast

import Stemmer

from streamverse.domains.search.analysis.words import is_unspaced

ALGORITHMS = {
    "ar": "arabic",
    "ca": "catalan",
    "cs": "czech",
    "da": "danish",
    "de": "german",
    "el": "greek",
    "en": "english",
    "es": "spanish",
    "et": "estonian",
    "eu": "basque",
    "fa": "persian",
    "fi": "finnish",
    "fr": "french",
    "ga": "irish",
    "hi": "hindi",
    "hu": "hungarian",
    "hy": "armenian",
    "id": "indonesian",
    "it": "italian",
    "lt": "lithuanian",
    "ne": "nepali",
    "nl": "dutch",
    "no": "norwegian",
    "nb": "norwegian",
    "pl": "polish",
    "pt": "portuguese",
    "ro": "romanian",
    "ru": "russian",
    "sr": "serbian",
    "sv": "swedish",
    "ta": "tamil",
    "tr": "turkish",
    "yi": "yiddish",
}
SCRIPTS = (("\u0400", "\u052f", "ru"), ("\u0600", "\u06ff", "ar"), ("\u0900", "\u097f", "hi"))
DEFAULT = "en"
SMALL_WORDS = frozenset(
    """
    a al an and are as at be by de der die das do el en et for from i il in is it la le les los my
    of on or os the to un una une und with y का की के और में है से को
    """.split()  # noqa: SIM905 - read as a line of words
)
"""Words that a title may lack and still be meant."""

_LOCK = Lock()


def language_of(tag: str) -> str:
    """Return the plain language of a BCP 47 tag that we have stems for, or nothing."""
    language = tag.partition("-")[0].lower()
    return language if language in ALGORITHMS else ""


@lru_cache(maxsize=131072)
def stem(word: str, language: str) -> str:
    """Return a folded word's stem in a language; the word itself where we know none."""
    if word.isdigit() or is_unspaced(word):
        return word
    if not word.isascii():
        language = _by_script(word) or language
    algorithm = ALGORITHMS.get(language)
    if algorithm is None:
        return word
    with _LOCK:  # a stemmer keeps its last word
        return _stemmer(algorithm).stemWord(word)


def stems_of(word: str, languages: tuple[str, ...]) -> list[str]:
    """Return a word's stems in some languages, each once."""
    return list(dict.fromkeys(stem(word, language) for language in languages or (DEFAULT,)))


def _by_script(word: str) -> str:
    first = word[0]
    return next((language for low, high, language in SCRIPTS if low <= first <= high), "")


class Stems(Protocol):
    """What we use of a stemmer, which ships no types."""

    def stemWord(self, word: str) -> str:  # noqa: N802 - the library's name
        """Return a word's stem."""
        ...


@cache
def _stemmer(algorithm: str) -> Stems:
    return cast("Stems", Stemmer.Stemmer(algorithm))  # pyright: ignore[reportUnknownMemberType]
