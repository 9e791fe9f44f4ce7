"""Access tokens: JWTs of fifteen minutes, signed by the keyring, checked without the database."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
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
KIND = "at+jwt"  # RFC 9068
LIFETIME = timedelta(minutes=15)
REMEMBERED = 10_000
"""Tokens whose signature was found good: a page asks for many things with one."""


@dataclass(frozen=True, slots=True)
class AccessClaims:
    """What an access token says.

    `family_id` is the sign-in it came from, if any, and `device_id` what that sits on;
    `profile_id` the active profile; `proved_at` when a credential was last shown;
    `impersonator_id` the operator who looks at the service as this account, from the sign-in
    `impersonator_family_id`; `scopes` what an API token was made for, None for people.
    """

    account_id: UUID
    roles: frozenset[str]
    epoch: int
    family_id: UUID | None
    profile_id: UUID | None = None
    proved_at: datetime | None = None
    factors: tuple[str, ...] = ()
    is_operator: bool = False
    impersonator_id: UUID | None = None
    scopes: frozenset[str] | None = None
    device_id: UUID | None = None
    impersonator_family_id: UUID | None = None


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
    optional: dict[str, Any] = {
        "fam": _text(claims.family_id),
        "prf": _text(claims.profile_id),
        "dev": _text(claims.device_id),
        "auth_time": int(claims.proved_at.timestamp()) if claims.proved_at else None,
        "amr": list(claims.factors),  # RFC 8176
        "opr": claims.is_operator,
        "act": _actor(claims) if claims.impersonator_id else None,  # RFC 8693
    }
    body |= {name: value for name, value in optional.items() if value}
    header = {"alg": ALGORITHM, "kid": key.id, "typ": KIND}
    return jwt.encode(header, body, _key(key), algorithms=[ALGORITHM])


def check(keyring: Keyring, token: str, now: datetime) -> AccessClaims:
    """Return what a token says. Raises TokenExpired, TokenInvalid."""
    registry = JWTClaimsRegistry(
        now=int(now.timestamp()),
        iss={"essential": True, "value": ISSUER},
        sub={"essential": True},
        exp={"essential": True},
    )
    try:
        body = _signed(token, keyring.checking(PURPOSE))
        registry.validate(body)
        return _claims(body)
    except ExpiredTokenError as error:
        raise TokenExpired(headers=_challenge("the token has expired")) from error
    except (JoseError, ValueError, KeyError, TypeError) as error:
        raise TokenInvalid(headers=_challenge("the token is not valid")) from error


@lru_cache(maxsize=REMEMBERED)
def _signed(token: str, keys: tuple[PurposeKey, ...]) -> dict[str, Any]:
    """Return the body of a token that one of the keys signed; its times are judged each time."""
    decoded = jwt.decode(token, _keys(keys), algorithms=[ALGORITHM])
    _require_kind(decoded.header)
    return decoded.claims


def _require_kind(header: Mapping[str, Any]) -> None:
    if header.get("typ") != KIND:
        msg = "another kind of token"
        raise ValueError(msg)


def _claims(body: dict[str, Any]) -> AccessClaims:
    proved = body.get("auth_time")
    operator = body.get("act")
    return AccessClaims(
        account_id=UUID(body["sub"]),
        roles=frozenset(body["roles"]),
        epoch=int(body["epoch"]),
        family_id=_id(body.get("fam")),
        profile_id=_id(body.get("prf")),
        proved_at=datetime.fromtimestamp(int(proved), UTC) if proved else None,
        factors=tuple(body.get("amr", ())),
        is_operator=body.get("opr") is True,
        impersonator_id=_id(operator["sub"]) if operator else None,
        device_id=_id(body.get("dev")),
        impersonator_family_id=_id(operator.get("fam")) if operator else None,
    )


def _actor(claims: AccessClaims) -> dict[str, str | None]:
    return {"sub": _text(claims.impersonator_id), "fam": _text(claims.impersonator_family_id)}


@lru_cache(maxsize=8)
def _keys(keys: tuple[PurposeKey, ...]) -> KeySet:
    return KeySet([_key(key) for key in keys])


@lru_cache(maxsize=16)
def _key(key: PurposeKey) -> OctKey:
    return OctKey.import_key(key.secret, {"kid": key.id, "alg": ALGORITHM, "use": "sig"})


def _id(text: str | None) -> UUID | None:
    return UUID(text) if text else None


def _text(identifier: UUID | None) -> str | None:
    return str(identifier) if identifier else None


def _challenge(description: str) -> dict[str, str]:
    challenge = f'Bearer error="invalid_token", error_description="{description}"'  # RFC 6750, 3
    return {"www-authenticate": challenge}
