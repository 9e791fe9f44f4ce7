"""Show channels: one, a caller's own, public ones, those somebody follows."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from streamverse.domains.channels.accents import ink_on
from streamverse.domains.channels.models import ChannelRow
from streamverse.domains.channels.pictures.addresses import (
    PictureRole,
    picture_srcset,
    picture_url,
)
from streamverse.domains.channels.repository import channels as repository
from streamverse.domains.channels.repository import follows, members
from streamverse.domains.channels.repository.members import Membership
from streamverse.domains.channels.schemas.channels import (
    ChannelAnswer,
    LinkBody,
    PictureBody,
    YouBody,
)
from streamverse.domains.channels.service.access import channel_to_see, memberships_of
from streamverse.domains.identity.public import Account, Caller
from streamverse.kit.clock import Clock
from streamverse.kit.db import ReadSession
from streamverse.kit.pages import BadCursor, Page, decode_cursor, encode_cursor


async def read(
    session: ReadSession, clock: Clock, caller: Caller, handle_or_id: str
) -> ChannelAnswer:
    """Return a channel this caller may know of. Raises ChannelNotFound."""
    row, own = await channel_to_see(session, clock, caller, handle_or_id)
    return await shown(session, caller, row, own)


async def shown(
    session: ReadSession, caller: Caller, row: ChannelRow, own: Membership | None
) -> ChannelAnswer:
    """Return a channel with what the caller is in it."""
    is_following = caller.account_id is not None and await follows.is_following(
        session, row.id, caller.viewer_key
    )
    return _body(row, _you(own, is_following=is_following))


async def own_channels(session: ReadSession, account: Caller) -> Page[ChannelAnswer]:
    """Return the channels an account belongs to, and those it may bring back, the oldest first."""
    if account.account_id is None or account.is_kids:
        return Page(items=[])
    found = await repository.of_account(session, account.account_id)
    muted = await members.standings(session, account.account_id)
    followed = await follows.followed_among(
        session, account.viewer_key, [channel.id for channel, _ in found]
    )
    deleted = await repository.deleted_of(session, account.account_id)
    items = [
        _body(
            channel,
            _you(
                Membership(member, muted[channel.id].is_muted),
                is_following=channel.id in followed,
            ),
        )
        for channel, member in found
    ]
    gone = [
        _body(channel, _you(Membership(member, is_muted=False), is_following=False))
        for channel, member in deleted
    ]
    return Page(items=[*items, *gone])


async def public_channels(
    session: ReadSession, caller: Caller, *, limit: int, cursor: str | None
) -> Page[ChannelAnswer]:
    """Return public channels, the most followed first. Raises BadCursor."""
    rows = await repository.public_ones(
        session, _count_position(cursor), limit + 1, is_for_kids_only=caller.is_kids
    )
    page = rows[:limit]
    last = page[-1] if len(rows) > limit else None
    return Page(
        items=await _bodies(session, caller, page),
        next_cursor=encode_cursor(last.follower_count, last.id) if last else None,
    )


async def followed_channels(
    session: ReadSession, account: Account, *, limit: int, cursor: str | None
) -> Page[ChannelAnswer]:
    """Return what a profile follows, the last one first. Raises BadCursor."""
    own = await memberships_of(session, account)
    found = await follows.followed(
        session,
        account.viewer_key,
        _time_position(cursor),
        limit + 1,
        member_of=own.member_of,
        is_for_kids_only=account.is_kids,
    )
    page = found[:limit]
    last = page[-1] if len(found) > limit else None
    return Page(
        items=await _bodies(session, account, [row for row, _ in page]),
        next_cursor=encode_cursor(last[1].isoformat(), last[0].id) if last else None,
    )


async def _bodies(
    session: ReadSession, caller: Caller, rows: Sequence[ChannelRow]
) -> list[ChannelAnswer]:
    if caller.account_id is None:
        return [_body(row, _you(None, is_following=False)) for row in rows]
    standings = {} if caller.is_kids else await members.standings(session, caller.account_id)
    followed = await follows.followed_among(session, caller.viewer_key, [row.id for row in rows])
    return [
        _body(
            row,
            YouBody(
                rank=standing.rank if standing else None,
                permissions=sorted(standing.permissions) if standing else [],
                is_following=row.id in followed,
                is_muted=standing is not None and standing.is_muted,
            ),
        )
        for row in rows
        for standing in (standings.get(row.id),)
    ]


def _you(own: Membership | None, *, is_following: bool) -> YouBody:
    if own is None:
        return YouBody(rank=None, permissions=[], is_following=is_following, is_muted=False)
    return YouBody(
        rank=own.rank,
        permissions=sorted(own.permissions),
        is_following=is_following,
        is_muted=own.is_muted,
    )


def _body(row: ChannelRow, you: YouBody) -> ChannelAnswer:
    return ChannelAnswer(
        id=row.id,
        handle=row.handle,
        name=row.name,
        description=row.description,
        links=[LinkBody.model_construct(**each) for each in row.links],
        accent=row.accent,
        accent_ink=ink_on(row.accent) if row.accent else "",
        avatar=_picture(row.id, PictureRole.AVATAR, row.avatar),
        cover=_picture(row.id, PictureRole.COVER, row.cover),
        is_public=row.is_public,
        is_for_kids=row.is_for_kids,
        follower_count=row.follower_count,
        created_at=row.created_at,
        deleted_at=row.deleted_at,
        version=row.version,
        you=you,
    )


def _picture(channel_id: UUID, role: PictureRole, digest: str) -> PictureBody | None:
    url, srcset = (address(channel_id, role, digest) for address in (picture_url, picture_srcset))
    return PictureBody(url=url, srcset=srcset) if url and srcset else None


def _count_position(cursor: str | None) -> tuple[int, UUID] | None:
    position = decode_cursor(cursor, 2)
    if position is None:
        return None
    if not isinstance(position[0], int) or abs(position[0]) >= 2**62:
        raise BadCursor
    return position[0], _id(position[1])


def _time_position(cursor: str | None) -> tuple[datetime, UUID] | None:
    position = decode_cursor(cursor, 2)
    if position is None:
        return None
    try:
        at = datetime.fromisoformat(str(position[0]))
    except ValueError as error:
        raise BadCursor from error
    if at.tzinfo is None:
        raise BadCursor
    return at, _id(position[1])


def _id(value: object) -> UUID:
    try:
        return UUID(str(value))
    except ValueError as error:
        raise BadCursor from error
