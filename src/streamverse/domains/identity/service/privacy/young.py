"""Young people whose parent agreed: nothing above their age is shown to them until they are of age.

The ceiling of all profiles is the holder's age, until the main profile's `ceiling_locked_until`:
the day they come of age. The main profile rises with each birthday, unless it was set lower.
"""

from datetime import UTC, date, datetime, time
from uuid import UUID

from streamverse.domains.identity.models import AccountRow
from streamverse.domains.identity.privacy_errors import CeilingLocked
from streamverse.domains.identity.repository import privacy as repository
from streamverse.domains.identity.service.privacy.age import OF_AGE, years_between
from streamverse.domains.identity.standing import tell_changed
from streamverse.kit.clock import Clock
from streamverse.kit.db import Database, ReadSession, WriteSession
from streamverse.kit.services import Services

FEBRUARY, LEAP_DAY = 2, 29


async def ceiling_of(session: ReadSession, account_id: UUID, now: datetime) -> int | None:
    """Return the age in years that no profile of the account may be above; None: any may."""
    main = await repository.main_profile_of(session, account_id)
    if main is None or main.ceiling_locked_until is None or main.ceiling_locked_until <= now:
        return None
    account = await session.get(AccountRow, account_id)
    if account is None or account.born_on is None:
        return main.max_age
    return years_between(account.born_on, now.date())


async def require_under_ceiling(
    session: ReadSession, account_id: UUID, max_age: int | None, now: datetime
) -> None:
    """Refuse a profile that may see more than the account's young holder. Raises CeilingLocked."""
    ceiling = await ceiling_of(session, account_id, now)
    if ceiling is not None and (max_age is None or max_age > ceiling):
        raise CeilingLocked(f"Choose {ceiling} years or less.", max_age=ceiling)


async def lock_ceiling(session: WriteSession, account: AccountRow, today: date) -> None:
    """Hold every profile of a young person below their age."""
    if account.born_on is None:
        return
    years = years_between(account.born_on, today)
    for profile in await repository.profiles_of(session, account.id):
        profile.max_age = years if profile.max_age is None else min(profile.max_age, years)
        if profile.is_main:
            profile.max_age = years
            profile.ceiling_locked_until = comes_of_age(account.born_on)
        profile.version += 1


async def raise_ceilings(services: Services) -> None:
    """Raise the main profile of those who had a birthday, where it was at their age before."""
    now = services.get(Clock).now()
    async with services.get(Database).read_latest() as session:
        young = await repository.young_people(session, now)
    for profile, account in young:
        if account.born_on is not None:
            years = years_between(account.born_on, now.date())
            if profile.max_age == years - 1:
                await _raise(services, account.id, years)


async def _raise(services: Services, account_id: UUID, years: int) -> None:
    async with services.get(Database).write() as session:
        main = await repository.main_profile_of(session, account_id)
        if main is not None:
            main.max_age = years
            main.version += 1
    await tell_changed(services, account_id)


def comes_of_age(born_on: date) -> datetime:
    """Return the midnight at which somebody is of age; a leap day's child on 1 March."""
    year = born_on.year + OF_AGE
    is_leap_day = (born_on.month, born_on.day) == (FEBRUARY, LEAP_DAY)
    day = date(year, 3, 1) if is_leap_day else born_on.replace(year=year)
    return datetime.combine(day, time(), UTC)
