"""Take an invitation back."""

from uuid import UUID

from streamverse.domains.identity import audit
from streamverse.domains.identity.audit import Seen
from streamverse.domains.identity.callers import Account
from streamverse.domains.identity.invitation_errors import NoSuchInvitation
from streamverse.domains.identity.repository import invitations
from streamverse.kit.clock import Clock
from streamverse.kit.db import WriteSession
from streamverse.kit.services import Services


async def withdraw(
    services: Services, session: WriteSession, by: Account, invitation_id: UUID, seen: Seen
) -> None:
    """Take an open invitation back. Raises NoSuchInvitation."""
    clock = services.get(Clock)
    if not await invitations.withdraw(session, invitation_id, clock.now()):
        raise NoSuchInvitation
    audit.record(
        session,
        clock,
        "invitation_withdrawn",
        account_id=None,
        actor_id=by.id,
        seen=seen,
        invitation=str(invitation_id),
    )
