"""What was typed: words, quoted phrases, and words that must not be there."""

import re
from dataclasses import dataclass

from streamverse.domains.search.analysis.words import plain_of, visible
from streamverse.domains.search.errors import QueryTooLong

LONGEST_QUERY = 500
MOST_WORDS = 24
"""Words after these are not looked for."""
QUOTED = re.compile(r'["“”«»„]([^"“”«»„]*)["“”«»„]')
MINUS = re.compile(r"(?:^|(?<=\s))[-\u2212](?=\w)(\S+)")
OPERATORS = frozenset({"AND", "OR", "NOT"})


@dataclass(frozen=True, slots=True)
class Asked:
    """A query. `is_open`: its last word may go on. `text` is what was typed, without oddities."""

    text: str
    words: tuple[str, ...] = ()
    phrases: tuple[tuple[str, ...], ...] = ()
    never: tuple[str, ...] = ()
    is_open: bool = False

    @property
    def folded(self) -> str:
        """The query in the one spelling that makes two of them the same."""
        return " ".join(self.words)

    @property
    def is_empty(self) -> bool:
        """Whether nothing was typed."""
        return not self.text

    @property
    def has_words(self) -> bool:
        """Whether there is anything to look for."""
        return bool(self.words)


def asked_of(typed: str) -> Asked:
    """Understand what was typed. Raises QueryTooLong.

    Quotes ask for a phrase, a minus for absence; everything else is words: there is nothing that
    can be typed wrongly.
    """
    if len(typed) > LONGEST_QUERY:
        raise QueryTooLong(f"Up to {LONGEST_QUERY} characters are looked for; these are more.")
    text = visible(typed)
    phrases = [tuple(plain_of(each)) for each in QUOTED.findall(text)]
    never = [word for each in MINUS.findall(QUOTED.sub(" ", text)) for word in plain_of(each)]
    rest = MINUS.sub(" ", text)
    words: list[str] = []
    for each in rest.split():
        if each not in OPERATORS:
            words += plain_of(each)
    return Asked(
        text=text,
        words=tuple(words[:MOST_WORDS]),
        phrases=tuple(phrase[:MOST_WORDS] for phrase in phrases if phrase),
        never=tuple(never[:MOST_WORDS]),
        is_open=bool(words) and not typed[-1:].isspace() and not text.endswith('"'),
    )
