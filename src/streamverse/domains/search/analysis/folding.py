"""One spelling for what is written in several: case, width, accents, Arabic letters."""

import re
import unicodedata
from functools import lru_cache

ARABIC = str.maketrans(
    {
        "أ": "ا",
        "إ": "ا",
        "آ": "ا",
        "ٱ": "ا",
        "ى": "ي",
        "ئ": "ي",
        "ی": "ي",  # Persian yeh
        "ک": "ك",  # Persian kaf
        "ؤ": "و",
        "ة": "ه",
        "ـ": None,  # tatweel
        "ء": None,
    }
)
ARABIC_MARKS = re.compile("[\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed]")
ACCENTS = re.compile("[\u0300-\u036f]")
UNSEEN = re.compile(r"[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]")
"""Zero-width and direction marks, which nobody types on purpose."""
LETTERS = str.maketrans({"ß": "ss", "ø": "o", "đ": "d", "ł": "l", "æ": "ae", "œ": "oe", "ı": "i"})
CYRILLIC = re.compile("[\u0400-\u052f]")
NUKTA = "\u093c"


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """Return a word in the one spelling that the index keeps.

    >>> fold("ＡＭÉLIE"), fold("الرِّسالة")
    ('amelie', 'الرساله')
    """
    if word.isascii():
        return word.lower()
    folded = unicodedata.normalize("NFKC", UNSEEN.sub("", word)).casefold()
    folded = ARABIC_MARKS.sub("", folded.translate(ARABIC)).translate(LETTERS)
    if CYRILLIC.search(folded):  # "й" is a letter of its own
        return folded.replace("ё", "е")
    decomposed = unicodedata.normalize("NFD", folded)
    return unicodedata.normalize("NFC", ACCENTS.sub("", decomposed.replace(NUKTA, "")))
