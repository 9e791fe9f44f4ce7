"""Maturity ceilings: how high they may be, and who may raise them.

Who watches below a ceiling can't lift it alone: it takes somebody without one, or a credential
of the account shown in the last minutes. A young person's own ceiling is held until they are
of age, and no other profile of their account goes above it.
"""

from collections.abc import Iterable
from datetime import datetime

from streamverse.domains.identity.callers import Account
from streamverse.domains.identity.errors import StepUpRequired
from streamverse.domains.identity.models import ProfileRow
from streamverse.domains.identity.profile_errors import CeilingHeld, KidsCeiling
from streamverse.domains.identity.profile_schemas import KIDS_CEILING, KIDS_DEFAULT

OF_AGE = 18


def height(max_age: int | None) -> int:
    """Return a ceiling as a number that compares; none is as high as an adult's."""
    return OF_AGE if max_age is None else max_age


def ceiling_for_kids(max_age: int | None) -> int:
    """Return a kids profile's ceiling. Raises KidsCeiling above what children may have."""
    if max_age is None:
        return KIDS_DEFAULT
    if max_age > KIDS_CEILING:
        raise KidsCeiling(f"Choose {KIDS_CEILING} or below, or don't make it a kids profile.")
    return max_age


def held_ceiling(rows: Iterable[ProfileRow], now: datetime) -> int | None:
    """Return the ceiling that a young person's account can't exceed; None without one."""
    held = [
        height(row.max_age)
        for row in rows
        if row.ceiling_locked_until is not None and row.ceiling_locked_until > now
    ]
    return min(held, default=None)


def require_below(held: int | None, max_age: int | None) -> None:
    """Raise CeilingHeld for a ceiling above the one that is held."""
    if held is not None and height(max_age) > held:
        raise CeilingHeld(f"It can't be above {held} before the account's holder is of age.")


def require_grown_ups_say(account: Account, *, is_proved: bool) -> None:
    """Raise StepUpRequired unless the caller has no ceiling or has just proved who they are."""
    if height(account.max_age) < OF_AGE and not is_proved:
        raise StepUpRequired("Below a ceiling this takes the account's password.")
