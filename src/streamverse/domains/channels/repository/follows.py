"""The queries about who follows a channel. Its count is kept in its row."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import and_, delete, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite

from streamverse.domains.channels.models import ChannelRow, FollowRow
from streamverse.kit.db import ReadSession, WriteSession


async def follow(session: WriteSession, channel_id: UUID, viewer_key: str, now: datetime) -> bool:
    """Follow a channel and count it; False for somebody who does already."""
    is_sqlite = session.get_bind().dialect.name == "sqlite"
    insert = sqlite.insert if is_sqlite else postgresql.insert
    query = (
        insert(FollowRow)
        .values(channel_id=channel_id, viewer_key=viewer_key, created_at=now)
        .on_conflict_do_nothing()
        .returning(FollowRow.viewer_key)
    )
    if await session.scalar(query) is None:
        return False
    await _count(session, [channel_id], 1)
    return True


async def unfollow(session: WriteSession, channel_id: UUID, viewer_key: str) -> bool:
    """Stop following a channel; False for somebody who doesn't."""
    query = (
        delete(FollowRow)
        .where(FollowRow.channel_id == channel_id, FollowRow.viewer_key == viewer_key)
        .returning(FollowRow.viewer_key)
    )
    if await session.scalar(query) is None:
        return False
    await _count(session, [channel_id], -1)
    return True


async def forget_viewers(session: WriteSession, viewer_keys: Iterable[str]) -> None:
    """Let profiles that are gone follow nothing any more."""
    for viewer_key in viewer_keys:
        query = delete(FollowRow).where(FollowRow.viewer_key == viewer_key)
        left = (await session.scalars(query.returning(FollowRow.channel_id))).all()
        if left:
            await _count(session, left, -1)


async def is_following(session: ReadSession, channel_id: UUID, viewer_key: str) -> bool:
    """Whether somebody follows a channel."""
    return await session.get(FollowRow, (channel_id, viewer_key)) is not None


async def followed_among(
    session: ReadSession, viewer_key: str, channel_ids: Iterable[UUID]
) -> frozenset[UUID]:
    """Return those of these channels that somebody follows."""
    query = select(FollowRow.channel_id).where(
        FollowRow.viewer_key == viewer_key, FollowRow.channel_id.in_(set(channel_ids))
    )
    return frozenset(await session.scalars(query))


async def followed(
    session: ReadSession,
    viewer_key: str,
    before: tuple[datetime, UUID] | None,
    limit: int,
    *,
    member_of: frozenset[UUID],
    is_for_kids_only: bool,
) -> Sequence[tuple[ChannelRow, datetime]]:
    """Return the channels that somebody follows and still sees, the last one first, with when."""
    query = (
        select(ChannelRow, FollowRow.created_at)
        .join(FollowRow, FollowRow.channel_id == ChannelRow.id)
        .where(
            FollowRow.viewer_key == viewer_key,
            ChannelRow.deleted_at.is_(None),
            or_(ChannelRow.is_public.is_(True), ChannelRow.id.in_(member_of)),
        )
    )
    if is_for_kids_only:
        query = query.where(ChannelRow.is_for_kids.is_(True))
    if before is not None:
        at, channel_id = before
        query = query.where(
            or_(
                FollowRow.created_at < at,
                and_(FollowRow.created_at == at, FollowRow.channel_id < channel_id),
            )
        )
    query = query.order_by(FollowRow.created_at.desc(), FollowRow.channel_id.desc()).limit(limit)
    return [(row, at) for row, at in await session.execute(query)]


async def follows_of(session: ReadSession, viewer_keys: Iterable[str]) -> Sequence[FollowRow]:
    """Return all that some viewers follow."""
    query = select(FollowRow).where(FollowRow.viewer_key.in_(set(viewer_keys)))
    return (await session.scalars(query.order_by(FollowRow.created_at))).all()


async def _count(session: WriteSession, channel_ids: Iterable[UUID], by: int) -> None:
    query = update(ChannelRow).where(ChannelRow.id.in_(set(channel_ids)))
    await session.execute(query.values(follower_count=ChannelRow.follower_count + by))
