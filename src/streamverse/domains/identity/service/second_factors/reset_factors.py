"""Reset second factors: somebody lost them all, or a stranger left theirs in the account."""

from uuid import UUID

from streamverse.domains.identity.audit import NOWHERE
from streamverse.domains.identity.repository import passkeys
from streamverse.domains.identity.repository import second_factors as stored
from streamverse.domains.identity.service.second_factors import changes
from streamverse.domains.identity.service.second_factors.demand import demanded
from streamverse.kit.db import WriteSession
from streamverse.kit.services import Services


async def reset_factors(services: Services, session: WriteSession, account_id: UUID) -> None:
    """Remove TOTP, passkeys and recovery codes, and let codes be tried again."""
    had_any = await demanded(session, account_id)
    await stored.remove_totp(session, account_id)
    await stored.remove_recovery_codes(session, account_id)
    await stored.forget_tries(session, account_id)
    await passkeys.remove_all(session, account_id)
    if had_any:
        changes.tell(services, session, account_id, "second_factors_reset", NOWHERE)
