"""Queries of the operators' desk about accounts."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import or_, select, tuple_

from streamverse.domains.identity.models import AccountRoleRow, AccountRow
from streamverse.kit.db import ReadSession


async def found(
    session: ReadSession,
    *,
    text: str | None,
    role: str | None,
    state: str | None,
    before: tuple[datetime, UUID] | None,
    limit: int,
) -> Sequence[AccountRow]:
    """Return accounts whose email or name has a text in it, the newest first."""
    query = select(AccountRow).where(AccountRow.deleted_at.is_(None))
    if text:
        query = query.where(
            or_(
                AccountRow.email.icontains(text, autoescape=True),
                AccountRow.name.icontains(text, autoescape=True),
            )
        )
    if role:
        holders = select(AccountRoleRow.account_id).where(AccountRoleRow.role == role)
        query = query.where(AccountRow.id.in_(holders))
    if state:
        query = query.where(AccountRow.state == state)
    if before:
        query = query.where(tuple_(AccountRow.created_at, AccountRow.id) < tuple_(*before))
    newest_first = query.order_by(AccountRow.created_at.desc(), AccountRow.id.desc())
    return (await session.scalars(newest_first.limit(limit))).all()


async def roles_by_account(
    session: ReadSession, account_ids: Sequence[UUID]
) -> dict[UUID, list[str]]:
    """Return the roles of some accounts, in one query."""
    query = select(AccountRoleRow).where(AccountRoleRow.account_id.in_(account_ids))
    roles: dict[UUID, list[str]] = {}
    for row in await session.scalars(query.order_by(AccountRoleRow.role)):
        roles.setdefault(row.account_id, []).append(row.role)
    return roles
