"""Fixtures of social sign-in: a provider on loopback, and browsers that travel."""

import json
from collections.abc import AsyncGenerator, Callable, Generator
from typing import Any

import httpx
import pytest
from joserfc.jwk import ECKey
from pydantic import SecretStr

from streamverse.adapters.oidc import open_identity_providers
from streamverse.domains.identity.ports import IdentityProviders
from streamverse.kit.clock import SystemClock
from streamverse.kit.services import Services
from streamverse.kit.settings import Settings
from tests.domains.identity.social.traveller import Traveller
from tests.oidc_issuer import CLIENT_ID, CLIENT_SECRET, IssuerDouble

Travel = Callable[[], Traveller]


@pytest.fixture
def issuer() -> Generator[IssuerDouble]:
    with IssuerDouble() as issuer:
        yield issuer


@pytest.fixture
def settings(settings: Settings, issuer: IssuerDouble) -> Settings:
    """Settings that name the double as an issuer of their own, as Apple and as Facebook."""
    client = {"client_id": CLIENT_ID, "client_secret": CLIENT_SECRET}
    own: list[dict[str, Any]] = [
        {"id": name, "name": name.title(), "issuer": issuer.url} | client
        for name in ("own", "other")
    ]
    apple_key = ECKey.generate_key("P-256")
    issuer.apple_key = apple_key
    addresses = dict.fromkeys(("apple", "facebook"), issuer.url)
    return settings.model_copy(
        update={
            "oidc_issuers": SecretStr(json.dumps(own)),
            "social_addresses": SecretStr(json.dumps(addresses)),
            "facebook_client_id": CLIENT_ID,
            "facebook_client_secret": SecretStr(CLIENT_SECRET),
            "apple_client_id": CLIENT_ID,
            "apple_team_id": "TEAM123456",
            "apple_key_id": "KEY1234567",
            "apple_private_key": SecretStr(apple_key.as_pem(private=True).decode()),
        }
    )


@pytest.fixture
async def travel(
    browser: Callable[[], httpx.AsyncClient], domain_services: Services, settings: Settings
) -> AsyncGenerator[Travel]:
    """Give somebody a browser: `traveller = travel()`."""
    async with open_identity_providers(settings, SystemClock()) as providers:
        domain_services.add(providers, as_=IdentityProviders)
        yield lambda: Traveller(browser(), domain_services)


@pytest.fixture
def traveller(travel: Travel) -> Traveller:
    """Somebody whom the site has never seen."""
    return travel()
