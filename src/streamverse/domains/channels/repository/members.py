"""The queries about who belongs to a channel, and who is muted in it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import and_, case, delete, exists, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import IntegrityError

from streamverse.domains.channels.models import ChannelRow, MemberRow, MuteRow
from streamverse.domains.channels.ranks import (
    ChannelPermission,
    Rank,
    permissions_of,
)
from streamverse.kit.db import ReadSession, WriteSession


@dataclass(frozen=True, slots=True)
class Standing:
    """What somebody is in one channel."""

    channel_id: UUID
    rank: Rank
    permissions: frozenset[ChannelPermission]
    is_muted: bool


@dataclass(frozen=True, slots=True)
class Membership:
    """A member's row, and whether they are muted."""

    row: MemberRow
    is_muted: bool

    @property
    def rank(self) -> Rank:
        """The member's rank."""
        return Rank(self.row.rank)

    @property
    def permissions(self) -> frozenset[ChannelPermission]:
        """What the member may do."""
        return permissions_of(self.rank, self.row.permissions, is_muted=self.is_muted)


_IS_MUTED = exists().where(
    MuteRow.channel_id == MemberRow.channel_id, MuteRow.account_id == MemberRow.account_id
)
_height = case({rank.value: place for place, rank in enumerate(Rank)}, value=MemberRow.rank)


async def standings(session: ReadSession, account_id: UUID) -> dict[UUID, Standing]:
    """Return what an account is in each living channel it belongs to, in one query."""
    query = (
        select(MemberRow, _IS_MUTED)
        .join(ChannelRow, ChannelRow.id == MemberRow.channel_id)
        .where(MemberRow.account_id == account_id, ChannelRow.deleted_at.is_(None))
    )
    found = (Membership(row, muted) for row, muted in await session.execute(query))
    return {
        each.row.channel_id: Standing(
            each.row.channel_id, each.rank, each.permissions, each.is_muted
        )
        for each in found
    }


async def membership(session: ReadSession, channel_id: UUID, account_id: UUID) -> Membership | None:
    """Return what somebody is in a channel; None for a stranger."""
    query = select(MemberRow, _IS_MUTED).where(
        MemberRow.channel_id == channel_id, MemberRow.account_id == account_id
    )
    found = (await session.execute(query)).one_or_none()
    return None if found is None else Membership(*found)


async def page(
    session: ReadSession, channel_id: UUID, after: tuple[int, UUID] | None, limit: int
) -> Sequence[Membership]:
    """Return a channel's members, the highest ranks first."""
    query = select(MemberRow, _IS_MUTED).where(MemberRow.channel_id == channel_id)
    if after is not None:
        height, account_id = after
        query = query.where(
            (_height > height) | and_(_height == height, MemberRow.account_id > account_id)
        )
    query = query.order_by(_height, MemberRow.account_id).limit(limit)
    return [Membership(row, muted) for row, muted in await session.execute(query)]


async def add(session: WriteSession, row: MemberRow) -> bool:
    """Add a member; False when they are one already, or an owner has no slot left."""
    try:
        async with session.begin_nested():
            session.add(row)
    except IntegrityError:
        return False
    return True


async def slots_of(session: ReadSession, account_id: UUID) -> frozenset[int]:
    """Return which of an account's slots for channels of its own are taken."""
    query = select(MemberRow.owner_slot).where(MemberRow.account_id == account_id)
    return frozenset(slot for slot in await session.scalars(query) if slot is not None)


async def set_rank(
    session: WriteSession,
    channel_id: UUID,
    account_id: UUID,
    *,
    was: Rank,
    rank: Rank,
    permissions: Iterable[ChannelPermission] | None = None,
    owner_slot: int | None = None,
) -> bool:
    """Give a member another rank, if they are still what they were."""
    query = (
        update(MemberRow)
        .where(
            MemberRow.channel_id == channel_id,
            MemberRow.account_id == account_id,
            MemberRow.rank == was,
        )
        .values(
            rank=rank,
            permissions=None if permissions is None else sorted(permissions),
            owner_slot=owner_slot,
        )
        .returning(MemberRow.account_id)
        .execution_options(populate_existing=True)
    )
    try:
        async with session.begin_nested():
            return await session.scalar(query) is not None
    except IntegrityError:  # another transaction took the slot
        return False


async def set_slot(session: WriteSession, channel_id: UUID, slot: int | None) -> bool:
    """Let the owner of a channel hold a slot for it, or none."""
    query = update(MemberRow).where(
        MemberRow.channel_id == channel_id, MemberRow.rank == Rank.OWNER
    )
    try:
        async with session.begin_nested():
            await session.execute(query.values(owner_slot=slot))
    except IntegrityError:
        return False
    return True


async def remove(session: WriteSession, channel_id: UUID, account_id: UUID, *, was: Rank) -> bool:
    """Let a member go, if they are still what they were."""
    query = (
        delete(MemberRow)
        .where(
            MemberRow.channel_id == channel_id,
            MemberRow.account_id == account_id,
            MemberRow.rank == was,
        )
        .returning(MemberRow.account_id)
    )
    return await session.scalar(query) is not None


async def owner_of(session: ReadSession, channel_id: UUID) -> UUID | None:
    """Return who owns a channel."""
    query = select(MemberRow.account_id).where(
        MemberRow.channel_id == channel_id, MemberRow.rank == Rank.OWNER
    )
    return await session.scalar(query)


async def oldest_admin(session: ReadSession, channel_id: UUID) -> UUID | None:
    """Return the admin who joined first."""
    query = (
        select(MemberRow.account_id)
        .where(MemberRow.channel_id == channel_id, MemberRow.rank == Rank.ADMIN)
        .order_by(MemberRow.joined_at, MemberRow.account_id)
        .limit(1)
    )
    return await session.scalar(query)


async def rows_of(session: ReadSession, account_id: UUID) -> Sequence[MemberRow]:
    """Return every membership of an account, in deleted channels too."""
    return (
        await session.scalars(select(MemberRow).where(MemberRow.account_id == account_id))
    ).all()


async def mute(
    session: WriteSession,
    channel_id: UUID,
    account_id: UUID,
    *,
    by: UUID,
    reason: str,
    now: datetime,
) -> bool:
    """Mute somebody; False when they are muted already."""
    is_sqlite = session.get_bind().dialect.name == "sqlite"
    insert = sqlite.insert if is_sqlite else postgresql.insert
    query = (
        insert(MuteRow)
        .values(
            channel_id=channel_id,
            account_id=account_id,
            muted_by=by,
            reason=reason,
            created_at=now,
        )
        .on_conflict_do_nothing()
        .returning(MuteRow.account_id)
    )
    return await session.scalar(query) is not None


async def unmute(session: WriteSession, channel_id: UUID, account_id: UUID) -> bool:
    """Let somebody speak again; False when they could."""
    query = (
        delete(MuteRow)
        .where(MuteRow.channel_id == channel_id, MuteRow.account_id == account_id)
        .returning(MuteRow.account_id)
    )
    return await session.scalar(query) is not None


async def mutes(session: ReadSession, channel_id: UUID) -> Sequence[MuteRow]:
    """Return who is muted in a channel, the latest first."""
    query = select(MuteRow).where(MuteRow.channel_id == channel_id)
    return (await session.scalars(query.order_by(MuteRow.created_at.desc()).limit(500))).all()


async def mutes_of(session: ReadSession, account_id: UUID) -> Sequence[MuteRow]:
    """Return where an account is muted."""
    return (await session.scalars(select(MuteRow).where(MuteRow.account_id == account_id))).all()


async def forget_mutes(session: WriteSession, account_id: UUID) -> None:
    """Forget that an account is muted, or has muted others."""
    await session.execute(delete(MuteRow).where(MuteRow.account_id == account_id))
    made = update(MuteRow).where(MuteRow.muted_by == account_id)
    await session.execute(made.values(muted_by=None))
