"""What identity needs of the outside world."""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Asked:
    """What one sign-in at a provider is asked with, and must be answered with."""

    redirect_uri: str
    state: str
    nonce: str
    verifier: str
    """The secret of PKCE (RFC 7636); the provider first sees its SHA-256."""


@dataclass(frozen=True, slots=True)
class Person:
    """Who somebody is at a provider. Issuer and subject together never change; the rest may."""

    issuer: str
    subject: str
    email: str | None
    is_email_verified: bool
    name: str | None


class IdentityProviders(Protocol):
    """The providers that the settings name."""

    async def address(self, provider_id: str, asked: Asked) -> str:
        """Return where to send the browser. Raises ProviderUnavailable."""
        ...

    async def person(self, provider_id: str, asked: Asked, code: str) -> Person:
        """Exchange a code for who came. Raises ProviderUnavailable, ProviderAnswerRefused."""
        ...
