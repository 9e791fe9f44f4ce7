"""The audit log: every security act leaves an entry in the transaction of the act."""

from dataclasses import dataclass
from uuid import UUID

from streamverse.domains.identity.models import AuditRow
from streamverse.kit.clock import Clock
from streamverse.kit.db import WriteSession
from streamverse.kit.ids import new_id


@dataclass(frozen=True, slots=True)
class Seen:
    """Where an act came from."""

    address: str = ""
    country: str | None = None
    device_id: UUID | None = None


NOWHERE = Seen()
"""The command line, a job: no network in between."""


def record(
    session: WriteSession,
    clock: Clock,
    action: str,
    *,
    account_id: UUID | None,
    actor_id: UUID | None = None,
    seen: Seen = NOWHERE,
    **facts: str,
) -> None:
    """Write down an act ("password_changed") on an account; without an actor its owner did it."""
    session.add(
        AuditRow(
            id=new_id(),
            at=clock.now(),
            action=action,
            account_id=account_id,
            actor_id=actor_id or account_id,
            address=seen.address,
            country=seen.country,
            device_id=seen.device_id,
            facts=facts,
        )
    )
