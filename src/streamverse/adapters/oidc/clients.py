"""The providers of the settings, as clients that speak OpenID Connect to them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from streamverse.adapters.oidc.apple import AppleSecret
from streamverse.adapters.oidc.metadata import Metadata
from streamverse.kit.settings import Settings

GOOGLE = "https://accounts.google.com"
APPLE = "https://appleid.apple.com"
APPLE_TOO = "https://account.apple.com"
"""What Apple's own description calls it at times, while its tokens keep the older name."""

Secret = Callable[[datetime], str]


@dataclass(frozen=True, slots=True)
class OidcClient:
    """What we are at one issuer. `metadata` is there for an issuer whose own isn't asked."""

    issuer: str
    client_id: str
    secret: Secret
    scopes: tuple[str, ...] = ("openid", "email", "profile")
    response_mode: str | None = None
    also_known_as: tuple[str, ...] = ()
    metadata: Metadata | None = None


def oidc_clients(settings: Settings) -> dict[str, OidcClient]:
    """Return a client for every OpenID Connect provider that the settings name, by its id."""
    clients = {
        issuer.id: OidcClient(
            issuer.issuer,
            issuer.client_id,
            _fixed(issuer.client_secret.get_secret_value()),
            issuer.scopes,
        )
        for issuer in settings.issuers
    }
    if settings.google_client_id:
        clients["google"] = OidcClient(
            settings.social_address("google", GOOGLE),
            settings.google_client_id,
            _fixed(settings.google_client_secret.get_secret_value()),
            also_known_as=("accounts.google.com",),
        )
    if settings.apple_client_id:
        clients["apple"] = _apple(settings)
    return clients


def _apple(settings: Settings) -> OidcClient:
    issuer = settings.social_address("apple", APPLE)
    return OidcClient(
        issuer,
        settings.apple_client_id,
        AppleSecret(settings, issuer),
        scopes=("name", "email"),
        response_mode="form_post",
        also_known_as=(APPLE_TOO,),
        metadata=Metadata(
            authorization_endpoint=f"{issuer}/auth/authorize",
            token_endpoint=f"{issuer}/auth/token",
            jwks_uri=f"{issuer}/auth/keys",
            userinfo_endpoint=None,
            auth_methods=("client_secret_post",),
        ),
    )


def _fixed(secret: str) -> Secret:
    return lambda _: secret
