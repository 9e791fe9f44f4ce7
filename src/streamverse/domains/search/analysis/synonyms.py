"""Words that mean the same: a file of ours, and one of the operator's.

A line is a group: words or phrases between commas. What stands after # is a remark.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

from streamverse.domains.search.analysis.words import plain_of

OURS = Path(__file__).with_name("synonyms.txt")
LONGEST = 4

Phrase = tuple[str, ...]


class Synonyms:
    """Finds what else a phrase may be called."""

    def __init__(self, lines: Iterable[str]) -> None:
        """Read groups from lines."""
        self._others: defaultdict[Phrase, list[Phrase]] = defaultdict(list)
        for line in lines:
            group = [tuple(plain_of(part)) for part in line.partition("#")[0].split(",")]
            group = [phrase for phrase in group if 0 < len(phrase) <= LONGEST]
            for phrase in group:
                self._others[phrase] += [other for other in group if other != phrase]

    @classmethod
    def read(cls, *files: Path) -> "Synonyms":
        """Read ours and an operator's files; one that is not there has no groups."""
        texts = (file.read_text("utf-8", "replace") for file in (OURS, *files) if file.is_file())
        return cls(line for text in texts for line in text.splitlines())

    def others(self, words: Sequence[str]) -> list[Phrase]:
        """Return what else these words, together, may be called."""
        return self._others.get(tuple(words), [])

    def longest_at(self, words: Sequence[str], at: int) -> int:
        """Return how many words from `at` on make a known phrase; 0 for none."""
        sizes = range(min(LONGEST, len(words) - at), 0, -1)
        return next((size for size in sizes if tuple(words[at : at + size]) in self._others), 0)
