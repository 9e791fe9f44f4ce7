"""Marks in a text what a query found, in pieces: never in markup."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from streamverse.domains.search.analysis.edits import edits_allowed, edits_between
from streamverse.domains.search.analysis.latin import is_latin, keys_of, latin_of
from streamverse.domains.search.analysis.stems import SMALL_WORDS, stems_of
from streamverse.domains.search.analysis.words import Word, words_that

AROUND_SIGNS = 90
SHOWN_SIGNS = 240
ELLIPSIS = "…"

Pieces = list[tuple[str, bool]]


@dataclass(frozen=True, slots=True)
class Marker:
    """Knows a query's words in every form in which they are found."""

    plain: frozenset[str]
    stems: frozenset[str]
    sounds: frozenset[str]
    start: str
    languages: tuple[str, ...]
    is_loose: bool
    seen: dict[str, bool] = field(default_factory=dict[str, bool], compare=False)
    """Texts say the same words again and again."""

    @classmethod
    def of(
        cls, words: Sequence[str], languages: tuple[str, ...], *, is_open: bool, is_loose: bool
    ) -> "Marker":
        """Make one for a query's words; the last of an open one may go on."""
        meant = [word for word in words if word not in SMALL_WORDS] or list(words)
        return cls(
            plain=frozenset(meant) | {latin_of(word) for word in meant if not is_latin(word)},
            stems=frozenset(each for word in meant for each in stems_of(word, languages)),
            sounds=frozenset(key for word in meant for key in keys_of(word)),
            start=meant[-1] if is_open and meant and len(meant[-1]) > 1 else "",
            languages=languages,
            is_loose=is_loose,
        )

    def fits(self, word: str) -> bool:
        """Whether a folded word of a text is one that was looked for."""
        if word not in self.seen:
            self.seen[word] = self._fits(word)
        return self.seen[word]

    def _fits(self, word: str) -> bool:
        if word in self.plain or (self.start and word.startswith(self.start)):
            return True
        if not self.stems.isdisjoint(stems_of(word, self.languages)):
            return True
        if not is_latin(word):
            return latin_of(word) in self.plain or not self.sounds.isdisjoint(keys_of(word))
        return self.is_loose and self._is_near(word)

    def _is_near(self, word: str) -> bool:
        if not self.sounds.isdisjoint(keys_of(word)):
            return True
        return any(
            edits and edits_between(each, word, edits) <= edits
            for each in self.plain
            if (edits := edits_allowed(each))
        )


def pieces_of(text: str, marker: Marker, *, is_whole: bool = False) -> Pieces | None:
    """Return a text in pieces, or of a long one the part around the first match; None without."""
    spans = _spans(words_that(marker.fits, text))
    if not spans:
        return None
    start, end = (0, len(text)) if is_whole else _window(text, spans[0][0])
    pieces: Pieces = [(ELLIPSIS, False)] if start else []
    at = start
    for first, last in spans:
        if first < start or last > end:
            continue
        if first > at:
            pieces.append((text[at:first], False))
        pieces.append((text[first:last], True))
        at = last
    if at < end:
        pieces.append((text[at:end], False))
    if end < len(text):
        pieces.append((ELLIPSIS, False))
    return pieces


def _spans(words: Sequence[Word]) -> list[tuple[int, int]]:
    """Return where matches stand; those that overlap are one."""
    spans: list[tuple[int, int]] = []
    for word in words:
        if spans and word.start <= spans[-1][1]:
            spans[-1] = (spans[-1][0], max(spans[-1][1], word.end))
        else:
            spans.append((word.start, word.end))
    return spans


def _window(text: str, first: int) -> tuple[int, int]:
    if len(text) <= SHOWN_SIGNS:
        return 0, len(text)
    start = max(0, first - AROUND_SIGNS)
    start = 0 if start == 0 else text.find(" ", start, first) + 1 or start
    end = min(len(text), start + SHOWN_SIGNS)
    cut = text.rfind(" ", first, end) if end < len(text) else end
    return start, cut if cut > first else end
