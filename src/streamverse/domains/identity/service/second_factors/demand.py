"""What a password alone is not enough for: the second factors that an account has."""

from uuid import UUID

from streamverse.domains.identity.repository import second_factors as stored
from streamverse.kit.db import ReadSession

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
