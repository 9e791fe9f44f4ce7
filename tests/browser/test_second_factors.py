"""Second factors by the site's own pages: a passkey, an app, and the operators' door."""

import asyncio
import re
from collections.abc import AsyncGenerator

import pytest
from playwright.async_api import BrowserContext, Page, expect
from pyotp.totp import TOTP
from typer.testing import CliRunner

from streamverse.entrypoints.cli.user import app
from tests.browser.conftest import Site
from tests.browser.test_passkeys import Phone
from tests.running import SECRET

pytestmark = pytest.mark.browser

PASSWORD = "lantern-window-river-44"


@pytest.fixture
async def phone(page: Page, profile: BrowserContext) -> AsyncGenerator[Phone]:
    """A phone that says yes with its person's finger."""
    line = await profile.new_cdp_session(page)
    phone = Phone(line)
    await phone.plug_in()
    yield phone
    await line.detach()


async def give_password(page: Page, email: str) -> None:
    """Fill in a sign-in form."""
    await page.get_by_label("Email").fill(email)
    await page.get_by_label("Password", exact=True).fill(PASSWORD)
    await page.get_by_role("button", name="Sign in", exact=True).click()


async def secret_on(page: Page) -> str:
    """Return the secret that a page shows beside its QR code."""
    shown = page.get_by_text("Or type this key into the app").locator("xpath=..")
    found = re.search(r"(?:[A-Z2-7]{4} ?){8}", await shown.inner_text())
    assert found
    return found.group().replace(" ", "")


class TestPasskey:
    """Asked for by the pages, answered by Chromium."""

    async def test_is_added_and_signs_in_alone_and_after_a_password(
        self, page: Page, phone: Phone, live_service: Site
    ) -> None:
        who = {"email": "noor@example.com", "password": PASSWORD, "name": "Noor"}
        made = await live_service.admin.post("/api/v1/auth/register", json=who)
        assert made.status_code == 202, made.text
        await page.goto("/login?next=/account/security")
        await give_password(page, who["email"])
        await page.get_by_role("button", name="Add a passkey").click()
        await expect(page.get_by_text("synced by its maker")).to_be_visible()
        assert (await phone.credential())["userName"] == who["email"]

        await page.context.clear_cookies()
        await page.goto("/login?next=/account/security")  # the browser offers it, and is told yes
        await expect(page.get_by_text("synced by its maker")).to_be_visible()

        await phone.touch(is_given=False)
        await page.context.clear_cookies()
        await page.goto("/login?next=/account/security")
        await give_password(page, who["email"])
        await expect(page.get_by_role("button", name="Use a passkey")).to_be_visible()
        await phone.touch(is_given=True)
        await page.get_by_role("button", name="Use a passkey").click()
        await expect(page.get_by_text("synced by its maker")).to_be_visible()


class TestOperator:
    """A password is never enough at their own door."""

    async def test_sets_up_an_app_and_keeps_the_recovery_codes(
        self, page: Page, live_service: Site
    ) -> None:
        email = "chief@example.com"
        arguments = ("create", email, "--password", PASSWORD, "--role", "admin")
        settings = {
            "STREAMVERSE_DATA": str(live_service.folder / "data"),
            "JWT_SECRET_KEY": SECRET,
        }
        made = await asyncio.to_thread(CliRunner().invoke, app, arguments, env=settings)
        assert made.exit_code == 0, made.output
        await page.goto("/admin/login")
        await give_password(page, email)
        await expect(page.get_by_role("img", name="QR code")).to_be_visible()
        secret = await secret_on(page)
        await page.get_by_label("Six digits from the app").fill(TOTP(secret).now())
        await expect(page.get_by_text(re.compile("^[a-z0-9]{5}-[a-z0-9]{5}$"))).to_have_count(10)
        await page.get_by_label("I kept them somewhere safe.").check()
        await page.get_by_role("button", name="Done").click()
        await page.wait_for_url("**/admin/people")
