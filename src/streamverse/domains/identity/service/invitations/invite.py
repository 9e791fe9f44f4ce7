"""Invite somebody by email."""

from collections.abc import Iterable
from datetime import timedelta

from streamverse.domains.identity import audit, links
from streamverse.domains.identity.audit import Seen
from streamverse.domains.identity.callers import Account
from streamverse.domains.identity.emails import look_of, normalised
from streamverse.domains.identity.errors import EmailTaken, NoSuchRole
from streamverse.domains.identity.invitation_errors import RoleTooHigh
from streamverse.domains.identity.links import LinkPurpose
from streamverse.domains.identity.models import InvitationRow
from streamverse.domains.identity.repository import accounts, invitations
from streamverse.domains.identity.roles import Role
from streamverse.domains.identity.service.invitations.show import Invitation, seen_by_operator
from streamverse.kit.clock import Clock
from streamverse.kit.db import ReadSession, WriteSession
from streamverse.kit.ids import new_id
from streamverse.kit.services import Services

LIFETIME = timedelta(days=14)


async def invite(
    services: Services,
    session: WriteSession,
    by: Account,
    email: str,
    roles: Iterable[str],
    language: str,
    seen: Seen,
) -> Invitation:
    """Have an invitation mailed; an older one of the same email is withdrawn.

    Raises BadEmail, EmailTaken, NoSuchRole, RoleTooHigh.
    """
    clock, address = services.get(Clock), normalised(email)
    wanted = frozenset(roles) - {Role.VIEWER}
    await _require_givable(session, wanted, by)
    known = await accounts.account_by_key(session, look_of(address))
    if known is not None:
        raise EmailTaken(f"There is an account with the email {address}.")
    await invitations.withdraw_all_of(session, address, clock.now())
    link_id = links.make(
        session,
        clock,
        LinkPurpose.INVITATION,
        email=address,
        lifetime=LIFETIME,
        facts={"language": language},
    )
    row = InvitationRow(
        id=new_id(),
        link_id=link_id,
        email=address,
        roles=sorted(wanted),
        invited_by=by.id,
        created_at=clock.now(),
        expires_at=clock.now() + LIFETIME,
    )
    session.add(row)
    audit.record(
        session,
        clock,
        "invitation_made",
        account_id=None,
        actor_id=by.id,
        seen=seen,
        invitation=str(row.id),
        roles=" ".join(row.roles),
    )
    return seen_by_operator(row, clock.now())


async def _require_givable(session: ReadSession, wanted: frozenset[str], by: Account) -> None:
    unknown = await invitations.unknown_roles(session, wanted)
    if unknown:
        raise NoSuchRole(f"There is no role {', '.join(sorted(unknown))}.")
    held = by.permissions if by.scopes is None else by.permissions & by.scopes
    too_high = wanted - await invitations.roles_within(session, wanted, held)
    if too_high:
        raise RoleTooHigh(f"You can't give {', '.join(sorted(too_high))}.")
