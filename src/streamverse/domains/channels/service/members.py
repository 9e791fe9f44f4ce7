"""The members of a channel: who they are, what they may do, that they go.

What somebody offered whose rank changes, or who goes, is offered no longer.
"""

from collections.abc import Iterable
from uuid import UUID

from streamverse.domains.channels.errors import (
    ChannelNotFound,
    MemberNotFound,
    NotYourRank,
    OwnerStays,
    RankNotGivable,
)
from streamverse.domains.channels.events import ChannelMembersChanged
from streamverse.domains.channels.ranks import (
    ChannelPermission,
    Rank,
    is_above,
    permissions_of,
)
from streamverse.domains.channels.repository import channels as repository
from streamverse.domains.channels.repository import invitations, members
from streamverse.domains.channels.repository.members import Membership
from streamverse.domains.channels.schemas.members import MemberBody
from streamverse.domains.channels.service.access import channel_to_change, channel_to_see
from streamverse.domains.identity.public import Account, account_names
from streamverse.kit import outbox
from streamverse.kit.clock import Clock
from streamverse.kit.db import ReadSession, WriteSession
from streamverse.kit.pages import BadCursor, Page, decode_cursor, encode_cursor

SEES_MEMBERS = frozenset(
    {
        ChannelPermission.MANAGE,
        ChannelPermission.INVITE,
        ChannelPermission.MODERATE,
        ChannelPermission.MUTE,
    }
)
_RANKS = tuple(Rank)


async def list_members(
    session: ReadSession,
    clock: Clock,
    account: Account,
    handle_or_id: str,
    *,
    limit: int,
    cursor: str | None,
) -> Page[MemberBody]:
    """Return a channel's members, the highest ranks first, to those who look after it.

    Raises ChannelNotFound, NotYourRank, BadCursor.
    """
    row, own = await channel_to_see(session, clock, account, handle_or_id)
    if own is None or not own.permissions & SEES_MEMBERS:
        raise NotYourRank("Members are shown to those who look after the channel.")
    found = await members.page(session, row.id, _position(cursor), limit + 1)
    page = found[:limit]
    names = await account_names(session, [each.row.account_id for each in page])
    last = page[-1] if len(found) > limit else None
    return Page(
        items=[_body(each, own, names) for each in page],
        next_cursor=encode_cursor(_RANKS.index(last.rank), last.row.account_id) if last else None,
    )


async def set_member(
    session: WriteSession,
    clock: Clock,
    account: Account,
    handle_or_id: str,
    member_id: UUID,
    *,
    rank: Rank,
    permissions: Iterable[ChannelPermission] | None,
) -> MemberBody:
    """Give a member a rank, and perhaps permissions of their own, within what one has.

    Raises ChannelNotFound, NotYourRank, MemberNotFound, RankNotGivable.
    """
    row, own = await channel_to_change(
        session, clock, account, handle_or_id, ChannelPermission.MANAGE
    )
    member = await _below(session, row.id, own, member_id)
    given = None if permissions is None else frozenset(permissions)
    require_givable(own, rank, given)
    was = member.rank
    if not await members.set_rank(
        session, row.id, member_id, was=was, rank=rank, permissions=given
    ):
        raise MemberNotFound
    await invitations.revoke_those_by(session, row.id, member_id, clock.now())
    outbox.publish(session, ChannelMembersChanged(row.id, member_id))
    changed = await members.membership(session, row.id, member_id)
    assert changed is not None
    return _body(changed, own, await account_names(session, [member_id]))


async def remove_member(
    session: WriteSession, clock: Clock, account: Account, handle_or_id: str, member_id: UUID
) -> None:
    """Let a member go; oneself: leave. The owner stays.

    Raises ChannelNotFound, NotYourRank, MemberNotFound, OwnerStays.
    """
    if member_id == account.id:
        await _leave(session, clock, account, handle_or_id)
        return
    row, own = await channel_to_change(
        session, clock, account, handle_or_id, ChannelPermission.MANAGE
    )
    member = await _below(session, row.id, own, member_id)
    if not await members.remove(session, row.id, member_id, was=member.rank):
        raise MemberNotFound
    await invitations.revoke_those_by(session, row.id, member_id, clock.now())
    outbox.publish(session, ChannelMembersChanged(row.id, member_id))


def require_givable(
    own: Membership, rank: Rank, permissions: frozenset[ChannelPermission] | None
) -> None:
    """Raise RankNotGivable for a rank not below one's own, or for more than one may do."""
    if not is_above(own.rank, rank):
        raise RankNotGivable("A rank is given by those above it.")
    beyond = permissions_of(rank, permissions) - own.permissions
    if beyond:
        raise RankNotGivable(f"You may not {', '.join(sorted(beyond))} yourself.")


async def _leave(session: WriteSession, clock: Clock, account: Account, handle_or_id: str) -> None:
    row = await repository.lock(session, handle_or_id, clock.now())
    own = await members.membership(session, row.id, account.id) if row else None
    if row is None or (own is None and not row.is_public):
        raise ChannelNotFound
    if own is None:
        raise MemberNotFound
    if own.rank is Rank.OWNER:
        raise OwnerStays("Pass the channel on first, or delete it.")
    await members.remove(session, row.id, account.id, was=own.rank)
    await invitations.revoke_those_by(session, row.id, account.id, clock.now())
    outbox.publish(session, ChannelMembersChanged(row.id, account.id))


async def _below(
    session: ReadSession, channel_id: UUID, own: Membership, member_id: UUID
) -> Membership:
    member = await members.membership(session, channel_id, member_id)
    if member is None:
        raise MemberNotFound
    if not is_above(own.rank, member.rank):
        raise NotYourRank("Only somebody above them decides about them.")
    return member


def _body(each: Membership, own: Membership, names: dict[UUID, str]) -> MemberBody:
    return MemberBody(
        account_id=each.row.account_id,
        name=names.get(each.row.account_id, ""),
        rank=each.rank,
        permissions=sorted(each.permissions),
        has_own_permissions=each.row.permissions is not None and each.rank is not Rank.OWNER,
        is_muted=each.is_muted,
        joined_at=each.row.joined_at,
        may_change=ChannelPermission.MANAGE in own.permissions and is_above(own.rank, each.rank),
    )


def _position(cursor: str | None) -> tuple[int, UUID] | None:
    position = decode_cursor(cursor, 2)
    if position is None:
        return None
    if not isinstance(position[0], int) or not 0 <= position[0] < len(_RANKS):
        raise BadCursor
    try:
        return position[0], UUID(str(position[1]))
    except ValueError as error:
        raise BadCursor from error
