"""The way to a provider and back: whose answer counts, once, and where it may lead."""

import asyncio
import json

import httpx
import pytest

from streamverse.domains.identity.service.social.next_path import page_of_ours, with_query
from streamverse.kit.services import Services
from streamverse.kit.settings import Settings
from tests.domains.identity.social.conftest import Travel
from tests.domains.identity.social.traveller import Traveller, kept, path_of, query_of
from tests.oidc_issuer import CLIENT_ID, DISCOVERY, IssuerDouble, Lies

CALLBACK = "/api/v1/auth/social/own/callback"
INVALID = "social_state_invalid"


class TestGoing:
    async def test_leads_nowhere_for_a_provider_that_is_not_offered(
        self, traveller: Traveller
    ) -> None:
        answer = await traveller.start("nobody")
        assert path_of(answer) == "/login"
        assert query_of(answer)["problem"] == "no_such_provider"

    async def test_says_so_when_the_provider_does_not_answer(
        self, traveller: Traveller, issuer: IssuerDouble
    ) -> None:
        issuer.instead[DISCOVERY] = (503, {}, b"")
        assert query_of(await traveller.start())["problem"] == "provider_unavailable"

    async def test_asks_with_a_challenge_a_state_and_a_nonce_that_are_new_each_time(
        self, traveller: Traveller, issuer: IssuerDouble
    ) -> None:
        first, second = [query_of(await traveller.start()) for _ in range(2)]
        assert first["client_id"] == CLIENT_ID
        assert first["redirect_uri"] == f"http://localhost:8080{CALLBACK}"
        assert first["code_challenge_method"] == "S256"
        for name in ("state", "nonce", "code_challenge"):
            assert first[name] != second[name]
            assert len(first[name]) >= 43
        assert first["state"] not in json.dumps(dict(traveller.client.cookies))
        assert issuer.hits[DISCOVERY] == 1

    async def test_keeps_its_cookie_from_scripts_and_from_other_paths(
        self, traveller: Traveller
    ) -> None:
        cookie = (await traveller.start()).headers["set-cookie"].lower()
        assert cookie.startswith("sv_social=")
        for part in ("httponly", "samesite=lax", "path=/api/v1/auth/social", "max-age=600"):
            assert part in cookie

    async def test_is_limited_per_address(self, traveller: Traveller) -> None:
        answers = [await traveller.start() for _ in range(31)]
        assert query_of(answers[-1])["problem"] == "too_many_sign_ins"


class TestComingBack:
    async def test_is_refused_without_a_state(self, traveller: Traveller) -> None:
        back = await traveller.way_back(await traveller.start())
        for address in (CALLBACK, f"{CALLBACK}?code=x", back.replace("state=", "state=x")):
            answer = await traveller.client.get(address)
            assert path_of(answer) == "/login"
            assert query_of(answer)["problem"] == INVALID

    async def test_is_refused_to_a_browser_that_did_not_go(
        self, travel: Travel, domain_services: Services
    ) -> None:
        asha, ravi, nobody = travel(), travel(), travel()
        await ravi.start()
        back = await asha.way_back(await asha.start())
        for other in (ravi, nobody):
            assert query_of(await other.client.get(back))["problem"] == INVALID
        assert (await kept(domain_services)) == ([], [])

    async def test_is_refused_with_a_cookie_that_somebody_made_up(
        self, traveller: Traveller
    ) -> None:
        back = await traveller.way_back(await traveller.start())
        traveller.client.cookies.clear()
        traveller.client.cookies.set("sv_social", "a-secret.c2lnbmVk")
        assert query_of(await traveller.client.get(back))["problem"] == INVALID

    async def test_is_refused_at_another_provider(self, traveller: Traveller) -> None:
        back = await traveller.way_back(await traveller.start("own"))
        answer = await traveller.client.get(back.replace("/own/", "/other/"))
        assert query_of(answer)["problem"] == INVALID

    async def test_counts_once(self, traveller: Traveller) -> None:
        back = await traveller.way_back(await traveller.start())
        assert path_of(await traveller.client.get(back)) == "/"
        assert query_of(await traveller.client.get(back))["problem"] == INVALID

    async def test_counts_once_of_many_at_once(
        self, traveller: Traveller, issuer: IssuerDouble
    ) -> None:
        back = await traveller.way_back(await traveller.start())
        answers = await asyncio.gather(*(traveller.client.get(back) for _ in range(4)))
        assert [path_of(answer) for answer in answers].count("/") == 1
        assert issuer.hits["/token"] == 1

    async def test_with_a_refusal_is_told_as_one(self, traveller: Traveller) -> None:
        state = query_of(await traveller.start())["state"]
        answer = await traveller.client.get(f"{CALLBACK}?state={state}&error=access_denied")
        assert query_of(answer)["problem"] == "social_declined"

    async def test_with_an_unsigned_token_signs_nobody_in(
        self, traveller: Traveller, issuer: IssuerDouble, domain_services: Services
    ) -> None:
        issuer.lies = Lies(is_unsigned=True)
        answer = await traveller.go()
        assert query_of(answer)["problem"] == "provider_answer_refused"
        assert "sv_access" not in traveller.client.cookies
        assert (await kept(domain_services)) == ([], [])

    async def test_works_in_two_tabs_of_one_browser(self, traveller: Traveller) -> None:
        first, second = await traveller.start(next="/a"), await traveller.start(next="/b")
        assert path_of(await traveller.client.get(await traveller.way_back(first))) == "/a"
        assert path_of(await traveller.client.get(await traveller.way_back(second))) == "/b"

    async def test_leaves_nothing_behind_in_caches_and_referrers(
        self, traveller: Traveller
    ) -> None:
        answer = await traveller.go()
        assert answer.headers["cache-control"] == "no-store"
        assert answer.headers["referrer-policy"] == "no-referrer"


class TestAPostedAnswer:
    """Apple's: another site's form posts it, so that no cookie of ours comes along."""

    async def posted(self, asha: Traveller, nobody: Traveller, user: str = "") -> str:
        """Let a form post the answer without cookies; returns where it sends the browser."""
        start = await asha.start("apple", next="/movies")
        there = start.headers["location"]
        form = (await asyncio.to_thread(httpx.get, there, trust_env=False)).json()
        fields = form["fields"] | ({"user": user} if user else {})
        path = "/api/v1/auth/social/apple/callback"
        answer = await nobody.client.post(path, data=fields)
        assert answer.status_code == 303
        return answer.headers["location"]

    async def test_signs_nobody_in_before_the_cookie_comes(
        self, travel: Travel, domain_services: Services
    ) -> None:
        asha, nobody = travel(), travel()
        back = await self.posted(asha, nobody)
        assert "code" not in back
        assert (await kept(domain_services)) == ([], [])
        assert query_of(await nobody.client.get(back))["problem"] == INVALID

    async def test_goes_on_where_the_cookie_comes_and_has_a_name_the_first_time(
        self, travel: Travel, issuer: IssuerDouble
    ) -> None:
        issuer.somebody.name = None
        issuer.somebody.email = "x7@privaterelay.appleid.com"
        asha = travel()
        user = json.dumps({"name": {"firstName": "Asha", "lastName": "Rao"}, "email": "e@vil.com"})
        back = await self.posted(asha, travel(), user)
        answer = await asha.client.get(back)
        assert path_of(answer) == "/movies"
        me = await asha.me()
        assert (me["name"], me["email"]) == ("Asha Rao", "x7@privaterelay.appleid.com")
        assert query_of(await asha.client.get(back))["problem"] == INVALID

    @pytest.mark.parametrize(
        "body", [b"", b"state=made-up&code=x", b"\xff\xfe", b"state=" + b"x" * 20_000]
    )
    async def test_that_answers_nothing_of_ours_is_refused(
        self, traveller: Traveller, body: bytes
    ) -> None:
        answer = await traveller.client.post(
            "/api/v1/auth/social/apple/callback",
            content=body,
            headers={"content-type": "application/x-www-form-urlencoded"},
        )
        assert answer.status_code == 303
        assert query_of(answer)["problem"] == INVALID


class TestNext:
    @pytest.mark.parametrize(
        "wish",
        [
            "https://evil.example",
            "//evil.example",
            "///evil.example",
            "/\\evil.example",
            "\\\\evil.example",
            "/%2f/evil.example",
            "/%2fevil.example",
            "%2f%2fevil.example",
            "/%252f%252fevil.example",
            "/%5cevil.example",
            "/..//evil.example",
            "/\t/evil.example",
            "/\n/evil.example",
            "/%0d%0aset-cookie:x=1",
            "/%00",
            "javascript:alert(1)",
            "data:text/html,x",
            "evil.example",
            "http:/evil.example",
            "http:evil.example",
            "/\u202eevil",
            "//[evil",
            "",
            "?next=x",
            "#x",
            "/api/v1/auth/logout",
            "/API/v1/me",
            "/media/x",
            "/" + "x" * 600,
        ],
    )
    def test_never_leads_away_from_our_pages(self, wish: str) -> None:
        assert page_of_ours(wish) == "/"

    @pytest.mark.parametrize(
        "wish",
        ["/", "/movies", "/title/first-light?from=home#cast", "/search?q=https://a.example//b"],
    )
    def test_leads_to_a_page_of_ours(self, wish: str) -> None:
        assert page_of_ours(wish) == wish

    def test_keeps_what_stands_after_the_hash_last(self) -> None:
        assert with_query("/a?b=1#c", problem="x") == "/a?b=1&problem=x#c"

    async def test_is_followed_after_the_sign_in_only_here(self, traveller: Traveller) -> None:
        assert (await traveller.go(next="//evil.example")).headers["location"] == "/"


class TestOffered:
    async def test_names_the_providers_in_order(
        self, traveller: Traveller, settings: Settings
    ) -> None:
        assert settings.issuers
        answer = await traveller.client.get("/api/v1/auth/options")
        assert answer.json()["providers"] == [
            {"id": "apple", "name": "Apple"},
            {"id": "facebook", "name": "Facebook"},
            {"id": "own", "name": "Own"},
            {"id": "other", "name": "Other"},
        ]
