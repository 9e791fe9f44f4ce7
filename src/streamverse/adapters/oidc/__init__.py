"""Identity providers over HTTP: OpenID Connect issuers, and Facebook's own way."""

from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager
from typing import Protocol

import httpx

from streamverse.adapters.oidc.clients import oidc_clients
from streamverse.adapters.oidc.facebook import Facebook
from streamverse.adapters.oidc.fetching import SECONDS
from streamverse.adapters.oidc.oidc import Oidc
from streamverse.domains.identity.ports import Asked, IdentityProviders, Person
from streamverse.domains.identity.social_errors import NoSuchProvider
from streamverse.kit.clock import Clock
from streamverse.kit.settings import Settings

__all__ = ["HttpIdentityProviders", "open_identity_providers"]


class _Provider(Protocol):
    async def address(self, asked: Asked) -> str: ...

    async def person(self, asked: Asked, code: str) -> Person: ...


class HttpIdentityProviders:
    """The `IdentityProviders` port over the network."""

    def __init__(self, providers: Mapping[str, _Provider]) -> None:
        """Know some providers by their ids."""
        self._providers = providers

    async def address(self, provider_id: str, asked: Asked) -> str:
        """Return where to send the browser. Raises NoSuchProvider, ProviderUnavailable."""
        return await self._provider(provider_id).address(asked)

    async def person(self, provider_id: str, asked: Asked, code: str) -> Person:
        """Exchange a code for who came.

        Raises NoSuchProvider, ProviderUnavailable, ProviderAnswerRefused.
        """
        return await self._provider(provider_id).person(asked, code)

    def _provider(self, provider_id: str) -> _Provider:
        try:
            return self._providers[provider_id]
        except KeyError:
            raise NoSuchProvider from None


@asynccontextmanager
async def open_identity_providers(
    settings: Settings, clock: Clock
) -> AsyncGenerator[IdentityProviders]:
    """Open the providers that the settings name; nothing is fetched before somebody comes."""
    clients = oidc_clients(settings)
    if not clients and not settings.facebook_client_id:
        yield HttpIdentityProviders({})
        return
    async with httpx.AsyncClient(timeout=SECONDS, follow_redirects=False) as http:
        providers: dict[str, _Provider] = {
            provider_id: Oidc(http, client, clock) for provider_id, client in clients.items()
        }
        if settings.facebook_client_id:
            providers["facebook"] = Facebook(http, settings)
        yield HttpIdentityProviders(providers)
