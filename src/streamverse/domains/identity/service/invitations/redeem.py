"""Redeem an invitation: who has one may register, once, with the email it was sent to."""

from uuid import UUID

from streamverse.domains.identity import links
from streamverse.domains.identity.emails import look_of, normalised
from streamverse.domains.identity.errors import LinkExpired, LinkInvalid, LinkUsed
from streamverse.domains.identity.invitation_errors import InvitationInvalid, InvitationNeeded
from streamverse.domains.identity.links import LinkPurpose
from streamverse.domains.identity.models import InvitationRow
from streamverse.domains.identity.repository import invitations, standing
from streamverse.domains.identity.roles import permissions_of
from streamverse.kit.clock import Clock
from streamverse.kit.db import ReadSession, WriteSession
from streamverse.kit.services import Services
from streamverse.kit.settings import Registration, Settings

PURPOSE = LinkPurpose.INVITATION


async def require_invited(
    services: Services, session: ReadSession, token: str | None, email: str
) -> None:
    """Raise InvitationNeeded or InvitationInvalid, by what doesn't depend on any account.

    Nothing is used up: call it before it shows whether the email is known.
    """
    if _may_do_without(services, token):
        return
    await _invitation(services, session, token, email)


async def redeem(
    services: Services, session: WriteSession, token: str | None, email: str
) -> frozenset[str]:
    """Use an invitation up and return the roles it gives; of two racing calls one wins.

    The mail with its token reached `email`, so the address is verified. Roles that the inviter
    could not give any more are left out. Raises InvitationInvalid, InvitationNeeded.
    """
    if _may_do_without(services, token):
        return frozenset()
    row = await _invitation(services, session, token, email)
    try:
        await links.use(services, session, PURPOSE, token or "")
    except (LinkInvalid, LinkExpired, LinkUsed) as error:
        raise InvitationInvalid(error.title) from error
    if not await invitations.use(session, row.id, services.get(Clock).now()):
        raise InvitationInvalid
    return await _still_given(session, row)


async def note_redeemed_by(session: WriteSession, email: str, account_id: UUID) -> None:
    """Remember whose account came of the invitation that `email` used."""
    await invitations.note_account(session, email, account_id)


def _may_do_without(services: Services, token: str | None) -> bool:
    if token:
        return False
    if services.get(Settings).registration is Registration.INVITATION:
        raise InvitationNeeded
    return True


async def _invitation(
    services: Services, session: ReadSession, token: str | None, email: str
) -> InvitationRow:
    try:
        link = await links.look(services, session, PURPOSE, token or "")
    except (LinkInvalid, LinkExpired, LinkUsed) as error:
        raise InvitationInvalid(error.title) from error
    row = await invitations.by_link(session, link.id)
    if row is None or row.withdrawn_at is not None or row.used_at is not None:
        raise InvitationInvalid
    if look_of(row.email) != look_of(normalised(email)):
        raise InvitationInvalid("It was sent to another email address.")
    return row


async def _still_given(session: ReadSession, row: InvitationRow) -> frozenset[str]:
    wanted = frozenset(row.roles)
    if not wanted or row.invited_by is None:  # whoever invited them was erased since
        return frozenset()
    inviter = await standing.facts_of(session, row.invited_by)
    if inviter is None or not inviter.is_active:
        return frozenset()
    held = permissions_of(inviter.roles, inviter.custom_roles)
    return await invitations.roles_within(session, wanted, held)
