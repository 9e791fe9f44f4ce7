"""Reset a password by a mailed link: once, within half an hour."""

from datetime import timedelta
from uuid import UUID

from streamverse.domains.identity import audit, links, passwords
from streamverse.domains.identity.audit import Seen
from streamverse.domains.identity.emails import normalised
from streamverse.domains.identity.errors import (
    BadEmail,
    LinkInvalid,
    NoSuchAccount,
    WrongCredentials,
    WrongPassword,
)
from streamverse.domains.identity.links import LinkPurpose
from streamverse.domains.identity.origin import Origin
from streamverse.domains.identity.repository import accounts, api_tokens, social
from streamverse.domains.identity.service.change_account import set_password, store_password
from streamverse.domains.identity.service.second_factors.reset_factors import reset_factors
from streamverse.domains.identity.service.sign_in import checked_password
from streamverse.domains.identity.standing import tell_changed
from streamverse.kit.clock import Clock
from streamverse.kit.db import Database, WriteSession
from streamverse.kit.services import Services

RESET_LIFETIME = timedelta(minutes=30)


async def ask(services: Services, email: str, seen: Seen) -> None:
    """Mail a link if the email has an account; nothing tells whether it has."""
    try:
        address = normalised(email)
    except BadEmail:
        return
    clock = services.get(Clock)
    async with services.get(Database).write() as session:
        account = await accounts.account_by_email(session, address)
        if account is None:
            return
        await links.void(session, clock, LinkPurpose.RESET_PASSWORD, account.id)
        links.make(
            session,
            clock,
            LinkPurpose.RESET_PASSWORD,
            email=account.email,
            lifetime=RESET_LIFETIME,
            account=account,
        )
        audit.record(session, clock, "password_reset_asked", account_id=account.id, seen=seen)


async def look(services: Services, token: str) -> str:
    """Return whose password a link sets. Raises LinkInvalid, LinkExpired, LinkUsed."""
    async with services.get(Database).read() as session:
        return (await links.look(services, session, LinkPurpose.RESET_PASSWORD, token)).email


async def reset(services: Services, token: str, password: str, seen: Seen) -> None:
    """Set a new password and end every sign-in; a weak one leaves the link unused.

    Who reads the mail owns the address, so it is verified too.
    Raises LinkInvalid, LinkExpired, LinkUsed, WeakPassword.
    """
    async with services.get(Database).read() as session:
        link = await links.look(services, session, LinkPurpose.RESET_PASSWORD, token)
        account = (
            await accounts.account_by_id(session, link.account_id) if link.account_id else None
        )
    if account is None:
        raise LinkInvalid
    await passwords.require_strong(password, account.email, account.name)
    password_hash = await passwords.hashed(password)
    async with services.get(Database).write() as session:
        link = await links.use(services, session, LinkPurpose.RESET_PASSWORD, token)
        row = await accounts.account_by_id(session, account.id)
        if row is not None and row.email == link.email and row.email_verified_at is None:
            row.email_verified_at = services.get(Clock).now()
            await _drop_a_strangers_ways_in(services, session, account.id)
        await store_password(services, session, account.id, password_hash, seen=seen, by="reset")
    await tell_changed(services, account.id)


async def _drop_a_strangers_ways_in(
    services: Services, session: WriteSession, account_id: UUID
) -> None:
    """Remove what was added before the address was shown to be anybody's.

    Somebody else may have registered it and left a key of theirs under the mat.
    """
    await reset_factors(services, session, account_id)
    for identity in await social.of_account(session, account_id):
        await social.remove(session, account_id, identity.provider)
    now = services.get(Clock).now()
    for token in await api_tokens.of_account(session, account_id):
        await api_tokens.revoke(session, token.id, now, account_id=account_id)


async def change(
    services: Services,
    account_id: UUID,
    *,
    current: str | None,
    new: str,
    keep_family: UUID | None,
    ends_others: bool,
    origin: Origin,
    seen: Seen,
) -> None:
    """Change one's password; whoever names no present one has shown other proof.

    Raises WrongPassword, WeakPassword, TooManySignIns.
    """
    async with services.get(Database).read_latest() as session:
        account = await accounts.account_by_id(session, account_id)
    if account is None:
        raise NoSuchAccount
    if current is not None:
        try:
            await checked_password(services, account.email, current, origin)
        except WrongCredentials:
            raise WrongPassword from None
    await set_password(
        services, account, new, keep_family=keep_family, ends_others=ends_others, seen=seen
    )
