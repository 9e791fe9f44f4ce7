"""Revoke an API token or a machine's key: at once, in every process."""

from uuid import UUID

from streamverse.domains.identity import audit
from streamverse.domains.identity.api_token_errors import NoSuchToken
from streamverse.domains.identity.audit import Seen
from streamverse.domains.identity.callers import Account
from streamverse.domains.identity.repository import api_tokens as repository
from streamverse.domains.identity.standing import tell_changed
from streamverse.kit.clock import Clock
from streamverse.kit.db import Database
from streamverse.kit.services import Services


async def revoke_token(services: Services, by: Account, token_id: UUID, seen: Seen) -> None:
    """End a token of one's own at once, in every process. Raises NoSuchToken."""
    await _revoke(services, by, token_id, seen, account_id=by.id)


async def revoke_machine_key(services: Services, by: Account, token_id: UUID, seen: Seen) -> None:
    """End a machine's key at once, in every process. Raises NoSuchToken."""
    await _revoke(services, by, token_id, seen, account_id=None)


async def _revoke(
    services: Services, by: Account, token_id: UUID, seen: Seen, *, account_id: UUID | None
) -> None:
    clock = services.get(Clock)
    async with services.get(Database).write() as session:
        row = await repository.revoke(session, token_id, clock.now(), account_id=account_id)
        if row is None:
            raise NoSuchToken
        audit.record(
            session,
            clock,
            "api_key_revoked" if row.is_machine else "api_token_revoked",
            account_id=row.account_id,
            actor_id=by.id,
            seen=seen,
            name=row.name,
            prefix=row.prefix,
        )
    await tell_changed(services, row.account_id)
