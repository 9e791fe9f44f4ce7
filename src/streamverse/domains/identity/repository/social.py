"""Queries about who accounts are at providers."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, select, update

from streamverse.domains.identity.models import SocialIdentityRow
from streamverse.kit.db import ReadSession, WriteSession


async def by_subject(session: ReadSession, issuer: str, subject: str) -> SocialIdentityRow | None:
    """Return the identity that an issuer calls by this subject."""
    return await session.get(SocialIdentityRow, (issuer, subject))


async def of_account(session: ReadSession, account_id: UUID) -> Sequence[SocialIdentityRow]:
    """Return an account's identities, the oldest first."""
    query = select(SocialIdentityRow).where(SocialIdentityRow.account_id == account_id)
    return (await session.scalars(query.order_by(SocialIdentityRow.linked_at))).all()


async def has_provider(session: ReadSession, account_id: UUID, provider: str) -> bool:
    """Whether an account has an identity of a provider."""
    query = select(SocialIdentityRow.subject).where(
        SocialIdentityRow.account_id == account_id, SocialIdentityRow.provider == provider
    )
    return await session.scalar(query.limit(1)) is not None


async def note_use(
    session: WriteSession, issuer: str, subject: str, email: str, now: datetime
) -> None:
    """Write down that somebody signed in by an identity, and its email there today."""
    query = update(SocialIdentityRow).where(
        SocialIdentityRow.issuer == issuer, SocialIdentityRow.subject == subject
    )
    await session.execute(query.values(email=email, last_used_at=now))


async def remove(session: WriteSession, account_id: UUID, provider: str) -> bool:
    """Remove an account's identity of a provider; False when there is none."""
    query = (
        delete(SocialIdentityRow)
        .where(SocialIdentityRow.account_id == account_id, SocialIdentityRow.provider == provider)
        .returning(SocialIdentityRow.subject)
    )
    return bool((await session.scalars(query)).all())
