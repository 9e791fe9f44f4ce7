"""What an account can show to prove that it is its holder."""

from uuid import UUID

from sqlalchemy import exists, select

from streamverse.domains.identity.models import (
    CredentialRow,
    PasskeyRow,
    RecoveryCodeRow,
    TotpRow,
)
from streamverse.kit.db import ReadSession


async def ways_to_prove(session: ReadSession, account_id: UUID) -> tuple[str, ...]:
    """Return the methods that an account has: password, totp, passkey, recovery_code."""
    totp = exists().where(TotpRow.account_id == account_id, TotpRow.confirmed_at.is_not(None))
    codes = exists().where(
        RecoveryCodeRow.account_id == account_id, RecoveryCodeRow.used_at.is_(None)
    )
    query = select(
        exists().where(CredentialRow.account_id == account_id).label("password"),
        totp.label("totp"),
        exists().where(PasskeyRow.account_id == account_id).label("passkey"),
        codes.label("recovery_code"),
    )
    held = (await session.execute(query)).mappings().one()
    return tuple(name for name, is_held in held.items() if is_held)
