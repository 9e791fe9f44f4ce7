"""No other site can make a signed-in browser change anything: every unsafe endpoint is tried."""

import re
from uuid import uuid4

import httpx
import pytest

from streamverse.domains.identity.public import Role, create_account
from streamverse.kit.services import Services
from tests.entrypoints.test_http import PUBLIC

UNSAFE = {"post", "put", "patch", "delete"}
PASSWORD = "a quiet river 7"


@pytest.fixture
async def browser(client: httpx.AsyncClient, services: Services) -> httpx.AsyncClient:
    """A browser in which a superuser is signed in."""
    await create_account(services, "root@example.com", PASSWORD, "Root", {Role.SUPERUSER})
    body = {"email": "root@example.com", "password": PASSWORD, "transport": "cookie"}
    assert (await client.post("/api/v1/auth/login", json=body)).status_code == 200
    return client


class TestForgedRequests:
    async def test_are_refused_by_every_endpoint_that_changes_something(
        self, browser: httpx.AsyncClient
    ) -> None:
        paths = (await browser.get("/openapi.json")).json()["paths"]
        tried = 0
        for path, operations in paths.items():
            for method in UNSAFE & operations.keys():
                if f"{method.upper()} {path}" in PUBLIC:
                    continue
                address = re.sub(r"\{[^}]+\}", str(uuid4()), path)
                answer = await browser.request(method, address)
                assert answer.status_code == 403, f"{method} {path}: {answer.text}"
                assert answer.json()["code"] == "csrf_refused", f"{method} {path}"
                tried += 1
        assert tried > 60

    async def test_do_not_end_or_renew_the_sign_in(self, browser: httpx.AsyncClient) -> None:
        for path in ("refresh", "logout"):
            answer = await browser.post(f"/api/v1/auth/{path}")
            assert answer.json()["code"] == "csrf_refused"
        assert (await browser.get("/api/v1/me")).status_code == 200

    async def test_with_the_token_of_another_sign_in_are_refused(
        self, browser: httpx.AsyncClient
    ) -> None:
        before = browser.cookies["sv_csrf"]
        body = {"email": "root@example.com", "password": PASSWORD, "transport": "cookie"}
        await browser.post("/api/v1/auth/login", json=body)
        answer = await browser.patch(
            "/api/v1/me", json={"name": "Changed"}, headers={"x-csrf-token": before}
        )
        assert answer.json()["code"] == "csrf_refused"
