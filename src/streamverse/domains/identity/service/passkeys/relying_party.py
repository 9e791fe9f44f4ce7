"""Who we are to an authenticator: the host of the site's address, and the origins it may name."""

from dataclasses import dataclass
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

from webauthn.helpers import base64url_to_bytes, parse_client_data_json

from streamverse.domains.identity.factor_errors import PasskeysNeedAName
from streamverse.kit.settings import Settings

NAME = "StreamVerse"
LOCAL = "localhost"


@dataclass(frozen=True, slots=True)
class RelyingParty:
    """Our id and origin. `is_any_port`: on one's own machine, where ports come and go."""

    id: str
    origin: str
    is_any_port: bool

    def expected_origin(self, credential: dict[str, Any]) -> str:
        """Return the origin that a credential has to name: ours, or its own if that is local."""
        if not self.is_any_port:
            return self.origin
        data = base64url_to_bytes(credential["response"]["clientDataJSON"])
        named = parse_client_data_json(data).origin
        parts = urlsplit(named)
        is_local = parts.scheme in {"http", "https"} and parts.hostname == LOCAL
        return named if is_local else self.origin


def relying_party(settings: Settings) -> RelyingParty:
    """Return who we are. Raises PasskeysNeedAName."""
    parts = urlsplit(settings.site_url)
    host = parts.hostname or ""
    if _is_address(host):
        raise PasskeysNeedAName(f"Reach the site by a host name instead of {host}.")
    origin = f"{parts.scheme}://{parts.netloc}"
    return RelyingParty(host, origin, is_any_port=settings.is_embedded and host == LOCAL)


def takes_passkeys(settings: Settings) -> bool:
    """Whether browsers can bind a passkey to the site's address."""
    return not _is_address(urlsplit(settings.site_url).hostname or "")


def _is_address(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True
