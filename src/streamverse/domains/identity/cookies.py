"""The site's cookies: sign-in, the proof against forged requests, the device, the guest."""

import base64
import binascii
from typing import Final
from uuid import UUID

from starlette.responses import Response

from streamverse.kit.ids import new_id
from streamverse.kit.keyring import Keyring
from streamverse.kit.settings import Settings

ACCESS: Final = "sv_access"
REFRESH: Final = "sv_refresh"
CSRF: Final = "sv_csrf"
CSRF_HEADER: Final = "x-csrf-token"
GUEST: Final = "sv_guest"
DEVICE: Final = "sv_device"
REFRESH_PATH: Final = "/api/v1/auth"

GUEST_PURPOSE = "identity.guest"
CSRF_PURPOSE = "identity.csrf"
GUEST_SECONDS = 365 * 24 * 3600
DEVICE_SECONDS = 2 * GUEST_SECONDS


def is_secure(settings: Settings) -> bool:
    """Whether the site is reached by TLS, so that its cookies must be too."""
    return settings.site_url.startswith("https:")


def csrf_token(keyring: Keyring, family_id: UUID) -> str:
    """Return what a cookie caller of this sign-in sends in `X-CSRF-Token`."""
    return _text(keyring.signing(CSRF_PURPOSE).sign(family_id.bytes))


def is_csrf_token(keyring: Keyring, family_id: UUID, given: str) -> bool:
    """Whether a token belongs to this sign-in."""
    return keyring.is_signed(CSRF_PURPOSE, family_id.bytes, _bytes(given))


def set_sign_in(
    response: Response,
    settings: Settings,
    *,
    access: str,
    refresh: str,
    csrf: str,
    seconds: int,
) -> None:
    """Keep a sign-in in the browser; scripts can read none of it but the CSRF token."""
    secure = is_secure(settings)
    for name, value, path, is_hidden in (
        (ACCESS, access, "/", True),
        (REFRESH, refresh, REFRESH_PATH, True),
        (CSRF, csrf, "/", False),
    ):
        response.set_cookie(
            name, value, seconds, path=path, secure=secure, httponly=is_hidden, samesite="lax"
        )


def set_access(response: Response, settings: Settings, access: str, seconds: int) -> None:
    """Replace the access token of a sign-in that goes on."""
    response.set_cookie(
        ACCESS,
        access,
        seconds,
        path="/",
        secure=is_secure(settings),
        httponly=True,
        samesite="lax",
    )


def set_device(response: Response, settings: Settings, token: str) -> None:
    """Keep in the browser what tells it from others the next time somebody signs in."""
    response.set_cookie(
        DEVICE,
        token,
        DEVICE_SECONDS,
        path=REFRESH_PATH,
        secure=is_secure(settings),
        httponly=True,
        samesite="lax",
    )


def forget_sign_in(response: Response, settings: Settings) -> None:
    """Take the sign-in's cookies out of the browser."""
    secure = is_secure(settings)
    for name, path in ((ACCESS, "/"), (REFRESH, REFRESH_PATH), (CSRF, "/")):
        response.delete_cookie(
            name, path=path, secure=secure, httponly=name != CSRF, samesite="lax"
        )


def new_guest(response: Response, settings: Settings, keyring: Keyring) -> UUID:
    """Make a guest id and keep it in the browser, signed."""
    guest_id = new_id()
    value = f"{guest_id.hex}.{_text(keyring.signing(GUEST_PURPOSE).sign(guest_id.bytes))}"
    response.set_cookie(
        GUEST,
        value,
        GUEST_SECONDS,
        path="/",
        secure=is_secure(settings),
        httponly=True,
        samesite="lax",
    )
    return guest_id


def guest_of(keyring: Keyring, value: str | None) -> UUID | None:
    """Return the guest id of a cookie that we signed."""
    identifier, _, signature = (value or "").partition(".")
    try:
        guest_id = UUID(hex=identifier)
    except ValueError:
        return None
    is_ours = keyring.is_signed(GUEST_PURPOSE, guest_id.bytes, _bytes(signature))
    return guest_id if is_ours else None


def _text(signature: bytes) -> str:
    return base64.urlsafe_b64encode(signature).decode().rstrip("=")


def _bytes(text: str) -> bytes:
    try:
        return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except (binascii.Error, ValueError):
        return b""
