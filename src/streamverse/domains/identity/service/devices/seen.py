"""Where an act came from, for the mail that tells its owner."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from streamverse.domains.identity.models import AuditRow, DeviceRow
from streamverse.kit.db import ReadSession


@dataclass(frozen=True, slots=True)
class SeenAct:
    """When and from where something was done; what nobody knows is empty.

    `country` is an ISO 3166-1 code, `device` a name its owner knows it by.
    """

    at: datetime
    device: str
    country: str
    address: str


async def last_act(session: ReadSession, account_id: UUID, action: str) -> SeenAct | None:
    """Return the latest act of a kind on an account, as the audit log has it."""
    query = (
        select(AuditRow, DeviceRow.name)
        .outerjoin(DeviceRow, DeviceRow.id == AuditRow.device_id)
        .where(AuditRow.account_id == account_id, AuditRow.action == action)
        .order_by(AuditRow.at.desc(), AuditRow.id.desc())
        .limit(1)
    )
    found = (await session.execute(query)).first()
    if found is None:
        return None
    act, device = found
    return SeenAct(act.at, device or "", act.country or "", act.address)


async def seen_device(session: ReadSession, device_id: UUID) -> SeenAct | None:
    """Return a device as it was first seen."""
    row = await session.get(DeviceRow, device_id)
    if row is None:
        return None
    return SeenAct(row.first_seen_at, row.name, row.country or "", row.address)
