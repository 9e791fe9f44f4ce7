"""How far an index has followed the changes: the id of a change, which rises with time."""

from datetime import datetime, timedelta
from uuid import UUID

BEGINNING = UUID(int=0)
LATE = timedelta(seconds=20)
"""On PostgreSQL transactions may commit in another order than their ids were made."""
KEPT = timedelta(days=7)


def position_of(text: str) -> UUID:
    """Return a position from its text; the beginning for none."""
    try:
        return UUID(text)
    except ValueError:
        return BEGINNING


def position_at(instant: datetime) -> UUID:
    """Return the position below every change that was made from an instant on."""
    return UUID(int=int(instant.timestamp() * 1000) << 80)


def before(position: UUID, by: timedelta) -> UUID:
    """Return a position so much earlier."""
    milliseconds = max(0, (position.int >> 80) - int(by.total_seconds() * 1000))
    return UUID(int=milliseconds << 80)
