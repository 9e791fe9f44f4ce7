"""Access tokens: forged in every way that is known, and after a change of keys."""

import base64
import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import httpx
import pytest
from joserfc import jwt
from joserfc.jwk import OctKey

from streamverse.domains.identity import access_tokens
from streamverse.domains.identity.access_tokens import AccessClaims
from streamverse.domains.identity.errors import TokenInvalid
from streamverse.domains.identity.origin import Origin
from streamverse.domains.identity.service.second_factors import tickets
from streamverse.kit.keyring import Keyring, keyring_of
from streamverse.kit.services import Services
from streamverse.kit.settings import Settings

OLD, NEW = "the-root-key-of-last-year-000000", "the-root-key-of-this-year-111111"
NOW = datetime(2026, 11, 21, tzinfo=UTC)
CLAIMS = AccessClaims(uuid4(), frozenset({"viewer"}), 0, None)


def issued(*roots: str) -> str:
    return access_tokens.issue(Keyring(roots), CLAIMS, NOW, timedelta(minutes=15))


def part(document: dict[str, Any]) -> str:
    return base64.urlsafe_b64encode(json.dumps(document).encode()).decode().rstrip("=")


def body_of(token: str) -> dict[str, Any]:
    text = token.split(".")[1]
    return json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))


class TestForgedTokens:
    @pytest.mark.parametrize("algorithm", ["none", "None", "NONE", "HS512", "RS256", ""])
    def test_with_another_algorithm_are_refused(self, algorithm: str) -> None:
        good = issued(OLD)
        header = part({"alg": algorithm, "typ": "at+jwt"})
        signature = good.rpartition(".")[2]
        for last in ("", signature):
            forged = f"{header}.{part(body_of(good))}.{last}"
            with pytest.raises(TokenInvalid):
                access_tokens.check(Keyring((OLD,)), forged, NOW)

    def test_of_another_key_are_refused_also_under_our_keys_name(self) -> None:
        ours = Keyring((OLD,)).signing(access_tokens.PURPOSE)
        header = {"alg": "HS256", "kid": ours.id, "typ": "at+jwt"}
        wrong = OctKey.import_key(b"some other secret of 32 bytes !!")
        forged = jwt.encode(header, body_of(issued(OLD)), wrong, algorithms=["HS256"])
        with pytest.raises(TokenInvalid):
            access_tokens.check(Keyring((OLD,)), forged, NOW)

    def test_of_another_purpose_are_refused(self) -> None:
        other = Keyring((OLD,)).signing("identity.second_factor_ticket")
        header = {"alg": "HS256", "kid": other.id, "typ": "at+jwt"}
        key = OctKey.import_key(other.secret)
        forged = jwt.encode(header, body_of(issued(OLD)), key, algorithms=["HS256"])
        with pytest.raises(TokenInvalid):
            access_tokens.check(Keyring((OLD,)), forged, NOW)

    async def test_of_the_second_step_open_nothing(
        self, client: httpx.AsyncClient, domain_services: Services
    ) -> None:
        origin = Origin("192.0.2.1", "test", "bearer")
        ticket = tickets.issue(domain_services, uuid4(), 0, origin)
        answer = await client.get("/api/v1/me", headers={"authorization": f"Bearer {ticket}"})
        assert answer.json()["code"] == "invalid_token"


class TestRotatedKeys:
    def test_go_on_checking_what_the_older_one_signed(self) -> None:
        before = issued(OLD)
        both = Keyring((NEW, OLD))
        assert access_tokens.check(both, before, NOW) == CLAIMS
        after = access_tokens.issue(both, CLAIMS, NOW, timedelta(minutes=15))
        assert access_tokens.check(Keyring((NEW,)), after, NOW) == CLAIMS
        with pytest.raises(TokenInvalid):
            access_tokens.check(Keyring((NEW,)), before, NOW)

    async def test_sign_nobody_out(
        self,
        browser: Callable[[], httpx.AsyncClient],
        asha: str,
        domain_services: Services,
    ) -> None:
        client = browser()
        body = {"email": asha, "password": "a quiet river 7", "transport": "cookie"}
        assert (await client.post("/api/v1/auth/login", json=body)).status_code == 200
        settings = domain_services.get(Settings)
        before = settings.jwt_secret_key.get_secret_value()
        domain_services.add(
            settings.model_copy(
                update={"jwt_secret_key": type(settings.jwt_secret_key)(f"{NEW},{before}")}
            )
        )
        assert keyring_of(domain_services.get(Settings)).signing("x").id
        assert (await client.get("/api/v1/me")).status_code == 200
        csrf = {"x-csrf-token": client.cookies["sv_csrf"]}
        refreshed = await client.post("/api/v1/auth/refresh", headers=csrf)
        assert refreshed.status_code == 200
        assert (await client.get("/api/v1/me")).status_code == 200
