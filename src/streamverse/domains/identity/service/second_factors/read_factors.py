"""Read what an account proves itself with."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from streamverse.domains.identity.repository import accounts, passkeys
from streamverse.domains.identity.repository import second_factors as stored
from streamverse.kit.db import ReadSession


@dataclass(frozen=True, slots=True)
class Passkey:
    """A passkey, as its owner sees it. A synced one is kept by a provider on several devices."""

    id: UUID
    name: str
    created_at: datetime
    last_used_at: datetime | None
    is_synced: bool


@dataclass(frozen=True, slots=True)
class Factors:
    """What an account proves itself with. `totp_since` is None while TOTP is off."""

    totp_since: datetime | None
    recovery_codes_left: int
    passkeys: tuple[Passkey, ...]
    has_password: bool


async def read_factors(session: ReadSession, account_id: UUID) -> Factors:
    """Return an account's second factors."""
    totp = await stored.totp_of(session, account_id)
    rows = await passkeys.of_account(session, account_id)
    return Factors(
        totp_since=totp.confirmed_at if totp else None,
        recovery_codes_left=await stored.recovery_codes_left(session, account_id),
        passkeys=tuple(
            Passkey(row.id, row.name, row.created_at, row.last_used_at, row.is_synced)
            for row in rows
        ),
        has_password=await accounts.password_hash_of(session, account_id) is not None,
    )
