"""Show which providers an account is linked with."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from streamverse.domains.identity.repository import social
from streamverse.domains.identity.service.social.providers import named
from streamverse.kit.db import ReadSession
from streamverse.kit.settings import Settings


@dataclass(frozen=True, slots=True)
class SocialIdentity:
    """A link; `name` is the provider's, also of one that is offered no longer (its id)."""

    provider: str
    name: str
    email: str
    linked_at: datetime
    last_used_at: datetime


async def identities_of(
    session: ReadSession, settings: Settings, account_id: UUID
) -> list[SocialIdentity]:
    """Return an account's links, the oldest first."""
    return [
        SocialIdentity(
            provider=row.provider,
            name=provider.name if (provider := named(settings, row.provider)) else row.provider,
            email=row.email,
            linked_at=row.linked_at,
            last_used_at=row.last_used_at,
        )
        for row in await social.of_account(session, account_id)
    ]
