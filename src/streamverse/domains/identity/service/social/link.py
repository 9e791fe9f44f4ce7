"""Link an identity to an account."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.exc import IntegrityError

from streamverse.domains.identity import audit
from streamverse.domains.identity.audit import Seen
from streamverse.domains.identity.errors import SessionEnded
from streamverse.domains.identity.events import SocialIdentityChanged
from streamverse.domains.identity.models import SocialIdentityRow
from streamverse.domains.identity.origin import Origin
from streamverse.domains.identity.ports import Person
from streamverse.domains.identity.repository import passkeys, social
from streamverse.domains.identity.service.social.attempts import Linker
from streamverse.domains.identity.social_errors import SocialAlreadyLinked, SocialIdentityTaken
from streamverse.domains.identity.standing import standings_of
from streamverse.kit import outbox
from streamverse.kit.clock import Clock
from streamverse.kit.db import Database, WriteSession
from streamverse.kit.services import Services

LINKED = "linked"


async def link(
    services: Services, linker: Linker, provider_id: str, person: Person, origin: Origin
) -> None:
    """Link an identity to the account of whoever asked, if they are still signed in.

    The same identity again is no error. Raises SessionEnded, SocialIdentityTaken,
    SocialAlreadyLinked.
    """
    await _require_signed_in(services, linker)
    clock = services.get(Clock)
    try:
        async with services.get(Database).write() as session:
            await passkeys.lock_account(session, linker.account_id)
            held = await social.by_subject(session, person.issuer, person.subject)
            if held is not None:
                if held.account_id != linker.account_id:
                    raise SocialIdentityTaken
                return
            if await social.has_provider(session, linker.account_id, provider_id):
                raise SocialAlreadyLinked
            add_identity(session, clock, linker.account_id, provider_id, person, origin)
    except IntegrityError:  # somebody else linked it at this moment
        raise SocialIdentityTaken from None


def add_identity(
    session: WriteSession,
    clock: Clock,
    account_id: UUID,
    provider_id: str,
    person: Person,
    origin: Origin,
    *,
    is_told: bool = True,
) -> None:
    """Add an identity to an account, and tell its owner, unless the account is made by it.

    Raises IntegrityError at the flush when somebody has it.
    """
    now = clock.now()
    session.add(_row(account_id, provider_id, person, now))
    audit.record(
        session,
        clock,
        "social_linked",
        account_id=account_id,
        seen=Seen(origin.address),
        provider=provider_id,
        email=person.email or "",
    )
    if is_told:
        outbox.publish(session, SocialIdentityChanged(account_id, provider_id, LINKED))


async def _require_signed_in(services: Services, linker: Linker) -> None:
    standings = standings_of(services)
    standing = await standings.of(linker.account_id)
    is_alive = (
        standing is not None
        and standing.is_active
        and linker.family_id is not None
        and await standings.is_alive(standing, linker.family_id)
    )
    if not is_alive:
        raise SessionEnded


def _row(account_id: UUID, provider_id: str, person: Person, now: datetime) -> SocialIdentityRow:
    return SocialIdentityRow(
        issuer=person.issuer,
        subject=person.subject,
        account_id=account_id,
        provider=provider_id,
        email=person.email or "",
        name=person.name or "",
        linked_at=now,
        last_used_at=now,
    )
