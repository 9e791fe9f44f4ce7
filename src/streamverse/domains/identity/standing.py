"""Whether an access token still counts: its sign-in lives and the account's epoch is its own.

Remembered for half a minute in the cache, which sign-outs and changes of the account clear.
"""

from uuid import UUID

from streamverse.domains.identity import repository
from streamverse.domains.identity.access_tokens import AccessClaims
from streamverse.kit.cache import Cache
from streamverse.kit.db import Database
from streamverse.kit.services import Services

REMEMBERED_SECONDS = 30
ENDED = b"ended"
ALIVE = b"alive"


async def still_counts(services: Services, claims: AccessClaims) -> bool:
    """Whether nothing has ended the token before its time."""
    if await _epoch(services, claims.account_id) != str(claims.epoch).encode():
        return False
    return claims.family_id is None or await _family(services, claims.family_id) == ALIVE


async def forget(cache: Cache, *, account_id: UUID, family_id: UUID | None = None) -> None:
    """Have the next request ask the database again."""
    keys = [_epoch_key(account_id)]
    if family_id:
        keys.append(_family_key(family_id))
    await cache.delete(*keys)


async def _epoch(services: Services, account_id: UUID) -> bytes:
    cache = services.get(Cache)
    remembered = await cache.get(_epoch_key(account_id))
    if remembered is None:
        async with services.get(Database).read() as session:
            standing = await repository.standing_of(session, account_id)
        is_active = standing is not None and standing.is_active
        remembered = str(standing.epoch).encode() if standing and is_active else ENDED
        await cache.set(_epoch_key(account_id), remembered, REMEMBERED_SECONDS)
    return remembered


async def _family(services: Services, family_id: UUID) -> bytes:
    cache = services.get(Cache)
    remembered = await cache.get(_family_key(family_id))
    if remembered is None:
        async with services.get(Database).read() as session:
            family = await repository.family_by_id(session, family_id)
        remembered = ALIVE if family is not None and family.ended_at is None else ENDED
        await cache.set(_family_key(family_id), remembered, REMEMBERED_SECONDS)
    return remembered


def _epoch_key(account_id: UUID) -> str:
    return f"identity:epoch:{account_id}"


def _family_key(family_id: UUID) -> str:
    return f"identity:family:{family_id}"
