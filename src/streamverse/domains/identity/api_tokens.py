"""API tokens: what a program shows instead of a person's sign-in; stored by SHA-256 only.

What a token says is remembered for as long as the standing of its account is the same: a
change told to every process (`tell_changed`) has both asked for again.
"""

import hashlib
import secrets
import zlib
from collections import OrderedDict
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from streamverse.domains.identity.access_tokens import AccessClaims
from streamverse.domains.identity.errors import TokenExpired, TokenInvalid
from streamverse.domains.identity.models import ApiTokenRow
from streamverse.domains.identity.repository import api_tokens as repository
from streamverse.domains.identity.standing import Standing, Standings, standings_of
from streamverse.kit.clock import Clock
from streamverse.kit.db import Database
from streamverse.kit.services import Services

API_TOKEN_PREFIX: Final = "svt_"  # noqa: S105 - how they begin, so that scanners find leaked ones
SECRET_BYTES = 32
CHECKSUM_DIGITS = 8
SHOWN_CHARACTERS = 10
USE_NOTED_EVERY = timedelta(minutes=1)
REMEMBERED_TOKENS = 10_000
CHALLENGE: Final = {"www-authenticate": 'Bearer error="invalid_token"'}  # RFC 6750, 3


@dataclass(slots=True)
class Known:
    """A token that was found in the database while its account had this standing."""

    id: UUID
    standing: Standing
    scopes: frozenset[str]
    expires_at: datetime | None
    used_at: datetime | None


class KnownTokens:
    """The tokens that this process has seen lately, by their digests."""

    def __init__(self, database: Database, standings: Standings) -> None:
        """Begin empty."""
        self._database = database
        self._standings = standings
        self._known: OrderedDict[str, Known] = OrderedDict()

    async def of(self, digest: str) -> Known | None:
        """Return a token that was not revoked."""
        known = self._known.get(digest)
        if known is not None and await self._is_current(known):
            return known
        self._known.pop(digest, None)
        found = await self._row(digest)
        standing = await self._standings.of(found.account_id) if found else None
        row = await self._row(digest)  # again: it counts as of this standing, not of before
        if row is None or standing is None or row.revoked_at is not None:
            return None
        known = Known(row.id, standing, frozenset(row.scopes), row.expires_at, row.last_used_at)
        self._known[digest] = known
        if len(self._known) > REMEMBERED_TOKENS:
            self._known.popitem(last=False)
        return known

    def seen(self, digest: str) -> UUID | None:
        """Return the id of a token that was good a moment ago: for counting, not access."""
        known = self._known.get(digest)
        return known.id if known else None

    async def _is_current(self, known: Known) -> bool:
        return await self._standings.of(known.standing.account_id) is known.standing

    async def _row(self, digest: str) -> ApiTokenRow | None:
        async with self._database.read_latest() as session:
            return await repository.by_digest(session, digest)


def new_token() -> str:
    """Return a new token: its prefix, 256 random bits, and a checksum that typing errors fail."""
    secret = secrets.token_urlsafe(SECRET_BYTES)
    return f"{API_TOKEN_PREFIX}{secret}{_checksum(secret)}"


def digest_of(token: str) -> str:
    """Return what we store of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def prefix_of(token: str) -> str:
    """Return as much of a token as a list may show."""
    return token[:SHOWN_CHARACTERS]


async def token_claims(services: Services, token: str, address: str) -> AccessClaims:
    """Return what an API token may do at this moment. Raises TokenInvalid, TokenExpired.

    Its permissions are those it was made for that its account still has: `Caller.may`.
    """
    secret = token.removeprefix(API_TOKEN_PREFIX)
    secret, checksum = secret[:-CHECKSUM_DIGITS], secret[-CHECKSUM_DIGITS:]
    if checksum != _checksum(secret):
        raise TokenInvalid(headers=CHALLENGE)
    known = await _known_tokens(services).of(digest_of(token))
    now = services.get(Clock).now()
    if known is None:
        raise TokenInvalid(headers=CHALLENGE)
    if known.expires_at is not None and known.expires_at <= now:
        raise TokenExpired(headers=CHALLENGE)
    await _note_use(services, known, now, address)
    return AccessClaims(
        known.standing.account_id,
        known.standing.roles,
        known.standing.epoch,
        family_id=None,
        scopes=known.scopes,
    )


def counted_token(services: Services, token: str) -> UUID | None:
    """Return which token's requests these are, without asking the database."""
    if not token.startswith(API_TOKEN_PREFIX):
        return None
    return _known_tokens(services).seen(digest_of(token))


async def _note_use(services: Services, known: Known, now: datetime, address: str) -> None:
    if known.used_at is not None and now - known.used_at < USE_NOTED_EVERY:
        return
    known.used_at = now
    async with services.get(Database).write() as session:
        await repository.note_use(session, known.id, now, every=USE_NOTED_EVERY, address=address)


def _known_tokens(services: Services) -> KnownTokens:
    """Return this process's tokens, made at the first use."""
    try:
        return services.get(KnownTokens)
    except LookupError:
        return services.add(KnownTokens(services.get(Database), standings_of(services)))


def _checksum(secret: str) -> str:
    return f"{zlib.crc32(secret.encode()):08x}"
