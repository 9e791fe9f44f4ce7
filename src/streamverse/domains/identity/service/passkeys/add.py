"""Add a passkey."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.exc import IntegrityError

from streamverse.domains.identity.audit import Seen
from streamverse.domains.identity.errors import NoSuchAccount
from streamverse.domains.identity.factor_errors import PasskeyKnown, TooManyPasskeys
from streamverse.domains.identity.models import PasskeyRow
from streamverse.domains.identity.repository import accounts, passkeys
from streamverse.domains.identity.service.passkeys import ceremonies, challenges
from streamverse.domains.identity.service.passkeys.ceremonies import Credential, Made, Options
from streamverse.domains.identity.service.passkeys.challenges import Purpose
from streamverse.domains.identity.service.passkeys.relying_party import relying_party
from streamverse.domains.identity.service.second_factors import changes
from streamverse.domains.identity.service.second_factors.demand import RECOVERY_CODE, demanded
from streamverse.kit.clock import Clock
from streamverse.kit.db import Database, WriteSession
from streamverse.kit.ids import new_id
from streamverse.kit.services import Services
from streamverse.kit.settings import Settings

AT_MOST = 20


@dataclass(frozen=True, slots=True)
class Added:
    """A new passkey, and recovery codes if it is the account's first second factor."""

    id: UUID
    name: str
    created_at: datetime
    last_used_at: None
    is_synced: bool
    recovery_codes: tuple[str, ...]


async def adding_options(services: Services, account_id: UUID) -> tuple[str, Options]:
    """Return a challenge's id and what `navigator.credentials.create` is asked."""
    party = relying_party(services.get(Settings))
    async with services.get(Database).read_latest() as session:
        account = await accounts.account_by_id(session, account_id)
        known = await passkeys.of_account(session, account_id)
    if account is None:
        raise NoSuchAccount
    if len(known) >= AT_MOST:
        raise TooManyPasskeys
    challenge = await challenges.issue(services, Purpose.ADD, str(account_id))
    return challenge.id, ceremonies.adding_options(party, account, known, challenge.value)


async def add(
    services: Services,
    account_id: UUID,
    challenge_id: str,
    credential: Credential,
    name: str,
    seen: Seen,
) -> Added:
    """Keep what an authenticator made.

    Raises ChallengeUnknown, PasskeyNotTaken, PasskeyKnown, TooManyPasskeys.
    """
    party = relying_party(services.get(Settings))
    challenge = await challenges.take(services, challenge_id, Purpose.ADD, str(account_id))
    made = ceremonies.made(party, credential, challenge)
    try:
        async with services.get(Database).write() as session:
            return await _store(services, session, account_id, made, name, seen)
    except IntegrityError as error:
        raise PasskeyKnown from error


async def _store(
    services: Services, session: WriteSession, account_id: UUID, made: Made, name: str, seen: Seen
) -> Added:
    now = services.get(Clock).now()
    await passkeys.lock_account(session, account_id)
    if len(await passkeys.of_account(session, account_id)) >= AT_MOST:
        raise TooManyPasskeys
    had_codes = RECOVERY_CODE in await demanded(session, account_id)
    row = PasskeyRow(
        id=new_id(),
        credential_id=made.credential_id,
        account_id=account_id,
        public_key=made.public_key,
        sign_count=made.sign_count,
        name=name,
        transports=list(made.transports),
        is_synced=made.is_synced,
        created_at=now,
        last_used_at=None,
    )
    session.add(row)
    await session.flush()
    codes: tuple[str, ...] = ()
    if not had_codes:
        codes = await changes.give_recovery_codes(services, session, account_id, now)
    changes.tell(services, session, account_id, "passkey_added", seen, name=name)
    return Added(row.id, name, now, None, made.is_synced, codes)
