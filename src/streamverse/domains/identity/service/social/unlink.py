"""Unlink an identity from an account, unless nobody could sign in to it any more."""

from uuid import UUID

from streamverse.domains.identity import audit
from streamverse.domains.identity.audit import Seen
from streamverse.domains.identity.events import SocialIdentityChanged
from streamverse.domains.identity.repository import passkeys, social
from streamverse.domains.identity.social_errors import LastWayIn, NoSuchSocialIdentity
from streamverse.kit import outbox
from streamverse.kit.clock import Clock
from streamverse.kit.db import WriteSession
from streamverse.kit.services import Services


async def unlink(
    services: Services, session: WriteSession, account_id: UUID, provider_id: str, seen: Seen
) -> None:
    """Unlink a provider. Raises NoSuchSocialIdentity, LastWayIn.

    The account is locked: of two ways in that are removed at once, one stays.
    """
    await passkeys.lock_account(session, account_id)
    if not await social.remove(session, account_id, provider_id):
        raise NoSuchSocialIdentity
    if not await passkeys.has_way_in(session, account_id):
        raise LastWayIn("Set a password or add a passkey first.")
    audit.record(
        session,
        services.get(Clock),
        "social_unlinked",
        account_id=account_id,
        seen=seen,
        provider=provider_id,
    )
    outbox.publish(session, SocialIdentityChanged(account_id, provider_id, "unlinked"))
