"""The cookie that binds a sign-in at a provider to the browser that began it."""

import base64
import binascii
import secrets
from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from streamverse.domains.identity.cookies import is_secure
from streamverse.kit.keyring import Keyring
from streamverse.kit.settings import Settings

NAME: Final = "sv_social"
PATH: Final = "/api/v1/auth/social"
PURPOSE = "identity.social.browser"
SECONDS = 600
SECRET_BYTES = 24


def browser_of(request: Request, keyring: Keyring) -> str | None:
    """Return the secret of a cookie that we signed."""
    secret, _, signature = request.cookies.get(NAME, "").partition(".")
    try:
        signed = base64.urlsafe_b64decode(signature + "=" * (-len(signature) % 4))
    except (binascii.Error, ValueError):
        return None
    is_ours = bool(secret) and keyring.is_signed(PURPOSE, secret.encode(), signed)
    return secret if is_ours else None


def new_browser() -> str:
    """Return a secret for a browser that has none; one is enough for all its tabs."""
    return secrets.token_urlsafe(SECRET_BYTES)


def keep_browser(response: Response, settings: Settings, keyring: Keyring, secret: str) -> None:
    """Keep the secret in the browser for as long as an attempt lives.

    Lax, since the way back from the provider is a navigation from another site.
    """
    signature = base64.urlsafe_b64encode(keyring.signing(PURPOSE).sign(secret.encode()))
    response.set_cookie(
        NAME,
        f"{secret}.{signature.decode().rstrip('=')}",
        SECONDS,
        path=PATH,
        secure=is_secure(settings),
        httponly=True,
        samesite="lax",
    )
