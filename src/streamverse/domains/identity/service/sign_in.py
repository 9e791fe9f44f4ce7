"""Sign in: an email and a password become an access token and a refresh token."""

from streamverse.domains.identity import passwords
from streamverse.domains.identity.emails import normalised
from streamverse.domains.identity.errors import (
    AccountSuspended,
    BadEmail,
    ParentalConsentRequired,
    SecondFactorRequired,
    WrongCredentials,
)
from streamverse.domains.identity.models import AccountRow
from streamverse.domains.identity.origin import Origin
from streamverse.domains.identity.repository import accounts
from streamverse.domains.identity.service.begin_sign_in import PASSWORD, Tokens, begin_family
from streamverse.domains.identity.service.defence import gate
from streamverse.domains.identity.service.second_factors import tickets
from streamverse.domains.identity.service.second_factors.demand import demanded
from streamverse.kit.clock import Clock
from streamverse.kit.db import Database
from streamverse.kit.services import Services


async def sign_in(services: Services, email: str, password: str, origin: Origin) -> Tokens:
    """Check a password and begin a sign-in.

    Raises WrongCredentials, TooManySignIns; after the right password also AccountSuspended,
    ParentalConsentRequired, SecondFactorRequired (with a `ticket` for the second step).
    """
    account = await checked_password(services, email, password, origin)
    refuse_unless_active(account)
    async with services.get(Database).read_latest() as session:
        methods = await demanded(session, account.id)
    if methods:
        raise SecondFactorRequired(
            "Go on with the ticket and one of the methods.",
            ticket=tickets.issue(services, account.id, account.epoch, origin),
            methods=methods,
            expires_in=int(tickets.LIFETIME.total_seconds()),
        )
    now = services.get(Clock).now()
    async with services.get(Database).write() as session:
        return await begin_family(services, session, account, origin, now, proof=PASSWORD)


async def checked_password(
    services: Services, email: str, password: str, origin: Origin
) -> AccountRow:
    """Return the account of an email whose password this is. Raises WrongCredentials.

    The password is checked between the transactions, in a thread, and as long for an email
    that nobody has. Raises TooManySignIns before that when there were too many wrong ones.
    """
    database = services.get(Database)
    address = _address(email)
    key = address or email
    await gate.may_try(services, key, origin)
    async with database.read_latest() as session:
        account = await accounts.account_by_email(session, address) if address else None
        stored = await accounts.password_hash_of(session, account.id) if account else None
    fits, newer_hash = await passwords.matches(password, stored)
    if account is None or not fits:
        await gate.failed(services, key, origin, account.id if account else None)
        raise WrongCredentials("Check both and try again.")
    await gate.succeeded(services, key, origin)
    if newer_hash and stored:
        async with database.write() as session:
            await accounts.renew_hash(session, account.id, stored, newer_hash)
    return account


def refuse_unless_active(account: AccountRow) -> None:
    """Raise AccountSuspended or ParentalConsentRequired for an account that can't be used."""
    if account.state == "suspended":
        raise AccountSuspended(account.state_reason)
    if account.state == "awaiting_parent":
        raise ParentalConsentRequired("We have written to your parent; ask them to look.")


def _address(email: str) -> str | None:
    """Return the normalised email, or None for what is none: it is nobody's."""
    try:
        return normalised(email)
    except BadEmail:
        return None
