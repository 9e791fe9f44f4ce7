"""Facebook: OAuth 2 without an id token; who came is asked of its Graph API."""

import hashlib
import hmac
from typing import Any

import httpx

from streamverse.adapters.oidc.asking import asked_address
from streamverse.adapters.oidc.fetching import fetch_json
from streamverse.domains.identity.ports import Asked, Person
from streamverse.domains.identity.social_errors import ProviderAnswerRefused
from streamverse.kit.settings import Settings

VERSION = "v24.0"
DIALOG = f"https://www.facebook.com/{VERSION}"
GRAPH = f"https://graph.facebook.com/{VERSION}"
ISSUER = "https://www.facebook.com"
FIELDS = "id,name,email"


class Facebook:
    """One Facebook app."""

    def __init__(self, http: httpx.AsyncClient, settings: Settings) -> None:
        """Speak for the app that the settings name."""
        self._http = http
        self._client_id = settings.facebook_client_id
        self._secret = settings.facebook_client_secret.get_secret_value()
        self._dialog = settings.social_address("facebook", DIALOG)
        self._graph = settings.social_address("facebook", GRAPH)

    async def address(self, asked: Asked) -> str:
        """Return where to send the browser."""
        return asked_address(
            f"{self._dialog}/dialog/oauth", asked, self._client_id, ("email", "public_profile")
        )

    async def person(self, asked: Asked, code: str) -> Person:
        """Exchange a code for who came. Raises ProviderUnavailable, ProviderAnswerRefused.

        The app's secret made the exchange, so the token is our app's and nobody else's. The
        email counts as unverified: Facebook does not say when it last was.
        """
        form = {
            "grant_type": "authorization_code",
            "client_id": self._client_id,
            "client_secret": self._secret,
            "redirect_uri": asked.redirect_uri,
            "code": code,
            "code_verifier": asked.verifier,
        }
        answer = await self._graph_json("POST", "oauth/access_token", form=form)
        token = answer.get("access_token")
        if not isinstance(token, str) or not token:
            raise ProviderAnswerRefused
        proof = hmac.new(self._secret.encode(), token.encode(), hashlib.sha256).hexdigest()
        found = await self._graph_json(
            "GET",
            f"me?fields={FIELDS}&appsecret_proof={proof}",
            headers={"authorization": f"Bearer {token}"},
        )
        subject = found.get("id")
        if not isinstance(subject, str) or not subject:
            raise ProviderAnswerRefused
        return Person(ISSUER, subject, _text(found, "email"), False, _text(found, "name"))  # noqa: FBT003 - unverified

    async def _graph_json(self, method: str, path: str, **how: Any) -> dict[str, Any]:
        address = f"{self._graph}/{path}"
        return await fetch_json(self._http, method, address, issuer=self._graph, **how)


def _text(found: dict[str, Any], name: str) -> str | None:
    value = found.get(name)
    return value if isinstance(value, str) and value else None
