"""Sign in with a passkey alone: it is something one has, and it knows its person."""

from streamverse.domains.identity.audit import Seen
from streamverse.domains.identity.factor_errors import PasskeyRefused
from streamverse.domains.identity.origin import Origin
from streamverse.domains.identity.repository import accounts
from streamverse.domains.identity.service.begin_sign_in import Proof, Tokens, begin_family
from streamverse.domains.identity.service.passkeys import show
from streamverse.domains.identity.service.passkeys.ceremonies import Credential
from streamverse.domains.identity.service.passkeys.challenges import Purpose
from streamverse.domains.identity.service.sign_in import refuse_unless_active
from streamverse.kit.clock import Clock
from streamverse.kit.db import Database
from streamverse.kit.services import Services

PROOF = Proof(factors=("passkey", "user"))
"""RFC 8176 has "user": the person was present and verified."""


async def sign_in_with_passkey(
    services: Services, challenge_id: str, credential: Credential, origin: Origin
) -> Tokens:
    """Check a passkey and begin a sign-in.

    Raises ChallengeUnknown, PasskeyRefused; after a right signature also AccountSuspended,
    ParentalConsentRequired.
    """
    shown = await show.check(services, credential, challenge_id, Purpose.SIGN_IN)
    now = services.get(Clock).now()
    async with services.get(Database).write() as session:
        account = await accounts.account_by_id(session, shown.account_id)
        if account is None:
            raise PasskeyRefused
        refuse_unless_active(account)
        if await show.count_use(session, shown, now):
            return await begin_family(services, session, account, origin, now, proof=PROOF)
    raise await show.refuse_clone(services, shown, Seen(origin.address))
