"""The queries about invitations to channels."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, func, or_, select, update
from sqlalchemy.exc import IntegrityError

from streamverse.domains.channels.models import ChannelInvitationRow, ChannelRow
from streamverse.kit.db import ReadSession, WriteSession


async def add(session: WriteSession, row: ChannelInvitationRow) -> bool:
    """Keep an invitation; False when there is an open one of the same person."""
    try:
        async with session.begin_nested():
            session.add(row)
    except IntegrityError:
        return False
    return True


async def expire(session: WriteSession, now: datetime, channel_id: UUID | None = None) -> None:
    """Close the invitations that nobody answered in time."""
    query = update(ChannelInvitationRow).where(
        ChannelInvitationRow.outcome.is_(None), ChannelInvitationRow.expires_at <= now
    )
    if channel_id is not None:
        query = query.where(ChannelInvitationRow.channel_id == channel_id)
    await session.execute(query.values(outcome="expired", answered_at=now))


async def answer(
    session: WriteSession, invitation_id: UUID, outcome: str, now: datetime
) -> ChannelInvitationRow | None:
    """Close an open invitation; of racing answers one gets it, None has the others."""
    query = (
        update(ChannelInvitationRow)
        .where(ChannelInvitationRow.id == invitation_id, ChannelInvitationRow.outcome.is_(None))
        .values(outcome=outcome, answered_at=now)
        .returning(ChannelInvitationRow)
        .execution_options(populate_existing=True)
    )
    return await session.scalar(query)


async def revoke_those_by(
    session: WriteSession, channel_id: UUID, account_id: UUID, now: datetime
) -> None:
    """Close the open invitations that somebody made for a channel."""
    query = update(ChannelInvitationRow).where(
        ChannelInvitationRow.channel_id == channel_id,
        ChannelInvitationRow.invited_by == account_id,
        ChannelInvitationRow.outcome.is_(None),
    )
    await session.execute(query.values(outcome="revoked", answered_at=now))


async def find(session: ReadSession, invitation_id: UUID) -> ChannelInvitationRow | None:
    """Return an invitation, open or not."""
    return await session.get(ChannelInvitationRow, invitation_id)


async def open_of_channel(
    session: ReadSession, channel_id: UUID, now: datetime
) -> Sequence[ChannelInvitationRow]:
    """Return a channel's open invitations, the latest first."""
    query = select(ChannelInvitationRow).where(
        ChannelInvitationRow.channel_id == channel_id,
        ChannelInvitationRow.outcome.is_(None),
        ChannelInvitationRow.expires_at > now,
    )
    return (await session.scalars(query.order_by(ChannelInvitationRow.id.desc()))).all()


async def amount_open(session: ReadSession, channel_id: UUID) -> int:
    """Return how many invitations of a channel are open."""
    query = select(func.count()).where(
        ChannelInvitationRow.channel_id == channel_id, ChannelInvitationRow.outcome.is_(None)
    )
    return await session.scalar(query) or 0


async def open_for(
    session: ReadSession, looks: Iterable[str], now: datetime
) -> Sequence[tuple[ChannelInvitationRow, ChannelRow]]:
    """Return the open invitations of whoever looks like this, the latest first."""
    query = (
        select(ChannelInvitationRow, ChannelRow)
        .join(ChannelRow, ChannelRow.id == ChannelInvitationRow.channel_id)
        .where(
            ChannelInvitationRow.look.in_(set(looks)),
            ChannelInvitationRow.outcome.is_(None),
            ChannelInvitationRow.expires_at > now,
            ChannelRow.deleted_at.is_(None),
        )
        .order_by(ChannelInvitationRow.id.desc())
        .limit(100)
    )
    return [(row, channel) for row, channel in await session.execute(query)]


async def of_person(
    session: ReadSession, account_id: UUID, looks: Iterable[str]
) -> Sequence[ChannelInvitationRow]:
    """Return every invitation that somebody got or made."""
    query = select(ChannelInvitationRow).where(
        or_(
            ChannelInvitationRow.look.in_(set(looks)),
            ChannelInvitationRow.account_id == account_id,
            ChannelInvitationRow.invited_by == account_id,
        )
    )
    return (await session.scalars(query.order_by(ChannelInvitationRow.id))).all()


async def forget_person(session: WriteSession, account_id: UUID, looks: Iterable[str]) -> None:
    """Delete what somebody got, and forget that they made any."""
    got = or_(
        ChannelInvitationRow.look.in_(set(looks)), ChannelInvitationRow.account_id == account_id
    )
    await session.execute(delete(ChannelInvitationRow).where(got))
    made = update(ChannelInvitationRow).where(ChannelInvitationRow.invited_by == account_id)
    await session.execute(made.values(invited_by=None))


async def forget_before(session: WriteSession, before: datetime) -> None:
    """Delete the invitations that ended long ago."""
    query = delete(ChannelInvitationRow).where(ChannelInvitationRow.expires_at <= before)
    await session.execute(query)
