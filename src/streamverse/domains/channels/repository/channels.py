"""The queries about channels and their handles."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, and_, delete, or_, select, update
from sqlalchemy.exc import IntegrityError

from streamverse.domains.channels.handles import look_of
from streamverse.domains.channels.models import ChannelRow, HandleRow, MemberRow
from streamverse.domains.channels.ranks import Rank
from streamverse.kit.db import ReadSession, WriteSession


def parse_id(text: str) -> UUID | None:
    """Return the id a path part names, or None for a handle."""
    try:
        return UUID(text)
    except ValueError:
        return None


def _living() -> Select[ChannelRow]:
    return select(ChannelRow).where(ChannelRow.deleted_at.is_(None))


def _named(handle_or_id: str, now: datetime) -> Select[ChannelRow]:
    """Return the query for a channel by its id, its handle, or a handle it had lately."""
    query = select(ChannelRow)
    if channel_id := parse_id(handle_or_id):
        return query.where(ChannelRow.id == channel_id)
    return query.join(HandleRow, HandleRow.channel_id == ChannelRow.id).where(
        HandleRow.look == look_of(handle_or_id),
        or_(HandleRow.until_at.is_(None), HandleRow.until_at > now),
    )


async def find(
    session: ReadSession, handle_or_id: str, now: datetime, *, also_deleted: bool = False
) -> ChannelRow | None:
    """Return a channel by its id, its handle or one it had lately."""
    query = _named(handle_or_id, now)
    if not also_deleted:
        query = query.where(ChannelRow.deleted_at.is_(None))
    return await session.scalar(query)


async def lock(
    session: WriteSession, handle_or_id: str, now: datetime, *, also_deleted: bool = False
) -> ChannelRow | None:
    """Return a channel and keep other writers away from it until the transaction ends."""
    query = _named(handle_or_id, now).with_for_update(of=ChannelRow)
    if not also_deleted:
        query = query.where(ChannelRow.deleted_at.is_(None))
    return await session.scalar(query)


async def by_ids(session: ReadSession, ids: Iterable[UUID]) -> dict[UUID, ChannelRow]:
    """Return living channels by their ids."""
    wanted = set(ids)
    if not wanted:
        return {}
    rows = await session.scalars(_living().where(ChannelRow.id.in_(wanted)))
    return {row.id: row for row in rows}


async def after(session: ReadSession, after_id: UUID | None, limit: int) -> Sequence[ChannelRow]:
    """Return living channels in the order of their ids, from behind one on."""
    query = _living().order_by(ChannelRow.id).limit(limit)
    if after_id is not None:
        query = query.where(ChannelRow.id > after_id)
    return (await session.scalars(query)).all()


async def public_ones(
    session: ReadSession,
    before: tuple[int, UUID] | None,
    limit: int,
    *,
    is_for_kids_only: bool,
) -> Sequence[ChannelRow]:
    """Return public channels, the most followed first."""
    query = _living().where(ChannelRow.is_public.is_(True))
    if is_for_kids_only:
        query = query.where(ChannelRow.is_for_kids.is_(True))
    if before is not None:
        count, channel_id = before
        query = query.where(
            or_(
                ChannelRow.follower_count < count,
                and_(ChannelRow.follower_count == count, ChannelRow.id < channel_id),
            )
        )
    query = query.order_by(ChannelRow.follower_count.desc(), ChannelRow.id.desc()).limit(limit)
    return (await session.scalars(query)).all()


async def of_account(
    session: ReadSession, account_id: UUID
) -> Sequence[tuple[ChannelRow, MemberRow]]:
    """Return the channels an account belongs to, with what it is there; the oldest first."""
    query = (
        select(ChannelRow, MemberRow)
        .join(MemberRow, MemberRow.channel_id == ChannelRow.id)
        .where(MemberRow.account_id == account_id, ChannelRow.deleted_at.is_(None))
        .order_by(ChannelRow.created_at, ChannelRow.id)
    )
    return [(channel, member) for channel, member in await session.execute(query)]


async def take_handle(session: WriteSession, channel_id: UUID, handle: str, now: datetime) -> bool:
    """Let a channel have a handle; False when another has it, or had it lately."""
    look = look_of(handle)
    await session.execute(
        delete(HandleRow).where(HandleRow.look == look, HandleRow.until_at <= now)
    )
    own = (
        update(HandleRow)
        .where(HandleRow.look == look, HandleRow.channel_id == channel_id)
        .values(handle=handle, until_at=None)
        .returning(HandleRow.look)
    )
    if await session.scalar(own) is not None:
        return True
    try:
        async with session.begin_nested():
            session.add(HandleRow(look=look, channel_id=channel_id, handle=handle, until_at=None))
    except IntegrityError:
        return False
    return True


async def let_handle_go(
    session: WriteSession, channel_id: UUID, handle: str, until: datetime
) -> None:
    """Keep a handle that a channel had for a while, so that it leads to the new one."""
    query = update(HandleRow).where(
        HandleRow.look == look_of(handle), HandleRow.channel_id == channel_id
    )
    await session.execute(query.values(until_at=until))


async def looks_like(session: ReadSession, handle: str) -> set[str]:
    """Return the looks of handles that begin as this one."""
    query = select(HandleRow.look).where(
        HandleRow.look.startswith(look_of(handle), autoescape=True)
    )
    return set(await session.scalars(query))


async def forget_handles(session: WriteSession, now: datetime) -> None:
    """Free the handles that were kept long enough."""
    await session.execute(delete(HandleRow).where(HandleRow.until_at <= now))


async def forget_deleted(session: WriteSession, before: datetime) -> int:
    """Delete for good the channels that were deleted before an instant; returns how many."""
    gone = delete(ChannelRow).where(ChannelRow.deleted_at <= before).returning(ChannelRow.id)
    return len((await session.scalars(gone)).all())


async def pictures_of(
    session: ReadSession, channel_ids: Iterable[UUID]
) -> dict[UUID, tuple[str, str]]:
    """Return (avatar, cover) of channels, of deleted ones too."""
    query = select(ChannelRow.id, ChannelRow.avatar, ChannelRow.cover).where(
        ChannelRow.id.in_(set(channel_ids))
    )
    return {row.id: (row.avatar, row.cover) for row in await session.execute(query)}


async def deleted_of(
    session: ReadSession, account_id: UUID
) -> Sequence[tuple[ChannelRow, MemberRow]]:
    """Return the deleted channels that an account owned and may bring back."""
    query = (
        select(ChannelRow, MemberRow)
        .join(MemberRow, MemberRow.channel_id == ChannelRow.id)
        .where(
            MemberRow.account_id == account_id,
            MemberRow.rank == Rank.OWNER,
            ChannelRow.deleted_at.is_not(None),
        )
        .order_by(ChannelRow.deleted_at, ChannelRow.id)
    )
    return [(channel, member) for channel, member in await session.execute(query)]


async def also_deleted_by_ids(session: ReadSession, ids: Iterable[UUID]) -> Sequence[ChannelRow]:
    """Return channels by their ids, deleted ones too."""
    query = select(ChannelRow).where(ChannelRow.id.in_(set(ids)))
    return (await session.scalars(query.order_by(ChannelRow.id))).all()


async def delete_for_good(session: WriteSession, channel_id: UUID) -> None:
    """Delete a channel with everybody's place in it; nobody brings it back."""
    await session.execute(delete(ChannelRow).where(ChannelRow.id == channel_id))
