"""How a sign-in is handed over: tokens in the body, or as cookies of the site."""

from fastapi import Request, Response

from streamverse.domains.identity import cookies
from streamverse.domains.identity.audit import Seen
from streamverse.domains.identity.origin import DeviceHint, Origin, Transport
from streamverse.domains.identity.schemas import DeviceInput, SignedInAnswer
from streamverse.domains.identity.service.begin_sign_in import REFRESH_LIFETIME, Tokens
from streamverse.domains.identity.sign_in_limits import address_of
from streamverse.kit.http.provide import services_of
from streamverse.kit.keyring import keyring_of
from streamverse.kit.places import Places
from streamverse.kit.settings import Settings


def origin_of(request: Request, transport: Transport, device: DeviceInput | None = None) -> Origin:
    """Return where a sign-in comes from."""
    hint = DeviceHint(device.name, device.kind, device.id) if device else None
    return Origin(
        address_of(request),
        request.headers.get("user-agent", ""),
        transport,
        hint,
        request.cookies.get(cookies.DEVICE),
        getattr(request.state, "device_id", None),  # as the access token has it
    )


def seen_in(request: Request) -> Seen:
    """Return where an act comes from, for the audit log."""
    device_id = getattr(request.state, "device_id", None)  # as the access token has it
    return Seen(address_of(request), country_of(request) or None, device_id)


def country_of(request: Request) -> str:
    """Return the country a request comes from, "" when nobody knows."""
    places = services_of(request).get(Places)
    return places.place_of(address_of(request)).country or ""


def hand_over(
    request: Request, response: Response, tokens: Tokens, transport: str
) -> SignedInAnswer:
    """Answer a sign-in or a refresh."""
    response.headers["cache-control"] = "no-store"
    settings = services_of(request).get(Settings)
    if transport == "bearer":
        return SignedInAnswer(
            token_type="bearer",  # noqa: S106 - a kind, not a password
            expires_in=tokens.expires_in_seconds,
            access_token=tokens.access,
            refresh_token=tokens.refresh,
            device_id=tokens.device_token,
        )
    cookies.set_sign_in(
        response,
        settings,
        access=tokens.access,
        refresh=tokens.refresh,
        csrf=cookies.csrf_token(keyring_of(settings), tokens.family_id),
        seconds=int(REFRESH_LIFETIME.total_seconds()),
    )
    if tokens.device_token:
        cookies.set_device(response, settings, tokens.device_token)
    return SignedInAnswer(token_type="cookie", expires_in=tokens.expires_in_seconds)  # noqa: S106


def hand_over_access(
    request: Request, response: Response, access: str, seconds: int
) -> SignedInAnswer:
    """Answer a new access token of a sign-in that goes on: the way the old one came."""
    response.headers["cache-control"] = "no-store"
    is_bearer = "authorization" in request.headers
    if is_bearer:
        return SignedInAnswer(token_type="bearer", expires_in=seconds, access_token=access)  # noqa: S106
    kept = int(REFRESH_LIFETIME.total_seconds())  # an old token is refreshed, none is a guest
    cookies.set_access(response, services_of(request).get(Settings), access, kept)
    return SignedInAnswer(token_type="cookie", expires_in=seconds)  # noqa: S106
