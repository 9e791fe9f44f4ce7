"""Queries about sign-ins and their refresh tokens."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import select, update

from streamverse.domains.identity.models import RefreshFamilyRow, RefreshTokenRow
from streamverse.kit.db import ReadSession, WriteSession


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
    session: WriteSession, account_id: UUID, reason: str, now: datetime, *, but: UUID | None = None
) -> None:
    """End every sign-in of an account, or every one `but` one."""
    query = update(RefreshFamilyRow).where(
        RefreshFamilyRow.account_id == account_id, RefreshFamilyRow.ended_at.is_(None)
    )
    if but is not None:
        query = query.where(RefreshFamilyRow.id != but)
    await session.execute(query.values(ended_at=now, end_reason=reason))


async def carry_over(session: WriteSession, account_id: UUID, epoch: int) -> None:
    """Let the sign-ins of an account that live go on in its new epoch."""
    query = update(RefreshFamilyRow).where(
        RefreshFamilyRow.account_id == account_id, RefreshFamilyRow.ended_at.is_(None)
    )
    await session.execute(query.values(epoch=epoch))
