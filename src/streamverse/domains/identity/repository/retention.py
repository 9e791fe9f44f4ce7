"""What is deleted because it is old: a batch at a time, so that nobody waits for it long."""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, delete, or_, select

from streamverse.domains.identity.models import (
    AuditRow,
    DeviceCodeRow,
    DeviceRow,
    ErasureRow,
    ExportRow,
    InvitationRow,
    LinkRow,
    RefreshFamilyRow,
    SecondFactorTicketRow,
    SignInFailuresRow,
)
from streamverse.kit.db import WriteSession

BATCH = 1000
LEFT = ("gone", "failed")
OVER = ("done", "cancelled")


async def forget_sign_ins(session: WriteSession, before: datetime) -> int:
    """Delete sign-ins, with their refresh tokens, that ended or ran out."""
    ended = or_(RefreshFamilyRow.expires_at < before, RefreshFamilyRow.ended_at < before)
    return await _delete(session, RefreshFamilyRow.id, ended)


async def forget_devices(session: WriteSession, before: datetime) -> int:
    """Delete devices that nobody has used."""
    return await _delete(session, DeviceRow.id, DeviceRow.last_used_at < before)


async def forget_audit(session: WriteSession, before: datetime) -> int:
    """Delete entries of the audit log."""
    return await _delete(session, AuditRow.id, AuditRow.at < before)


async def forget_exports(session: WriteSession, before: datetime) -> int:
    """Delete what is left of exports whose files are gone."""
    old = ExportRow.asked_at < before
    return await _delete(session, ExportRow.id, old & ExportRow.state.in_(LEFT))


async def forget_links(session: WriteSession, before: datetime) -> int:
    """Delete mailed links that ran out, and invitations that did."""
    links = await _delete(session, LinkRow.id, LinkRow.expires_at < before)
    return links + await _delete(session, InvitationRow.id, InvitationRow.expires_at < before)


async def forget_erasures(session: WriteSession, before: datetime) -> int:
    """Delete what says that somebody was erased, or changed their mind."""
    old = ErasureRow.due_at < before
    return await _delete(session, ErasureRow.id, old & ErasureRow.state.in_(OVER))


async def forget_attempts(session: WriteSession, before: datetime) -> int:
    """Delete what guards the door: wrong passwords, tickets, screens that waited."""
    failures = await _delete(
        session, SignInFailuresRow.key, SignInFailuresRow.last_failed_at < before
    )
    tickets = await _delete(
        session, SecondFactorTicketRow.id, SecondFactorTicketRow.expires_at < before
    )
    screens = await _delete(session, DeviceCodeRow.digest, DeviceCodeRow.expires_at < before)
    return failures + tickets + screens


async def _delete(session: WriteSession, key: Any, is_old: ColumnElement[bool]) -> int:
    batch = select(key).where(is_old).limit(BATCH)
    gone = await session.scalars(delete(key.class_).where(key.in_(batch)).returning(key))
    return len(gone.all())
