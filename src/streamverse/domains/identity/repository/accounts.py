"""Queries about accounts, their passwords and roles."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, select, update

from streamverse.domains.identity.models import AccountRoleRow, AccountRow, CredentialRow
from streamverse.domains.identity.roles import Role
from streamverse.kit.db import ReadSession, WriteSession


async def account_by_id(session: ReadSession, account_id: UUID) -> AccountRow | None:
    """Return an account that was not deleted."""
    query = select(AccountRow).where(AccountRow.id == account_id, AccountRow.deleted_at.is_(None))
    return await session.scalar(query)


async def account_by_email(session: ReadSession, email: str) -> AccountRow | None:
    """Return an account that was not deleted, by its normalised email."""
    query = select(AccountRow).where(AccountRow.email == email, AccountRow.deleted_at.is_(None))
    return await session.scalar(query)


async def account_by_key(session: ReadSession, email_key: str) -> AccountRow | None:
    """Return the account, also a deleted one, whose email looks like this one."""
    return await session.scalar(select(AccountRow).where(AccountRow.email_key == email_key))


async def password_hash_of(session: ReadSession, account_id: UUID) -> str | None:
    """Return the stored hash, or None for an account without a password."""
    query = select(CredentialRow.password_hash).where(CredentialRow.account_id == account_id)
    return await session.scalar(query)


async def roles_of(session: ReadSession, account_id: UUID) -> frozenset[str]:
    """Return the names of an account's roles."""
    query = select(AccountRoleRow.role).where(AccountRoleRow.account_id == account_id)
    return frozenset(await session.scalars(query))


async def first_account_with(session: ReadSession, role: Role) -> AccountRow | None:
    """Return the oldest account that holds a role."""
    query = (
        select(AccountRow)
        .join(AccountRoleRow, AccountRoleRow.account_id == AccountRow.id)
        .where(AccountRoleRow.role == role, AccountRow.deleted_at.is_(None))
        .order_by(AccountRow.created_at, AccountRow.id)
        .limit(1)
    )
    return await session.scalar(query)


async def names_of(session: ReadSession, account_ids: Iterable[UUID]) -> dict[UUID, str]:
    """Return the display names of some accounts."""
    query = select(AccountRow.id, AccountRow.name).where(AccountRow.id.in_(set(account_ids)))
    return {row.id: row.name for row in await session.execute(query)}


def add_roles(session: WriteSession, account_id: UUID, roles: Iterable[str], now: datetime) -> None:
    """Add roles to an account that has none of them."""
    session.add_all(
        AccountRoleRow(account_id=account_id, role=role, granted_at=now) for role in set(roles)
    )


async def remove_roles(session: WriteSession, account_id: UUID) -> None:
    """Take every role from an account."""
    await session.execute(delete(AccountRoleRow).where(AccountRoleRow.account_id == account_id))


async def store_hash(
    session: WriteSession, account_id: UUID, password_hash: str, now: datetime
) -> None:
    """Replace an account's password hash."""
    await session.merge(
        CredentialRow(account_id=account_id, password_hash=password_hash, changed_at=now)
    )


async def renew_hash(session: WriteSession, account_id: UUID, old: str, new: str) -> None:
    """Keep the same password by a stronger hash, unless there is another password meanwhile."""
    query = update(CredentialRow).where(
        CredentialRow.account_id == account_id, CredentialRow.password_hash == old
    )
    await session.execute(query.values(password_hash=new))


async def raise_epoch(session: WriteSession, account_id: UUID) -> int:
    """Make every token of an account void; returns the new epoch."""
    query = update(AccountRow).where(AccountRow.id == account_id)
    raised = query.values(epoch=AccountRow.epoch + 1).returning(AccountRow.epoch)
    return (await session.scalars(raised)).one()


async def lock_superusers(session: WriteSession) -> int:
    """Count the accounts that run everything; on PostgreSQL nobody else changes them meanwhile."""
    query = (
        select(AccountRoleRow.account_id)
        .join(AccountRow, AccountRow.id == AccountRoleRow.account_id)
        .where(
            AccountRoleRow.role == Role.SUPERUSER,
            AccountRow.deleted_at.is_(None),
            AccountRow.state == "active",
        )
        .with_for_update()
    )
    return len((await session.scalars(query)).all())
