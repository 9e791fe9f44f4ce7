"""Queries about wrong passwords in a row."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, func, or_, select
from sqlalchemy.exc import IntegrityError

from streamverse.domains.identity.links import LinkPurpose
from streamverse.domains.identity.models import LinkRow, SignInFailuresRow
from streamverse.kit.db import ReadSession, WriteSession


async def failures_of(session: ReadSession, key: str) -> SignInFailuresRow | None:
    """Return what is counted under a key."""
    return await session.get(SignInFailuresRow, key)


async def locked_failures_of(session: WriteSession, key: str, now: datetime) -> SignInFailuresRow:
    """Return the count of a key, begun at nothing, and keep others away until the commit."""
    query = select(SignInFailuresRow).where(SignInFailuresRow.key == key).with_for_update()
    if (row := await session.scalar(query)) is not None:
        return row
    row = SignInFailuresRow(key=key, failures=0, last_failed_at=now)
    try:
        async with session.begin_nested():
            session.add(row)
    except IntegrityError:  # another process was quicker; it has committed by now
        return (await session.scalars(query)).one()
    return row


async def forget_failures(session: WriteSession, key: str) -> None:
    """Begin a key's count anew."""
    await session.execute(delete(SignInFailuresRow).where(SignInFailuresRow.key == key))


async def forget_all_failures(session: WriteSession, key: str, below: str) -> None:
    """Begin the count of a key anew, and of all keys that begin with `below`."""
    one_of_them = or_(
        SignInFailuresRow.key == key, SignInFailuresRow.key.startswith(below, autoescape=True)
    )
    await session.execute(delete(SignInFailuresRow).where(one_of_them))


async def unlock_links_since(session: ReadSession, account_id: UUID, since: datetime) -> int:
    """Count the links that were mailed to open an account's gate."""
    query = select(func.count()).where(
        LinkRow.account_id == account_id,
        LinkRow.purpose == LinkPurpose.UNLOCK,
        LinkRow.created_at > since,
    )
    return await session.scalar(query) or 0
