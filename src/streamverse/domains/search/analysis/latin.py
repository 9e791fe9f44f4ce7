"""Words of any script as Latin letters, and by their sound, so that spellings find one another.

`sound_of` keeps vowels ("Sholay" and "शोले"), `skeleton_of` only consonants ("Bahubali",
"Bahubaali" and "बाहुबली", which writes no short a).
"""

import re
from functools import lru_cache

from anyascii import anyascii

SHORTEST_SKELETON = 3
SIGNS = re.compile(r"[^a-z0-9]")
SOUNDS = (
    (re.compile("t?ch|chh"), "C"),
    (re.compile("sch|sh"), "s"),
    (re.compile("zh|jh|z"), "j"),
    (re.compile("ph"), "f"),
    (re.compile("([kgtdb])h"), r"\1"),
    (re.compile("ck|q"), "k"),
    (re.compile("x"), "ks"),
    (re.compile("w"), "v"),
    (re.compile("c(?=[eiy])"), "s"),
    (re.compile("c"), "k"),
    (re.compile("C"), "c"),
)
NASAL = re.compile("m(?=[bcdfghjklnpqrstv])")
"""Devanagari's anusvara is any of them; where vowels are not written, none tells them apart."""
VOWELS = (
    (re.compile("aa+"), "a"),
    (re.compile("ee|ii|ie$|y$"), "i"),
    (re.compile("oo|uu"), "u"),
    (re.compile("a[iy]|e[iy]"), "e"),
    (re.compile("au|aw|ou|ow|av(?![aeiou])"), "o"),
    (re.compile("y"), "i"),
    (re.compile("(?<=[aeiou])h$"), ""),
)
DOUBLED = re.compile(r"(.)\1+")
ARTICLE = "ال"


@lru_cache(maxsize=65536)
def latin_of(word: str) -> str:
    """Return a folded word in Latin letters and digits.

    >>> latin_of("बाहुबली"), latin_of("сталкер")
    ('bahubli', 'stalker')
    """
    return word if word.isascii() else SIGNS.sub("", anyascii(word).lower())


def is_latin(word: str) -> bool:
    """Whether a folded word is written in Latin letters already."""
    return word.isascii()


@lru_cache(maxsize=65536)
def sound_of(word: str) -> str:
    """Return how a word sounds, vowels and all.

    >>> sound_of("sholay") == sound_of("शोले")
    True
    """
    sound = latin_of(word)
    for pattern, letters in (*SOUNDS, *VOWELS):
        sound = pattern.sub(letters, sound)
    return DOUBLED.sub(r"\1", NASAL.sub("n", sound))


@lru_cache(maxsize=65536)
def skeleton_of(word: str) -> str:
    """Return a word's consonants by their sound; nothing when there are too few to tell.

    >>> skeleton_of("baahubaali"), skeleton_of("बाहुबली"), skeleton_of("dil")
    ('bhbl', 'bhbl', '')
    """
    sound = latin_of(word.removeprefix(ARTICLE) if len(word) > len(ARTICLE) + 1 else word)
    if not sound or sound.isdigit():
        return ""
    for pattern, letters in SOUNDS:
        sound = pattern.sub(letters, sound)
    bones = DOUBLED.sub(r"\1", re.sub("[aeiouy]", "", DOUBLED.sub(r"\1", sound)))
    bones = NASAL.sub("n", bones.removesuffix("h"))
    return bones if len(bones) >= SHORTEST_SKELETON else ""


def keys_of(word: str) -> list[str]:
    """Return the sounds that a word is kept by: whole ("~…") and its consonants."""
    sound, bones = sound_of(word), skeleton_of(word)
    return [f"~{sound}", bones] if bones else ([f"~{sound}"] if len(sound) > 1 else [])
