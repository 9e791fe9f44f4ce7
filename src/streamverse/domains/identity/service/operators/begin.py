"""Begin an operator's sign-in: the password, then always a second factor."""

from typing import NoReturn
from uuid import UUID

from streamverse.domains.identity import audit
from streamverse.domains.identity.audit import Seen
from streamverse.domains.identity.errors import SecondFactorRequired, WrongCredentials
from streamverse.domains.identity.factor_errors import SecondFactorSetupRequired
from streamverse.domains.identity.models import AccountRow
from streamverse.domains.identity.origin import Origin
from streamverse.domains.identity.repository import standing
from streamverse.domains.identity.roles import OPERATORS_ONLY, permissions_of
from streamverse.domains.identity.service.second_factors import tickets, turn_on_totp
from streamverse.domains.identity.service.second_factors.demand import demanded
from streamverse.domains.identity.service.sign_in import checked_password, refuse_unless_active
from streamverse.kit.clock import Clock
from streamverse.kit.db import Database, ReadSession
from streamverse.kit.services import Services


async def begin_operator_sign_in(
    services: Services, email: str, password: str, origin: Origin
) -> NoReturn:
    """Check a password and say how to go on; nobody is signed in by this alone.

    Raises WrongCredentials, also for who is no operator: what they are is looked at only after
    the password was right. Else SecondFactorRequired or SecondFactorSetupRequired.
    """
    account = await checked_password(services, email, password, origin)
    async with services.get(Database).read_latest() as session:
        is_operator = await _is_operator(session, account.id)
        methods = await demanded(session, account.id)
    if not is_operator:
        await _note_refusal(services, account, origin)
        raise WrongCredentials("Check both and try again.")
    refuse_unless_active(account)
    expires_in = int(tickets.LIFETIME.total_seconds())
    if methods:
        ticket = tickets.issue(services, account.id, account.epoch, origin, is_operator=True)
        raise SecondFactorRequired(
            "Go on with the ticket and one of the methods.",
            ticket=ticket,
            methods=methods,
            expires_in=expires_in,
        )
    enrolment = await turn_on_totp.begin(services, account.id)
    ticket = tickets.issue(
        services, account.id, account.epoch, origin, is_operator=True, is_setup=True
    )
    raise SecondFactorSetupRequired(
        "Scan the QR code with an authenticator app and send its code with the ticket.",
        ticket=ticket,
        secret=enrolment.secret,
        uri=enrolment.uri,
        qr_svg=enrolment.qr_svg,
        expires_in=expires_in,
    )


async def _is_operator(session: ReadSession, account_id: UUID) -> bool:
    facts = await standing.facts_of(session, account_id)
    if facts is None:
        return False
    return bool(permissions_of(facts.roles, facts.custom_roles) & OPERATORS_ONLY)


async def _note_refusal(services: Services, account: AccountRow, origin: Origin) -> None:
    async with services.get(Database).write() as session:
        audit.record(
            session,
            services.get(Clock),
            "operator_sign_in_refused",
            account_id=account.id,
            seen=Seen(origin.address),
        )
