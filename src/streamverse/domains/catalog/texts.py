"""Texts as we keep them: in NFC, without what nobody sees.

Taken away: control characters, zero-width characters, and the characters that embed, isolate or
override a direction of writing: what they do would run on behind the text. Names in scripts from
right to left need none of them, the Unicode bidirectional algorithm (UAX 9) knows their direction.
Kept: joiners where a script or an emoji needs them, direction marks beside such scripts. HTML is
text like any other.
"""

import re
import unicodedata

NUL = "\x00"
"""Left where it is: a text with it is refused, not mended."""
JOINERS = "\u200c\u200d"
MARKS = "\u200e\u200f\u061c"
INVISIBLE = re.compile(
    "[\x01-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180e\u200b"
    "\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e007f\ud800-\udfff]"
)
BREAKS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
SPACES = re.compile(r"[^\S\n]+")
JOINER = re.compile(f"[{JOINERS}]+")
MARK = re.compile(f"[{MARKS}]")
RIGHT_TO_LEFT = frozenset({"R", "AL"})
JOINED = frozenset({"Mn", "Mc", "Lo", "So", "Sk", "Lm"})
"""Categories beside which a joiner means something: letters without case, their signs, emoji."""


def clean_prose(text: str) -> str:
    """Return a text of several lines without what nobody sees."""
    text = INVISIBLE.sub("", BREAKS.sub("\n", unicodedata.normalize("NFC", text)))
    text = JOINER.sub(_joiner, text)
    if not any(unicodedata.bidirectional(sign) in RIGHT_TO_LEFT for sign in MARK.sub("", text)):
        text = MARK.sub("", text)
    return SPACES.sub(" ", text).strip()


def clean_line(text: str) -> str:
    """Return a text of one line without what nobody sees."""
    return " ".join(clean_prose(text).split()).strip()


def _joiner(found: re.Match[str]) -> str:
    before = found.string[found.start() - 1 : found.start()]
    after = found.string[found.end() : found.end() + 1]
    is_between = before and after and {unicodedata.category(before)} <= JOINED
    return found.group()[0] if is_between and unicodedata.category(after) in JOINED else ""
