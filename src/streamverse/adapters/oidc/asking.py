"""The address that begins a sign-in: the authorization code flow with PKCE (RFC 7636)."""

import base64
import hashlib
from urllib.parse import urlencode

from streamverse.domains.identity.ports import Asked


def asked_address(
    endpoint: str,
    asked: Asked,
    client_id: str,
    scopes: tuple[str, ...],
    response_mode: str | None = None,
) -> str:
    """Return where to send the browser."""
    query = {
        "response_type": "code",
        "client_id": client_id,
        "redirect_uri": asked.redirect_uri,
        "scope": " ".join(scopes),
        "state": asked.state,
        "nonce": asked.nonce,
        "code_challenge": challenge_of(asked.verifier),
        "code_challenge_method": "S256",
    }
    if response_mode:
        query["response_mode"] = response_mode
    return f"{endpoint}{'&' if '?' in endpoint else '?'}{urlencode(query)}"


def challenge_of(verifier: str) -> str:
    """Return the challenge of a verifier, by the method S256."""
    digest = hashlib.sha256(verifier.encode()).digest()
    return base64.urlsafe_b64encode(digest).decode().rstrip("=")
