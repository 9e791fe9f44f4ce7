"""Make new recovery codes in place of the old ones."""

from uuid import UUID

from streamverse.domains.identity.audit import Seen
from streamverse.domains.identity.factor_errors import NoSecondFactor
from streamverse.domains.identity.service.second_factors import changes
from streamverse.domains.identity.service.second_factors.demand import demanded
from streamverse.kit.clock import Clock
from streamverse.kit.db import WriteSession
from streamverse.kit.services import Services


async def make_recovery_codes(
    services: Services, session: WriteSession, account_id: UUID, seen: Seen
) -> tuple[str, ...]:
    """Return ten new codes; the old ones open nothing any more. Raises NoSecondFactor."""
    if not await demanded(session, account_id):
        raise NoSecondFactor("Recovery codes are for when a second factor is lost.")
    now = services.get(Clock).now()
    codes = await changes.give_recovery_codes(services, session, account_id, now)
    changes.tell(services, session, account_id, "recovery_codes_made", seen)
    return codes
