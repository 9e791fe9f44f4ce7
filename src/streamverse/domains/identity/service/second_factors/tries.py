"""How often an account's codes may be guessed, over all tickets, sign-ins and processes.

A try is counted in the database before it is judged; the tenth in a row blocks further ones
for a quarter of an hour, each later one for twice as long, up to a day. Something right
forgets them all. Passkeys can't be guessed and are never blocked: the owner's way past a
stranger who guesses.
"""

from datetime import datetime, timedelta
from uuid import UUID

from streamverse.domains.identity.factor_errors import TooManyCodes
from streamverse.domains.identity.repository import second_factors as stored
from streamverse.kit.db import Database, WriteSession
from streamverse.kit.services import Services

FREE_TRIES = 10
FIRST_BLOCK = timedelta(minutes=15)
LONGEST_BLOCK = timedelta(days=1)
FORGOTTEN_AFTER = timedelta(days=1)


async def count(services: Services, session: WriteSession, account_id: UUID, now: datetime) -> None:
    """Count one try. Raises TooManyCodes."""
    tried = await stored.count_try(
        session,
        account_id,
        now,
        forget=now - FORGOTTEN_AFTER,
        is_sqlite=services.get(Database).is_sqlite,
    )
    if tried is None:
        until = await stored.blocked_until(session, account_id)
        seconds = int((until - now).total_seconds()) + 1 if until else 1
        headers = {"retry-after": str(seconds)}
        raise TooManyCodes(f"Try again in {seconds} seconds, or use a passkey.", headers=headers)
    if tried >= FREE_TRIES:
        doubled = FIRST_BLOCK * 2 ** min(tried - FREE_TRIES, 10)
        await stored.block_tries(session, account_id, now + min(doubled, LONGEST_BLOCK))
