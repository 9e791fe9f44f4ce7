"""The rights calendar: what one asker is offered when, of one title or of many."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import pairwise

from streamverse.domains.catalog.rights import Asker, Decision, Window, decide
from streamverse.domains.catalog.rights_errors import SpanTooLong
from streamverse.domains.catalog.schemas.rights import SpanBody
from streamverse.domains.catalog.service.rights.show_windows import offer_bodies

LONGEST = timedelta(days=3660)


def require_span(begin: datetime, end: datetime) -> None:
    """Raise SpanTooLong unless a calendar can be drawn from `begin` to `end`."""
    if not begin < end <= begin + LONGEST:
        raise SpanTooLong("It must end after it begins, and within ten years.")


def spans_of(
    windows: Iterable[Window], asker: Asker, begin: datetime, end: datetime
) -> list[SpanBody]:
    """Return the times between `begin` and `end` in which the same is offered, without gaps."""
    every = tuple(windows)
    edges = {each.from_at for each in every} | {each.until_at for each in every if each.until_at}
    instants = sorted({begin, end} | {each for each in edges if begin < each < end})
    found: list[tuple[datetime, datetime, Decision]] = []
    for start, stop in pairwise(instants):
        decision = decide(every, replace(asker, at=start))
        goes_on = found and _is_same(found[-1][2], decision)
        found.append((found.pop()[0] if goes_on else start, stop, decision))
    return [
        SpanBody(
            from_at=start,
            until_at=stop,
            is_offered=decision.is_offered,
            reason=decision.reason,
            offers=offer_bodies(decision.offers),
        )
        for start, stop, decision in found
    ]


def _is_same(one: Decision, other: Decision) -> bool:
    return (one.reason, one.offers) == (other.reason, other.offers)
