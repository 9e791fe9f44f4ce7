"""Who asks, as the index filters: only what this viewer may see, here, now, at this age."""

from dataclasses import dataclass
from datetime import datetime

from streamverse.domains.catalog.public import Asker, ceiling_of
from streamverse.domains.channels.public import Memberships
from streamverse.domains.identity.public import Caller
from streamverse.domains.search import fields
from streamverse.domains.search.lookups import Between, Lookup, OneOf
from streamverse.domains.search.places import EVERY, UNKNOWN
from streamverse.domains.search.standing import ALL


@dataclass(frozen=True, slots=True)
class Scope:
    """What decides what somebody may find; two viewers of one scope find the same."""

    platform: str
    country: str
    ceiling: int | None
    channels: tuple[str, ...]

    def must(self) -> tuple[Lookup, ...]:
        """Return what a document must fit."""
        places = (f"{self.platform}:{EVERY}", f"{self.platform}:{self.country}")
        audiences = (ALL, *(f"channel:{each}" for each in self.channels))
        clauses: list[Lookup] = [
            OneOf(fields.PLACE, places),
            OneOf(fields.AUDIENCE, audiences),
        ]
        if self.ceiling is not None:
            clauses.append(OneOf(fields.CEILING, (str(self.ceiling),)))
        return tuple(clauses)

    def never(self, now: datetime) -> tuple[Lookup, ...]:
        """Return what a document must not fit."""
        return (
            OneOf(fields.PLACE, (f"{self.platform}:!{self.country}",)),
            Between(fields.UNTIL, high=int(now.timestamp())),
        )


def scope_of(caller: Caller, asker: Asker, memberships: Memberships) -> Scope:
    """Return the scope of somebody who asks."""
    return Scope(
        platform=asker.platform,
        country=asker.country or UNKNOWN,
        ceiling=ceiling_of(caller),
        channels=tuple(sorted(map(str, memberships.member_of))),
    )
