"""Rights windows that are about the same people at the same time."""

from collections.abc import Iterable
from datetime import datetime

from streamverse.domains.catalog.rights import EVERY, Window


def overlap(one: Window, other: Window) -> bool:
    """Whether somebody, somewhere, at some time is inside both windows."""
    return (
        _meet(one, other)
        and _share(one.platforms, other.platforms)
        and _share(one.plans, other.plans)
        and _same_place(one, other)
    )


def contradict(one: Window, other: Window) -> bool:
    """Whether two windows say two things about the same: they overlap, and for the same price."""
    is_blackout = one.is_blackout or other.is_blackout
    return not is_blackout and one.monetisation == other.monetisation and overlap(one, other)


def overlapping(window: Window, others: Iterable[Window]) -> list[Window]:
    """Return those of other windows that offer the same people something, too."""
    if window.is_blackout:
        return []
    return [
        each
        for each in others
        if each.id != window.id and not each.is_blackout and overlap(window, each)
    ]


def _meet(one: Window, other: Window) -> bool:
    return _begins_before_end(one.from_at, other) and _begins_before_end(other.from_at, one)


def _begins_before_end(begin: datetime, window: Window) -> bool:
    return window.until_at is None or begin < window.until_at


def _share(some: frozenset[str], others: frozenset[str]) -> bool:
    return EVERY in some or EVERY in others or bool(some & others)


def _same_place(one: Window, other: Window) -> bool:
    excluded = one.excluded_territories | other.excluded_territories
    if EVERY in one.territories and EVERY in other.territories:
        return True  # nobody excludes the whole world
    if EVERY in one.territories:
        return bool(other.territories - excluded)
    if EVERY in other.territories:
        return bool(one.territories - excluded)
    return bool((one.territories & other.territories) - excluded)
