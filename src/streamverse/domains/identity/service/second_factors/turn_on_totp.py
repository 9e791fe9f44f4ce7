"""Turn on TOTP: a secret is shown, and counts once a code of it was given."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from streamverse.domains.identity.audit import Seen
from streamverse.domains.identity.errors import NoSuchAccount
from streamverse.domains.identity.factor_errors import (
    TotpExpired,
    TotpIsOn,
    TotpNotBegun,
    WrongCode,
)
from streamverse.domains.identity.models import TotpRow
from streamverse.domains.identity.qr import qr_svg
from streamverse.domains.identity.repository import accounts
from streamverse.domains.identity.repository import second_factors as stored
from streamverse.domains.identity.sealing import SealBroken
from streamverse.domains.identity.service.second_factors import changes, totp
from streamverse.kit.clock import Clock
from streamverse.kit.db import Database, ReadSession, WriteSession
from streamverse.kit.keyring import keyring_of
from streamverse.kit.services import Services
from streamverse.kit.settings import Settings

CONFIRM_WITHIN = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Enrolment:
    """What an authenticator app needs: a secret to type, or its address to scan."""

    secret: str
    uri: str
    qr_svg: str
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Confirmed:
    """An enrolment whose secret made a right code."""

    row: TotpRow
    step: int


async def begin(services: Services, account_id: UUID) -> Enrolment:
    """Make a secret that waits to be confirmed, in place of an earlier one. Raises TotpIsOn."""
    now = services.get(Clock).now()
    database = services.get(Database)
    secret = totp.new_secret()
    sealed = totp.sealed(keyring_of(services.get(Settings)), account_id, secret)
    async with database.write() as session:
        account = await accounts.account_by_id(session, account_id)
        if account is None:
            raise NoSuchAccount
        is_kept = await stored.begin_totp(
            session, account_id, sealed, now, is_sqlite=database.is_sqlite
        )
        if not is_kept:
            raise TotpIsOn("Turn it off before you set up another.")
    uri = totp.address_of(secret, account.email)
    return Enrolment(secret, uri, qr_svg(uri), now + CONFIRM_WITHIN)


async def confirm(services: Services, account_id: UUID, code: str, seen: Seen) -> tuple[str, ...]:
    """Turn the secret on; returns the recovery codes.

    Raises WrongCode, TotpNotBegun, TotpExpired, TotpIsOn.
    """
    database = services.get(Database)
    async with database.read_latest() as session:
        confirmed = await check(services, session, account_id, code)
    async with database.write() as session:
        return await turn_on(services, session, confirmed, seen)


async def check(services: Services, session: ReadSession, account_id: UUID, code: str) -> Confirmed:
    """Return the enrolment that a code confirms. Raises as `confirm`."""
    now = services.get(Clock).now()
    row = await stored.totp_of(session, account_id)
    if row is None:
        raise TotpNotBegun
    if row.confirmed_at is not None:
        raise TotpIsOn
    if row.created_at + CONFIRM_WITHIN <= now:
        raise TotpExpired
    keyring = keyring_of(services.get(Settings))
    try:
        secret = totp.unsealed(keyring, account_id, row.sealed).secret.decode()
    except SealBroken as error:
        raise TotpExpired from error
    step = totp.step_of(secret, code, now)
    if step is None:
        raise WrongCode("Check the clock of your phone, and type the code that is shown now.")
    return Confirmed(row, step)


async def turn_on(
    services: Services, session: WriteSession, confirmed: Confirmed, seen: Seen
) -> tuple[str, ...]:
    """Have a confirmed secret count from now on; returns the recovery codes. Raises TotpIsOn."""
    now = services.get(Clock).now()
    account_id = confirmed.row.account_id
    if not await stored.confirm_totp(session, confirmed.row, confirmed.step, now):
        raise TotpIsOn("It was set up, or begun again, in another window.")
    codes = await changes.give_recovery_codes(services, session, account_id, now)
    changes.tell(services, session, account_id, "totp_on", seen)
    return codes
