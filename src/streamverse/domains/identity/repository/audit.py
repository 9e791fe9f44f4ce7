"""Queries about the audit log."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import and_, or_, select

from streamverse.domains.identity.models import AuditRow, DeviceRow
from streamverse.kit.db import ReadSession


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which entries; None: whichever."""

    account_id: UUID | None = None
    actor_id: UUID | None = None
    action: str | None = None


async def entries(
    session: ReadSession, wanted: Wanted, after: tuple[datetime, UUID] | None, limit: int
) -> list[tuple[AuditRow, str | None]]:
    """Return entries with the names of their devices, the newest first.

    One more than `limit` when there is a next page.
    """
    query = select(AuditRow, DeviceRow.name).outerjoin(
        DeviceRow, DeviceRow.id == AuditRow.device_id
    )
    if wanted.account_id:
        query = query.where(AuditRow.account_id == wanted.account_id)
    if wanted.actor_id:
        query = query.where(AuditRow.actor_id == wanted.actor_id)
    if wanted.action:
        query = query.where(AuditRow.action == wanted.action)
    if after:
        at, entry_id = after
        query = query.where(or_(AuditRow.at < at, and_(AuditRow.at == at, AuditRow.id < entry_id)))
    query = query.order_by(AuditRow.at.desc(), AuditRow.id.desc()).limit(limit + 1)
    return [(row, device_name) for row, device_name in await session.execute(query)]
