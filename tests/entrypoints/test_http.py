"""What every answer promises: ids, problems, security headers, statuses, limits."""

from collections.abc import AsyncGenerator, Iterator
from pathlib import Path

import httpx
import pytest
from fastapi.dependencies.models import Dependant
from fastapi.routing import (
    APIRoute,
    _IncludedRouter,  # pyright: ignore[reportPrivateUsage] - the only way to walk nested routers
)

from streamverse.domains.identity.public import CALLER_DEPENDENCIES
from streamverse.entrypoints import domains, health
from streamverse.entrypoints.app import create_app
from streamverse.kit.cache import Cache
from streamverse.kit.ids import new_id
from streamverse.kit.services import Services
from streamverse.kit.settings import Settings

PUBLIC = {
    "GET /health",
    "GET /health/ready",
    "GET /metrics",
    "POST /api/v1/auth/register",
    "POST /api/v1/auth/login",
    "POST /api/v1/auth/refresh",
    "POST /api/v1/auth/logout",
    "POST /api/v1/auth/device",
    "POST /api/v1/auth/device/token",
    "GET /api/v1/auth/export",
    "GET /api/v1/auth/options",
    "GET /api/v1/auth/social/{provider}/callback",
    "GET /api/v1/auth/social/{provider}/start",
    "POST /api/v1/auth/email/confirm",
    "POST /api/v1/auth/email/undo",
    "POST /api/v1/auth/erasure/cancel",
    "POST /api/v1/auth/login/second-factor",
    "POST /api/v1/auth/login/second-factor/options",
    "POST /api/v1/auth/operator/login",
    "POST /api/v1/auth/operator/second-factor",
    "POST /api/v1/auth/parental-consent",
    "POST /api/v1/auth/parental-consent/check",
    "POST /api/v1/auth/passkey",
    "POST /api/v1/auth/passkey/options",
    "POST /api/v1/auth/password-strength",
    "POST /api/v1/auth/reset",
    "POST /api/v1/auth/reset/check",
    "POST /api/v1/auth/reset/request",
    "POST /api/v1/auth/social/{provider}/callback",
    "POST /api/v1/auth/unlock",
    "POST /api/v1/auth/verify",
    "POST /api/auth/register",
    "POST /api/auth/login",
    "OPTIONS /api/v1/uploads",
    "OPTIONS /api/v1/uploads/{upload_id}",
}
"""Endpoints that name no caller, on purpose. A new one is added here or names its caller."""


def calls(dependant: Dependant) -> set[object]:
    """Every function that a route depends on."""
    found: set[object] = {dependant.call}
    for each in dependant.dependencies:
        found |= calls(each)
    return found


def endpoints() -> Iterator[tuple[str, APIRoute]]:
    """Every endpoint of every domain, with its whole path."""
    included = [("", health.router), *domains.routers()]
    while included:
        prefix, router = included.pop()
        for route in router.routes:
            if isinstance(route, APIRoute):
                yield prefix + route.path, route
            else:
                assert isinstance(route, _IncludedRouter)
                included.append((prefix + route.include_context.prefix, route.original_router))


class TestCallers:
    """Who may call what is visible in the signature."""

    def test_are_named_by_every_endpoint_that_is_not_public(self) -> None:
        nameless = {
            f"{method} {path}"
            for path, route in endpoints()
            if not calls(route.dependant) & CALLER_DEPENDENCIES
            for method in route.methods or ()
        }
        assert nameless == PUBLIC


class TestProblems:
    """RFC 9457."""

    async def test_name_the_wrong_fields(self, client: httpx.AsyncClient) -> None:
        answer = await client.post("/api/v1/auth/login", json={"email": 1})
        assert answer.status_code == 422
        assert answer.headers["content-type"] == "application/problem+json"
        problem = answer.json()
        assert problem["code"] == "invalid_fields"
        assert {each["field"] for each in problem["errors"]} >= {"body.password"}

    async def test_carry_the_id_of_the_request(self, client: httpx.AsyncClient) -> None:
        answer = await client.get("/api/v1/me", headers={"x-request-id": "from-the-edge-1"})
        assert answer.status_code == 401
        assert answer.headers["x-request-id"] == "from-the-edge-1"
        assert answer.json()["request_id"] == "from-the-edge-1"

    async def test_ignore_an_id_that_could_break_a_log(self, client: httpx.AsyncClient) -> None:
        answer = await client.get("/health", headers={"x-request-id": "a b\tc"})
        assert answer.headers["x-request-id"] != "a b\tc"

    async def test_answer_unknown_addresses_of_the_api(self, client: httpx.AsyncClient) -> None:
        answer = await client.get("/api/v1/nothing")
        assert answer.status_code == 404
        assert answer.json()["code"] == "not_found"


class TestHeaders:
    """Security headers."""

    async def test_allow_nothing_from_elsewhere(self, client: httpx.AsyncClient) -> None:
        policy = (await client.get("/health")).headers["content-security-policy"]
        assert "default-src 'self'" in policy
        assert "unsafe" not in policy
        assert "http" not in policy

    async def test_forbid_framing_and_sniffing(self, client: httpx.AsyncClient) -> None:
        headers = (await client.get("/health")).headers
        assert headers["x-frame-options"] == "DENY"
        assert headers["x-content-type-options"] == "nosniff"

    async def test_let_nobody_on_the_way_keep_what_is_somebodys_own(
        self, client: httpx.AsyncClient
    ) -> None:
        assert (await client.get("/api/v1/me")).headers["cache-control"] == "no-store"
        genres = await client.get("/api/v1/genres")  # a browser may keep them, and ask again
        assert genres.headers["cache-control"] == "private, no-cache"


class TestBodies:
    """What is sent to us."""

    async def test_are_refused_above_a_megabyte(self, client: httpx.AsyncClient) -> None:
        wish = {"email": "asha@example.com", "password": "x" * 1024**2}
        answer = await client.post("/api/v1/auth/login", json=wish)
        assert (answer.status_code, answer.json()["code"]) == (413, "too_large")

    async def test_are_refused_as_soon_as_they_turn_out_larger(
        self, client: httpx.AsyncClient
    ) -> None:
        async def endless() -> AsyncGenerator[bytes]:
            yield b'{"email": "'
            while True:
                yield b"x" * 65536

        headers = {"content-type": "application/json"}
        answer = await client.post("/api/v1/auth/login", content=endless(), headers=headers)
        assert (answer.status_code, answer.json()["code"]) == (413, "too_large")

    async def test_that_are_files_may_be_larger(self, client: httpx.AsyncClient) -> None:
        path = f"/api/v1/profiles/{new_id()}/avatar"
        answer = await client.put(path, content=b"x" * 2 * 1024**2)
        assert answer.status_code == 401


class TestHealth:
    """Liveness, readiness, metrics."""

    async def test_lists_each_check(self, client: httpx.AsyncClient) -> None:
        answer = await client.get("/health/ready")
        assert answer.status_code == 200
        checks = answer.json()["checks"]
        assert checks == dict.fromkeys(("database", "cache", "objects", "search"), "ok")

    async def test_is_503_when_one_fails(
        self, client: httpx.AsyncClient, services: Services
    ) -> None:
        class Broken:
            async def get(self, key: str) -> bytes | None:
                raise ConnectionError(key)

        services.add(Broken(), as_=Cache)
        answer = await client.get("/health/ready")
        assert answer.status_code == 503
        assert answer.json()["checks"]["cache"] != "ok"
        assert answer.json()["checks"]["database"] == "ok"

    async def test_counts_requests_by_route_and_never_by_path(
        self, client: httpx.AsyncClient
    ) -> None:
        await client.get("/api/v1/titles/some-title-nobody-has")
        metrics = (await client.get("/metrics")).text
        assert "streamverse_http_requests_total" in metrics
        assert "some-title-nobody-has" not in metrics


class TestGeneralLimit:
    """So many API requests a minute and client."""

    @pytest.fixture
    async def limited(self, services: Services) -> httpx.AsyncClient:
        few = services.get(Settings).model_copy(update={"rate_limit_per_minute": 2})
        services.add(few)
        transport = httpx.ASGITransport(app=create_app(services))
        return httpx.AsyncClient(transport=transport, base_url="http://localhost")

    async def test_refuses_with_the_time_to_wait(self, limited: httpx.AsyncClient) -> None:
        answers = [await limited.get("/api/v1/genres") for _ in range(3)]
        assert [each.status_code for each in answers] == [200, 200, 429]
        assert answers[2].json()["code"] == "too_many_requests"
        assert 0 < int(answers[2].headers["retry-after"]) <= 60
        assert answers[0].headers["ratelimit"].startswith('"general";r=1')

    async def test_has_the_standard_headers_and_no_older_ones(
        self, limited: httpx.AsyncClient
    ) -> None:
        answers = [await limited.get("/api/v1/genres") for _ in range(3)]
        for answer in answers:
            assert answer.headers["ratelimit-policy"] == '"general";q=2;w=60'
            assert {"ratelimit", "ratelimit-policy"} <= set(answer.headers)
            assert not [name for name in answer.headers if name.startswith("x-ratelimit")]
            assert not {"ratelimit-limit", "ratelimit-remaining"} & set(answer.headers)

    async def test_leaves_health_and_uploads_alone(self, limited: httpx.AsyncClient) -> None:
        for _ in range(4):
            assert (await limited.get("/health")).status_code == 200
            assert (await limited.options("/api/v1/uploads")).status_code == 204


class TestPages:
    """The site's pages, before any script runs."""

    @pytest.fixture
    async def site(self, services: Services, tmp_path: Path) -> httpx.AsyncClient:
        dist = tmp_path / "dist"
        dist.mkdir()
        (dist / "index.html").write_text("<html><head><!--head--></head><body></body></html>")
        services.add(services.get(Settings).model_copy(update={"web_dist": dist}))
        transport = httpx.ASGITransport(app=create_app(services))
        return httpx.AsyncClient(transport=transport, base_url="http://localhost")

    async def test_have_a_title_and_a_canonical_address(self, site: httpx.AsyncClient) -> None:
        page = await site.get("/")
        assert page.status_code == 200
        assert "<title>StreamVerse</title>" in page.text
        assert '<link rel="canonical" href="http://localhost:8080/">' in page.text

    @pytest.mark.parametrize("path", ["/nothing-here", "/title/nobody", "/watch/x", "/genre/x"])
    async def test_that_are_not_there_are_404(self, site: httpx.AsyncClient, path: str) -> None:
        page = await site.get(path)
        assert page.status_code == 404
        assert page.headers["content-type"].startswith("text/html")
        assert 'content="noindex"' in page.text

    @pytest.mark.parametrize("path", ["/movies", "/series", "/search"])
    async def test_of_lists_are_named(self, site: httpx.AsyncClient, path: str) -> None:
        page = await site.get(path)
        assert page.status_code == 200
        assert "<title>StreamVerse</title>" not in page.text
        assert 'content="noindex"' not in page.text

    async def test_are_on_a_map(self, site: httpx.AsyncClient) -> None:
        assert "Sitemap: http://localhost:8080/sitemap.xml" in (await site.get("/robots.txt")).text
        index = await site.get("/sitemap.xml")
        assert index.headers["content-type"].startswith("application/xml")
        assert "<loc>http://localhost:8080/sitemap-1.xml</loc>" in index.text
        first = await site.get("/sitemap-1.xml")
        assert "<loc>http://localhost:8080/movies</loc>" in first.text
        for beyond in ("/sitemap-2.xml", "/sitemap-0.xml", f"/sitemap-{10**12}.xml"):
            assert (await site.get(beyond)).status_code == 404

    async def test_of_the_studio_are_not_for_search_engines(self, site: httpx.AsyncClient) -> None:
        assert 'content="noindex"' in (await site.get("/studio/upload")).text

    async def test_say_what_to_do_when_the_site_is_not_built(
        self, services: Services, tmp_path: Path
    ) -> None:
        services.add(services.get(Settings).model_copy(update={"web_dist": tmp_path / "none"}))
        transport = httpx.ASGITransport(app=create_app(services))
        async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as site:
            page = await site.get("/")
        assert page.status_code == 503
        assert "make run" in page.text
