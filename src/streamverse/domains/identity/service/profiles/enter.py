"""Enter a profile: the sign-in's active profile changes, and the access token says so.

Who needs what:
- a profile with a PIN takes its PIN;
- leaving a kids profile for one that isn't takes the kids profile's own PIN, if only it has one;
- the account's password, or a credential shown since signing in, stands in for either; for who
  has nothing to show here, because a provider signs them in, a new sign-in does for ten minutes.
Where the sign-in is decides, and where the caller's token says it is: the stricter of both.
"""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from streamverse.domains.identity.audit import Seen
from streamverse.domains.identity.callers import PROOF_LASTS, Account
from streamverse.domains.identity.errors import (
    NotInPerson,
    SessionEnded,
    WrongCredentials,
    WrongPassword,
)
from streamverse.domains.identity.models import ProfileRow, RefreshFamilyRow
from streamverse.domains.identity.origin import Origin
from streamverse.domains.identity.profile_errors import NoSuchProfile, PinRequired
from streamverse.domains.identity.repository import accounts, sign_ins
from streamverse.domains.identity.repository import profiles as repository
from streamverse.domains.identity.repository.proofs import ways_to_prove
from streamverse.domains.identity.service.begin_sign_in import access_token_of
from streamverse.domains.identity.service.profiles.pins import require_pin
from streamverse.domains.identity.service.sign_in import checked_password
from streamverse.domains.identity.standing import tell_changed
from streamverse.kit.clock import Clock
from streamverse.kit.db import Database, ReadSession
from streamverse.kit.services import Services


async def enter_profile(
    services: Services,
    account: Account,
    profile_id: UUID,
    *,
    pin: str | None,
    password: str | None,
    origin: Origin,
) -> str:
    """Make a profile the active one; returns a new access token of the same sign-in.

    Raises NoSuchProfile, PinRequired, WrongPin, PinLocked, WrongPassword, TooManySignIns,
    NotInPerson, SessionEnded.
    """
    if account.family_id is None or account.scopes is not None:
        raise NotInPerson("This token belongs to no sign-in, so it has no profile to leave.")
    database = services.get(Database)
    async with database.read_latest() as session:
        target, guard, family = await _situation(session, account, profile_id)
        is_free = guard is None or await _is_proved(session, family, services.get(Clock).now())
    if guard is not None and not is_free:
        await _unlock(services, account.id, guard, pin, password, origin)
    now = services.get(Clock).now()
    async with database.write() as session:
        row = await repository.lock(session, account.id, target.id)
        if row is None:
            raise NoSuchProfile
        _, needed, family = await _situation(session, account, profile_id)
        if needed is not None and (guard is None or needed.pin_hash != guard.pin_hash):
            raise _pin_required(needed)
        if guard is not None and not is_free:
            await repository.forgive_tries(session, guard.id)
        family.profile_id = row.id
        if row.is_kids or row.max_age is not None:
            family.proved_at = None  # what a grown-up has shown is not the next one's
        access = await access_token_of(services, session, family, now)
    await tell_changed(services, account.id)  # tokens of the profile before count no more
    return access


async def _situation(
    session: ReadSession, account: Account, profile_id: UUID
) -> tuple[ProfileRow, ProfileRow | None, RefreshFamilyRow]:
    """Return where to go, whose PIN that takes, and the sign-in."""
    assert account.family_id is not None
    family = await sign_ins.family_by_id(session, account.family_id)
    if family is None or family.ended_at is not None:
        raise SessionEnded("Sign in again.")
    rows = {row.id: row for row in await repository.of_account(session, account.id)}
    target = rows.get(profile_id)
    if target is None:
        raise NoSuchProfile
    ids = {account.profile_id, family.profile_id}
    present = [rows.get(each) if each else None for each in ids]
    return target, guard_of(target, present), family


def guard_of(target: ProfileRow, present: Iterable[ProfileRow | None]) -> ProfileRow | None:
    """Return the profile whose PIN it takes to get to `target` from where one is; None: free."""
    left = [each for each in present if each is None or each.id != target.id]
    if not left:
        return None
    if target.pin_hash is not None:
        return target
    if target.is_kids:
        return None
    return next((each for each in left if each and each.is_kids and each.pin_hash), None)


async def _is_proved(session: ReadSession, family: RefreshFamilyRow, now: datetime) -> bool:
    """Whether a credential was shown in the last minutes, and not only to sign in."""
    shown_at = family.proved_at
    if shown_at is None or now - shown_at > PROOF_LASTS:
        return False
    return family.created_at < shown_at or not await ways_to_prove(session, family.account_id)


async def _unlock(
    services: Services,
    account_id: UUID,
    guard: ProfileRow,
    pin: str | None,
    password: str | None,
    origin: Origin,
) -> None:
    if password is not None:
        async with services.get(Database).read_latest() as session:
            account = await accounts.account_by_id(session, account_id)
        if account is None:
            raise SessionEnded("Sign in again.")
        try:
            await checked_password(services, account.email, password, origin)
        except WrongCredentials as error:
            raise WrongPassword from error
    elif pin is not None:
        await require_pin(services, account_id, guard.id, pin, Seen(origin.address))
    else:
        raise _pin_required(guard)


def _pin_required(guard: ProfileRow) -> PinRequired:
    return PinRequired(
        f"It takes the PIN of “{guard.name}”, or the account's password.",
        profile_id=str(guard.id),
    )
