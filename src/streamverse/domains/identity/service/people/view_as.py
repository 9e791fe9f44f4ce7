"""View as: support looks at the service as somebody sees it, changes nothing, and is logged."""

from uuid import UUID

from streamverse.domains.identity import audit
from streamverse.domains.identity.audit import Seen
from streamverse.domains.identity.callers import Account
from streamverse.domains.identity.errors import NoSuchAccount, NotInPerson, SessionEnded
from streamverse.domains.identity.events import OperatorViewedAs, SignInEnded
from streamverse.domains.identity.origin import Origin
from streamverse.domains.identity.people_errors import NotToBeViewed, NotViewing
from streamverse.domains.identity.repository import accounts, sign_ins
from streamverse.domains.identity.roles import OPERATORS_ONLY
from streamverse.domains.identity.service.begin_sign_in import (
    Proof,
    Tokens,
    begin_family,
    next_tokens,
)
from streamverse.domains.identity.service.people.manage import permissions_held
from streamverse.domains.identity.standing import tell_changed
from streamverse.kit import outbox
from streamverse.kit.clock import Clock
from streamverse.kit.db import Database
from streamverse.kit.services import Services

ENDED = "viewing_ended"


async def begin(
    services: Services, operator: Account, account_id: UUID, reason: str, origin: Origin, seen: Seen
) -> Tokens:
    """Begin to look on, for an hour at most. Raises NoSuchAccount, NotToBeViewed."""
    clock = services.get(Clock)
    if operator.family_id is None:
        raise NotInPerson("It takes a sign-in, not a token of a program.")
    async with services.get(Database).write() as session:
        account = await accounts.account_by_id(session, account_id)
        if account is None:
            raise NoSuchAccount
        held = await permissions_held(session, account_id)
        if account_id == operator.id or held & OPERATORS_ONLY:
            raise NotToBeViewed
        proof = Proof(
            factors=(), impersonator_id=operator.id, impersonator_family_id=operator.family_id
        )
        audit.record(
            session,
            clock,
            "viewed_as",
            account_id=account_id,
            actor_id=operator.id,
            seen=seen,
            reason=reason,
        )
        outbox.publish(session, OperatorViewedAs(account_id, operator.id))
        return await begin_family(services, session, account, origin, clock.now(), proof=proof)


async def end(services: Services, viewing: Account, seen: Seen) -> tuple[Tokens, str]:
    """Stop looking on: the operator's own sign-in goes on. Returns its tokens and transport.

    Raises NotViewing; SessionEnded when the operator's sign-in ended meanwhile.
    """
    clock = services.get(Clock)
    if viewing.impersonator_id is None or viewing.family_id is None:
        raise NotViewing
    async with services.get(Database).write() as session:
        family = await sign_ins.family_by_id(session, viewing.family_id)
        if family is None or family.impersonator_family_id is None:
            raise NotViewing
        await sign_ins.end_family(session, family.id, ENDED, clock.now())
        outbox.publish(session, SignInEnded(viewing.id, family.id, ENDED))
        audit.record(
            session,
            clock,
            ENDED,
            account_id=viewing.id,
            actor_id=viewing.impersonator_id,
            seen=seen,
        )
        own = await sign_ins.family_by_id(session, family.impersonator_family_id)
        tokens = (
            await next_tokens(services, session, own, clock.now())
            if own is not None and own.ended_at is None and own.expires_at > clock.now()
            else None
        )
    await tell_changed(services, viewing.id)
    if own is None or tokens is None:
        raise SessionEnded("Your own sign-in has ended; sign in again.")
    return tokens, own.transport
