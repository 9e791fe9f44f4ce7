"""Enter with an identity: into its own account, one that it proves to be theirs, or a new one.

An account that exists is only ever entered by its email when the provider vouches for the
address and the account's own address was shown to be theirs too. Otherwise whoever registers
somebody else's address, here or there, could wait for its owner to come.
"""

from sqlalchemy.exc import IntegrityError

from streamverse.domains.identity.emails import look_of, normalised
from streamverse.domains.identity.errors import (
    BadEmail,
    RegistrationClosed,
    SecondFactorRequired,
)
from streamverse.domains.identity.models import AccountRow
from streamverse.domains.identity.origin import Origin
from streamverse.domains.identity.ports import Person
from streamverse.domains.identity.privacy_errors import BirthDateRequired
from streamverse.domains.identity.repository import accounts, social
from streamverse.domains.identity.service.begin_sign_in import Proof, Tokens, begin_family
from streamverse.domains.identity.service.create_account import NewAccount, add_account
from streamverse.domains.identity.service.invitations.redeem import note_redeemed_by, redeem
from streamverse.domains.identity.service.privacy.age import judge
from streamverse.domains.identity.service.privacy.consent import record_consents, require_consents
from streamverse.domains.identity.service.register import ask_to_verify
from streamverse.domains.identity.service.second_factors import tickets
from streamverse.domains.identity.service.second_factors.demand import demanded
from streamverse.domains.identity.service.sign_in import refuse_unless_active
from streamverse.domains.identity.service.social.attempts import Newcomer
from streamverse.domains.identity.service.social.link import add_identity
from streamverse.domains.identity.service.social.names import name_for
from streamverse.domains.identity.social_errors import (
    SocialAccountClosed,
    SocialEmailMissing,
    SocialLinkNeedsSignIn,
)
from streamverse.kit.clock import Clock
from streamverse.kit.db import Database, WriteSession
from streamverse.kit.services import Services
from streamverse.kit.settings import Registration, Settings

FACTOR = "fed"
"""A provider vouched for them; RFC 8176 has no name for it."""


async def enter(
    services: Services, provider_id: str, person: Person, newcomer: Newcomer, origin: Origin
) -> Tokens:
    """Begin a sign-in for whoever a provider says came.

    Raises SecondFactorRequired (with a `ticket`), AccountSuspended, ParentalConsentRequired,
    SocialEmailMissing, SocialLinkNeedsSignIn, and for somebody new what registering refuses.
    """
    account = await _account(services, provider_id, person, newcomer, origin)
    refuse_unless_active(account)
    now = services.get(Clock).now()
    async with services.get(Database).read_latest() as session:
        methods = await demanded(session, account.id)
    if methods:
        raise SecondFactorRequired(
            ticket=tickets.issue(services, account.id, account.epoch, origin, factors=(FACTOR,)),
            methods=methods,
            expires_in=int(tickets.LIFETIME.total_seconds()),
        )
    async with services.get(Database).write() as session:
        proof = Proof(factors=(FACTOR,))
        return await begin_family(services, session, account, origin, now, proof=proof)


async def _account(
    services: Services, provider_id: str, person: Person, newcomer: Newcomer, origin: Origin
) -> AccountRow:
    """Find or make the account; when two come at once, the second finds the first one's."""
    try:
        return await _found_or_made(services, provider_id, person, newcomer, origin)
    except IntegrityError:
        return await _found_or_made(services, provider_id, person, newcomer, origin)


async def _found_or_made(
    services: Services, provider_id: str, person: Person, newcomer: Newcomer, origin: Origin
) -> AccountRow:
    now = services.get(Clock).now()
    async with services.get(Database).write() as session:
        identity = await social.by_subject(session, person.issuer, person.subject)
        if identity is not None:
            account = await accounts.account_by_id(session, identity.account_id)
            if account is None:
                raise SocialAccountClosed
            email = person.email or identity.email
            await social.note_use(session, person.issuer, person.subject, email, now)
            return account
        address = _address(person)
        known = await accounts.account_by_key(session, look_of(address))
        if known is not None and not _is_theirs(known, person, address):
            raise SocialLinkNeedsSignIn
        account = known or await _made(services, session, person, address, newcomer, origin)
        add_identity(
            session,
            services.get(Clock),
            account.id,
            provider_id,
            person,
            origin,
            is_told=known is not None,
        )
        await session.flush()
        return account


def _is_theirs(account: AccountRow, person: Person, address: str) -> bool:
    return (
        account.deleted_at is None
        and account.email == address
        and account.email_verified_at is not None
        and person.is_email_verified
    )


async def _made(
    services: Services,
    session: WriteSession,
    person: Person,
    address: str,
    newcomer: Newcomer,
    origin: Origin,
) -> AccountRow:
    settings = services.get(Settings)
    if settings.registration is Registration.CLOSED:
        raise RegistrationClosed
    require_consents(settings, newcomer.accepts)
    today = services.get(Clock).now().date()
    if judge(settings, newcomer.born_on, today, newcomer.country).needs_parent:
        raise BirthDateRequired("A parent has to agree: register with a parent's email.")
    roles = await redeem(services, session, newcomer.invitation, address)
    is_verified = person.is_email_verified or newcomer.invitation is not None
    new = NewAccount(
        address,
        name_for(person, address),
        None,
        roles,
        language=newcomer.language,
        born_on=newcomer.born_on,
        is_verified=is_verified,
    )
    account = await add_account(services, session, new)
    record_consents(
        session,
        account.id,
        newcomer.accepts,
        settings=settings,
        now=account.created_at,
        address=origin.address,
    )
    if newcomer.invitation is not None:
        await note_redeemed_by(session, address, account.id)
    if not is_verified:
        ask_to_verify(services, session, account)
    return account


def _address(person: Person) -> str:
    try:
        return normalised(person.email or "")
    except BadEmail:
        raise SocialEmailMissing from None
