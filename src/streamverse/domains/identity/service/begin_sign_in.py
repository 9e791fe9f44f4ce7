"""Begin a sign-in for an account that has proved itself, however it did; and go on with it."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from streamverse.domains.identity import access_tokens, audit
from streamverse.domains.identity.access_tokens import AccessClaims
from streamverse.domains.identity.audit import Seen
from streamverse.domains.identity.models import AccountRow, RefreshFamilyRow, RefreshTokenRow
from streamverse.domains.identity.origin import Origin
from streamverse.domains.identity.repository import accounts
from streamverse.domains.identity.repository import profiles as profile_queries
from streamverse.domains.identity.service.devices.recognise import recognise
from streamverse.kit.clock import Clock
from streamverse.kit.db import WriteSession
from streamverse.kit.ids import new_id
from streamverse.kit.keyring import keyring_of
from streamverse.kit.services import Services
from streamverse.kit.settings import Settings

REFRESH_LIFETIME = timedelta(days=7)
VIEWING_LIFETIME = timedelta(hours=1)
REFRESH_BYTES = 32
USER_AGENT_LENGTH = 300


@dataclass(frozen=True, slots=True)
class Proof:
    """How somebody proved who they are. `factors` are RFC 8176 names."""

    factors: tuple[str, ...] = ("pwd",)
    is_operator: bool = False
    impersonator_id: UUID | None = None
    impersonator_family_id: UUID | None = None
    profile_id: UUID | None = None
    """The profile to begin with; None: the main one."""
    is_shown_here: bool = True
    """Whether a credential was shown just now, on this device: dangerous acts may follow."""


PASSWORD = Proof()


@dataclass(frozen=True, slots=True)
class Tokens:
    """What a sign-in or a refresh gives. `device_token` tells the device again next time."""

    access: str
    refresh: str
    family_id: UUID
    expires_in_seconds: int
    device_token: str | None = None


async def begin_family(
    services: Services,
    session: WriteSession,
    account: AccountRow,
    origin: Origin,
    now: datetime,
    *,
    proof: Proof = PASSWORD,
) -> Tokens:
    """Begin a sign-in, in its main profile unless the proof names another."""
    device = None
    if proof.impersonator_id is None:
        device = await recognise(services, session, account.id, origin, now)
    profile_id = proof.profile_id or await profile_queries.main_id(session, account.id)
    family = RefreshFamilyRow(
        id=new_id(),
        account_id=account.id,
        epoch=account.epoch,
        transport=origin.transport,
        address=origin.address,
        user_agent=origin.user_agent[:USER_AGENT_LENGTH],
        created_at=now,
        used_at=now,
        expires_at=now + (VIEWING_LIFETIME if proof.impersonator_id else REFRESH_LIFETIME),
        device_id=device.device_id if device else None,
        profile_id=profile_id,
        proved_at=now if proof.is_shown_here and proof.impersonator_id is None else None,
        factors=" ".join(proof.factors),
        is_operator=proof.is_operator,
        impersonator_id=proof.impersonator_id,
        impersonator_family_id=proof.impersonator_family_id,
    )
    session.add(family)
    await session.flush()
    audit.record(
        session,
        services.get(Clock),
        "signed_in",
        account_id=account.id,
        actor_id=proof.impersonator_id,
        seen=Seen(origin.address, device.country if device else None, family.device_id),
        by=family.factors,
        as_operator="yes" if proof.is_operator else "no",
    )
    return await next_tokens(
        services, session, family, now, device_token=device.token if device else None
    )


async def next_tokens(
    services: Services,
    session: WriteSession,
    family: RefreshFamilyRow,
    now: datetime,
    *,
    device_token: str | None = None,
) -> Tokens:
    """Give a sign-in its next pair of tokens."""
    refresh = secrets.token_urlsafe(REFRESH_BYTES)
    session.add(RefreshTokenRow(digest=digest_of(refresh), family_id=family.id, created_at=now))
    family.used_at = now
    if family.impersonator_id is None:
        family.expires_at = now + REFRESH_LIFETIME
    access = await access_token_of(services, session, family, now)
    lifetime = int(access_tokens.LIFETIME.total_seconds())
    return Tokens(access, refresh, family.id, lifetime, device_token)


async def access_token_of(
    services: Services, session: WriteSession, family: RefreshFamilyRow, now: datetime
) -> str:
    """Return an access token that says what the sign-in is at this moment."""
    claims = AccessClaims(
        account_id=family.account_id,
        roles=await accounts.roles_of(session, family.account_id),
        epoch=family.epoch,
        family_id=family.id,
        profile_id=family.profile_id,
        proved_at=family.proved_at,
        factors=tuple(family.factors.split()),
        is_operator=family.is_operator,
        impersonator_id=family.impersonator_id,
        impersonator_family_id=family.impersonator_family_id,
        device_id=family.device_id,
    )
    keyring = keyring_of(services.get(Settings))
    return access_tokens.issue(keyring, claims, now, access_tokens.LIFETIME)


def digest_of(refresh: str) -> str:
    """Return what we store of a refresh token; it has 256 random bits, so a plain hash does."""
    return hashlib.sha256(refresh.encode()).hexdigest()
