"""Which providers this installation offers, in the order in which a page shows them."""

from dataclasses import dataclass

from streamverse.kit.settings import Settings


@dataclass(frozen=True, slots=True)
class Provider:
    """One button of the sign-in page."""

    id: str
    name: str


def offered(settings: Settings) -> tuple[Provider, ...]:
    """Return the providers whose ids are set."""
    built_in = (
        (settings.google_client_id, Provider("google", "Google")),
        (settings.apple_client_id, Provider("apple", "Apple")),
        (settings.facebook_client_id, Provider("facebook", "Facebook")),
    )
    own = tuple(Provider(issuer.id, issuer.name) for issuer in settings.issuers)
    return tuple(provider for client_id, provider in built_in if client_id) + own


def named(settings: Settings, provider_id: str) -> Provider | None:
    """Return an offered provider."""
    return next((each for each in offered(settings) if each.id == provider_id), None)
