"""What a password alone is not enough for: the second factors that an account has."""

from uuid import UUID

from streamverse.domains.identity.repository.proofs import ways_to_prove
from streamverse.kit.db import ReadSession

TOTP = "totp"
PASSKEY = "passkey"
RECOVERY_CODE = "recovery_code"


async def demanded(session: ReadSession, account_id: UUID) -> tuple[str, ...]:
    """Return the methods that finish a sign-in after the first step; empty if none is due."""
    ways = await ways_to_prove(session, account_id)
    if TOTP not in ways and PASSKEY not in ways:
        return ()
    return tuple(way for way in ways if way in {TOTP, PASSKEY, RECOVERY_CODE})
