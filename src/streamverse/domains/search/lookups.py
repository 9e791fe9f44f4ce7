"""What is asked of an index, in words that no engine owns; an adapter turns them into its own.

Words are folded and stemmed before they come here: an engine compares them as they are.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Everything:
    """All documents."""


@dataclass(frozen=True, slots=True)
class Term:
    """Documents with a word in a field, the rarer the word the better."""

    field: str
    word: str
    boost: float = 1.0


@dataclass(frozen=True, slots=True)
class OneOf:
    """Documents with any of some words in a field, all as good as each other."""

    field: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Prefix:
    """Documents with a word that begins so."""

    field: str
    start: str
    boost: float = 1.0


@dataclass(frozen=True, slots=True)
class Near:
    """Documents with a word that is at most so many edits away."""

    field: str
    word: str
    edits: int
    boost: float = 1.0


@dataclass(frozen=True, slots=True)
class Phrase:
    """Documents with these words one after the other; `slop` lets some stand between."""

    field: str
    words: tuple[str, ...]
    boost: float = 1.0
    slop: int = 0


@dataclass(frozen=True, slots=True)
class Between:
    """Documents whose number lies in a range; None is open."""

    field: str
    low: int | None = None
    high: int | None = None


@dataclass(frozen=True, slots=True)
class Best:
    """Documents that fit any part; the best part counts, the others a little."""

    parts: tuple["Lookup", ...]


@dataclass(frozen=True, slots=True)
class Flat:
    """Documents that fit, all as good as `score`."""

    part: "Lookup"
    score: float


@dataclass(frozen=True, slots=True)
class Both:
    """Documents that fit all of `must` and none of `never`; `should` makes them better."""

    must: tuple["Lookup", ...] = ()
    should: tuple["Lookup", ...] = ()
    never: tuple["Lookup", ...] = ()


Lookup = Everything | Term | OneOf | Prefix | Near | Phrase | Between | Best | Flat | Both
