"""A channel is made, dressed and shared in the studio, and followed on its page."""

from io import BytesIO

import pytest
from PIL import Image
from playwright.async_api import Page, expect

from tests.browser.conftest import Site
from tests.browser.people import PASSWORD, faults, settled, sign_in

pytestmark = pytest.mark.browser


def cover() -> bytes:
    """Draw something wide."""
    written = BytesIO()
    Image.new("RGB", (1280, 320), "#284058").save(written, "PNG")
    return written.getvalue()


async def person(site: Site, name: str) -> str:
    """Make somebody who may publish; returns their email."""
    address = f"{name}@example.com"
    wish = {"email": address, "password": PASSWORD, "name": name.title()}
    (await site.admin.post("/api/v1/auth/register", json=wish)).raise_for_status()
    return address


class TestAChannel:
    async def test_is_made_dressed_shared_and_followed(
        self, page: Page, live_service: Site
    ) -> None:
        """From the first dialog to the page that strangers see, at three widths."""
        await sign_in(page, await person(live_service, "chandra"), to="/studio/channels")
        await page.get_by_role("button", name="New channel").click()
        dialog = page.get_by_role("dialog")
        await dialog.get_by_label("Name").fill("Night Walks")
        await expect(dialog.get_by_label("Handle")).to_have_value("night-walks")
        await dialog.get_by_label("Handle").fill("admin")
        await dialog.get_by_role("button", name="Make the channel").click()
        await expect(dialog.get_by_role("alert")).to_contain_text("reserved")
        await dialog.get_by_label("Handle").fill("night-walks")
        await dialog.get_by_role("button", name="Make the channel").click()

        await expect(page.get_by_role("heading", name="Night Walks")).to_be_visible()
        await page.get_by_label("Description").fill("<b>Canals</b> at night.")
        await page.get_by_label("Cover: Choose a picture").set_input_files(
            {"name": "cover.png", "mimeType": "image/png", "buffer": cover()}
        )
        await expect(page.get_by_text("The picture is in place.")).to_be_visible()
        await expect(page.get_by_label("Description")).to_have_value("<b>Canals</b> at night.")
        await page.get_by_label("Accent colour").fill("#00008b")
        await expect(page.get_by_text("It can hardly be told")).to_be_visible()
        await expect(page.get_by_role("button", name="Save")).to_be_disabled()
        await page.get_by_label("Accent colour").fill("#5ec8b8")
        await page.get_by_role("button", name="Save").click()
        await expect(page.get_by_text("Saved.")).to_be_visible()
        await settled(page)
        assert await faults(page) == []

        await page.get_by_role("link", name="Invitations").click()
        await page.get_by_label("Email").fill("friend@example.com")
        await page.get_by_role("button", name="Send the invitation").click()
        await expect(page.get_by_role("listitem").filter(has_text="friend@")).to_be_visible()
        await page.get_by_role("link", name="Members").click()
        await expect(page.get_by_role("listitem").filter(has_text="Chandra")).to_contain_text(
            "Owner"
        )

        await page.goto("/c/NIGHT-WALKS")
        await page.wait_for_url("**/c/night-walks")
        follow = page.get_by_role("button", name="Follow Night Walks")
        await follow.focus()
        await page.keyboard.press("Enter")
        await expect(page.get_by_text("One follower")).to_be_visible()
        await page.get_by_role("link", name="About").click()
        await expect(page.get_by_text("<b>Canals</b> at night.")).to_be_visible()
        for width in (390, 1280, 1920):
            await page.set_viewport_size({"width": width, "height": 800})
            await settled(page)
            assert await faults(page) == []
            wider = "document.documentElement.scrollWidth > innerWidth"
            assert not await page.evaluate(wider)
        await page.goto("/account/channels")
        await expect(page.get_by_role("link", name="Night Walks")).to_be_visible()

    async def test_that_is_private_is_not_there_for_strangers(
        self, page: Page, live_service: Site
    ) -> None:
        """The page answers 404, and says what it says of any address."""
        wish = {"handle": "our-family", "name": "Our family", "is_public": False}
        made = await live_service.admin.post("/api/v1/channels", json=wish)
        assert made.status_code == 201
        answer = await page.goto("/c/our-family")
        assert answer is not None
        assert answer.status == 404
        await expect(page.get_by_role("heading", name="Our family")).to_have_count(0)
        assert "Our family" not in await page.content()
