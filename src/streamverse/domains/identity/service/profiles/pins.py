"""PINs: four digits, so what protects them is how often one may try.

A try is counted before it is judged, in a transaction of its own: racing tries each count, on
every process, and a crash gives none back. Five are free; then the profile's PIN is locked for
a minute, and each further wrong one doubles that, up to a day.
"""

from datetime import timedelta
from uuid import UUID

from streamverse.domains.identity import audit, passwords
from streamverse.domains.identity.audit import Seen
from streamverse.domains.identity.callers import Account
from streamverse.domains.identity.errors import StepUpRequired
from streamverse.domains.identity.profile_errors import NoSuchProfile, PinLocked, WrongPin
from streamverse.domains.identity.repository import profiles as repository
from streamverse.domains.identity.service.profiles.show import profile_to_change
from streamverse.domains.identity.service.profiles.tell import tell_profiles_changed
from streamverse.domains.identity.standing import tell_changed
from streamverse.kit.clock import Clock
from streamverse.kit.db import Database
from streamverse.kit.services import Services

FREE_TRIES = 5
FIRST_LOCK = timedelta(minutes=1)
LONGEST_LOCK = timedelta(days=1)
MOST_DOUBLINGS = 11


async def require_pin(
    services: Services, account_id: UUID, profile_id: UUID, pin: str, seen: Seen
) -> None:
    """Judge a PIN; forgive the tries after the right one with `repository.forgive_tries`.

    Raises NoSuchProfile, WrongPin, PinLocked.
    """
    clock = services.get(Clock)
    database = services.get(Database)
    now = clock.now()
    async with database.write() as session:
        charged = await repository.charge_try(session, profile_id, now)
        row = await repository.find(session, account_id, profile_id)
        if row is None:
            raise NoSuchProfile
        if charged is None:
            assert row.pin_blocked_until is not None
            raise _locked(row.pin_blocked_until - now)
        lock = _lock_after(charged.failures)
        if lock is not None:
            await repository.block_pin(session, profile_id, now + lock)
    fits, _ = await passwords.matches(pin, charged.pin_hash)
    if fits:
        return
    if lock is None:
        raise WrongPin(tries_left=FREE_TRIES - charged.failures)
    async with database.write() as session:
        audit.record(
            session,
            clock,
            "profile_pin_locked",
            account_id=account_id,
            seen=seen,
            profile=str(profile_id),
            failures=str(charged.failures),
        )
    raise _locked(lock)


async def set_pin(
    services: Services,
    account: Account,
    profile_id: UUID,
    pin: str,
    current_pin: str | None,
    *,
    is_proved: bool,
    seen: Seen,
) -> None:
    """Give a profile a PIN: with the present one, or a credential shown in the last minutes.

    Raises NoSuchProfile, StepUpRequired, WrongPin, PinLocked.
    """
    if not is_proved:
        async with services.get(Database).read_latest() as session:
            row = await repository.find(session, account.id, profile_id)
        if row is None:
            raise NoSuchProfile
        if row.pin_hash is None or current_pin is None:
            raise StepUpRequired("Show that it is you, or give the present PIN.")
        await require_pin(services, account.id, profile_id, current_pin, seen)
    await _store(services, account.id, profile_id, await passwords.hashed(pin), seen)


async def remove_pin(services: Services, account_id: UUID, profile_id: UUID, seen: Seen) -> None:
    """Take a profile's PIN away; one that has none is no error. Raises NoSuchProfile."""
    await _store(services, account_id, profile_id, None, seen)


async def _store(
    services: Services, account_id: UUID, profile_id: UUID, pin_hash: str | None, seen: Seen
) -> None:
    async with services.get(Database).write() as session:
        row = await profile_to_change(session, account_id, profile_id)
        row.pin_hash = pin_hash
        row.pin_failures, row.pin_blocked_until = 0, None
        row.version += 1
        tell_profiles_changed(session, account_id)
        audit.record(
            session,
            services.get(Clock),
            "profile_pin_set" if pin_hash else "profile_pin_removed",
            account_id=account_id,
            seen=seen,
            profile=str(profile_id),
        )
    await tell_changed(services, account_id)


def _lock_after(failures: int) -> timedelta | None:
    if failures < FREE_TRIES:
        return None
    return min(FIRST_LOCK * 2 ** min(failures - FREE_TRIES, MOST_DOUBLINGS), LONGEST_LOCK)


def _locked(left: timedelta) -> PinLocked:
    seconds = max(1, round(left.total_seconds()))
    return PinLocked(
        f"Try again in {seconds} seconds, or use the account's password.",
        headers={"retry-after": str(seconds)},
        retry_after_seconds=seconds,
    )
