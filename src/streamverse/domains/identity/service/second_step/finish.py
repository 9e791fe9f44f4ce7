"""Finish a sign-in whose first step gave a ticket."""

from dataclasses import dataclass, replace
from datetime import timedelta

from streamverse.domains.identity import audit
from streamverse.domains.identity.audit import Seen
from streamverse.domains.identity.factor_errors import (
    PasskeyRefused,
    TicketInvalid,
    TicketUsed,
    WrongCode,
)
from streamverse.domains.identity.models import AccountRow
from streamverse.domains.identity.origin import Origin
from streamverse.domains.identity.repository import accounts
from streamverse.domains.identity.repository import second_factors as stored
from streamverse.domains.identity.service.begin_sign_in import Proof, Tokens, begin_family
from streamverse.domains.identity.service.passkeys import show
from streamverse.domains.identity.service.passkeys.ceremonies import Options
from streamverse.domains.identity.service.passkeys.challenges import Purpose
from streamverse.domains.identity.service.second_factors import (
    changes,
    tickets,
    tries,
    turn_on_totp,
)
from streamverse.domains.identity.service.second_factors.tickets import Ticket
from streamverse.domains.identity.service.second_step import judge
from streamverse.domains.identity.service.second_step.judge import Code, Given, Passkey
from streamverse.domains.identity.service.sign_in import refuse_unless_active
from streamverse.kit.clock import Clock
from streamverse.kit.db import Database, ReadSession, WriteSession
from streamverse.kit.services import Services

KEPT = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Finished:
    """A sign-in, and recovery codes for an operator who has just set up TOTP."""

    tokens: Tokens
    recovery_codes: tuple[str, ...] = ()


async def options(services: Services, ticket: str) -> tuple[str, Options]:
    """Return a challenge's id and what `navigator.credentials.get` is asked, at either door.

    Raises TicketInvalid, TicketExpired, PasskeyRefused.
    """
    told = tickets.opened(services, ticket)
    async with services.get(Database).read_latest() as session:
        await _account_of(session, told)
    return await show.showing_options(
        services, Purpose.SECOND_FACTOR, str(told.id), told.account_id
    )


async def finish(
    services: Services, ticket: str, given: Given, origin: Origin, *, is_operator: bool
) -> Finished:
    """Judge the second step and begin the sign-in.

    The try is counted first and stays counted when it fails. Raises TicketInvalid,
    TicketExpired, TicketUsed, WrongCode, TooManyCodes, ChallengeUnknown, PasskeyRefused.
    """
    told = tickets.opened(services, ticket)
    if told.is_operator != is_operator:
        raise TicketInvalid
    tries_left = tickets.TRIES - await _count(services, told, given)
    origin = replace(origin, device=origin.device or told.device)
    try:
        if told.is_setup:
            return await _set_up(services, told, given, origin)
        return await _sign_in(services, told, given, origin)
    except (WrongCode, PasskeyRefused) as refusal:
        refusal.extra["tries_left"] = tries_left
        await _note_failure(services, told, given, origin)
        raise


async def _count(services: Services, ticket: Ticket, given: Given) -> int:
    """Count a try of the ticket, and of the account where one could guess."""
    now = services.get(Clock).now()
    database = services.get(Database)
    async with database.write() as session:
        await _account_of(session, ticket)
        await stored.forget_tickets(session, now - KEPT)
        tried = await stored.count_ticket_try(
            session,
            ticket.id,
            ticket.account_id,
            ticket.expires_at,
            at_most=tickets.TRIES,
            is_sqlite=database.is_sqlite,
        )
        if tried is None:
            raise TicketUsed
        if not isinstance(given, Passkey):
            await tries.count(services, session, ticket.account_id, now)
        return tried


async def _sign_in(services: Services, ticket: Ticket, given: Given, origin: Origin) -> Finished:
    judged = await judge.judge(
        services, ticket.account_id, given, Purpose.SECOND_FACTOR, str(ticket.id)
    )
    now = services.get(Clock).now()
    seen = Seen(origin.address)
    async with services.get(Database).write() as session:
        if await judge.use(session, judged, now):
            factor = judge.factor_of(judged)
            if factor == "recovery_code":
                changes.tell(services, session, ticket.account_id, "recovery_code_used", seen)
            return Finished(await _begin(services, session, ticket, origin, factor))
    if isinstance(judged, show.Shown):
        raise await show.refuse_clone(services, judged, seen)
    raise WrongCode(judge.LOOK_AGAIN)


async def _set_up(services: Services, ticket: Ticket, given: Given, origin: Origin) -> Finished:
    if not isinstance(given, Code):
        raise WrongCode("Scan the QR code and type what the app shows.")
    database = services.get(Database)
    async with database.read_latest() as session:
        confirmed = await turn_on_totp.check(services, session, ticket.account_id, given.code)
    async with database.write() as session:
        codes = await turn_on_totp.turn_on(services, session, confirmed, Seen(origin.address))
        return Finished(await _begin(services, session, ticket, origin, "otp"), codes)


async def _begin(
    services: Services, session: WriteSession, ticket: Ticket, origin: Origin, factor: str
) -> Tokens:
    """Use the ticket up and begin. Raises TicketUsed, TicketInvalid: then nothing was used."""
    now = services.get(Clock).now()
    account = await _account_of(session, ticket)
    if not await stored.use_ticket(session, ticket.id, now):
        raise TicketUsed
    await stored.forget_tries(session, account.id)
    proof = Proof(factors=(*ticket.factors, factor), is_operator=ticket.is_operator)
    return await begin_family(services, session, account, origin, now, proof=proof)


async def _note_failure(services: Services, ticket: Ticket, given: Given, origin: Origin) -> None:
    async with services.get(Database).write() as session:
        audit.record(
            session,
            services.get(Clock),
            "second_factor_refused",
            account_id=ticket.account_id,
            seen=Seen(origin.address),
            method=judge.method_of(given),
        )


async def _account_of(session: ReadSession, ticket: Ticket) -> AccountRow:
    """Return the ticket's account, unless anything changed since. Raises TicketInvalid."""
    account = await accounts.account_by_id(session, ticket.account_id)
    if account is None or account.epoch != ticket.epoch:
        raise TicketInvalid
    refuse_unless_active(account)
    return account
