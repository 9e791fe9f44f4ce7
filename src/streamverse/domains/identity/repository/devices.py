"""Queries about devices and the sign-ins that come from them."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import select, update

from streamverse.domains.identity.models import DeviceRow, ProfileRow, RefreshFamilyRow
from streamverse.kit.db import ReadSession, WriteSession


async def by_key(session: ReadSession, account_id: UUID, key: str) -> DeviceRow | None:
    """Return the device of an account that a key belongs to, also a revoked one."""
    query = select(DeviceRow).where(DeviceRow.account_id == account_id, DeviceRow.key == key)
    return await session.scalar(query)


async def has_any(session: ReadSession, account_id: UUID) -> bool:
    """Whether an account ever signed in on something that is remembered."""
    query = select(DeviceRow.id).where(DeviceRow.account_id == account_id).limit(1)
    return await session.scalar(query) is not None


async def of_account(session: ReadSession, account_id: UUID) -> Sequence[DeviceRow]:
    """Return an account's devices, the one used last first."""
    query = (
        select(DeviceRow)
        .where(DeviceRow.account_id == account_id, DeviceRow.revoked_at.is_(None))
        .order_by(DeviceRow.last_used_at.desc(), DeviceRow.id.desc())
    )
    return (await session.scalars(query)).all()


async def one_of(session: ReadSession, account_id: UUID, device_id: UUID) -> DeviceRow | None:
    """Return a device of an account that was not revoked."""
    query = select(DeviceRow).where(
        DeviceRow.id == device_id,
        DeviceRow.account_id == account_id,
        DeviceRow.revoked_at.is_(None),
    )
    return await session.scalar(query)


async def device_of_family(session: ReadSession, family_id: UUID) -> UUID | None:
    """Return the device that a sign-in comes from."""
    query = select(RefreshFamilyRow.device_id).where(RefreshFamilyRow.id == family_id)
    return await session.scalar(query)


async def living_profiles(
    session: ReadSession, account_id: UUID, now: datetime
) -> dict[UUID, str | None]:
    """Return devices that are signed in, each with the name of the profile used last."""
    query = (
        select(RefreshFamilyRow.device_id, ProfileRow.name)
        .outerjoin(ProfileRow, ProfileRow.id == RefreshFamilyRow.profile_id)
        .where(
            RefreshFamilyRow.account_id == account_id,
            RefreshFamilyRow.device_id.is_not(None),
            RefreshFamilyRow.ended_at.is_(None),
            RefreshFamilyRow.expires_at > now,
        )
        .order_by(RefreshFamilyRow.used_at)
    )
    return {row.device_id: row.name for row in await session.execute(query)}


async def note_use(
    session: WriteSession,
    device_id: UUID,
    address: str,
    country: str | None,
    now: datetime,
    *,
    unless_since: datetime,
) -> None:
    """Write down where and when a device was used; nothing when that was done lately."""
    query = (
        update(DeviceRow)
        .where(DeviceRow.id == device_id, DeviceRow.last_used_at < unless_since)
        .values(address=address, country=country, last_used_at=now)
    )
    await session.execute(query)


async def end_sign_ins(
    session: WriteSession,
    account_id: UUID,
    reason: str,
    now: datetime,
    *,
    device_id: UUID | None = None,
    but: UUID | None = None,
) -> Sequence[UUID]:
    """End the sign-ins of one device, or all of an account `but` one; returns which."""
    query = update(RefreshFamilyRow).where(
        RefreshFamilyRow.account_id == account_id, RefreshFamilyRow.ended_at.is_(None)
    )
    if device_id is not None:
        query = query.where(RefreshFamilyRow.device_id == device_id)
    if but is not None:
        query = query.where(RefreshFamilyRow.id != but)
    ended = query.values(ended_at=now, end_reason=reason).returning(RefreshFamilyRow.id)
    return (await session.scalars(ended)).all()
