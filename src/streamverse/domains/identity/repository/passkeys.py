"""Queries of passkeys."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, exists, or_, select, update

from streamverse.domains.identity.models import (
    AccountRow,
    CredentialRow,
    PasskeyRow,
    SocialIdentityRow,
)
from streamverse.kit.db import ReadSession, WriteSession


async def lock_account(session: WriteSession, account_id: UUID) -> None:
    """Have the account's ways in change one at a time; SQLite has one writer anyhow."""
    await session.execute(
        select(AccountRow.id).where(AccountRow.id == account_id).with_for_update()
    )


async def of_account(session: ReadSession, account_id: UUID) -> Sequence[PasskeyRow]:
    """Return an account's passkeys, the oldest first."""
    query = select(PasskeyRow).where(PasskeyRow.account_id == account_id)
    return (await session.scalars(query.order_by(PasskeyRow.created_at, PasskeyRow.id))).all()


async def by_credential(session: ReadSession, credential_id: str) -> PasskeyRow | None:
    """Return the passkey that an authenticator names."""
    return await session.scalar(select(PasskeyRow).where(PasskeyRow.credential_id == credential_id))


async def count_use(
    session: WriteSession, passkey_id: UUID, sign_count: int, now: datetime, *, is_synced: bool
) -> bool:
    """Note a use; False when the counter did not rise: a clone, or a replay.

    Authenticators that don't count always say 0.
    """
    has_risen = PasskeyRow.sign_count < sign_count
    if sign_count == 0:
        has_risen = PasskeyRow.sign_count == 0
    query = (
        update(PasskeyRow)
        .where(PasskeyRow.id == passkey_id, has_risen)
        .values(sign_count=sign_count, last_used_at=now, is_synced=is_synced)
        .returning(PasskeyRow.id)
        .execution_options(synchronize_session=False)
    )
    return await session.scalar(query) is not None


async def rename(session: WriteSession, account_id: UUID, passkey_id: UUID, name: str) -> bool:
    """Give a passkey another name; False when the account has no such passkey."""
    query = (
        update(PasskeyRow)
        .where(PasskeyRow.id == passkey_id, PasskeyRow.account_id == account_id)
        .values(name=name)
        .returning(PasskeyRow.id)
        .execution_options(synchronize_session=False)
    )
    return await session.scalar(query) is not None


async def remove(session: WriteSession, account_id: UUID, passkey_id: UUID) -> str | None:
    """Remove a passkey and return its name; None when the account has no such passkey."""
    query = (
        delete(PasskeyRow)
        .where(PasskeyRow.id == passkey_id, PasskeyRow.account_id == account_id)
        .returning(PasskeyRow.name)
    )
    return await session.scalar(query)


async def remove_all(session: WriteSession, account_id: UUID) -> None:
    """Remove every passkey of an account."""
    await session.execute(delete(PasskeyRow).where(PasskeyRow.account_id == account_id))


async def has_way_in(session: ReadSession, account_id: UUID) -> bool:
    """Whether anything is left to sign in with: a password, a passkey, a social identity."""
    ways = (CredentialRow, PasskeyRow, SocialIdentityRow)
    query = select(or_(*(exists().where(way.account_id == account_id) for way in ways)))
    return bool(await session.scalar(query))
