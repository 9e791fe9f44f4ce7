"""Check an id token (OpenID Connect Core, 3.1.3.7): who signed it, for whom, when, for what."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from joserfc import jws, jwt
from joserfc.errors import JoseError
from joserfc.jwt import JWTClaimsRegistry

from streamverse.adapters.oidc.metadata import Issuer
from streamverse.domains.identity.social_errors import ProviderAnswerRefused
from streamverse.kit.log import logger

ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512")
"""Signatures by a private key. No `none`, and no HMAC that knows only a shared secret."""
LEEWAY_SECONDS = 60
MAX_TOKEN_LENGTH = 32 * 1024
MAX_SUBJECT_LENGTH = 255

log = logger(__name__)


@dataclass(frozen=True, slots=True)
class Expected:
    """What an id token must say."""

    issuers: tuple[str, ...]
    client_id: str
    nonce: str


async def checked(token: Any, issuer: Issuer, expected: Expected, now: datetime) -> dict[str, Any]:
    """Return the claims of a token that is for us. Raises ProviderAnswerRefused."""
    if not isinstance(token, str) or not 0 < len(token) <= MAX_TOKEN_LENGTH:
        raise _refused("no_id_token")
    try:
        header = jws.extract_compact(token.encode()).headers()
    except (JoseError, ValueError, TypeError) as error:
        raise _refused("malformed") from error
    if header.get("alg") not in ALGORITHMS:
        raise _refused("algorithm")
    key_id = header.get("kid")
    key = await issuer.key(key_id) if isinstance(key_id, str | None) else None
    if key is None:
        raise _refused("unknown_key")
    registry = JWTClaimsRegistry(
        now=int(now.timestamp()),
        leeway=LEEWAY_SECONDS,
        iss={"essential": True, "values": list(expected.issuers)},
        sub={"essential": True},
        aud={"essential": True, "value": expected.client_id},
        exp={"essential": True},
        iat={"essential": True},
        nonce={"essential": True, "value": expected.nonce},
    )
    try:
        claims = jwt.decode(token, key, algorithms=list(ALGORITHMS)).claims
        registry.validate(claims)
    except (JoseError, ValueError, TypeError) as error:
        raise _refused(type(error).__name__) from error
    _require_party(claims, expected.client_id)
    if len(claims["sub"]) > MAX_SUBJECT_LENGTH or not isinstance(claims["nonce"], str):
        raise _refused("claims")
    return claims


def _require_party(claims: dict[str, Any], client_id: str) -> None:
    """With several audiences, or a party named at all, the party must be us."""
    audience, party = claims["aud"], claims.get("azp")
    is_shared = isinstance(audience, list) and len(audience) > 1  # pyright: ignore[reportUnknownArgumentType]
    if (is_shared or party is not None) and party != client_id:
        raise _refused("authorized_party")


def _refused(problem: str) -> ProviderAnswerRefused:
    log.warning("id_token_refused", problem=problem)
    return ProviderAnswerRefused()
