"""What an issuer says about itself (OpenID Connect Discovery) and the keys it signs with.

Both are kept for an hour. A key that we don't know yet has the keys fetched once more: that is
how issuers rotate them.
"""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, cast

import httpx
from joserfc.errors import JoseError
from joserfc.jwk import ECKey, JWKRegistry, RSAKey

from streamverse.adapters.oidc.fetching import fetch_json, is_allowed
from streamverse.domains.identity.social_errors import ProviderUnavailable
from streamverse.kit.log import logger

DISCOVERY_PATH = "/.well-known/openid-configuration"
KEPT_SECONDS = 3600
MAX_KEYS = 50
KINDS = ("RSA", "EC")

SigningKey = RSAKey | ECKey
log = logger(__name__)


@dataclass(frozen=True, slots=True)
class Metadata:
    """Where an issuer's doors are, and how a client shows who it is at the token's."""

    authorization_endpoint: str
    token_endpoint: str
    jwks_uri: str
    userinfo_endpoint: str | None
    auth_methods: tuple[str, ...]


class Issuer:
    """One issuer's description and keys, fetched when they are needed."""

    def __init__(
        self,
        http: httpx.AsyncClient,
        name: str,
        known: Metadata | None,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        """Ask the issuer `name` by `http`, unless its description is `known`."""
        self._http = http
        self._name = name
        self._known = known
        self._now = now
        self._lock = asyncio.Lock()
        self._metadata: tuple[Metadata, float] | None = None
        self._keys: tuple[dict[str, SigningKey], float] | None = None

    async def metadata(self) -> Metadata:
        """Return the description. Raises ProviderUnavailable."""
        if self._known is not None:
            return self._known
        async with self._lock:
            if self._metadata is None or self._metadata[1] <= self._now():
                self._metadata = (await self._discovered(), self._now() + KEPT_SECONDS)
            return self._metadata[0]

    async def key(self, key_id: str | None) -> SigningKey | None:
        """Return the key of an id, or the only key when a token names none."""
        jwks_uri = (await self.metadata()).jwks_uri
        async with self._lock:
            is_fresh = self._keys is None or self._keys[1] <= self._now()
            if is_fresh:
                await self._fetch_keys(jwks_uri)
            found = self._key_now(key_id)
            if found is None and not is_fresh:
                await self._fetch_keys(jwks_uri)
                found = self._key_now(key_id)
            return found

    def _key_now(self, key_id: str | None) -> SigningKey | None:
        keys = self._keys[0] if self._keys else {}
        if key_id is None:
            return next(iter(keys.values())) if len(keys) == 1 else None
        return keys.get(key_id)

    async def _fetch_keys(self, jwks_uri: str) -> None:
        document = await fetch_json(self._http, "GET", jwks_uri, issuer=self._name)
        self._keys = (_signing_keys(document), self._now() + KEPT_SECONDS)

    async def _discovered(self) -> Metadata:
        address = self._name.rstrip("/") + DISCOVERY_PATH
        document = await fetch_json(self._http, "GET", address, issuer=self._name)
        if document.get("issuer") != self._name:
            log.warning("issuer_is_another", issuer=self._name)
            raise ProviderUnavailable("The issuer calls itself by another name.")
        methods = document.get("token_endpoint_auth_methods_supported") or ["client_secret_basic"]
        return Metadata(
            authorization_endpoint=self._door(document, "authorization_endpoint"),
            token_endpoint=self._door(document, "token_endpoint"),
            jwks_uri=self._door(document, "jwks_uri"),
            userinfo_endpoint=(
                self._door(document, "userinfo_endpoint")
                if document.get("userinfo_endpoint")
                else None
            ),
            auth_methods=tuple(map(str, methods)),
        )

    def _door(self, document: dict[str, Any], name: str) -> str:
        address = document.get(name)
        if not isinstance(address, str) or not is_allowed(address, self._name):
            log.warning("issuer_door_refused", issuer=self._name, door=name)
            raise ProviderUnavailable("The issuer's description can't be used.")
        return address


def _signing_keys(document: dict[str, Any]) -> dict[str, SigningKey]:
    """Return the public keys that may sign, by their ids; other kinds are left out."""
    keys: dict[str, SigningKey] = {}
    listed: Any = document.get("keys")
    items = cast("list[Any]", listed) if isinstance(listed, list) else []
    for item in items[:MAX_KEYS]:
        if not _may_sign(item):
            continue
        try:
            key = JWKRegistry.import_key(item)
        except (JoseError, ValueError, TypeError, KeyError):
            continue
        if isinstance(key, (RSAKey, ECKey)) and not key.is_private:
            keys[str(key.kid or key.thumbprint())] = key
    return keys


def _may_sign(item: Any) -> bool:
    if not isinstance(item, dict):
        return False
    key = cast("dict[str, Any]", item)
    return key.get("kty") in KINDS and key.get("use", "sig") == "sig"
