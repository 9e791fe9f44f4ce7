"""Rights: one decision whether, and how, a title is offered to whoever asks.

`repository.rights.offered` says the same in SQL; a test compares the two.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal
from uuid import UUID

from streamverse.domains.catalog.kinds import Monetisation, Platform

EVERY = "*"
"""All territories, all platforms, all plans."""

Reason = Literal[
    "",
    "no_window",
    "not_here",
    "not_yet",
    "no_longer",
    "not_on_this_platform",
    "blackout",
]

CHEAPEST_FIRST = tuple(Monetisation)
FOR_NOTHING = frozenset({Monetisation.FREE, Monetisation.ADS})


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks for a title: where, on what, with which plan, when.

    Without a country only what has no territorial limits is offered.
    """

    country: str | None
    platform: Platform
    plan: str | None
    at: datetime


@dataclass(frozen=True, slots=True)
class Window:
    """What one rights window gives, or takes away as a blackout: from `from_at` until `until_at`.

    `until_at` None has no end, `max_rung` None no ceiling.
    """

    id: UUID
    from_at: datetime
    until_at: datetime | None = None
    territories: frozenset[str] = frozenset({EVERY})
    excluded_territories: frozenset[str] = frozenset()
    platforms: frozenset[str] = frozenset({EVERY})
    plans: frozenset[str] = frozenset({EVERY})
    monetisation: Monetisation = Monetisation.FREE
    max_rung: int | None = None
    is_download_allowed: bool = True
    is_blackout: bool = False


@dataclass(frozen=True, slots=True)
class Offer:
    """One way to a title that is open now; `is_for_plan`: the asker's plan is one it is made to."""

    window_id: UUID
    monetisation: Monetisation
    plans: frozenset[str]
    until_at: datetime | None
    max_rung: int | None
    is_download_allowed: bool
    is_for_plan: bool = True


@dataclass(frozen=True, slots=True)
class Decision:
    """Whether a title is offered, and how, the cheapest first; else why not and from when on."""

    is_offered: bool
    offers: tuple[Offer, ...] = ()
    reason: Reason = ""
    opens_at: datetime | None = None

    @property
    def free(self) -> Offer | None:
        """The first offer that this asker needs to pay nothing for."""
        return next(
            (each for each in self.offers if each.monetisation in FOR_NOTHING and each.is_for_plan),
            None,
        )


def decide(windows: Iterable[Window], asker: Asker) -> Decision:
    """Tell whether a title with these windows is offered to somebody."""
    every = tuple(windows)
    grants = [each for each in every if not each.is_blackout]
    reached = [each for each in grants if is_on(each, asker) and is_in(each, asker)]
    running = [each for each in reached if is_open(each, asker.at)]
    if running and not _is_dark(every, asker):
        return Decision(is_offered=True, offers=offers_of(running, asker.plan))
    return Decision(
        is_offered=False,
        reason=_reason(grants, reached, running, asker),
        opens_at=_opens_at(every, reached, asker),
    )


def is_offered_somewhere(windows: Iterable[Window], at: datetime) -> bool:
    """Whether anybody can be offered a title: one window is open, and no blackout covers all."""
    running = [each for each in windows if is_open(each, at)]
    is_dark_everywhere = any(
        each.is_blackout
        and EVERY in each.territories
        and not each.excluded_territories
        and EVERY in each.platforms
        for each in running
    )
    return not is_dark_everywhere and any(not each.is_blackout for each in running)


def offers_of(windows: Iterable[Window], plan: str | None) -> tuple[Offer, ...]:
    """Return what windows offer somebody with a plan, the cheapest first."""
    offers = [
        Offer(
            window_id=each.id,
            monetisation=each.monetisation,
            plans=each.plans,
            until_at=each.until_at,
            max_rung=each.max_rung,
            is_download_allowed=each.is_download_allowed,
            is_for_plan=EVERY in each.plans or plan in each.plans,
        )
        for each in windows
    ]
    offers.sort(
        key=lambda each: (
            CHEAPEST_FIRST.index(each.monetisation),
            not each.is_for_plan,
            each.window_id,
        )
    )
    return tuple(offers)


def is_open(window: Window, at: datetime) -> bool:
    """Whether a window has begun and not ended."""
    return window.from_at <= at and (window.until_at is None or at < window.until_at)


def is_on(window: Window, asker: Asker) -> bool:
    """Whether a window is about the asker's platform."""
    return EVERY in window.platforms or asker.platform in window.platforms


def is_in(window: Window, asker: Asker) -> bool:
    """Whether a window is about the place where somebody asks.

    Somebody whose country is not known is outside every limit and inside every blackout.
    """
    if asker.country is None:
        has_limit = EVERY not in window.territories or bool(window.excluded_territories)
        return window.is_blackout or not has_limit
    is_named = EVERY in window.territories or asker.country in window.territories
    return is_named and asker.country not in window.excluded_territories


def _is_dark(windows: Iterable[Window], asker: Asker) -> bool:
    return any(
        each.is_blackout and is_open(each, asker.at) and is_on(each, asker) and is_in(each, asker)
        for each in windows
    )


def _reason(
    grants: list[Window], reached: list[Window], running: list[Window], asker: Asker
) -> Reason:
    if not grants:
        return "no_window"
    if running:
        return "blackout"
    if not reached:
        is_here = any(is_in(each, asker) for each in grants)
        return "not_on_this_platform" if is_here else "not_here"
    is_coming = any(each.from_at > asker.at for each in reached)
    return "not_yet" if is_coming else "no_longer"


def _opens_at(windows: tuple[Window, ...], reached: list[Window], asker: Asker) -> datetime | None:
    """Return the first instant from which on the title is offered to somebody; None for never."""
    begins = {each.from_at for each in reached}
    ends = {each.until_at for each in windows if each.is_blackout and each.until_at}
    for instant in sorted(begins | ends):
        is_running = instant > asker.at and any(is_open(each, instant) for each in reached)
        if is_running and not _is_dark(windows, replace(asker, at=instant)):
            return instant
    return None
