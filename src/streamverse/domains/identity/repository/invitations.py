"""Queries about invitations."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, select, update

from streamverse.domains.identity.models import CustomRoleRow, InvitationRow, LinkRow
from streamverse.domains.identity.roles import PERMISSIONS_OF, Permission, permissions_of
from streamverse.kit.db import ReadSession, WriteSession


async def by_link(session: ReadSession, link_id: UUID) -> InvitationRow | None:
    """Return the invitation of a mailed link."""
    return await session.scalar(select(InvitationRow).where(InvitationRow.link_id == link_id))


async def page(session: ReadSession, before: UUID | None, limit: int) -> Sequence[InvitationRow]:
    """Return invitations, the newest first; ids grow with time."""
    query = select(InvitationRow).order_by(InvitationRow.id.desc()).limit(limit)
    if before is not None:
        query = query.where(InvitationRow.id < before)
    return (await session.scalars(query)).all()


async def use(session: WriteSession, invitation_id: UUID, now: datetime) -> bool:
    """Mark an invitation used; False when it was, or was withdrawn."""
    query = (
        update(InvitationRow)
        .where(
            InvitationRow.id == invitation_id,
            InvitationRow.used_at.is_(None),
            InvitationRow.withdrawn_at.is_(None),
        )
        .values(used_at=now)
        .returning(InvitationRow.id)
    )
    return await session.scalar(query) is not None


async def note_account(session: WriteSession, email: str, account_id: UUID) -> None:
    """Write down whose account came of the used invitation of an email."""
    query = update(InvitationRow).where(
        InvitationRow.email == email,
        InvitationRow.used_at.is_not(None),
        InvitationRow.account_id.is_(None),
    )
    await session.execute(query.values(account_id=account_id))


async def withdraw(session: WriteSession, invitation_id: UUID, now: datetime) -> bool:
    """Withdraw an open invitation and its link; False when it isn't open."""
    return await _withdraw(session, InvitationRow.id == invitation_id, now) > 0


async def withdraw_all_of(session: WriteSession, email: str, now: datetime) -> None:
    """Withdraw the open invitations of an email and their links."""
    await _withdraw(session, InvitationRow.email == email, now)


async def _withdraw(session: WriteSession, which: ColumnElement[bool], now: datetime) -> int:
    query = (
        update(InvitationRow)
        .where(which, InvitationRow.used_at.is_(None), InvitationRow.withdrawn_at.is_(None))
        .values(withdrawn_at=now)
        .returning(InvitationRow.link_id)
    )
    gone = (await session.scalars(query)).all()
    void = update(LinkRow).where(LinkRow.id.in_(gone), LinkRow.used_at.is_(None))
    await session.execute(void.values(used_at=now))
    return len(gone)


async def unknown_roles(session: ReadSession, roles: Iterable[str]) -> frozenset[str]:
    """Return the names among `roles` that no role has."""
    wanted = frozenset(roles)
    return wanted - frozenset(PERMISSIONS_OF) - frozenset(await _custom(session, wanted))


async def roles_within(
    session: ReadSession, roles: Iterable[str], held: frozenset[Permission]
) -> frozenset[str]:
    """Return the roles that allow nothing but what is `held`."""
    wanted = frozenset(roles)
    custom = await _custom(session, wanted)
    return frozenset(role for role in wanted if permissions_of((role,), custom) <= held)


async def _custom(session: ReadSession, names: frozenset[str]) -> dict[str, list[str]]:
    query = select(CustomRoleRow).where(CustomRoleRow.name.in_(names))
    return {row.name: row.permissions for row in await session.scalars(query)}
