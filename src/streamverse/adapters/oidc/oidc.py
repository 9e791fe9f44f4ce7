"""One OpenID Connect provider: send the browser there, exchange the code, check who came."""

import base64
from typing import Any
from urllib.parse import quote_plus

import httpx

from streamverse.adapters.oidc import id_tokens
from streamverse.adapters.oidc.asking import asked_address
from streamverse.adapters.oidc.clients import OidcClient
from streamverse.adapters.oidc.fetching import fetch_json
from streamverse.adapters.oidc.id_tokens import Expected
from streamverse.adapters.oidc.metadata import Issuer, Metadata
from streamverse.domains.identity.ports import Asked, Person
from streamverse.domains.identity.social_errors import ProviderAnswerRefused
from streamverse.kit.clock import Clock


class Oidc:
    """One client at one issuer."""

    def __init__(self, http: httpx.AsyncClient, client: OidcClient, clock: Clock) -> None:
        """Speak for `client`."""
        self._http = http
        self._client = client
        self._clock = clock
        self._issuer = Issuer(http, client.issuer, client.metadata)

    async def address(self, asked: Asked) -> str:
        """Return where to send the browser. Raises ProviderUnavailable."""
        client = self._client
        metadata = await self._issuer.metadata()
        return asked_address(
            metadata.authorization_endpoint,
            asked,
            client.client_id,
            client.scopes,
            client.response_mode,
        )

    async def person(self, asked: Asked, code: str) -> Person:
        """Exchange a code for who came. Raises ProviderUnavailable, ProviderAnswerRefused."""
        client = self._client
        metadata = await self._issuer.metadata()
        answer = await self._exchanged(metadata, asked, code)
        expected = Expected((client.issuer, *client.also_known_as), client.client_id, asked.nonce)
        claims = await id_tokens.checked(
            answer.get("id_token"), self._issuer, expected, self._clock.now()
        )
        if not claims.get("email") and metadata.userinfo_endpoint:
            claims |= await self._more(metadata.userinfo_endpoint, answer, claims["sub"])
        return Person(
            client.issuer,
            claims["sub"],
            _text(claims, "email"),
            _is_true(claims.get("email_verified")),
            _text(claims, "name"),
        )

    async def _exchanged(self, metadata: Metadata, asked: Asked, code: str) -> dict[str, Any]:
        client, headers = self._client, dict[str, str]()
        form = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": asked.redirect_uri,
            "code_verifier": asked.verifier,
        }
        secret = client.secret(self._clock.now())
        if secret and "client_secret_basic" in metadata.auth_methods:
            pair = f"{quote_plus(client.client_id)}:{quote_plus(secret)}"  # RFC 6749, 2.3.1
            headers["authorization"] = f"Basic {base64.b64encode(pair.encode()).decode()}"
        else:
            form["client_id"] = client.client_id
            if secret:
                form["client_secret"] = secret
        return await fetch_json(
            self._http,
            "POST",
            metadata.token_endpoint,
            issuer=client.issuer,
            form=form,
            headers=headers,
        )

    async def _more(self, address: str, answer: dict[str, Any], subject: str) -> dict[str, Any]:
        """Ask for the email that some issuers leave out of the id token."""
        headers = {"authorization": f"Bearer {answer.get('access_token')}"}
        found = await fetch_json(
            self._http, "GET", address, issuer=self._client.issuer, headers=headers
        )
        if found.get("sub") != subject:
            raise ProviderAnswerRefused
        return {name: found[name] for name in ("email", "email_verified", "name") if name in found}


def _text(claims: dict[str, Any], name: str) -> str | None:
    value = claims.get(name)
    return value if isinstance(value, str) and value else None


def _is_true(value: Any) -> bool:
    """Apple writes it as a text."""
    return value is True or value == "true"
