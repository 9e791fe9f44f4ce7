"""Providers over HTTP: whom they let in, and every answer that proves nothing."""

import asyncio
import json
from collections.abc import AsyncGenerator, Callable, Generator
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from joserfc.jwk import ECKey

from streamverse.adapters.oidc import open_identity_providers
from streamverse.adapters.oidc.fetching import MAX_BYTES, is_allowed
from streamverse.domains.identity.ports import Asked, IdentityProviders, Person
from streamverse.domains.identity.social_errors import ProviderAnswerRefused, ProviderUnavailable
from streamverse.kit.clock import SystemClock
from streamverse.kit.settings import Settings, load_settings
from tests.oidc_issuer import CLIENT_ID, CLIENT_SECRET, DISCOVERY, IssuerDouble, Lies, Somebody

ASKED = Asked(
    redirect_uri="https://site.example/api/v1/auth/social/own/callback",
    state="a-state",
    nonce="a-nonce",
    verifier="v" * 43,
)
SignIn = Callable[..., Any]


@pytest.fixture
def issuer() -> Generator[IssuerDouble]:
    with IssuerDouble() as issuer:
        yield issuer


@pytest.fixture
def named(issuer: IssuerDouble) -> Settings:
    """Settings that name the double as an issuer, as Google, as Apple and as Facebook."""
    own = {"id": "own", "name": "Own", "issuer": issuer.url}
    client = {"client_id": CLIENT_ID, "client_secret": CLIENT_SECRET}
    apple_key = ECKey.generate_key("P-256")
    issuer.apple_key = apple_key
    return load_settings(
        oidc_issuers=json.dumps([own | client]),
        social_addresses=json.dumps(dict.fromkeys(("google", "apple", "facebook"), issuer.url)),
        google_client_id=CLIENT_ID,
        google_client_secret=CLIENT_SECRET,
        facebook_client_id=CLIENT_ID,
        facebook_client_secret=CLIENT_SECRET,
        apple_client_id=CLIENT_ID,
        apple_team_id="TEAM123456",
        apple_key_id="KEY1234567",
        apple_private_key=apple_key.as_pem(private=True).decode(),
    )


@pytest.fixture
async def providers(named: Settings) -> AsyncGenerator[IdentityProviders]:
    async with open_identity_providers(named, SystemClock()) as providers:
        yield providers


async def code_of(providers: IdentityProviders, provider_id: str = "own") -> str:
    """Do what the browser does: go there, and come back with a code."""
    address = await providers.address(provider_id, ASKED)
    answer = await asyncio.to_thread(httpx.get, address, trust_env=False)
    if answer.status_code == 200:
        return answer.json()["fields"]["code"]
    assert answer.status_code == 302, answer.text
    return parse_qs(urlsplit(answer.headers["location"]).query)["code"][0]


async def signed_in(providers: IdentityProviders, provider_id: str = "own") -> Person:
    return await providers.person(provider_id, ASKED, await code_of(providers, provider_id))


class TestAnOwnIssuer:
    @pytest.mark.parametrize(
        "lies",
        [
            Lies(claims={"nonce": "another"}),
            Lies(claims={"nonce": ["a-nonce"]}),
            Lies(without={"nonce"}),
            Lies(claims={"aud": "another-client"}),
            Lies(claims={"aud": [CLIENT_ID, "another-client"]}),
            Lies(claims={"azp": "another-client"}),
            Lies(without={"aud"}),
            Lies(claims={"iss": "https://elsewhere.example"}),
            Lies(claims={"exp": 1}),
            Lies(without={"exp"}),
            Lies(claims={"iat": 4_000_000_000}),
            Lies(without={"iat"}),
            Lies(claims={"sub": ""}),
            Lies(claims={"sub": "s" * 256}),
            Lies(is_unsigned=True),
            Lies(is_signed_by_another=True),
        ],
        ids=str,
    )
    async def test_proves_nothing_by_a_token_that_lies(
        self, issuer: IssuerDouble, providers: IdentityProviders, lies: Lies
    ) -> None:
        issuer.lies = lies
        with pytest.raises(ProviderAnswerRefused):
            await signed_in(providers)

    async def test_takes_a_code_only_with_the_secret_that_asked_for_it(
        self, providers: IdentityProviders
    ) -> None:
        code = await code_of(providers)
        other = Asked(ASKED.redirect_uri, ASKED.state, ASKED.nonce, "w" * 43)
        with pytest.raises(ProviderAnswerRefused):
            await providers.person("own", other, code)

    async def test_takes_a_code_once(self, providers: IdentityProviders) -> None:
        code = await code_of(providers)
        await providers.person("own", ASKED, code)
        with pytest.raises(ProviderAnswerRefused):
            await providers.person("own", ASKED, code)

    async def test_says_who_came(self, issuer: IssuerDouble, providers: IdentityProviders) -> None:
        assert await signed_in(providers) == Person(
            issuer.url, "person-1", "asha@example.com", is_email_verified=True, name="Asha"
        )

    @pytest.mark.parametrize("said", [False, None, "false", "no", 1.5, ["true"]])
    async def test_verifies_no_email_by_anything_but_yes(
        self, issuer: IssuerDouble, providers: IdentityProviders, said: Any
    ) -> None:
        issuer.somebody = Somebody(is_email_verified=said)
        assert not (await signed_in(providers)).is_email_verified

    async def test_forgives_a_clock_that_is_a_minute_off(
        self, issuer: IssuerDouble, providers: IdentityProviders
    ) -> None:
        now = int(datetime.now(UTC).timestamp())
        issuer.lies = Lies(claims={"iat": now + 50, "exp": now - 50})
        assert (await signed_in(providers)).subject == "person-1"

    async def test_tells_the_email_at_another_door(
        self, issuer: IssuerDouble, providers: IdentityProviders
    ) -> None:
        issuer.lies = Lies(without={"email", "email_verified"})
        assert (await signed_in(providers)).email == "userinfo@example.com"


class TestKeys:
    async def test_are_fetched_once_for_many(
        self, issuer: IssuerDouble, providers: IdentityProviders
    ) -> None:
        for _ in range(3):
            await signed_in(providers)
        assert issuer.hits["/jwks"] == issuer.hits[DISCOVERY] == 1

    @pytest.mark.parametrize("algorithm", ["ES256", "RS256"])
    async def test_are_fetched_again_when_the_issuer_has_new_ones(
        self, issuer: IssuerDouble, providers: IdentityProviders, algorithm: str
    ) -> None:
        await signed_in(providers)
        issuer.rotate(algorithm)
        assert (await signed_in(providers)).subject == "person-1"
        assert issuer.hits["/jwks"] == 2

    async def test_are_not_looked_for_for_ever(
        self, issuer: IssuerDouble, providers: IdentityProviders
    ) -> None:
        await signed_in(providers)
        listed = {"keys": [issuer.key.as_dict(private=False)]}
        issuer.rotate("ES256")
        issuer.instead["/jwks"] = (200, {}, json.dumps(listed).encode())
        with pytest.raises(ProviderAnswerRefused):
            await signed_in(providers)
        assert issuer.hits["/jwks"] == 2

    async def test_of_other_kinds_are_left_out(
        self, issuer: IssuerDouble, providers: IdentityProviders
    ) -> None:
        kid = issuer.key.kid
        odd = [7, {}, {"kty": "oct", "k": "c2VjcmV0", "kid": kid}, {"kty": "EC", "crv": "none"}]
        issuer.instead["/jwks"] = (200, {}, json.dumps({"keys": odd}).encode())
        with pytest.raises(ProviderAnswerRefused):
            await signed_in(providers)


class TestFetching:
    async def test_refuses_an_issuer_that_calls_itself_otherwise(
        self, issuer: IssuerDouble, providers: IdentityProviders
    ) -> None:
        issuer.discovery = {"issuer": "https://accounts.google.com"}
        with pytest.raises(ProviderUnavailable):
            await providers.address("own", ASKED)

    @pytest.mark.parametrize(
        ("door", "address"),
        [
            ("jwks_uri", "http://169.254.169.254/latest"),
            ("token_endpoint", "file:///etc/passwd"),
            ("authorization_endpoint", "javascript:alert(1)"),
            ("token_endpoint", "https://10.0.0.1/token"),
            ("jwks_uri", None),
        ],
    )
    async def test_goes_to_no_door_inside_our_network(
        self, issuer: IssuerDouble, providers: IdentityProviders, door: str, address: str | None
    ) -> None:
        issuer.discovery = {door: address}
        with pytest.raises(ProviderUnavailable):
            await providers.address("own", ASKED)

    @pytest.mark.parametrize(
        ("address", "issuer_name", "expected"),
        [
            ("https://login.example/token", "https://login.example", True),
            ("https://keys.example/jwks", "https://login.example", True),
            ("http://login.example/token", "https://login.example", False),
            ("http://login.example/token", "http://login.example", False),
            ("http://127.0.0.1:9/token", "http://127.0.0.1:8", True),
            ("http://127.0.0.1:9/token", "https://login.example", False),
            ("https://127.0.0.1/token", "https://login.example", False),
            ("https://[::1]/token", "https://login.example", False),
            ("https://localhost/token", "https://login.example", False),
            ("https://10.1.2.3/token", "https://10.1.2.3", True),
            ("https://me@login.example/token", "https://login.example", False),
            ("https://login.example/#token", "https://login.example", False),
            ("https://login.example/a b", "https://login.example", True),
            ("https://login.example/\n", "https://login.example", False),
            ("ftp://login.example/", "https://login.example", False),
            ("//login.example/", "https://login.example", False),
        ],
    )
    def test_knows_where_it_may_go(self, address: str, issuer_name: str, expected: bool) -> None:  # noqa: FBT001 - a parameter
        assert is_allowed(address, issuer_name) is expected

    @pytest.mark.parametrize(
        "answer",
        [
            (302, {"location": "/elsewhere"}, b""),
            (500, {}, b"{}"),
            (200, {}, b"[]"),
            (200, {}, b"not json"),
            (200, {}, b'"' + b"x" * MAX_BYTES + b'"'),
            (200, {"content-encoding": "gzip"}, b"\x1f\x8b\x08"),
        ],
        ids=["redirect", "broken", "list", "text", "giant", "folded"],
    )
    async def test_takes_no_answer_but_a_small_object(
        self,
        issuer: IssuerDouble,
        providers: IdentityProviders,
        answer: tuple[int, dict[str, str], bytes],
    ) -> None:
        issuer.instead["/jwks"] = answer
        with pytest.raises(ProviderUnavailable):
            await signed_in(providers)
        assert not issuer.hits["/elsewhere"]

    async def test_says_so_when_nobody_answers(self) -> None:
        nobody = {"id": "own", "name": "Own", "issuer": "http://127.0.0.1:1", "client_id": "x"}
        settings = load_settings(oidc_issuers=json.dumps([nobody]))
        async with open_identity_providers(settings, SystemClock()) as providers:
            with pytest.raises(ProviderUnavailable):
                await providers.address("own", ASKED)


class TestGoogle:
    async def test_is_an_issuer_like_any_other(self, providers: IdentityProviders) -> None:
        assert (await signed_in(providers, "google")).email == "asha@example.com"


class TestApple:
    async def test_is_asked_with_a_secret_that_we_sign_and_answers_by_form(
        self, issuer: IssuerDouble, providers: IdentityProviders
    ) -> None:
        issuer.somebody = Somebody(
            email="x7@privaterelay.appleid.com", is_email_verified="true", name=None
        )
        address = await providers.address("apple", ASKED)
        assert parse_qs(urlsplit(address).query)["response_mode"] == ["form_post"]
        assert await signed_in(providers, "apple") == Person(
            issuer.url, "person-1", "x7@privaterelay.appleid.com", is_email_verified=True, name=None
        )
        assert issuer.hits[DISCOVERY] == 0

    async def test_is_unavailable_with_a_key_that_is_none(self, named: Settings) -> None:
        broken = named.model_copy(
            update={"apple_private_key": type(named.apple_private_key)("/no/such/file.p8")}
        )
        async with open_identity_providers(broken, SystemClock()) as providers:
            code = await code_of(providers, "apple")
            with pytest.raises(ProviderUnavailable):
                await providers.person("apple", ASKED, code)


class TestFacebook:
    async def test_says_who_came_and_verifies_no_email(
        self, issuer: IssuerDouble, providers: IdentityProviders
    ) -> None:
        assert await signed_in(providers, "facebook") == Person(
            "https://www.facebook.com",
            "person-1",
            "asha@example.com",
            is_email_verified=False,
            name="Asha",
        )
        assert issuer.hits["/me"] == 1

    async def test_takes_no_code_that_was_used(self, providers: IdentityProviders) -> None:
        code = await code_of(providers, "facebook")
        await providers.person("facebook", ASKED, code)
        with pytest.raises(ProviderAnswerRefused):
            await providers.person("facebook", ASKED, code)
