"""Who may find something: where it is offered, from which age on, and in whose channel."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from hashlib import blake2s

from streamverse.domains.catalog.public import FindableRights, FindableTitle
from streamverse.domains.search import fields
from streamverse.domains.search.places import (
    Territories,
    closes_at,
    joined,
    offered_by_platform,
    place_words,
)
from streamverse.domains.search.ports import Value

ADULT = 18
ALL = "all"


@dataclass(frozen=True, slots=True)
class Standing:
    """What the index filters by. `min_age` None is unrated, which no ceiling lets through."""

    offered: dict[str, Territories]
    min_age: int | None
    audiences: frozenset[str]
    until: datetime | None = None

    @property
    def can_be_found(self) -> bool:
        """Whether anybody anywhere may find it now."""
        return bool(self.offered)

    @property
    def digest(self) -> str:
        """What tells one standing from another."""
        parts = (*place_words(self.offered), self.min_age, *sorted(self.audiences), self.until)
        return blake2s("|".join(map(str, parts)).encode(), digest_size=8).hexdigest()

    def fields(self) -> dict[str, Value | list[str]]:
        """Return the fields of a document."""
        found: dict[str, Value | list[str]] = {
            fields.PLACE: place_words(self.offered),
            fields.CEILING: ceilings_from(self.min_age),
            fields.AUDIENCE: sorted(self.audiences),
            fields.AGE: "none" if self.min_age is None else str(self.min_age),
        }
        if self.until is not None:
            found[fields.UNTIL] = int(self.until.timestamp())
        return found


def standing_of(title: FindableTitle | FindableRights, now: datetime) -> Standing:
    """Return who may find a title."""
    audience = f"channel:{title.channel_id}" if title.is_members_only else ALL
    return Standing(
        offered=offered_by_platform(title.windows, now),
        min_age=title.min_age,
        audiences=frozenset({audience}),
        until=closes_at(title.windows, title.expire_at),
    )


def standing_of_any(several: Iterable[Standing]) -> Standing:
    """Return who may find somebody: whoever may find something they are in."""
    shown = [each for each in several if each.can_be_found]
    ages = [each.min_age for each in shown if each.min_age is not None]
    ends = [each.until for each in shown]
    return Standing(
        offered=joined(each.offered for each in shown),
        min_age=min(ages, default=None),
        audiences=frozenset[str]().union(*(each.audiences for each in shown)),
        until=None if not ends or None in ends else max(end for end in ends if end is not None),
    )


def ceilings_from(min_age: int | None) -> list[str]:
    """Return the ceilings, in years, below which something may be seen."""
    return [] if min_age is None else [str(years) for years in range(min_age, ADULT)]
