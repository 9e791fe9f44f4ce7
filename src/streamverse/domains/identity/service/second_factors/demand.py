"""What an account can prove itself with: by a second step, or again while it is signed in."""

from uuid import UUID

from streamverse.domains.identity.repository import accounts
from streamverse.domains.identity.repository import second_factors as stored
from streamverse.kit.db import ReadSession

PASSWORD = "password"  # noqa: S105 - a method
TOTP = "totp"
PASSKEY = "passkey"
RECOVERY_CODE = "recovery_code"


async def demanded(session: ReadSession, account_id: UUID) -> tuple[str, ...]:
    """Return the methods that finish a sign-in after the first step; empty if none is due."""
    has = await stored.held_by(session, account_id)
    if not has.totp and not has.passkeys:
        return ()
    held = ((TOTP, has.totp), (PASSKEY, has.passkeys), (RECOVERY_CODE, has.recovery_codes))
    return tuple(method for method, is_held in held if is_held)


async def provable(session: ReadSession, account_id: UUID) -> tuple[str, ...]:
    """Return the methods by which somebody who is signed in can prove it (step-up).

    Empty for an account that only ever signs in through a provider: it signs in again.
    """
    has_password = await accounts.password_hash_of(session, account_id) is not None
    factors = await demanded(session, account_id)
    return (PASSWORD, *factors) if has_password else factors
