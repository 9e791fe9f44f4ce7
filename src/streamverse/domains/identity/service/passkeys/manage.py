"""Rename and remove passkeys."""

from uuid import UUID

from streamverse.domains.identity import audit
from streamverse.domains.identity.audit import Seen
from streamverse.domains.identity.factor_errors import NoSuchPasskey
from streamverse.domains.identity.repository import passkeys
from streamverse.domains.identity.service.second_factors import changes
from streamverse.domains.identity.social_errors import LastWayIn
from streamverse.kit.clock import Clock
from streamverse.kit.db import WriteSession
from streamverse.kit.services import Services


async def rename(
    services: Services,
    session: WriteSession,
    account_id: UUID,
    passkey_id: UUID,
    name: str,
    seen: Seen,
) -> None:
    """Give a passkey another name. Raises NoSuchPasskey."""
    if not await passkeys.rename(session, account_id, passkey_id, name):
        raise NoSuchPasskey
    audit.record(
        session,
        services.get(Clock),
        "passkey_renamed",
        account_id=account_id,
        seen=seen,
        name=name,
    )


async def remove(
    services: Services, session: WriteSession, account_id: UUID, passkey_id: UUID, seen: Seen
) -> None:
    """Remove a passkey. Raises NoSuchPasskey, LastWayIn."""
    await passkeys.lock_account(session, account_id)
    name = await passkeys.remove(session, account_id, passkey_id)
    if name is None:
        raise NoSuchPasskey
    if not await passkeys.has_way_in(session, account_id):
        raise LastWayIn("Set a password first.")
    await changes.forget_useless_codes(session, account_id)
    changes.tell(services, session, account_id, "passkey_removed", seen, name=name)
