"""Moments: what is said within ten to twenty seconds, and chapters. A quote finds one of them."""

import html
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from streamverse.domains.catalog.public import FindableEpisode
from streamverse.domains.media.public import Cue

WINDOW_SECONDS = 15.0
LONGEST_GAP_SECONDS = 10.0
TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True, slots=True)
class Moment:
    """A place in an asset. `cues` are (second, words) of what is said from `start_seconds` on."""

    asset_id: UUID
    start_seconds: float
    text: str
    language: str
    cues: tuple[tuple[float, str], ...] = ()
    is_chapter: bool = False
    episode: FindableEpisode | None = None


def windows_of(cues: Iterable[Cue]) -> Iterator[tuple[tuple[float, str], ...]]:
    """Group cues to windows of about a quarter of a minute; a long silence ends one.

    A window begins with the last cue of the one before, so that what is said over a border is
    found as well.
    """
    window: list[tuple[float, str]] = []
    last_end = 0.0
    for cue in sorted(cues, key=lambda each: each.start):
        words = plain_words(cue.words)
        if not words or (window and window[-1][1] == words):  # rolled-up captions say it twice
            continue
        is_silent = cue.start - last_end > LONGEST_GAP_SECONDS
        is_full = len(window) > 1 and cue.start - window[0][0] >= WINDOW_SECONDS
        if window and (is_full or is_silent):
            yield tuple(window)
            window = [] if is_silent else window[-1:]
        window.append((round(cue.start, 3), words))
        last_end = cue.end
    if window:
        yield tuple(window)


def moments_of_captions(
    asset_id: UUID, language: str, cues: Iterable[Cue], episode: FindableEpisode | None
) -> list[Moment]:
    """Return what is said in an asset."""
    return [
        Moment(
            asset_id=asset_id,
            start_seconds=window[0][0],
            text=" ".join(words for _, words in window),
            language=language,
            cues=window,
            episode=episode,
        )
        for window in windows_of(cues)
    ]


def moments_of_chapters(
    asset_id: UUID,
    language: str,
    chapters: Sequence[tuple[float, str]],
    episode: FindableEpisode | None,
) -> list[Moment]:
    """Return the chapters of an asset."""
    return [
        Moment(asset_id, round(start, 3), name, language, is_chapter=True, episode=episode)
        for start, name in chapters
        if name.strip()
    ]


def plain_words(markup: str) -> str:
    """Return a cue's words without its tags, on one line."""
    return " ".join(html.unescape(TAG.sub("", markup)).split())
