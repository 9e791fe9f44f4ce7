"""The gate before every password: may this be tried now, and what follows from how it went.

From the fifth wrong password in a row each one doubles the wait; the tenth shuts the gate for
half an hour and mails the account's owner, if there is one, a link that opens it. All of it
stands in the database: it holds for every process and over restarts.
"""

from datetime import datetime, timedelta
from math import ceil
from uuid import UUID

from streamverse.domains.identity import audit, links, passwords
from streamverse.domains.identity.audit import Seen
from streamverse.domains.identity.defence_errors import SignInDelayed, SignInLocked
from streamverse.domains.identity.links import LinkPurpose
from streamverse.domains.identity.models import SignInFailuresRow
from streamverse.domains.identity.origin import Origin
from streamverse.domains.identity.repository import accounts, defence
from streamverse.domains.identity.service.defence.keys import key_of
from streamverse.kit.clock import Clock
from streamverse.kit.db import Database, WriteSession
from streamverse.kit.limits import Limit, RateLimits
from streamverse.kit.places import Places
from streamverse.kit.services import Services
from streamverse.kit.settings import Settings

DELAYS_FROM = 5
FIRST_DELAY = timedelta(seconds=1)
LOCKS_AT = 10
LOCK = timedelta(minutes=30)
FORGOTTEN_AFTER = timedelta(days=1)
ADDRESSES_AT_ONCE = 4
UNLOCK_MAILS_A_DAY = 4


async def may_try(services: Services, email: str, origin: Origin) -> None:
    """Let a password be tried. Raises SignInDelayed, SignInLocked.

    Being locked out costs as long as a wrong password does.
    """
    now = services.get(Clock).now()
    async with services.get(Database).read_latest() as session:
        key = await key_of(services, session, email, origin)
        row = await defence.failures_of(session, key)
    if row is not None and row.blocked_until is not None and row.blocked_until > now:
        if row.failures >= LOCKS_AT:
            await passwords.matches("", None)
            raise _locked(row.blocked_until, now)
        raise _delayed(row.blocked_until - now)
    await _count_guesses_from_everywhere(services, key)


async def failed(services: Services, email: str, origin: Origin, account_id: UUID | None) -> None:
    """Count a wrong password; the one too many shuts the gate."""
    now = services.get(Clock).now()
    async with services.get(Database).write() as session:
        key = await key_of(services, session, email, origin)
        row = await defence.locked_failures_of(session, key, now)
        if not _counted(row, now):
            return
        if account_id is not None:
            _write_down(services, session, "sign_in_failed", account_id, origin)
        if row.failures == LOCKS_AT and account_id is not None:
            await _tell_owner(services, session, account_id, origin)


async def succeeded(services: Services, email: str, origin: Origin) -> None:
    """Begin the count anew after a right password."""
    database = services.get(Database)
    async with database.read_latest() as session:
        key = await key_of(services, session, email, origin)
        if await defence.failures_of(session, key) is None:
            return
    async with database.write() as session:
        await defence.forget_failures(session, key)


def _counted(row: SignInFailuresRow, now: datetime) -> bool:
    """Count one more; not while the gate is shut, for then the guess was under way before."""
    is_shut = row.failures >= LOCKS_AT and row.blocked_until is not None
    if is_shut and row.blocked_until is not None and row.blocked_until > now:
        return False
    if is_shut or now - row.last_failed_at > FORGOTTEN_AFTER:
        row.failures = 0
    row.failures += 1
    row.last_failed_at = now
    row.blocked_until = now + delay_after(row.failures)
    return True


def delay_after(failures: int) -> timedelta:
    """Return how long the next try has to wait after so many wrong ones in a row."""
    if failures >= LOCKS_AT:
        return LOCK
    if failures < DELAYS_FROM:
        return timedelta()
    return FIRST_DELAY * 2 ** (failures - DELAYS_FROM)


async def _count_guesses_from_everywhere(services: Services, key: str) -> None:
    """Keep many addresses from guessing at one account in the moment before failures count."""
    amount = services.get(Settings).sign_ins_per_minute * ADDRESSES_AT_ONCE
    result = await services.get(RateLimits).hit(f"sign-in-anywhere:{key}", Limit(amount, 60))
    if not result.is_allowed:
        raise _delayed(timedelta(seconds=result.reset_seconds))


async def _tell_owner(
    services: Services, session: WriteSession, account_id: UUID, origin: Origin
) -> None:
    _write_down(services, session, "sign_in_locked", account_id, origin)
    account = await accounts.account_by_id(session, account_id)
    clock = services.get(Clock)
    mailed = await defence.unlock_links_since(session, account_id, clock.now() - timedelta(days=1))
    if account is None or mailed >= UNLOCK_MAILS_A_DAY:
        return
    await links.void(session, clock, LinkPurpose.UNLOCK, account_id)
    links.make(
        session, clock, LinkPurpose.UNLOCK, email=account.email, lifetime=LOCK, account=account
    )


def _write_down(
    services: Services, session: WriteSession, action: str, account_id: UUID, origin: Origin
) -> None:
    country = services.get(Places).place_of(origin.address).country
    seen = Seen(origin.address, country)
    audit.record(session, services.get(Clock), action, account_id=account_id, seen=seen)


def _delayed(wait: timedelta) -> SignInDelayed:
    seconds = max(1, ceil(wait.total_seconds()))
    return SignInDelayed(f"Try again in {seconds} s.", headers={"retry-after": str(seconds)})


def _locked(until: datetime, now: datetime) -> SignInLocked:
    seconds = max(1, ceil((until - now).total_seconds()))
    return SignInLocked(
        f"Try again in {ceil(seconds / 60)} min. If this is your account, we have mailed you a "
        "link that lets you in at once.",
        headers={"retry-after": str(seconds)},
    )
