"""One spelling for what is written in several: case, width, accents, Arabic letters."""

import re
import unicodedata
from functools import lru_cache

ARABIC = str.maketrans(
    {
        "\u0623": "\u0627",
        "\u0625": "\u0627",
        "\u0622": "\u0627",
        "\u0671": "\u0627",
        "\u0649": "\u064a",
        "\u0626": "\u064a",
        "\u06cc": "\u064a",  # Persian yeh
        "\u06a9": "\u0643",  # Persian kaf
        "\u0624": "\u0648",
        "\u0629": "\u0647",
        "\u0640": None,  # tatweel
        "\u0621": None,
    }
)
ARABIC_MARKS = re.compile("[\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed]")
ACCENTS = re.compile("[\u0300-\u036f]")
UNSEEN = re.compile(r"[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]")
"""Zero-width and direction marks, which nobody types on purpose."""
LETTERS = str.maketrans(
    {
        "\u00df": "ss",
        "\u00f8": "o",
        "\u0111": "d",
        "\u0142": "l",
        "\u00e6": "ae",
        "\u0153": "oe",
        "\u0131": "i",
    }
)
DIGIT = re.compile(r"[^\D0-9]")
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
    folded = DIGIT.sub(lambda found: str(unicodedata.decimal(found.group())), folded)
    folded = ARABIC_MARKS.sub("", folded.translate(ARABIC)).translate(LETTERS)
    if CYRILLIC.search(folded):  # "й" is a letter of its own
        return folded.replace("\u0451", "\u0435")
    decomposed = unicodedata.normalize("NFD", folded)
    return unicodedata.normalize("NFC", ACCENTS.sub("", decomposed.replace(NUKTA, "")))
