"""Queries about API tokens and machines' keys."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import func, or_, select, update

from streamverse.domains.identity.models import ApiTokenRow
from streamverse.kit.db import ReadSession, WriteSession


async def by_digest(session: ReadSession, digest: str) -> ApiTokenRow | None:
    """Return a token's row."""
    return await session.scalar(select(ApiTokenRow).where(ApiTokenRow.digest == digest))


async def of_account(session: ReadSession, account_id: UUID) -> Sequence[ApiTokenRow]:
    """Return a person's own tokens that were not revoked, the newest first."""
    query = select(ApiTokenRow).where(
        ApiTokenRow.account_id == account_id,
        ApiTokenRow.is_machine.is_(False),
        ApiTokenRow.revoked_at.is_(None),
    )
    return (await session.scalars(query.order_by(ApiTokenRow.id.desc()))).all()


async def of_machines(session: ReadSession) -> Sequence[ApiTokenRow]:
    """Return every machine's key that was not revoked, the newest first."""
    query = select(ApiTokenRow).where(
        ApiTokenRow.is_machine.is_(True), ApiTokenRow.revoked_at.is_(None)
    )
    return (await session.scalars(query.order_by(ApiTokenRow.id.desc()))).all()


async def count_of(session: ReadSession, account_id: UUID) -> int:
    """Return how many tokens and keys of an account were not revoked."""
    query = select(func.count()).where(
        ApiTokenRow.account_id == account_id, ApiTokenRow.revoked_at.is_(None)
    )
    return await session.scalar(query) or 0


async def note_use(
    session: WriteSession, token_id: UUID, now: datetime, *, every: timedelta, address: str
) -> None:
    """Write down that a token was used, unless somebody did so just now."""
    last = ApiTokenRow.last_used_at
    query = update(ApiTokenRow).where(
        ApiTokenRow.id == token_id, or_(last.is_(None), last <= now - every)
    )
    await session.execute(query.values(last_used_at=now, last_address=address))


async def revoke(
    session: WriteSession, token_id: UUID, now: datetime, *, account_id: UUID | None
) -> ApiTokenRow | None:
    """Revoke a person's own token, or without one a machine's key; None when there is none."""
    query = update(ApiTokenRow).where(
        ApiTokenRow.id == token_id,
        ApiTokenRow.revoked_at.is_(None),
        ApiTokenRow.is_machine.is_(account_id is None),
    )
    if account_id is not None:
        query = query.where(ApiTokenRow.account_id == account_id)
    return await session.scalar(query.values(revoked_at=now).returning(ApiTokenRow))
