"""Turn off TOTP."""

from uuid import UUID

from streamverse.domains.identity.audit import Seen
from streamverse.domains.identity.repository import second_factors as stored
from streamverse.domains.identity.service.second_factors import changes
from streamverse.kit.db import WriteSession
from streamverse.kit.services import Services


async def turn_off_totp(
    services: Services, session: WriteSession, account_id: UUID, seen: Seen
) -> None:
    """Forget the secret; where none is on, an unconfirmed one goes without a word."""
    if await stored.remove_totp(session, account_id):
        await changes.forget_useless_codes(session, account_id)
        changes.tell(services, session, account_id, "totp_off", seen)
