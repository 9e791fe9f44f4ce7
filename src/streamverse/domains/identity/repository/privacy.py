"""Queries of privacy: consents, exports, erasures, young people."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, exists, or_, select, update

from streamverse.domains.identity.links import LinkPurpose
from streamverse.domains.identity.models import (
    AccountRoleRow,
    AccountRow,
    AuditRow,
    ConsentRow,
    ErasureAnswerRow,
    ErasureRow,
    ExportAnswerRow,
    ExportRow,
    InvitationRow,
    LinkRow,
    ProfileRow,
)
from streamverse.domains.identity.roles import Role
from streamverse.kit.db import ReadSession, WriteSession

LEAVING = ("waiting", "running")
UNDER_WAY = ("gathering", "packing")


async def lock_account(session: WriteSession, account_id: UUID) -> AccountRow | None:
    """Return an account that nobody else changes before this transaction ends."""
    query = select(AccountRow).where(AccountRow.id == account_id).with_for_update()
    return await session.scalar(query)


async def profile_ids_of(session: ReadSession, account_id: UUID) -> tuple[UUID, ...]:
    """Return an account's profiles."""
    query = select(ProfileRow.id).where(ProfileRow.account_id == account_id)
    return tuple(await session.scalars(query.order_by(ProfileRow.slot)))


async def last_consents(session: ReadSession, account_id: UUID) -> Sequence[ConsentRow]:
    """Return what somebody said to every document, the newest first."""
    query = select(ConsentRow).where(ConsentRow.account_id == account_id)
    return (await session.scalars(query.order_by(ConsentRow.at.desc(), ConsentRow.id.desc()))).all()


async def export_of(session: ReadSession, account_id: UUID, export_id: UUID) -> ExportRow | None:
    """Return an account's own export."""
    query = select(ExportRow).where(ExportRow.id == export_id, ExportRow.account_id == account_id)
    return await session.scalar(query)


async def last_export(session: ReadSession, account_id: UUID) -> ExportRow | None:
    """Return an account's newest export."""
    query = select(ExportRow).where(ExportRow.account_id == account_id)
    return await session.scalar(query.order_by(ExportRow.asked_at.desc()).limit(1))


async def export_ids_of(session: ReadSession, account_id: UUID) -> Sequence[UUID]:
    """Return every export of an account."""
    query = select(ExportRow.id).where(ExportRow.account_id == account_id)
    return (await session.scalars(query)).all()


async def lock_export(session: WriteSession, export_id: UUID) -> ExportRow | None:
    """Return an export that nobody else changes before this transaction ends."""
    query = select(ExportRow).where(ExportRow.id == export_id).with_for_update()
    return await session.scalar(query)


async def export_answers(session: ReadSession, export_id: UUID) -> Sequence[ExportAnswerRow]:
    """Return what each domain answered, or has not yet."""
    query = select(ExportAnswerRow).where(ExportAnswerRow.export_id == export_id)
    return (await session.scalars(query.order_by(ExportAnswerRow.domain))).all()


async def exports_expired(session: ReadSession, now: datetime) -> Sequence[UUID]:
    """Return the exports whose time to be fetched is over."""
    query = select(ExportRow.id).where(ExportRow.state == "ready", ExportRow.expires_at <= now)
    return (await session.scalars(query)).all()


async def exports_stuck(session: ReadSession, before: datetime) -> Sequence[UUID]:
    """Return the exports that were asked long ago and are still under way."""
    query = select(ExportRow.id).where(ExportRow.state.in_(UNDER_WAY), ExportRow.asked_at < before)
    return (await session.scalars(query)).all()


async def erasure_under_way(session: ReadSession, account_id: UUID) -> ErasureRow | None:
    """Return the erasure of an account that waits or runs."""
    query = select(ErasureRow).where(
        ErasureRow.account_id == account_id, ErasureRow.state.in_(LEAVING)
    )
    return await session.scalar(query.limit(1))


async def lock_erasure(session: WriteSession, erasure_id: UUID) -> ErasureRow | None:
    """Return an erasure that nobody else changes before this transaction ends."""
    query = select(ErasureRow).where(ErasureRow.id == erasure_id).with_for_update()
    return await session.scalar(query)


async def erasures_due(session: ReadSession, now: datetime) -> Sequence[UUID]:
    """Return the erasures whose days of grace are over."""
    query = select(ErasureRow.id).where(ErasureRow.state == "waiting", ErasureRow.due_at <= now)
    return (await session.scalars(query.order_by(ErasureRow.due_at))).all()


async def erasures_stuck(session: ReadSession, before: datetime) -> Sequence[UUID]:
    """Return the erasures that began long ago and are not done."""
    query = select(ErasureRow.id).where(ErasureRow.state == "running", ErasureRow.began_at < before)
    return (await session.scalars(query)).all()


async def begin_erasure(session: WriteSession, erasure_id: UUID, now: datetime) -> UUID | None:
    """Begin what is due and was not taken back; returns its account. Of two calls one wins."""
    query = (
        update(ErasureRow)
        .where(ErasureRow.id == erasure_id, ErasureRow.state == "waiting", ErasureRow.due_at <= now)
        .values(state="running", began_at=now)
        .returning(ErasureRow.account_id)
    )
    return await session.scalar(query)


async def cancel_erasure(session: WriteSession, account_id: UUID, now: datetime) -> bool:
    """Take back what has not begun; False when there is nothing to take back."""
    query = (
        update(ErasureRow)
        .where(ErasureRow.account_id == account_id, ErasureRow.state == "waiting")
        .values(state="cancelled", cancelled_at=now)
        .returning(ErasureRow.id)
    )
    return await session.scalar(query) is not None


async def erasure_answers(session: ReadSession, erasure_id: UUID) -> Sequence[ErasureAnswerRow]:
    """Return which domains have erased their part, and which have not."""
    query = select(ErasureAnswerRow).where(ErasureAnswerRow.erasure_id == erasure_id)
    return (await session.scalars(query.order_by(ErasureAnswerRow.domain))).all()


async def other_superusers_stay(session: WriteSession, account_id: UUID) -> bool:
    """Whether another active superuser is not about to leave. Lock the superusers before."""
    leaves = exists().where(ErasureRow.account_id == AccountRow.id, ErasureRow.state.in_(LEAVING))
    query = (
        select(AccountRow.id)
        .join(AccountRoleRow, AccountRoleRow.account_id == AccountRow.id)
        .where(
            AccountRoleRow.role == Role.SUPERUSER,
            AccountRow.id != account_id,
            AccountRow.deleted_at.is_(None),
            AccountRow.state == "active",
            ~leaves,
        )
    )
    return await session.scalar(query.limit(1)) is not None


async def accounts_waiting_for_parents(session: ReadSession, before: datetime) -> Sequence[UUID]:
    """Return young people's accounts, made before an instant, that no parent agreed to."""
    query = select(AccountRow.id).where(
        AccountRow.state == "awaiting_parent",
        AccountRow.created_at < before,
        AccountRow.deleted_at.is_(None),
    )
    return (await session.scalars(query)).all()


async def waits_for_parent(session: ReadSession, account_id: UUID) -> bool:
    """Whether a parent was asked about an account and has not answered."""
    query = select(LinkRow.id).where(
        LinkRow.account_id == account_id,
        LinkRow.purpose == LinkPurpose.PARENTAL_CONSENT,
        LinkRow.used_at.is_(None),
    )
    return await session.scalar(query.limit(1)) is not None


async def main_profile_of(session: ReadSession, account_id: UUID) -> ProfileRow | None:
    """Return the profile of the account's holder."""
    query = select(ProfileRow).where(
        ProfileRow.account_id == account_id, ProfileRow.is_main.is_(True)
    )
    return await session.scalar(query)


async def profiles_of(session: ReadSession, account_id: UUID) -> Sequence[ProfileRow]:
    """Return an account's profiles."""
    query = select(ProfileRow).where(ProfileRow.account_id == account_id)
    return (await session.scalars(query.order_by(ProfileRow.slot))).all()


async def young_people(
    session: ReadSession, now: datetime
) -> Sequence[tuple[ProfileRow, AccountRow]]:
    """Return the main profiles whose ceiling is locked, with their accounts."""
    query = (
        select(ProfileRow, AccountRow)
        .join(AccountRow, AccountRow.id == ProfileRow.account_id)
        .where(ProfileRow.is_main.is_(True), ProfileRow.ceiling_locked_until > now)
    )
    return [(row[0], row[1]) for row in await session.execute(query)]


async def detach_audit(session: WriteSession, account_id: UUID) -> None:
    """Leave of an account's audit entries what was done and when, but not from where."""
    nowhere = {"address": "", "country": None, "device_id": None}
    theirs = update(AuditRow).where(AuditRow.account_id == account_id)
    await session.execute(theirs.values(**nowhere, facts={}))
    await session.execute(update(AuditRow).where(AuditRow.actor_id == account_id).values(**nowhere))


async def remove_account(session: WriteSession, account: AccountRow) -> None:
    """Delete an account with all that hangs on it, and what names its email elsewhere."""
    emails = [each for each in (account.email, account.pending_email) if each]
    await session.execute(
        delete(InvitationRow).where(
            or_(InvitationRow.email.in_(emails), InvitationRow.account_id == account.id)
        )
    )
    await session.execute(
        update(InvitationRow).where(InvitationRow.invited_by == account.id).values(invited_by=None)
    )
    await session.execute(delete(LinkRow).where(LinkRow.email.in_(emails)))
    await session.delete(account)
    await session.flush()


def add_export_answers(session: WriteSession, export_id: UUID, domains: Iterable[str]) -> None:
    """Wait for an answer of each domain."""
    session.add_all(
        ExportAnswerRow(export_id=export_id, domain=domain, parts=[]) for domain in sorted(domains)
    )


def add_erasure_answers(session: WriteSession, erasure_id: UUID, domains: Iterable[str]) -> None:
    """Wait for an answer of each domain."""
    session.add_all(
        ErasureAnswerRow(erasure_id=erasure_id, domain=domain) for domain in sorted(domains)
    )
