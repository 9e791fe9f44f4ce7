"""Invite somebody to a channel, by email or by account, and take it back."""

from datetime import timedelta
from uuid import UUID

from streamverse.domains.channels.errors import (
    AlreadyMember,
    InvitationOpen,
    MemberNotFound,
    NoSuchChannelInvitation,
    TooManyInvitations,
)
from streamverse.domains.channels.events import ChannelInvitationAnswered, ChannelInvitationMade
from streamverse.domains.channels.models import ChannelInvitationRow
from streamverse.domains.channels.ranks import ChannelPermission, Rank
from streamverse.domains.channels.repository import invitations, members
from streamverse.domains.channels.schemas.members import InvitationBody
from streamverse.domains.channels.service.access import channel_to_change
from streamverse.domains.channels.service.invitations.looks import look_of_account, look_of_address
from streamverse.domains.channels.service.invitations.show import seen_by_channel
from streamverse.domains.channels.service.members import require_givable
from streamverse.domains.identity.public import Account, account_names, normalised_email
from streamverse.kit import outbox
from streamverse.kit.clock import Clock
from streamverse.kit.db import WriteSession
from streamverse.kit.ids import new_id
from streamverse.kit.limits import Limit, RateLimits

PER_ACCOUNT = Limit(50, seconds=3600)
OPEN_AT_ONCE = 200


async def count_invitation(limits: RateLimits, account: Account) -> None:
    """Count an invitation of an account's. Raises TooManyInvitations."""
    result = await limits.hit(f"channel-invitations:{account.id}", PER_ACCOUNT)
    if not result.is_allowed:
        seconds = result.reset_seconds
        raise TooManyInvitations(
            f"Try again in {seconds} seconds.", headers={"retry-after": str(seconds)}
        )


async def invite(
    session: WriteSession,
    clock: Clock,
    account: Account,
    handle_or_id: str,
    *,
    email: str | None,
    account_id: UUID | None,
    rank: Rank,
    lasts_days: int,
) -> InvitationBody:
    """Offer somebody a place. Whether an email has an account isn't told.

    Raises ChannelNotFound, NotYourRank, RankNotGivable, BadEmail, MemberNotFound, AlreadyMember,
    InvitationOpen, TooManyInvitations.
    """
    row, own = await channel_to_change(
        session, clock, account, handle_or_id, ChannelPermission.INVITE
    )
    require_givable(own, rank, None)
    now = clock.now()
    name, address = "", ""
    if account_id is not None:
        name = (await account_names(session, [account_id])).get(account_id, "")
        if not name:
            raise MemberNotFound("There is no such account.")
        if await members.membership(session, row.id, account_id) is not None:
            raise AlreadyMember
        look = look_of_account(account_id)
    else:
        address = normalised_email(email or "")
        look = look_of_address(address)
    await invitations.expire(session, now, row.id)
    if await invitations.amount_open(session, row.id) >= OPEN_AT_ONCE:
        raise TooManyInvitations(f"{OPEN_AT_ONCE} are open; take some back first.")
    made = ChannelInvitationRow(
        id=new_id(),
        channel_id=row.id,
        look=look,
        account_id=account_id,
        email=address,
        rank=rank,
        invited_by=account.id,
        outcome=None,
        created_at=now,
        expires_at=now + timedelta(days=lasts_days),
        answered_at=None,
    )
    if not await invitations.add(session, made):
        raise InvitationOpen
    outbox.publish(session, ChannelInvitationMade(row.id, made.id))
    return seen_by_channel(made, name, now)


async def revoke(
    session: WriteSession, clock: Clock, account: Account, handle_or_id: str, invitation_id: UUID
) -> None:
    """Take an invitation back; of one that was answered nothing is left to take.

    Raises ChannelNotFound, NotYourRank, NoSuchChannelInvitation.
    """
    row, _ = await channel_to_change(
        session, clock, account, handle_or_id, ChannelPermission.INVITE
    )
    found = await invitations.find(session, invitation_id)
    if found is None or found.channel_id != row.id:
        raise NoSuchChannelInvitation
    if await invitations.answer(session, invitation_id, "revoked", clock.now()) is not None:
        outbox.publish(session, ChannelInvitationAnswered(row.id, invitation_id, "revoked"))
