"""Cuts text into words; scripts that write none between them into pairs of signs."""

import re
import sys
import unicodedata
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from streamverse.domains.search.analysis.folding import UNSEEN, fold

MARKED = ((0x0300, 0x1D00), (0xA800, 0xAC00))
"""Blocks whose combining signs belong to words: Python's \\w leaves them out."""


def _marks() -> str:
    signs = (chr(code) for low, high in MARKED for code in range(low, high))
    return "".join(sign for sign in signs if unicodedata.category(sign) in {"Mn", "Mc"})


APOSTROPHES = "'\u2019\u02bc"
LETTER = rf"(?:[^\W_]|[{_marks()}\u200c\u200d])"
WORD = re.compile(rf"(?:[^\W\d_]\.){{2,}}[^\W\d_]?|{LETTER}+(?:[{APOSTROPHES}]{LETTER}+)*")
ASCII_WORD = re.compile(r"(?:[a-z]\.){2,}[a-z]?|[a-z0-9]+(?:'[a-z0-9]+)*")
DOTS = str.maketrans("", "", f".{APOSTROPHES}\u200c\u200d")
UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"  # Thai, Lao, Myanmar, Khmer
    "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uac00-\ud7af"  # kana, han, hangul
    "\U00020000-\U0002ffff]+"
)
HYPHENED = re.compile(rf"{LETTER}+(?:[-\u2010\u2011]{LETTER}+)+")
LONGEST = 60
"""What is longer is no word: it is cut."""


class Word(NamedTuple):
    """A folded word, and where it stands in the text."""

    text: str
    start: int
    end: int


def words_of(text: str) -> list[Word]:
    """Return the words of a text, folded, in their order.

    >>> [word.text for word in words_of("S.W.A.T.: Don't 千と千尋")]
    ['swat', 'dont', '千と', 'と千', '千尋']
    """
    if text.isascii():
        return [
            Word(match.group().translate(DOTS)[:LONGEST], match.start(), match.end())
            for match in ASCII_WORD.finditer(text.lower())
        ]
    found: list[Word] = []
    for match in WORD.finditer(text):
        written, start = match.group(), match.start()
        if written.isascii():
            found.append(Word(written.translate(DOTS).lower()[:LONGEST], start, match.end()))
            continue
        at = 0
        for run in UNSPACED.finditer(written):
            _add(found, written[at : run.start()], start + at)
            found += _pairs(run.group(), start + run.start())
            at = run.end()
        _add(found, written[at:], start + at)
    return found


def words_that(fits: Callable[[str], bool], text: str) -> list[Word]:
    """Return the words of a text that fit: of many there are few."""
    if not text.isascii():
        return [word for word in words_of(text) if fits(word.text)]
    found: list[Word] = []
    for match in ASCII_WORD.finditer(text.lower()):
        word = match.group()
        if not word.isalnum() or len(word) > LONGEST:
            word = word.translate(DOTS)[:LONGEST]
        if fits(word):
            found.append(Word(word, match.start(), match.end()))
    return found


def plain_of(text: str) -> list[str]:
    """Return the words of a text alone."""
    if text.isascii():
        found = ASCII_WORD.findall(text.lower())
        return [
            word.translate(DOTS)[:LONGEST] if "." in word or "'" in word else word for word in found
        ]
    return [word.text for word in words_of(text)]


@lru_cache(maxsize=32768)
def words_once(text: str) -> tuple[str, ...]:
    """Return the words of a name or label, which are read again and again."""
    return tuple(plain_of(text))


def joined_of(text: str) -> list[str]:
    """Return what is written with hyphens as one word too: "spiderman" of "Spider-Man"."""
    if "-" not in text and "\u2010" not in text and "\u2011" not in text:
        return []
    found = (fold(each.group()) for each in HYPHENED.finditer(text))
    return [re.sub("[-\u2010\u2011]", "", each)[:LONGEST] for each in found]


def visible(text: str) -> str:
    """Return text without signs that nobody sees, on one line."""
    kept = "".join(" " if sign < " " or sign == "\x7f" else sign for sign in UNSEEN.sub("", text))
    return " ".join(kept.split())


def is_unspaced(word: str) -> bool:
    """Whether a word is of a script that writes none between words."""
    return UNSPACED.match(word) is not None


def _add(found: list[Word], written: str, start: int) -> None:
    folded = fold(written).translate(DOTS)
    if folded:
        found.append(Word(sys.intern(folded[:LONGEST]), start, start + len(written)))


def _pairs(run: str, start: int) -> list[Word]:
    if len(run) == 1:
        return [Word(fold(run), start, start + 1)]
    return [Word(fold(run[at : at + 2]), start + at, start + at + 2) for at in range(len(run) - 1)]
