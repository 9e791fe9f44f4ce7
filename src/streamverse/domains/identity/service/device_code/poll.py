"""The device asks whether somebody has answered; whoever asks first after a yes is signed in."""

from dataclasses import replace
from datetime import datetime, timedelta

from streamverse.domains.identity.device_errors import (
    AccessDenied,
    AuthorizationPending,
    DeviceFlowRefused,
    ExpiredToken,
    InvalidGrant,
    SlowDown,
)
from streamverse.domains.identity.errors import AccountSuspended, ParentalConsentRequired
from streamverse.domains.identity.models import DeviceCodeRow
from streamverse.domains.identity.origin import DeviceHint, Origin
from streamverse.domains.identity.repository import accounts, device_codes, profiles
from streamverse.domains.identity.service.begin_sign_in import Proof, Tokens, begin_family
from streamverse.domains.identity.service.device_code.codes import digest_of
from streamverse.domains.identity.service.sign_in import refuse_unless_active
from streamverse.kit.clock import Clock
from streamverse.kit.db import Database, WriteSession
from streamverse.kit.services import Services

SLOWER_BY_SECONDS = 5  # RFC 8628, 3.5
LENIENCE = timedelta(milliseconds=500)
FACTOR = "device_code"


async def poll(services: Services, device_code: str, origin: Origin) -> Tokens:
    """Return the tokens of a device that was let in: once.

    Raises AuthorizationPending, SlowDown, AccessDenied, ExpiredToken, InvalidGrant. What a
    poll leaves behind is stored before it is refused.
    """
    now = services.get(Clock).now()
    async with services.get(Database).write() as session:
        row = await device_codes.locked_by_digest(session, digest_of(device_code))
        outcome = await _outcome(services, session, row, origin, now)
    if isinstance(outcome, DeviceFlowRefused):
        raise outcome
    return outcome


async def _outcome(
    services: Services,
    session: WriteSession,
    row: DeviceCodeRow | None,
    origin: Origin,
    now: datetime,
) -> Tokens | DeviceFlowRefused:
    if row is None or row.state == device_codes.USED:
        return InvalidGrant()
    if row.expires_at <= now:
        return ExpiredToken()
    if row.state == device_codes.DENIED:
        return AccessDenied()
    if row.state == device_codes.PENDING:
        return _ask_later(row, now)
    row.state = device_codes.USED
    return await _let_in(services, session, row, origin, now)


def _ask_later(row: DeviceCodeRow, now: datetime) -> DeviceFlowRefused:
    interval = timedelta(seconds=row.interval_seconds)
    is_early = row.polled_at is not None and now - row.polled_at < interval - LENIENCE
    row.polled_at = now
    if not is_early:
        return AuthorizationPending()
    row.interval_seconds += SLOWER_BY_SECONDS
    return SlowDown(f"Ask every {row.interval_seconds} s.", interval=row.interval_seconds)


async def _let_in(
    services: Services,
    session: WriteSession,
    row: DeviceCodeRow,
    origin: Origin,
    now: datetime,
) -> Tokens | DeviceFlowRefused:
    """Begin the sign-in, unless what was approved has ended since."""
    account = await accounts.account_by_id(session, row.account_id) if row.account_id else None
    if account is None or account.epoch != row.epoch:
        return AccessDenied("The account has changed since; begin again.")
    try:
        refuse_unless_active(account)
    except (AccountSuspended, ParentalConsentRequired) as refusal:
        return AccessDenied(refusal.title)
    if row.profile_id and await profiles.find(session, account.id, row.profile_id) is None:
        return AccessDenied("The profile is gone; begin again.")
    proof = Proof(factors=(FACTOR,), profile_id=row.profile_id, is_shown_here=False)
    named = _named(origin, row)
    return await begin_family(services, session, account, named, now, proof=proof)


def _named(origin: Origin, row: DeviceCodeRow) -> Origin:
    """Give the device the name under which it was approved."""
    hint = origin.device or DeviceHint()
    known = DeviceHint(row.device_name, row.device_kind, hint.id)
    return replace(origin, device=known)
