"""Where a title is offered, as words of the index: set algebra over territories.

Somebody whose country is not known asks as `UNKNOWN`, a country that every limit leaves out and
every blackout takes in.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from streamverse.domains.catalog.public import Platform, Window

EVERY = "*"
UNKNOWN = "??"


@dataclass(frozen=True, slots=True)
class Territories:
    """Some countries, or (`is_all_but`) every country but these."""

    countries: frozenset[str] = frozenset()
    is_all_but: bool = False

    def __or__(self, other: "Territories") -> "Territories":
        """Return what is in either."""
        if not other:
            return self
        if not self:
            return other
        return ~(~self & ~other)

    def __and__(self, other: "Territories") -> "Territories":
        """Return what is in both."""
        mine, theirs = self.countries, other.countries
        if self.is_all_but and other.is_all_but:
            return Territories(mine | theirs, is_all_but=True)
        if self.is_all_but:
            return Territories(theirs - mine)
        if other.is_all_but:
            return Territories(mine - theirs)
        return Territories(mine & theirs)

    def __invert__(self) -> "Territories":
        """Return what is not in it."""
        return Territories(self.countries, is_all_but=not self.is_all_but)

    def __bool__(self) -> bool:
        """Whether there is any country in it."""
        return self.is_all_but or bool(self.countries)


def territories_of(window: Window) -> Territories:
    """Return where a window reaches."""
    left_out = window.excluded_territories
    if EVERY not in window.territories:
        here = window.territories - left_out
        return Territories(here | {UNKNOWN} if window.is_blackout else here)
    if left_out and not window.is_blackout:
        left_out |= {UNKNOWN}
    return Territories(frozenset(left_out), is_all_but=True)


def offered_by_platform(windows: Iterable[Window], at: datetime) -> dict[str, Territories]:
    """Return where windows offer something now, by platform; nowhere is left out."""
    open_now = [
        each
        for each in windows
        if each.from_at <= at and (each.until_at is None or at < each.until_at)
    ]
    found: dict[str, Territories] = {}
    for platform in Platform:
        here = [each for each in open_now if EVERY in each.platforms or platform in each.platforms]
        given = dark = Territories()
        for each in here:
            if each.is_blackout:
                dark |= territories_of(each)
            else:
                given |= territories_of(each)
        if left := given & ~dark if dark else given:
            found[platform] = left
    return found


def joined(several: Iterable[dict[str, Territories]]) -> dict[str, Territories]:
    """Return where any of several things is offered."""
    found: dict[str, Territories] = {}
    for each in several:
        for platform, territories in each.items():
            found[platform] = found.get(platform, Territories()) | territories
    return found


def place_words(offered: dict[str, Territories]) -> list[str]:
    """Return the words of the field `place`."""
    words: list[str] = []
    for platform, territories in offered.items():
        if territories.is_all_but:
            words.append(f"{platform}:{EVERY}")
            words += (f"{platform}:!{country}" for country in sorted(territories.countries))
        else:
            words += (f"{platform}:{country}" for country in sorted(territories.countries))
    return words


def closes_at(windows: Iterable[Window], expire_at: datetime | None) -> datetime | None:
    """Return from when on nothing is offered any more; None for never."""
    ends = [each.until_at for each in windows if not each.is_blackout]
    last = None if not ends or None in ends else max(end for end in ends if end is not None)
    known = [end for end in (last, expire_at) if end is not None]
    return min(known) if known else None
