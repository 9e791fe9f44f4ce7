"""Attempts to sign in at a provider: kept for ten minutes, answered once, by one browser.

The state travels through the browser and the provider; here it is only known by its digest,
beside what the provider must answer with and which browser may come back.
"""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from pydantic import TypeAdapter

from streamverse.domains.identity.ports import Asked
from streamverse.domains.identity.service.privacy.consent import Accepted
from streamverse.kit.cache import Cache

LIFETIME_SECONDS = 600
PARKED_SECONDS = 120
SECRET_BYTES = 32


@dataclass(frozen=True, slots=True)
class Newcomer:
    """What somebody new said before they went: as much of it as this service asks for."""

    invitation: str | None = None
    born_on: date | None = None
    accepts: tuple[Accepted, ...] = ()
    language: str = "en"
    country: str = ""


@dataclass(frozen=True, slots=True)
class Linker:
    """The signed-in person who links an identity to their account."""

    account_id: UUID
    family_id: UUID | None


@dataclass(frozen=True, slots=True)
class Attempt:
    """One way to a provider and back. `browser` is the digest of what its cookie holds."""

    provider_id: str
    browser: str
    redirect_uri: str
    nonce: str
    verifier: str
    next_path: str
    newcomer: Newcomer
    linker: Linker | None = None

    def asked(self, state: str) -> Asked:
        """Return what the provider is, or was, asked with."""
        return Asked(self.redirect_uri, state, self.nonce, self.verifier)


@dataclass(frozen=True, slots=True)
class ProviderAnswer:
    """What a provider sends back by the browser. `user` is Apple's, with a name, once."""

    state: str
    code: str | None = None
    error: str | None = None
    user: str | None = None


ATTEMPT = TypeAdapter(Attempt)
ANSWER = TypeAdapter(ProviderAnswer)


def new_secret() -> str:
    """Return 256 random bits as text: a state, a nonce, a verifier."""
    return secrets.token_urlsafe(SECRET_BYTES)


def digest_of(secret: str) -> str:
    """Return what we keep of a secret that the browser has."""
    return hashlib.sha256(secret.encode()).hexdigest()


async def keep(cache: Cache, state: str, attempt: Attempt) -> None:
    """Remember an attempt under its state's digest."""
    await cache.set(_key(state), ATTEMPT.dump_json(attempt), LIFETIME_SECONDS)


async def take(cache: Cache, state: str) -> Attempt | None:
    """Return an attempt once; of two racing answers one gets it."""
    kept = await cache.get(_key(state))
    if kept is None or not await cache.set(
        f"{_key(state)}:answered", b"1", LIFETIME_SECONDS, if_absent=True
    ):
        return None
    await cache.delete(_key(state))
    return ATTEMPT.validate_json(kept)


async def park(cache: Cache, provider_id: str, answer: ProviderAnswer) -> bool:
    """Keep an answer that came without cookies; False when it answers no attempt of ours."""
    kept = await cache.get(_key(answer.state))
    if kept is None or ATTEMPT.validate_json(kept).provider_id != provider_id:
        return False
    return await cache.set(
        f"{_key(answer.state)}:parked", ANSWER.dump_json(answer), PARKED_SECONDS, if_absent=True
    )


async def parked(cache: Cache, state: str) -> ProviderAnswer | None:
    """Return a parked answer once."""
    kept = await cache.get(f"{_key(state)}:parked")
    if kept is None:
        return None
    await cache.delete(f"{_key(state)}:parked")
    return ANSWER.validate_json(kept)


def _key(state: str) -> str:
    return f"identity:social:{digest_of(state)}"
