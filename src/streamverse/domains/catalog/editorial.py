"""The editorial flow: which way a title may go, and in whose hand that is."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from streamverse.domains.catalog.kinds import TitleState

DRAFT, IN_REVIEW, SCHEDULED, PUBLISHED, ARCHIVED = (
    TitleState.DRAFT,
    TitleState.IN_REVIEW,
    TitleState.SCHEDULED,
    TitleState.PUBLISHED,
    TitleState.ARCHIVED,
)
SHOWN = frozenset({SCHEDULED, PUBLISHED})
"""What viewers find, now or by the clock: it must be ready."""


class Hand(Enum):
    """Who moves a title: whoever may change it, or, where works are reviewed, editors alone."""

    KEEPER = "keeper"
    PUBLISHER = "publisher"


@dataclass(frozen=True, slots=True)
class Move:
    """One way to go."""

    name: str
    hand: Hand


MOVES: Mapping[tuple[TitleState, TitleState], Move] = {
    (DRAFT, IN_REVIEW): Move("submit", Hand.KEEPER),
    (DRAFT, SCHEDULED): Move("schedule", Hand.PUBLISHER),
    (DRAFT, PUBLISHED): Move("publish", Hand.PUBLISHER),
    (DRAFT, ARCHIVED): Move("archive", Hand.KEEPER),
    (IN_REVIEW, DRAFT): Move("return", Hand.KEEPER),
    (IN_REVIEW, SCHEDULED): Move("approve", Hand.PUBLISHER),
    (IN_REVIEW, PUBLISHED): Move("approve", Hand.PUBLISHER),
    (IN_REVIEW, ARCHIVED): Move("archive", Hand.KEEPER),
    (SCHEDULED, DRAFT): Move("take_back", Hand.KEEPER),
    (SCHEDULED, IN_REVIEW): Move("review_again", Hand.KEEPER),
    (SCHEDULED, SCHEDULED): Move("reschedule", Hand.PUBLISHER),
    (SCHEDULED, PUBLISHED): Move("publish", Hand.PUBLISHER),
    (SCHEDULED, ARCHIVED): Move("archive", Hand.KEEPER),
    (PUBLISHED, DRAFT): Move("unpublish", Hand.KEEPER),
    (PUBLISHED, IN_REVIEW): Move("review_again", Hand.KEEPER),
    (PUBLISHED, ARCHIVED): Move("archive", Hand.KEEPER),
    (ARCHIVED, DRAFT): Move("unarchive", Hand.KEEPER),
    (ARCHIVED, SCHEDULED): Move("schedule", Hand.PUBLISHER),
    (ARCHIVED, PUBLISHED): Move("publish", Hand.PUBLISHER),
}


def moves_from(state: TitleState) -> list[TitleState]:
    """Return where a title may go from a state."""
    return [to for before, to in MOVES if before is state and to is not state]
