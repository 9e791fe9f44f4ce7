"""The operators' mail desk in a real Chromium: read, follow a link, look at the letters."""

import asyncio

import pytest
from playwright.async_api import Page, expect
from pyotp.totp import TOTP
from typer.testing import CliRunner

from streamverse.entrypoints.cli.user import app
from tests.browser.conftest import Site
from tests.running import SECRET

pytestmark = pytest.mark.browser

EMAIL = "postmaster@example.com"
PASSWORD = "lantern-window-river-45"
OPERATOR = "/api/v1/auth/operator"


@pytest.fixture
async def desk(page: Page, live_service: Site) -> Page:
    """A page of a superuser who came by the operators' door."""
    data = str(live_service.folder / "data")
    settings = {"STREAMVERSE_DATA": data, "JWT_SECRET_KEY": SECRET}
    arguments = ("create", EMAIL, "--password", PASSWORD, "--role", "superuser")
    made = await asyncio.to_thread(CliRunner().invoke, app, arguments, env=settings)
    assert made.exit_code == 0, made.output
    who = {"email": EMAIL, "password": PASSWORD, "transport": "cookie"}
    asked = await (await page.request.post(f"{OPERATOR}/login", data=who)).json()
    proof = {"ticket": asked["ticket"], "method": "totp", "code": TOTP(asked["secret"]).now()}
    answer = await page.request.post(
        f"{OPERATOR}/second-factor", data={**proof, "transport": "cookie"}
    )
    assert answer.ok, await answer.text()
    return page


class TestMailDesk:
    """List, message, gallery, test."""

    async def test_opens_mail_whose_link_works_shows_letters_and_sends_a_test(
        self, desk: Page, live_service: Site
    ) -> None:
        who = {"email": "wren@example.com", "password": PASSWORD, "name": "Wren"}
        made = await live_service.admin.post("/api/v1/auth/register", json=who)
        assert made.status_code == 202, made.text
        await desk.goto("/admin/mail")
        await desk.get_by_label("Part of an address").fill("wren@")
        row = desk.get_by_role("row").filter(has_text="wren@example.com")
        await expect(row.get_by_text("Sent")).to_be_visible()
        await row.get_by_role("link").click()

        mail = desk.frame_locator("iframe")
        await expect(mail.get_by_role("heading")).to_have_text("Confirm your email address")
        async with desk.expect_popup() as opening:
            await mail.get_by_role("link", name="Confirm my address").click()
        opened = await opening.value
        await expect(
            opened.get_by_role("heading", name="Your address is confirmed")
        ).to_be_visible()

        await desk.get_by_text("Plain text").click()
        await expect(desk.locator("pre")).to_contain_text("/verify?token=")

        await desk.goto("/admin/mail/letters")
        await desk.get_by_label("Letter", exact=True).select_option("new_device")
        await desk.get_by_text("العربية").click()
        heading = desk.frame_locator("iframe").get_by_role("heading")
        await expect(heading).to_have_text("سجّل جهاز جديد الدخول")
        assert await heading.evaluate("element => getComputedStyle(element).direction") == "rtl"

        await desk.get_by_role("button", name="Send a test").click()
        await desk.get_by_role("button", name="Send it").click()
        await expect(desk.get_by_text(f"A test to {EMAIL} is on its way.")).to_be_visible()
        await desk.get_by_role("link", name="Messages").click()
        row = desk.get_by_role("row").filter(has_text="A test from StreamVerse").first
        await expect(row.get_by_text("Sent")).to_be_visible()
