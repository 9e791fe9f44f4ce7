"""Who sees a channel, and who may do what in it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID

from streamverse.domains.channels.errors import (
    ChannelChangedMeanwhile,
    ChannelNotFound,
    NotYourRank,
)
from streamverse.domains.channels.models import ChannelRow
from streamverse.domains.channels.ranks import ChannelPermission, Rank
from streamverse.domains.channels.repository import channels as repository
from streamverse.domains.channels.repository import members
from streamverse.domains.channels.repository.members import Membership
from streamverse.domains.identity.public import Account, Caller
from streamverse.kit.clock import Clock
from streamverse.kit.db import ReadSession, WriteSession


@dataclass(frozen=True, slots=True)
class Memberships:
    """The channels a caller belongs to, and those they may post in; a child belongs to none."""

    member_of: frozenset[UUID] = field(default=frozenset())
    post_in: frozenset[UUID] = field(default=frozenset())


NO_MEMBERSHIPS = Memberships()


async def memberships_of(session: ReadSession, caller: Caller) -> Memberships:
    """Return where a caller belongs, in one query; in none for guests."""
    if caller.account_id is None or caller.is_kids:
        return NO_MEMBERSHIPS
    found = await members.standings(session, caller.account_id)
    return Memberships(
        frozenset(found),
        frozenset(
            each.channel_id for each in found.values() if ChannelPermission.POST in each.permissions
        ),
    )


def is_open_to(caller: Caller, row: ChannelRow, *, belongs: bool) -> bool:
    """Whether a caller may know of a channel.

    Children find those that are made for them; a private one shows itself to its members and
    to editors.
    """
    if caller.is_kids:
        return row.is_public and row.is_for_kids
    return row.is_public or belongs or caller.is_editor


async def channel_to_see(
    session: ReadSession, clock: Clock, caller: Caller, handle_or_id: str
) -> tuple[ChannelRow, Membership | None]:
    """Return a channel and what the caller is in it. Raises ChannelNotFound."""
    row = await repository.find(session, handle_or_id, clock.now())
    if row is None:
        raise ChannelNotFound
    own = await _own(session, row.id, caller)
    if not is_open_to(caller, row, belongs=own is not None):
        raise ChannelNotFound
    return row, own


async def channel_to_change(
    session: WriteSession,
    clock: Clock,
    account: Account,
    handle_or_id: str,
    permission: ChannelPermission,
    if_match: str | None = None,
) -> tuple[ChannelRow, Membership]:
    """Return a channel, locked, in which this account has a permission.

    Raises ChannelNotFound, NotYourRank, ChannelChangedMeanwhile.
    """
    row = await repository.lock(session, handle_or_id, clock.now())
    if row is None:
        raise ChannelNotFound
    own = await _own(session, row.id, account)
    if not is_open_to(account, row, belongs=own is not None):
        raise ChannelNotFound
    if own is None or permission not in own.permissions:
        raise NotYourRank(f"It takes the permission “{permission}”.", permission=permission)
    require_match(row, if_match)
    return row, own


async def require_owner(
    session: WriteSession, clock: Clock, account: Account, handle_or_id: str
) -> tuple[ChannelRow, Membership]:
    """Return a channel, locked, that this account owns. Raises ChannelNotFound, NotYourRank."""
    row, own = await channel_to_change(
        session, clock, account, handle_or_id, ChannelPermission.MANAGE
    )
    if own.rank is not Rank.OWNER:
        raise NotYourRank("Only its owner may do this.")
    return row, own


def require_match(row: ChannelRow, if_match: str | None) -> None:
    """Raise ChannelChangedMeanwhile unless an `If-Match` names the channel's version."""
    if if_match is None:
        return
    tags = {tag.strip().removeprefix("W/") for tag in if_match.split(",")}
    if not tags & {"*", etag_of(row.version)}:
        raise ChannelChangedMeanwhile("Read it again, then change it.", etag=etag_of(row.version))


def etag_of(version: int) -> str:
    """Return the entity tag of a version."""
    return f'"{version}"'


async def visible(session: ReadSession, caller: Caller, ids: Iterable[UUID]) -> frozenset[UUID]:
    """Return those of these channels that a caller may know of."""
    rows = await repository.by_ids(session, ids)
    own = await memberships_of(session, caller)
    return frozenset(
        each.id
        for each in rows.values()
        if is_open_to(caller, each, belongs=each.id in own.member_of)
    )


async def may_post(session: ReadSession, account_id: UUID, channel_id: UUID) -> bool:
    """Whether an account may publish in a channel."""
    found = (await members.standings(session, account_id)).get(channel_id)
    return found is not None and ChannelPermission.POST in found.permissions


async def _own(session: ReadSession, channel_id: UUID, caller: Caller) -> Membership | None:
    if caller.account_id is None or caller.is_kids:
        return None
    return await members.membership(session, channel_id, caller.account_id)
