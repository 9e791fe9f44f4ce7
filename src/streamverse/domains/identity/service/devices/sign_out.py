"""Sign devices out, at once and in every process: one of them, or all others."""

from collections.abc import Sequence
from uuid import UUID

from streamverse.domains.identity import audit
from streamverse.domains.identity.audit import Seen
from streamverse.domains.identity.device_errors import NoSuchDevice
from streamverse.domains.identity.events import SignInEnded
from streamverse.domains.identity.repository import device_codes, devices
from streamverse.domains.identity.standing import tell_changed
from streamverse.kit import outbox
from streamverse.kit.clock import Clock
from streamverse.kit.db import Database, WriteSession
from streamverse.kit.services import Services

REVOKED = "device_revoked"
OTHERS = "others_signed_out"


async def revoke_device(
    services: Services, account_id: UUID, device_id: UUID, *, family_id: UUID | None, seen: Seen
) -> bool:
    """Sign a device out and know it no longer; returns whether it is the one that asks.

    Raises NoSuchDevice.
    """
    clock = services.get(Clock)
    now = clock.now()
    async with services.get(Database).write() as session:
        row = await devices.one_of(session, account_id, device_id)
        if row is None:
            raise NoSuchDevice
        row.revoked_at = now
        ended = await devices.end_sign_ins(session, account_id, REVOKED, now, device_id=device_id)
        _tell_ended(session, account_id, ended, REVOKED)
        audit.record(
            session, clock, REVOKED, account_id=account_id, seen=seen, device_name=row.name
        )
    await tell_changed(services, account_id)
    return family_id in ended


async def sign_out_others(
    services: Services, account_id: UUID, *, family_id: UUID | None, seen: Seen
) -> None:
    """End every sign-in of an account but the one that asks."""
    clock = services.get(Clock)
    now = clock.now()
    async with services.get(Database).write() as session:
        ended = await devices.end_sign_ins(session, account_id, OTHERS, now, but=family_id)
        await device_codes.take_back(session, account_id)
        _tell_ended(session, account_id, ended, OTHERS)
        amount = str(len(ended))
        audit.record(session, clock, OTHERS, account_id=account_id, seen=seen, sign_ins=amount)
    await tell_changed(services, account_id)


def _tell_ended(
    session: WriteSession, account_id: UUID, families: Sequence[UUID], reason: str
) -> None:
    for family_id in families:
        outbox.publish(session, SignInEnded(account_id, family_id, reason))
