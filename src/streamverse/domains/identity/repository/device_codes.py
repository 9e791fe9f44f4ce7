"""Queries about screens that wait for somebody to approve them."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import select, update

from streamverse.domains.identity.models import DeviceCodeRow
from streamverse.kit.db import ReadSession, WriteSession

PENDING = "pending"
APPROVED = "approved"
DENIED = "denied"
USED = "used"


async def is_shown(session: ReadSession, user_code: str) -> bool:
    """Whether a screen shows a user code, or did a moment ago."""
    query = select(DeviceCodeRow.digest).where(DeviceCodeRow.user_code == user_code)
    return await session.scalar(query) is not None


async def by_user_code(session: ReadSession, user_code: str, now: datetime) -> DeviceCodeRow | None:
    """Return the screen that shows a user code which still counts."""
    query = select(DeviceCodeRow).where(
        DeviceCodeRow.user_code == user_code, DeviceCodeRow.expires_at > now
    )
    return await session.scalar(query)


async def locked_by_digest(session: WriteSession, digest: str) -> DeviceCodeRow | None:
    """Return the screen that a device code belongs to, and keep other polls away from it."""
    query = select(DeviceCodeRow).where(DeviceCodeRow.digest == digest).with_for_update()
    return await session.scalar(query)


async def answer(
    session: WriteSession, digest: str, state: str, account_id: UUID, **granted: UUID | int | None
) -> bool:
    """Approve or deny what is pending; False when somebody answered before."""
    query = (
        update(DeviceCodeRow)
        .where(DeviceCodeRow.digest == digest, DeviceCodeRow.state == PENDING)
        .values(state=state, account_id=account_id, **granted)
        .returning(DeviceCodeRow.digest)
    )
    return await session.scalar(query) is not None


async def take_back(session: WriteSession, account_id: UUID) -> None:
    """Deny what an account approved and no device has fetched yet."""
    query = update(DeviceCodeRow).where(
        DeviceCodeRow.account_id == account_id, DeviceCodeRow.state == APPROVED
    )
    await session.execute(query.values(state=DENIED))
