"""Register: the answer is the same for a new email and for a known one; the mail tells."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy.exc import IntegrityError

from streamverse.domains.identity import links, passwords
from streamverse.domains.identity.emails import look_of, normalised, require_deliverable
from streamverse.domains.identity.errors import RegistrationClosed
from streamverse.domains.identity.events import RegistrationRepeated
from streamverse.domains.identity.links import LinkPurpose
from streamverse.domains.identity.models import AccountRow
from streamverse.domains.identity.repository import accounts
from streamverse.domains.identity.service.create_account import NewAccount, add_account
from streamverse.domains.identity.service.invitations.redeem import (
    note_redeemed_by,
    redeem,
    require_invited,
)
from streamverse.domains.identity.service.privacy.age import judge
from streamverse.domains.identity.service.privacy.consent import (
    Accepted,
    record_consents,
    require_consents,
)
from streamverse.domains.identity.service.privacy.parental_consent import (
    ask_parent,
    parent_email_for,
)
from streamverse.kit import outbox
from streamverse.kit.clock import Clock
from streamverse.kit.db import Database, WriteSession
from streamverse.kit.services import Services
from streamverse.kit.settings import Registration, Settings

VERIFY_LIFETIME = timedelta(days=3)


@dataclass(frozen=True, slots=True)
class Wish:
    """Who wants an account. `country` is where the request comes from, "" if that is unknown."""

    email: str
    password: str
    name: str
    language: str
    address: str
    country: str = ""
    born_on: date | None = None
    parent_email: str | None = None
    invitation: str | None = None
    accepts: Sequence[Accepted] = ()


async def register(services: Services, wish: Wish) -> None:
    """Make an account for someone new; someone known is left as they are, and only told by mail.

    Raises BadEmail, WeakPassword, RegistrationClosed, and what invitations, consents and ages
    refuse: nothing of it depends on whether the email is known.
    """
    settings = services.get(Settings)
    if settings.registration is Registration.CLOSED:
        raise RegistrationClosed
    address = normalised(wish.email)
    if settings.email_checks_dns:
        await require_deliverable(address)
    require_consents(settings, wish.accepts)
    age = judge(settings, wish.born_on, services.get(Clock).now().date(), wish.country)
    parent = parent_email_for(age, wish.parent_email, address)
    async with services.get(Database).read() as session:
        await require_invited(services, session, wish.invitation, address)
    await passwords.require_strong(wish.password, address, wish.name)
    password_hash = await passwords.hashed(wish.password)  # for known emails too: same time
    try:
        async with services.get(Database).write() as session:
            known = await accounts.account_by_key(session, look_of(address))
            if known is None:
                await _add(services, session, wish, address, password_hash, parent)
                return
            _tell_owner(session, known)
    except IntegrityError:  # somebody was quicker with this email
        async with services.get(Database).write() as session:
            known = await accounts.account_by_key(session, look_of(address))
            if known is not None:
                _tell_owner(session, known)


async def _add(
    services: Services,
    session: WriteSession,
    wish: Wish,
    address: str,
    password_hash: str,
    parent: str | None,
) -> None:
    roles = await redeem(services, session, wish.invitation, address)
    new = NewAccount(
        address, wish.name, password_hash, roles, language=wish.language, born_on=wish.born_on
    )
    account = await add_account(services, session, new)
    record_consents(
        session,
        account.id,
        wish.accepts,
        settings=services.get(Settings),
        now=account.created_at,
        address=wish.address,
    )
    if wish.invitation:
        await note_redeemed_by(session, address, account.id)
    if parent is not None:
        ask_parent(services, session, account, parent)
    ask_to_verify(services, session, account)


def ask_to_verify(services: Services, session: WriteSession, account: AccountRow) -> None:
    """Have the link mailed that shows that the address is theirs."""
    links.make(
        session,
        services.get(Clock),
        LinkPurpose.VERIFY_EMAIL,
        email=account.email,
        lifetime=VERIFY_LIFETIME,
        account=account,
    )


def _tell_owner(session: WriteSession, known: AccountRow) -> None:
    if known.deleted_at is None:
        outbox.publish(session, RegistrationRepeated(known.id))
