"""What every change of a second factor leaves behind: an audit entry and an event."""

from datetime import datetime
from uuid import UUID

from streamverse.domains.identity import audit
from streamverse.domains.identity.audit import Seen
from streamverse.domains.identity.events import SecondFactorChanged
from streamverse.domains.identity.repository import second_factors as stored
from streamverse.domains.identity.service.second_factors.demand import demanded
from streamverse.domains.identity.service.second_factors.recovery_codes import (
    digest_of,
    new_codes,
)
from streamverse.kit import outbox
from streamverse.kit.clock import Clock
from streamverse.kit.db import WriteSession
from streamverse.kit.keyring import keyring_of
from streamverse.kit.services import Services
from streamverse.kit.settings import Settings


def tell(
    services: Services,
    session: WriteSession,
    account_id: UUID,
    change: str,
    seen: Seen,
    *,
    name: str = "",
) -> None:
    """Write a change down and tell whoever mails its owner; `name` is a passkey's."""
    clock = services.get(Clock)
    if name:
        audit.record(session, clock, change, account_id=account_id, seen=seen, name=name)
    else:
        audit.record(session, clock, change, account_id=account_id, seen=seen)
    outbox.publish(session, SecondFactorChanged(account_id, change))


async def give_recovery_codes(
    services: Services, session: WriteSession, account_id: UUID, now: datetime
) -> tuple[str, ...]:
    """Replace an account's recovery codes; returned once and never readable again."""
    codes = new_codes()
    keyring = keyring_of(services.get(Settings))
    digests = [digest_of(keyring, account_id, code) for code in codes]
    await stored.replace_recovery_codes(session, account_id, digests, now)
    return codes


async def forget_useless_codes(session: WriteSession, account_id: UUID) -> None:
    """Remove the recovery codes of an account that has nothing left for them to stand in for."""
    if not await demanded(session, account_id):
        await stored.remove_recovery_codes(session, account_id)
