"""Every query of identity."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, or_, select, update

from streamverse.domains.identity.models import (
    AccountRoleRow,
    AccountRow,
    CredentialRow,
    RefreshFamilyRow,
    RefreshTokenRow,
)
from streamverse.domains.identity.roles import Role
from streamverse.kit.db import ReadSession, WriteSession


@dataclass(frozen=True, slots=True)
class Standing:
    """What decides whether an access token still counts."""

    epoch: int
    is_active: bool


async def account_by_id(session: ReadSession, account_id: UUID) -> AccountRow | None:
    """Return an account that was not deleted."""
    query = select(AccountRow).where(AccountRow.id == account_id, AccountRow.deleted_at.is_(None))
    return await session.scalar(query)


async def account_by_email(session: ReadSession, email: str) -> AccountRow | None:
    """Return an account that was not deleted, by its normalised email."""
    query = select(AccountRow).where(AccountRow.email == email, AccountRow.deleted_at.is_(None))
    return await session.scalar(query)


async def is_email_known(session: ReadSession, email: str) -> bool:
    """Whether any account, also a deleted one, has the email."""
    return await session.scalar(select(AccountRow.id).where(AccountRow.email == email)) is not None


async def password_hash_of(session: ReadSession, account_id: UUID) -> str | None:
    """Return the stored hash, or None for an account without a password."""
    query = select(CredentialRow.password_hash).where(CredentialRow.account_id == account_id)
    return await session.scalar(query)


async def roles_of(session: ReadSession, account_id: UUID) -> frozenset[str]:
    """Return the names of an account's roles."""
    query = select(AccountRoleRow.role).where(AccountRoleRow.account_id == account_id)
    return frozenset(await session.scalars(query))


async def standing_of(session: ReadSession, account_id: UUID) -> Standing | None:
    """Return what decides whether an account's tokens count, or None for an unknown one."""
    query = select(AccountRow.epoch, AccountRow.deleted_at).where(AccountRow.id == account_id)
    row = (await session.execute(query)).one_or_none()
    return None if row is None else Standing(row.epoch, row.deleted_at is None)


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


def add_roles(
    session: WriteSession, account_id: UUID, roles: Iterable[Role], now: datetime
) -> None:
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


async def raise_epoch(session: WriteSession, account_id: UUID) -> None:
    """Make every token of an account void."""
    query = update(AccountRow).where(AccountRow.id == account_id)
    await session.execute(query.values(epoch=AccountRow.epoch + 1))


async def family_by_id(session: ReadSession, family_id: UUID) -> RefreshFamilyRow | None:
    """Return a sign-in."""
    return await session.get(RefreshFamilyRow, family_id)


async def family_of_token(session: ReadSession, digest: str) -> RefreshFamilyRow | None:
    """Return the sign-in a refresh token belongs to."""
    query = (
        select(RefreshFamilyRow)
        .join(RefreshTokenRow, RefreshTokenRow.family_id == RefreshFamilyRow.id)
        .where(RefreshTokenRow.digest == digest)
    )
    return await session.scalar(query)


async def use_token(session: WriteSession, digest: str, now: datetime) -> bool:
    """Mark a refresh token used; False when it was already. Of two racing calls one wins."""
    query = (
        update(RefreshTokenRow)
        .where(RefreshTokenRow.digest == digest, RefreshTokenRow.used_at.is_(None))
        .values(used_at=now)
        .returning(RefreshTokenRow.digest)
    )
    return await session.scalar(query) is not None


async def end_family(session: WriteSession, family_id: UUID, reason: str, now: datetime) -> bool:
    """End a sign-in; False when it had ended before."""
    query = (
        update(RefreshFamilyRow)
        .where(RefreshFamilyRow.id == family_id, RefreshFamilyRow.ended_at.is_(None))
        .values(ended_at=now, end_reason=reason)
        .returning(RefreshFamilyRow.id)
    )
    return await session.scalar(query) is not None


async def end_families_of(
    session: WriteSession, account_id: UUID, reason: str, now: datetime
) -> None:
    """End every sign-in of an account."""
    query = update(RefreshFamilyRow).where(
        RefreshFamilyRow.account_id == account_id, RefreshFamilyRow.ended_at.is_(None)
    )
    await session.execute(query.values(ended_at=now, end_reason=reason))


async def forget_families(session: WriteSession, before: datetime) -> int:
    """Delete sign-ins that ended or expired before an instant; returns how many."""
    stale = or_(RefreshFamilyRow.expires_at < before, RefreshFamilyRow.ended_at < before)
    query = delete(RefreshFamilyRow).where(stale).returning(RefreshFamilyRow.id)
    gone: Sequence[UUID] = (await session.scalars(query)).all()
    return len(gone)
