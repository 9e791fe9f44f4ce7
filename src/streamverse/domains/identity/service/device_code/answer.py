"""Somebody who is signed in lets a device in, or does not."""

from uuid import UUID

from streamverse.domains.identity import audit
from streamverse.domains.identity.audit import Seen
from streamverse.domains.identity.callers import Account
from streamverse.domains.identity.device_errors import UserCodeAnswered
from streamverse.domains.identity.errors import NotInPerson, SessionEnded
from streamverse.domains.identity.profile_errors import NoSuchProfile, PinRequired
from streamverse.domains.identity.repository import accounts, device_codes, profiles
from streamverse.domains.identity.service.device_code.look import pending
from streamverse.domains.identity.service.profiles.enter import guard_of
from streamverse.domains.identity.service.profiles.pins import require_pin
from streamverse.kit.clock import Clock
from streamverse.kit.db import Database
from streamverse.kit.services import Services

APPROVED = "device_approved"
DENIED = "device_denied"


async def approve(
    services: Services,
    account: Account,
    user_code: str,
    *,
    profile_id: UUID | None,
    pin: str | None,
    seen: Seen,
) -> None:
    """Let a device in, in the active profile, or in another that one may enter from here.

    Raises NoSuchUserCode, UserCodeAnswered, TooManyUserCodes, NoSuchProfile, PinRequired,
    WrongPin, PinLocked, NotInPerson.
    """
    _require_person(account)
    row = await pending(services, account.id, user_code, seen.address)
    chosen = profile_id or account.profile_id
    guard_id = None
    if chosen is not None and chosen != account.profile_id:
        guard_id = await _passed_guard(services, account, chosen, pin, seen)
    async with services.get(Database).write() as session:
        holder = await accounts.account_by_id(session, account.id)
        if holder is None:
            raise SessionEnded
        is_first = await device_codes.answer(
            session,
            row.digest,
            device_codes.APPROVED,
            account.id,
            epoch=holder.epoch,
            profile_id=chosen,
        )
        if not is_first:
            raise UserCodeAnswered
        if guard_id is not None:
            await profiles.forgive_tries(session, guard_id)
        audit.record(
            session,
            services.get(Clock),
            APPROVED,
            account_id=account.id,
            seen=seen,
            device_name=row.device_name,
            device_address=row.address,
        )


async def deny(services: Services, account: Account, user_code: str, *, seen: Seen) -> None:
    """Turn a device away. Raises NoSuchUserCode, UserCodeAnswered, TooManyUserCodes."""
    _require_person(account)
    row = await pending(services, account.id, user_code, seen.address)
    async with services.get(Database).write() as session:
        if not await device_codes.answer(session, row.digest, device_codes.DENIED, account.id):
            raise UserCodeAnswered
        audit.record(
            session,
            services.get(Clock),
            DENIED,
            account_id=account.id,
            seen=seen,
            device_name=row.device_name,
            device_address=row.address,
        )


def _require_person(account: Account) -> None:
    """A program's token may do less than a sign-in, so it can't make one."""
    if account.scopes is not None:
        raise NotInPerson("An API token can't let a device in; sign in.")


async def _passed_guard(
    services: Services, account: Account, profile_id: UUID, pin: str | None, seen: Seen
) -> UUID | None:
    """Ask for what entering the profile from here takes; returns whose PIN that was, if any."""
    async with services.get(Database).read_latest() as session:
        rows = {row.id: row for row in await profiles.of_account(session, account.id)}
    target = rows.get(profile_id)
    if target is None:
        raise NoSuchProfile
    present = rows.get(account.profile_id) if account.profile_id else None
    guard = guard_of(target, [present])
    if guard is None:
        return None
    if pin is None:
        raise PinRequired(f"It takes the PIN of “{guard.name}”.", profile_id=str(guard.id))
    await require_pin(services, account.id, guard.id, pin, seen)
    return guard.id
