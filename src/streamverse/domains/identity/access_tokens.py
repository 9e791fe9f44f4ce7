"""Access tokens: JWTs of fifteen minutes, signed by the keyring, checked without the database."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from joserfc import jwt
from joserfc.errors import ExpiredTokenError, JoseError
from joserfc.jwk import KeySet, OctKey
from joserfc.jwt import JWTClaimsRegistry

from streamverse.domains.identity.errors import TokenExpired, TokenInvalid
from streamverse.kit.ids import new_id
from streamverse.kit.keyring import Keyring, PurposeKey

PURPOSE = "identity.access"
ISSUER = "streamverse"
ALGORITHM = "HS256"
LIFETIME = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class AccessClaims:
    """What an access token says. `family_id` is the sign-in it came from, if any."""

    account_id: UUID
    roles: frozenset[str]
    epoch: int
    family_id: UUID | None


def issue(keyring: Keyring, claims: AccessClaims, now: datetime, lifetime: timedelta) -> str:
    """Return a signed token."""
    key = keyring.signing(PURPOSE)
    body: dict[str, Any] = {
        "iss": ISSUER,
        "sub": str(claims.account_id),
        "jti": new_id().hex,
        "iat": int(now.timestamp()),
        "exp": int((now + lifetime).timestamp()),
        "roles": sorted(claims.roles),
        "epoch": claims.epoch,
    }
    if claims.family_id:
        body["fam"] = str(claims.family_id)
    header = {"alg": ALGORITHM, "kid": key.id, "typ": "at+jwt"}  # RFC 9068
    return jwt.encode(header, body, _key(key), algorithms=[ALGORITHM])


def check(keyring: Keyring, token: str, now: datetime) -> AccessClaims:
    """Return what a token says. Raises TokenExpired, TokenInvalid."""
    keys = KeySet([_key(key) for key in keyring.checking(PURPOSE)])
    registry = JWTClaimsRegistry(
        now=int(now.timestamp()),
        iss={"essential": True, "value": ISSUER},
        sub={"essential": True},
        exp={"essential": True},
    )
    try:
        body = jwt.decode(token, keys, algorithms=[ALGORITHM]).claims
        registry.validate(body)
        family = body.get("fam")
        return AccessClaims(
            account_id=UUID(body["sub"]),
            roles=frozenset(body["roles"]),
            epoch=int(body["epoch"]),
            family_id=UUID(family) if family else None,
        )
    except ExpiredTokenError as error:
        raise TokenExpired(headers=_challenge("the token has expired")) from error
    except (JoseError, ValueError, KeyError, TypeError) as error:
        raise TokenInvalid(headers=_challenge("the token is not valid")) from error


def _key(key: PurposeKey) -> OctKey:
    return OctKey.import_key(key.secret, {"kid": key.id, "alg": ALGORITHM, "use": "sig"})


def _challenge(description: str) -> dict[str, str]:
    challenge = f'Bearer error="invalid_token", error_description="{description}"'  # RFC 6750, 3
    return {"www-authenticate": challenge}
