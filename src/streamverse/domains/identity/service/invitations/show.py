"""See who was invited."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

from streamverse.domains.identity.models import InvitationRow
from streamverse.domains.identity.repository import invitations
from streamverse.kit.clock import Clock
from streamverse.kit.db import ReadSession
from streamverse.kit.services import Services

State = Literal["open", "used", "withdrawn", "expired"]


@dataclass(frozen=True, slots=True)
class Invitation:
    """An invitation as an operator sees it."""

    id: UUID
    email: str
    roles: tuple[str, ...]
    state: State
    created_at: datetime
    expires_at: datetime
    used_at: datetime | None
    invited_by: UUID | None
    account_id: UUID | None


async def list_invitations(
    services: Services, session: ReadSession, before: UUID | None, limit: int
) -> list[Invitation]:
    """Return invitations, the newest first, from before one on."""
    now = services.get(Clock).now()
    return [seen_by_operator(row, now) for row in await invitations.page(session, before, limit)]


def seen_by_operator(row: InvitationRow, now: datetime) -> Invitation:
    """Return an invitation as an operator sees it now."""
    state: State = "open"
    if row.used_at is not None:
        state = "used"
    elif row.withdrawn_at is not None:
        state = "withdrawn"
    elif row.expires_at <= now:
        state = "expired"
    return Invitation(
        id=row.id,
        email=row.email,
        roles=tuple(row.roles),
        state=state,
        created_at=row.created_at,
        expires_at=row.expires_at,
        used_at=row.used_at,
        invited_by=row.invited_by,
        account_id=row.account_id,
    )
