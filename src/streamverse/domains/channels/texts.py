"""Texts that people write about a channel, without what can't be seen in them.

Overrides of direction, signs of no width and control characters are taken out; the joiners that
Hindi, Persian and emoji need stay where they join something.
"""

import unicodedata

JOINERS = frozenset("\u200c\u200d")
INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


def one_line(text: str) -> str:
    """Return a text in one line, in Unicode's form NFC."""
    return " ".join(_visible(" ".join(text.split())).split())


def prose(text: str) -> str:
    """Return a text with its lines, without empty ones around it or more than one between."""
    lines = [one_line(line) for line in text.replace("\r\n", "\n").split("\n")]
    kept = [line for at, line in enumerate(lines) if line or (at and lines[at - 1])]
    return "\n".join(kept).strip("\n")


def _visible(text: str) -> str:
    composed = unicodedata.normalize("NFC", text)
    kept = [
        sign
        for at, sign in enumerate(composed)
        if unicodedata.category(sign) not in INVISIBLE or (sign in JOINERS and _joins(composed, at))
    ]
    return "".join(kept)


def _joins(text: str, at: int) -> bool:
    """Whether there is something to join on both sides: never in ASCII, never at an end."""
    around = text[max(at - 1, 0) : at] + text[at + 1 : at + 2]
    return len(around) == 2 and not any(sign.isascii() or sign in JOINERS for sign in around)
