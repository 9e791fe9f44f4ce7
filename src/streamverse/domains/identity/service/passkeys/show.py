"""Show a passkey: ask for a signature, check it, and count its use."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from streamverse.domains.identity import audit
from streamverse.domains.identity.audit import Seen
from streamverse.domains.identity.factor_errors import PasskeyRefused
from streamverse.domains.identity.models import PasskeyRow
from streamverse.domains.identity.repository import passkeys
from streamverse.domains.identity.service.passkeys import ceremonies, challenges
from streamverse.domains.identity.service.passkeys.ceremonies import Credential, Options
from streamverse.domains.identity.service.passkeys.challenges import Purpose
from streamverse.domains.identity.service.passkeys.relying_party import relying_party
from streamverse.kit.clock import Clock
from streamverse.kit.db import Database, WriteSession
from streamverse.kit.services import Services
from streamverse.kit.settings import Settings


@dataclass(frozen=True, slots=True)
class Shown:
    """A passkey whose signature was right; it still has to be counted."""

    passkey_id: UUID
    account_id: UUID
    sign_count: int
    is_synced: bool


async def showing_options(
    services: Services, purpose: Purpose, subject: str = "", account_id: UUID | None = None
) -> tuple[str, Options]:
    """Return a challenge's id and what `navigator.credentials.get` is asked.

    Without an account any passkey of this site will do, and it must know its person.
    """
    party = relying_party(services.get(Settings))
    known: Sequence[PasskeyRow] = ()
    if account_id is not None:
        async with services.get(Database).read_latest() as session:
            known = await passkeys.of_account(session, account_id)
        if not known:
            raise PasskeyRefused("There is no passkey to use.")
    challenge = await challenges.issue(services, purpose, subject)
    options = ceremonies.showing_options(party, known, challenge.value, is_alone=account_id is None)
    return challenge.id, options


async def check(
    services: Services,
    credential: Credential,
    challenge_id: str,
    purpose: Purpose,
    subject: str = "",
    account_id: UUID | None = None,
) -> Shown:
    """Return the passkey that signed the challenge: the account's, or anybody's without one.

    Raises ChallengeUnknown, PasskeyRefused.
    """
    party = relying_party(services.get(Settings))
    challenge = await challenges.take(services, challenge_id, purpose, subject)
    credential_id = ceremonies.credential_id_of(credential)
    async with services.get(Database).read_latest() as session:
        passkey = await passkeys.by_credential(session, credential_id)
    if passkey is None:
        raise PasskeyRefused
    handle = ceremonies.user_handle_of(credential)
    is_owners = handle == passkey.account_id.bytes or (handle is None and account_id is not None)
    if not is_owners or account_id not in {None, passkey.account_id}:
        raise PasskeyRefused
    signed = ceremonies.signed(party, passkey, credential, challenge, is_alone=account_id is None)
    return Shown(passkey.id, passkey.account_id, signed.sign_count, signed.is_synced)


async def count_use(session: WriteSession, shown: Shown, now: datetime) -> bool:
    """Note the use of a passkey; False when its counter did not rise: a clone, or a replay."""
    return await passkeys.count_use(
        session, shown.passkey_id, shown.sign_count, now, is_synced=shown.is_synced
    )


async def refuse_clone(services: Services, shown: Shown, seen: Seen) -> PasskeyRefused:
    """Write down that a counter did not rise; returns the refusal to raise."""
    async with services.get(Database).write() as session:
        audit.record(
            session,
            services.get(Clock),
            "passkey_counter_refused",
            account_id=shown.account_id,
            seen=seen,
            passkey_id=str(shown.passkey_id),
            counter=str(shown.sign_count),
        )
    return PasskeyRefused()
