"""Somebody leaves the service, and with it every channel."""

from itertools import count
from uuid import UUID

from streamverse.domains.channels.events import (
    ChannelDeleted,
    ChannelMembersChanged,
)
from streamverse.domains.channels.ranks import Rank
from streamverse.domains.channels.repository import channels as repository
from streamverse.domains.channels.repository import follows, invitations, members
from streamverse.domains.channels.service.invitations.looks import looks_of
from streamverse.domains.channels.service.transfer import pass_on
from streamverse.kit import outbox
from streamverse.kit.clock import Clock
from streamverse.kit.db import WriteSession
from streamverse.kit.privacy import Person
from streamverse.kit.services import Services


async def leave_all(services: Services, session: WriteSession, person: Person) -> None:
    """Pass on or delete what somebody owns, leave the rest, forget what they follow."""
    now = services.get(Clock).now()
    for row in await members.rows_of(session, person.account_id):
        if row.rank == Rank.OWNER:
            await _let_go(session, row.channel_id, person.account_id)
        else:
            await members.remove(session, row.channel_id, person.account_id, was=Rank(row.rank))
            outbox.publish(session, ChannelMembersChanged(row.channel_id, person.account_id))
        await invitations.revoke_those_by(session, row.channel_id, person.account_id, now)
    await members.forget_mutes(session, person.account_id)
    await follows.forget_viewers(session, person.viewer_keys)
    looks = await looks_of(session, person.account_id, also_unverified=True)
    await invitations.forget_person(session, person.account_id, looks)


async def _let_go(session: WriteSession, channel_id: UUID, account_id: UUID) -> None:
    living = await repository.by_ids(session, [channel_id])
    heir = await members.oldest_admin(session, channel_id)
    if not living or heir is None:
        await repository.delete_for_good(session, channel_id)
        outbox.publish(session, ChannelDeleted(channel_id))
        return
    taken = await members.slots_of(session, heir)
    slot = next(each for each in count() if each not in taken)  # also beyond what they may make
    await pass_on(session, channel_id, account_id, heir, slot)
    await members.remove(session, channel_id, account_id, was=Rank.ADMIN)
    outbox.publish(session, ChannelMembersChanged(channel_id, account_id))
