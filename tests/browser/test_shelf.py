"""A viewer keeps a list and goes on with films, in a real Chromium."""

import pytest
from playwright.async_api import Page, expect

from tests.browser.cinema import press, until_time

pytestmark = pytest.mark.browser

FILM = "First Light"


class TestShelf:
    async def test_keeps_what_is_wanted_and_what_was_begun_with_a_way_back_from_every_slip(
        self, page: Page, demo_film: str
    ) -> None:
        """The list from the film's page to its own; then the row, the history, each undone."""
        await page.goto(f"/title/{demo_film}")
        mine = page.get_by_role("button", name="My list", exact=True)
        await expect(mine).to_have_attribute("aria-pressed", "false")
        async with page.expect_response("**/watchlist/*") as told:
            await mine.click()
        assert (await told.value).ok
        await expect(mine).to_have_attribute("aria-pressed", "true")

        await page.goto(f"/watch/{demo_film}?t=8")
        await until_time(page, 10)
        async with page.expect_response("**/position") as told:
            await press(page, "Pause")
        assert (await told.value).ok

        await page.goto("/")
        await expect(page.get_by_role("region", name="My list")).to_contain_text(FILM)
        row = page.get_by_role("region", name="Continue watching")
        tile = row.get_by_role("listitem").filter(has_text=FILM)
        await tile.hover()
        await tile.get_by_role("button", name="Remove").click()
        await expect(tile).to_have_count(0)
        await page.get_by_role("button", name="Undo").click()
        await expect(tile).to_be_visible()

        await page.goto("/account/history")
        line = page.get_by_role("listitem").filter(has_text=FILM)
        await expect(line).to_contain_text("left")
        await line.get_by_role("button", name="Remove").click()
        await expect(line).to_have_count(0)
        await page.get_by_role("button", name="Undo").click()
        await expect(line).to_be_visible()
        await page.get_by_role("button", name="Clear all").click()
        await page.get_by_role("dialog").get_by_role("button", name="Clear all").click()
        async with page.expect_response("**/history") as told:
            await page.get_by_role("status").get_by_role("button", name="Close").click()
        assert (await told.value).ok
        await expect(page.get_by_role("heading", name="Nothing watched yet")).to_be_visible()

        await page.set_viewport_size({"width": 390, "height": 800})
        await page.goto("/account/watchlist")
        await page.get_by_role("link", name=FILM).focus()
        await page.keyboard.press("Tab")
        await page.keyboard.press("Enter")
        await expect(page.get_by_role("heading", name="Nothing in your list yet")).to_be_visible()
        overflow = await page.evaluate("() => document.documentElement.scrollWidth - innerWidth")
        assert overflow <= 0
        async with page.expect_response("**/watchlist/*") as told:
            await page.get_by_role("status").get_by_role("button", name="Close").click()
        assert (await told.value).ok
        await page.reload()
        await expect(page.get_by_role("heading", name="Nothing in your list yet")).to_be_visible()
