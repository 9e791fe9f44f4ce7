"""Sign in: an email and a password become an access token and a refresh token."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal
from uuid import UUID

from streamverse.domains.identity import access_tokens, passwords, repository
from streamverse.domains.identity.access_tokens import AccessClaims
from streamverse.domains.identity.emails import normalised
from streamverse.domains.identity.errors import BadEmail, WrongCredentials
from streamverse.domains.identity.models import AccountRow, RefreshFamilyRow, RefreshTokenRow
from streamverse.kit.clock import Clock
from streamverse.kit.db import Database, WriteSession
from streamverse.kit.ids import new_id
from streamverse.kit.keyring import keyring_of
from streamverse.kit.services import Services
from streamverse.kit.settings import Settings

REFRESH_LIFETIME = timedelta(days=7)
REFRESH_BYTES = 32
USER_AGENT_LENGTH = 300

Transport = Literal["bearer", "cookie"]


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a sign-in comes from."""

    address: str
    user_agent: str
    transport: Transport


@dataclass(frozen=True, slots=True)
class Tokens:
    """What a sign-in or a refresh gives."""

    access: str
    refresh: str
    family_id: UUID
    expires_in_seconds: int


async def sign_in(services: Services, email: str, password: str, origin: Origin) -> Tokens:
    """Check a password and begin a sign-in. Raises WrongCredentials.

    The password is checked between the transactions, in a thread, and as long for an email
    that nobody has.
    """
    database = services.get(Database)
    async with database.read() as session:
        address = _address(email)
        account = await repository.account_by_email(session, address) if address else None
        stored = await repository.password_hash_of(session, account.id) if account else None
    fits, newer_hash = await passwords.matches(password, stored)
    if account is None or not fits:
        raise WrongCredentials("Check both and try again.")
    now = services.get(Clock).now()
    async with database.write() as session:
        if newer_hash:
            await repository.store_hash(session, account.id, newer_hash, now)
        return await begin_family(services, session, account, origin, now)


async def begin_family(
    services: Services,
    session: WriteSession,
    account: AccountRow,
    origin: Origin,
    now: datetime,
) -> Tokens:
    """Begin a sign-in for an account that has proved itself."""
    family = RefreshFamilyRow(
        id=new_id(),
        account_id=account.id,
        epoch=account.epoch,
        transport=origin.transport,
        address=origin.address,
        user_agent=origin.user_agent[:USER_AGENT_LENGTH],
        created_at=now,
        used_at=now,
        expires_at=now + REFRESH_LIFETIME,
    )
    session.add(family)
    await session.flush()
    return await next_tokens(services, session, family, now)


async def next_tokens(
    services: Services, session: WriteSession, family: RefreshFamilyRow, now: datetime
) -> Tokens:
    """Give a sign-in its next pair of tokens."""
    refresh = secrets.token_urlsafe(REFRESH_BYTES)
    session.add(RefreshTokenRow(digest=digest_of(refresh), family_id=family.id, created_at=now))
    family.used_at = now
    family.expires_at = now + REFRESH_LIFETIME
    roles = await repository.roles_of(session, family.account_id)
    claims = AccessClaims(family.account_id, roles, family.epoch, family.id)
    keyring = keyring_of(services.get(Settings))
    lifetime = access_tokens.LIFETIME
    access = access_tokens.issue(keyring, claims, now, lifetime)
    return Tokens(access, refresh, family.id, int(lifetime.total_seconds()))


def digest_of(refresh: str) -> str:
    """Return what we store of a refresh token; it has 256 random bits, so a plain hash does."""
    return hashlib.sha256(refresh.encode()).hexdigest()


def _address(email: str) -> str | None:
    """Return the normalised email, or None for what is none: it is nobody's."""
    try:
        return normalised(email)
    except BadEmail:
        return None
