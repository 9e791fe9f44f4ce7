"""Emails: shown to be theirs by a mailed link, changed with both addresses told, taken back."""

from datetime import timedelta
from uuid import UUID

from sqlalchemy.exc import IntegrityError

from streamverse.domains.identity import audit, links
from streamverse.domains.identity.audit import Seen
from streamverse.domains.identity.emails import look_of, normalised
from streamverse.domains.identity.errors import EmailTaken, NoSuchAccount, SameEmail
from streamverse.domains.identity.events import EmailChanged, RegistrationRepeated
from streamverse.domains.identity.links import LinkPurpose
from streamverse.domains.identity.models import AccountRow
from streamverse.domains.identity.repository import accounts
from streamverse.domains.identity.service.change_account import end_tokens
from streamverse.domains.identity.service.register import ask_to_verify
from streamverse.domains.identity.standing import tell_changed
from streamverse.kit import outbox
from streamverse.kit.clock import Clock
from streamverse.kit.db import Database, ReadSession
from streamverse.kit.services import Services

CONFIRM_LIFETIME = timedelta(days=1)
UNDO_LIFETIME = timedelta(days=14)


async def ask_again(services: Services, account_id: UUID) -> None:
    """Mail a new verifying link; the ones before count no more."""
    async with services.get(Database).write() as session:
        account = await _account(session, account_id)
        if account.email_verified_at is not None:
            return
        await links.void(session, services.get(Clock), LinkPurpose.VERIFY_EMAIL, account_id)
        ask_to_verify(services, session, account)


async def verify(services: Services, token: str, seen: Seen) -> str:
    """Use a verifying link; returns the address. Raises LinkInvalid, LinkExpired, LinkUsed."""
    clock = services.get(Clock)
    async with services.get(Database).write() as session:
        link = await links.use(services, session, LinkPurpose.VERIFY_EMAIL, token)
        account = await _account(session, link.account_id)
        account.email_verified_at = account.email_verified_at or clock.now()
        audit.record(session, clock, "email_verified", account_id=account.id, seen=seen)
        return account.email


async def wish_for(services: Services, account_id: UUID, email: str, seen: Seen) -> None:
    """Mail a link to a new address. Raises BadEmail, SameEmail.

    The answer is the same for an address that another account has: its owner is told by mail.
    """
    address = normalised(email)
    clock = services.get(Clock)
    async with services.get(Database).write() as session:
        account = await _account(session, account_id)
        if address == account.email:
            raise SameEmail
        known = await accounts.account_by_key(session, look_of(address))
        account.pending_email = address
        await links.void(session, clock, LinkPurpose.CONFIRM_EMAIL, account_id)
        audit.record(session, clock, "email_change_asked", account_id=account_id, seen=seen)
        if known is not None and known.id != account_id:
            if known.deleted_at is None:
                outbox.publish(session, RegistrationRepeated(known.id))
            return
        links.make(
            session,
            clock,
            LinkPurpose.CONFIRM_EMAIL,
            email=address,
            lifetime=CONFIRM_LIFETIME,
            account=account,
        )


async def confirm(services: Services, token: str, seen: Seen) -> str:
    """Change to the new address; the old one is told and may undo it for a fortnight.

    Raises LinkInvalid, LinkExpired, LinkUsed, EmailTaken.
    """
    clock = services.get(Clock)
    try:
        async with services.get(Database).write() as session:
            link = await links.use(services, session, LinkPurpose.CONFIRM_EMAIL, token)
            account = await _account(session, link.account_id)
            old = account.email
            undo_id = links.make(
                session,
                clock,
                LinkPurpose.UNDO_EMAIL,
                email=old,
                lifetime=UNDO_LIFETIME,
                account=account,
                facts={"new_email": link.email},
                is_told=False,
            )
            _set_email(account, link.email)
            account.email_verified_at = clock.now()
            audit.record(session, clock, "email_changed", account_id=account.id, seen=seen)
            outbox.publish(session, EmailChanged(account.id, undo_id))
            await session.flush()
            return account.email
    except IntegrityError:
        raise EmailTaken("Another account took it in the meantime.") from None


async def undo(services: Services, token: str, seen: Seen) -> None:
    """Give an account its old address back and end all its sign-ins: it was not its owner.

    Raises LinkInvalid, LinkExpired, LinkUsed, EmailTaken.
    """
    clock = services.get(Clock)
    try:
        async with services.get(Database).write() as session:
            link = await links.use(services, session, LinkPurpose.UNDO_EMAIL, token)
            await links.void_later(session, clock, link)
            account = await _account(session, link.account_id)
            _set_email(account, link.email)
            account.email_verified_at = clock.now()
            await end_tokens(services, session, account.id)
            audit.record(session, clock, "email_change_undone", account_id=account.id, seen=seen)
            await session.flush()
    except IntegrityError:
        raise EmailTaken("Another account has this address now.") from None
    await tell_changed(services, account.id)


def _set_email(account: AccountRow, address: str) -> None:
    account.email = address
    account.email_key = look_of(address)
    account.pending_email = None


async def _account(session: ReadSession, account_id: UUID | None) -> AccountRow:
    account = await accounts.account_by_id(session, account_id) if account_id else None
    if account is None:
        raise NoSuchAccount
    return account
