"""Judge what was shown: a code, a recovery code or a passkey. Judged once, then used up.

`judge` reads and calculates; `use` is one row changed in the transaction of what it is for.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from streamverse.domains.identity.factor_errors import WrongCode
from streamverse.domains.identity.repository import second_factors as stored
from streamverse.domains.identity.sealing import SealBroken
from streamverse.domains.identity.service.passkeys import show
from streamverse.domains.identity.service.passkeys.ceremonies import Credential
from streamverse.domains.identity.service.passkeys.challenges import Purpose
from streamverse.domains.identity.service.second_factors import recovery_codes, totp
from streamverse.domains.identity.service.second_factors.demand import (
    PASSKEY,
    RECOVERY_CODE,
    TOTP,
)
from streamverse.kit.clock import Clock
from streamverse.kit.db import Database, WriteSession
from streamverse.kit.keyring import keyring_of
from streamverse.kit.log import logger
from streamverse.kit.services import Services
from streamverse.kit.settings import Settings

log = logger(__name__)

LOOK_AGAIN = "Type the code that is shown now, or wait for the next one."


@dataclass(frozen=True, slots=True)
class Code:
    """A code of the authenticator app."""

    code: str


@dataclass(frozen=True, slots=True)
class RecoveryCode:
    """One of the codes on paper."""

    code: str


@dataclass(frozen=True, slots=True)
class Passkey:
    """What an authenticator answered, and to which challenge."""

    challenge_id: str
    credential: Credential


Given = Code | RecoveryCode | Passkey


@dataclass(frozen=True, slots=True)
class RightCode:
    """The step whose code it was. `resealed` is the secret under the newest root, if it aged."""

    account_id: UUID
    step: int
    stored: bytes
    resealed: bytes | None


@dataclass(frozen=True, slots=True)
class MaybeRecoveryCode:
    """What a recovery code would be stored as: the database knows whether it is one."""

    account_id: UUID
    digests: tuple[str, ...]


Judged = RightCode | MaybeRecoveryCode | show.Shown


async def judge(
    services: Services, account_id: UUID, given: Given, purpose: Purpose, subject: str
) -> Judged:
    """Return what is right as far as reading tells; `subject` is what a challenge was made for.

    Raises WrongCode, ChallengeUnknown, PasskeyRefused.
    """
    match given:
        case Code():
            return await _right_code(services, account_id, given.code)
        case RecoveryCode():
            keyring = keyring_of(services.get(Settings))
            digests = recovery_codes.digests_of(keyring, account_id, given.code)
            return MaybeRecoveryCode(account_id, digests)
        case Passkey():
            return await show.check(
                services, given.credential, given.challenge_id, purpose, subject, account_id
            )


async def use(session: WriteSession, judged: Judged, now: datetime) -> bool:
    """Use up what was shown; False when it counts no more. Of two racing calls one wins."""
    match judged:
        case RightCode():
            if judged.resealed is not None:
                await stored.reseal_totp(session, judged.account_id, judged.stored, judged.resealed)
            return await stored.use_step(session, judged.account_id, judged.step)
        case MaybeRecoveryCode():
            return await stored.use_recovery_code(session, judged.account_id, judged.digests, now)
        case show.Shown():
            return await show.count_use(session, judged, now)


def factor_of(judged: Judged) -> str:
    """Return the name that a token's `amr` gives it."""
    match judged:
        case RightCode():
            return "otp"
        case MaybeRecoveryCode():
            return "recovery_code"
        case show.Shown():
            return "passkey"


def method_of(given: Given) -> str:
    """Return the name that the API gives what was shown."""
    match given:
        case Code():
            return TOTP
        case RecoveryCode():
            return RECOVERY_CODE
        case Passkey():
            return PASSKEY


async def _right_code(services: Services, account_id: UUID, code: str) -> RightCode:
    async with services.get(Database).read_latest() as session:
        row = await stored.totp_of(session, account_id)
    if row is None or row.confirmed_at is None:
        raise WrongCode(LOOK_AGAIN)
    keyring = keyring_of(services.get(Settings))
    try:
        opened = totp.unsealed(keyring, account_id, row.sealed)
    except SealBroken as error:
        log.warning("totp_secret_unreadable", account_id=str(account_id))
        raise WrongCode("Use a recovery code or a passkey: the app's secret is lost.") from error
    secret = opened.secret.decode()
    step = totp.step_of(secret, code, services.get(Clock).now())
    if step is None or step <= row.last_step:
        raise WrongCode(LOOK_AGAIN)
    resealed = None if opened.is_current else totp.sealed(keyring, account_id, secret)
    return RightCode(account_id, step, row.sealed, resealed)
