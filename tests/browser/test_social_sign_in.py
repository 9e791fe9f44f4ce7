"""Sign in by another service in a real browser: there, back, and by a form of another site."""

import json
from collections.abc import AsyncGenerator
from pathlib import Path

import pytest
from joserfc.jwk import ECKey
from playwright.async_api import Browser, Page, expect

from tests.oidc_issuer import CLIENT_ID, CLIENT_SECRET, IssuerDouble, Somebody
from tests.running import environment, free_port, running

pytestmark = pytest.mark.browser


@pytest.fixture
async def there(tmp_path: Path, chromium: Browser) -> AsyncGenerator[tuple[Page, IssuerDouble]]:
    """A page of a service whose providers are another site: 127.0.0.1 to its localhost."""
    with IssuerDouble() as issuer:
        apple_key = ECKey.generate_key("P-256")
        issuer.apple_key = apple_key
        own = {"id": "own", "name": "Acme", "issuer": issuer.url, "client_id": CLIENT_ID}
        settings = {
            "STREAMVERSE_DEMO": "0",
            "STREAMVERSE_OIDC_ISSUERS": json.dumps([own | {"client_secret": CLIENT_SECRET}]),
            "STREAMVERSE_SOCIAL_ADDRESSES": json.dumps({"apple": issuer.url}),
            "STREAMVERSE_APPLE_CLIENT_ID": CLIENT_ID,
            "STREAMVERSE_APPLE_TEAM_ID": "TEAM123456",
            "STREAMVERSE_APPLE_KEY_ID": "KEY1234567",
            "STREAMVERSE_APPLE_PRIVATE_KEY": apple_key.as_pem(private=True).decode(),
        }
        port = free_port()
        async with running("up", environment(tmp_path / "data", port, **settings)):
            context = await chromium.new_context(
                base_url=f"http://localhost:{port}", locale="en-GB"
            )
            context.set_default_timeout(30_000)
            yield await context.new_page(), issuer
            await context.close()


async def whoami(page: Page) -> str:
    """Return whom the site takes the browser for."""
    return await page.evaluate("fetch('/api/v1/me').then(r => r.json()).then(me => me.email)")


class TestSocialSignIn:
    async def test_goes_there_and_comes_back_signed_in(
        self, there: tuple[Page, IssuerDouble]
    ) -> None:
        page, issuer = there
        await page.goto("/login?next=/movies")
        await page.get_by_role("link", name="Acme").click()
        await page.wait_for_url("**/movies")
        assert await whoami(page) == "asha@example.com"

        await page.context.clear_cookies()
        issuer.somebody = Somebody("apple-7", "x7@privaterelay.appleid.com", "true", None)
        await page.goto("/login")
        await page.get_by_role("link", name="Apple").click()
        await page.get_by_role("button", name="Continue").click()  # a form of another site
        await page.wait_for_url("**/localhost:*/")
        assert await whoami(page) == "x7@privaterelay.appleid.com"

        await page.context.clear_cookies()
        await page.goto("/api/v1/auth/social/own/callback?state=made-up&code=x")
        await page.wait_for_url("**/login?problem=social_state_invalid*")
        await expect(page.get_by_role("alert")).to_be_visible()
