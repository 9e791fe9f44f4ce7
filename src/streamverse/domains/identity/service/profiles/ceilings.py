"""Maturity ceilings: how high they may be, and who may raise them.

Who watches below a ceiling can't lift it alone: it takes somebody without one, or a credential
of the account shown in the last minutes.
"""

from streamverse.domains.identity.callers import Account
from streamverse.domains.identity.errors import StepUpRequired
from streamverse.domains.identity.profile_errors import KidsCeiling
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


def require_grown_ups_say(account: Account, *, is_proved: bool) -> None:
    """Raise StepUpRequired unless the caller has no ceiling or has just proved who they are."""
    if height(account.max_age) < OF_AGE and not is_proved:
        raise StepUpRequired("Below a ceiling this takes the account's password.")
