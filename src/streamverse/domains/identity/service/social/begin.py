"""Begin: remember what the provider must answer with, and send the browser there."""

from streamverse.domains.identity.ports import IdentityProviders
from streamverse.domains.identity.service.social.attempts import (
    Attempt,
    Linker,
    Newcomer,
    digest_of,
    keep,
    new_secret,
)
from streamverse.domains.identity.service.social.providers import named
from streamverse.domains.identity.social_errors import NoSuchProvider
from streamverse.kit.cache import Cache
from streamverse.kit.services import Services
from streamverse.kit.settings import Settings


async def begin(
    services: Services,
    provider_id: str,
    browser: str,
    next_path: str,
    newcomer: Newcomer,
    linker: Linker | None,
) -> str:
    """Return the provider's address for this browser. Raises NoSuchProvider, ProviderUnavailable.

    `browser` is the secret of the cookie that must come back with the answer.
    """
    settings = services.get(Settings)
    if named(settings, provider_id) is None:
        raise NoSuchProvider
    state = new_secret()
    attempt = Attempt(
        provider_id=provider_id,
        browser=digest_of(browser),
        redirect_uri=f"{settings.site_url}/api/v1/auth/social/{provider_id}/callback",
        nonce=new_secret(),
        verifier=new_secret(),
        next_path=next_path,
        newcomer=newcomer,
        linker=linker,
    )
    address = await services.get(IdentityProviders).address(provider_id, attempt.asked(state))
    await keep(services.get(Cache), state, attempt)
    return address
