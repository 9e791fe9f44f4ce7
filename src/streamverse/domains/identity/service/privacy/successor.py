"""Who takes over what somebody made for the service and not for themselves."""

from uuid import UUID

from sqlalchemy import select

from streamverse.domains.identity.models import AccountRoleRow, AccountRow
from streamverse.domains.identity.repository import standing
from streamverse.domains.identity.roles import Permission, Role, permissions_of
from streamverse.kit.db import ReadSession


async def successor_of(session: ReadSession, account_id: UUID) -> UUID | None:
    """Return the oldest other superuser, for one who edits the catalog.

    None for everybody else: what a creator made is theirs, and goes with them.
    """
    facts = await standing.facts_of(session, account_id)
    if facts is None:
        return None
    if Permission.CATALOG_EDIT not in permissions_of(facts.roles, facts.custom_roles):
        return None
    return await oldest_superuser(session, but=account_id)


async def oldest_superuser(session: ReadSession, but: UUID | None = None) -> UUID | None:
    """Return whose is what nobody made: the oldest superuser, perhaps all but one."""
    query = (
        select(AccountRow.id)
        .join(AccountRoleRow, AccountRoleRow.account_id == AccountRow.id)
        .where(
            AccountRoleRow.role == Role.SUPERUSER,
            AccountRow.deleted_at.is_(None),
            AccountRow.id.is_distinct_from(but),
        )
        .order_by(AccountRow.created_at, AccountRow.id)
        .limit(1)
    )
    return await session.scalar(query)
