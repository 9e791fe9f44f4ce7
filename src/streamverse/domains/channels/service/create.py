"""Make a channel: somebody's own, or the one that a creator's first title brings along."""

from contextlib import suppress
from uuid import UUID

from streamverse.domains.channels.errors import HandleTaken, TooManyChannels
from streamverse.domains.channels.events import ChannelMade
from streamverse.domains.channels.handles import LONGEST, handle_from, look_of, normalised
from streamverse.domains.channels.models import ChannelRow, MemberRow
from streamverse.domains.channels.ranks import Rank
from streamverse.domains.channels.repository import channels as repository
from streamverse.domains.channels.repository import members
from streamverse.domains.identity.public import account_names
from streamverse.kit import outbox
from streamverse.kit.clock import Clock
from streamverse.kit.db import WriteSession
from streamverse.kit.ids import new_id

HOME_SLOT = 0
NAMED = 100
UNNAMED = "My channel"


async def create(
    session: WriteSession,
    clock: Clock,
    owner_id: UUID,
    *,
    handle: str,
    name: str,
    description: str = "",
    is_public: bool = True,
    is_for_kids: bool = False,
    limit: int,
) -> ChannelRow:
    """Make a channel. Raises BadHandle, HandleReserved, HandleTaken, TooManyChannels."""
    wanted = normalised(handle)
    row = _row(clock, wanted, name)
    row.description, row.is_public, row.is_for_kids = description, is_public, is_for_kids
    session.add(row)
    await session.flush()
    if not await repository.take_handle(session, row.id, wanted, clock.now()):
        raise HandleTaken
    await take_slot(session, clock, row.id, owner_id, limit)
    outbox.publish(session, ChannelMade(row.id))
    return row


async def take_slot(
    session: WriteSession, clock: Clock, channel_id: UUID, owner_id: UUID, limit: int
) -> None:
    """Let somebody own a channel that has no owner yet. Raises TooManyChannels."""
    slot = await free_slot(session, owner_id, limit)
    member = MemberRow(
        channel_id=channel_id,
        account_id=owner_id,
        rank=Rank.OWNER,
        permissions=None,
        owner_slot=slot,
        joined_at=clock.now(),
    )
    if not await members.add(session, member):  # somebody took the slot since we looked
        raise TooManyChannels(f"An account has up to {limit}.", limit=limit)


async def free_slot(session: WriteSession, owner_id: UUID, limit: int) -> int:
    """Return the first slot an account has left. Raises TooManyChannels."""
    taken = await members.slots_of(session, owner_id)
    slot = next((each for each in range(limit) if each not in taken), None)
    if slot is None:
        raise TooManyChannels(f"An account has up to {limit}.", limit=limit)
    return slot


async def ensure_home(session: WriteSession, clock: Clock, account_id: UUID) -> UUID:
    """Return the oldest channel an account owns; one is made when there is none."""
    while (known := await _oldest_own(session, account_id)) is None:
        with suppress(TooManyChannels):  # another request makes it this instant
            async with session.begin_nested():
                return await _make_home(session, clock, account_id)
    return known


async def _oldest_own(session: WriteSession, account_id: UUID) -> UUID | None:
    own = await repository.of_account(session, account_id)
    owned = (channel.id for channel, member in own if member.rank == Rank.OWNER)
    return next(owned, None)


async def _make_home(session: WriteSession, clock: Clock, account_id: UUID) -> UUID:
    name = (await account_names(session, [account_id])).get(account_id, "").strip() or UNNAMED
    row = _row(clock, await _free_handle(session, name), name[:NAMED])
    session.add(row)
    await session.flush()
    while not await repository.take_handle(session, row.id, row.handle, clock.now()):
        row.handle = await _free_handle(session, name)
    await take_slot(session, clock, row.id, account_id, HOME_SLOT + 1)
    outbox.publish(session, ChannelMade(row.id))
    return row.id


async def _free_handle(session: WriteSession, name: str) -> str:
    """Return a handle made of a name, with the first number that is free behind it."""
    plain = handle_from(name)
    taken = await repository.looks_like(session, plain)
    if look_of(plain) not in taken:
        return plain
    short = plain[: LONGEST - 6]
    numbered = (f"{short}-{number}" for number in range(2, len(taken) + 1000))
    return next(each for each in numbered if look_of(each) not in taken)


def _row(clock: Clock, handle: str, name: str) -> ChannelRow:
    now = clock.now()
    return ChannelRow(
        id=new_id(),
        handle=handle,
        name=name,
        description="",
        links=[],
        accent="",
        avatar="",
        cover="",
        is_public=True,
        is_for_kids=False,
        follower_count=0,
        version=1,
        created_at=now,
        updated_at=now,
    )
