"""Instants in requests: always with their offset, so that no change of the clocks blurs them."""

from datetime import UTC, datetime
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator

FIRST_YEAR, LAST_YEAR = 1800, 2500
"""Between these there is room before and behind for whatever is reckoned with a time."""
BETWEEN = f"between the years {FIRST_YEAR} and {LAST_YEAR}"


def _as_text(value: Any) -> Any:
    if isinstance(value, (str, datetime)):
        return value
    raise ValueError("write a time as in 2026-03-29T02:30:00+01:00")


def _with_offset(value: datetime) -> datetime:
    if value.tzinfo is None or value.utcoffset() is None:
        raise ValueError(
            "give the offset from UTC too, as in 2026-03-29T02:30:00+01:00 or …Z: when clocks "
            "change, a local time alone happens twice or never"
        )
    try:
        instant = value.astimezone(UTC)
    except OverflowError:
        raise ValueError(f"write a time {BETWEEN}") from None
    if not FIRST_YEAR <= instant.year <= LAST_YEAR:
        raise ValueError(f"write a time {BETWEEN}")
    return instant


Instant = Annotated[datetime, BeforeValidator(_as_text), AfterValidator(_with_offset)]
"""An instant as RFC 3339 writes it."""
