"""Read an account."""

from uuid import UUID

from streamverse.domains.identity import repository
from streamverse.domains.identity.errors import NoSuchAccount
from streamverse.domains.identity.schemas import Me
from streamverse.kit.db import ReadSession


async def read_account(session: ReadSession, account_id: UUID) -> Me:
    """Return an account as its owner sees it. Raises NoSuchAccount."""
    row = await repository.account_by_id(session, account_id)
    if row is None:
        raise NoSuchAccount
    roles = sorted(await repository.roles_of(session, account_id))
    return Me(id=row.id, email=row.email, name=row.name, roles=roles, created_at=row.created_at)
