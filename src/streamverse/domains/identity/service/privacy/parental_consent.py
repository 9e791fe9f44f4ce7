"""A parent agrees to a young person's account, or refuses, by a mailed link."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from streamverse.domains.identity import audit, links
from streamverse.domains.identity.audit import Seen
from streamverse.domains.identity.emails import look_of, normalised
from streamverse.domains.identity.errors import LinkUsed
from streamverse.domains.identity.links import LinkPurpose
from streamverse.domains.identity.models import AccountRow, ConsentRow
from streamverse.domains.identity.privacy_errors import ParentEmailRequired
from streamverse.domains.identity.repository import privacy as repository
from streamverse.domains.identity.service.privacy.age import Age
from streamverse.domains.identity.service.privacy.erase import erase_at_once
from streamverse.domains.identity.service.privacy.one_by_one import one_by_one
from streamverse.domains.identity.service.privacy.young import lock_ceiling
from streamverse.domains.identity.standing import tell_changed
from streamverse.kit.clock import Clock
from streamverse.kit.db import Database, ReadSession, WriteSession
from streamverse.kit.ids import new_id
from streamverse.kit.services import Services
from streamverse.kit.settings import Settings

AWAITING_PARENT = "awaiting_parent"
ACTIVE = "active"
KIND = "parental"
VERSION = "1"
REFUSED = "parent_refused"
SILENT = "parent_silent"


@dataclass(frozen=True, slots=True)
class Asked:
    """What a parent is asked about."""

    child_name: str
    child_email: str
    child_born_on: date | None
    expires_at: datetime


def parent_email_for(age: Age, parent_email: str | None, child_email: str) -> str | None:
    """Return whom to ask, None when nobody has to agree. Raises ParentEmailRequired, BadEmail."""
    if not age.needs_parent:
        return None
    if not parent_email:
        raise ParentEmailRequired
    address = normalised(parent_email)
    if look_of(address) == look_of(child_email):
        raise ParentEmailRequired("It has to be another address than your own.")
    return address


def ask_parent(
    services: Services, session: WriteSession, account: AccountRow, parent_email: str
) -> None:
    """Have a new account wait for a parent, who is mailed a link."""
    account.state = AWAITING_PARENT
    links.make(
        session,
        services.get(Clock),
        LinkPurpose.PARENTAL_CONSENT,
        email=parent_email,
        lifetime=timedelta(days=services.get(Settings).parental_consent_days),
        account=account,
        facts={"child_name": account.name},
    )


async def look_at(services: Services, session: ReadSession, token: str) -> Asked:
    """Return what the link's parent is asked. Raises LinkInvalid, LinkExpired, LinkUsed."""
    link = await links.look(services, session, LinkPurpose.PARENTAL_CONSENT, token)
    account = await session.get(AccountRow, link.account_id)
    if account is None or account.state != AWAITING_PARENT:
        raise LinkUsed
    return Asked(account.name, account.email, account.born_on, link.expires_at)


async def decide(
    services: Services, token: str, *, is_given: bool, parent_name: str, seen: Seen
) -> None:
    """Open the account with a ceiling at its holder's age, or erase it.

    Raises LinkInvalid, LinkExpired, LinkUsed.
    """
    clock = services.get(Clock)
    async with services.get(Database).write() as session:
        link = await links.use(services, session, LinkPurpose.PARENTAL_CONSENT, token)
        account = await repository.lock_account(session, link.account_id or UUID(int=0))
        if account is None or account.state != AWAITING_PARENT:
            raise LinkUsed
        parent = f"parent: {parent_name} <{link.email}>"
        _write_down(session, account.id, clock.now(), seen, is_given=is_given, parent=parent)
        action = "parental_consent_given" if is_given else "parental_consent_refused"
        audit.record(session, clock, action, account_id=account.id, seen=seen)
        if is_given:
            account.state = ACTIVE
            await lock_ceiling(session, account, clock.now().date())
        else:
            await erase_at_once(services, session, account.id, REFUSED)
    await tell_changed(services, account.id)


async def erase_unanswered(services: Services) -> None:
    """Erase the accounts that no parent answered for in time."""
    days = services.get(Settings).parental_consent_days
    before = services.get(Clock).now() - timedelta(days=days)
    async with services.get(Database).read_latest() as session:
        waiting = await repository.accounts_waiting_for_parents(session, before)
    await one_by_one("erasure_failed", waiting, lambda each: _erase_unanswered(services, each))


async def _erase_unanswered(services: Services, account_id: UUID) -> None:
    async with services.get(Database).write() as session:
        account = await repository.lock_account(session, account_id)
        if account is not None and account.state == AWAITING_PARENT:
            await erase_at_once(services, session, account_id, SILENT)
    await tell_changed(services, account_id)


def _write_down(
    session: WriteSession,
    account_id: UUID,
    now: datetime,
    seen: Seen,
    *,
    is_given: bool,
    parent: str,
) -> None:
    row = ConsentRow(
        id=new_id(),
        account_id=account_id,
        kind=KIND,
        version=VERSION,
        is_given=is_given,
        at=now,
        address=seen.address,
        given_by=parent,
    )
    session.add(row)
