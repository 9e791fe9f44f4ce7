"""The catalog's desk in a real Chromium: an editor makes a collection and a layout by keyboard."""

import asyncio
from collections.abc import AsyncGenerator
from typing import Any

import pytest
from playwright.async_api import Browser, Page, expect
from typer.testing import CliRunner

from streamverse.entrypoints.cli.user import app
from tests.browser.conftest import Site
from tests.browser.people import faults, settled
from tests.running import SECRET

pytestmark = pytest.mark.browser

EMAIL = "edda@example.com"
PASSWORD = "lantern-window-river-45"
NAMES = ("Amber Hours", "Brisk Water", "Cedar Road")


@pytest.fixture
async def desk(chromium: Browser, live_service: Site) -> AsyncGenerator[Page]:
    """A page of an editor: no operators' sign-in, no second factor."""
    settings = {"STREAMVERSE_DATA": str(live_service.folder / "data"), "JWT_SECRET_KEY": SECRET}
    arguments = ("create", EMAIL, "--password", PASSWORD, "--role", "editor")
    made = await asyncio.to_thread(CliRunner().invoke, app, arguments, env=settings)
    assert made.exit_code == 0, made.output
    context = await chromium.new_context(base_url=live_service.url, locale="en-GB")
    context.set_default_timeout(30_000)
    page = await context.new_page()
    who = {"email": EMAIL, "password": PASSWORD, "transport": "cookie"}
    answer = await page.request.post("/api/v1/auth/login", data=who)
    assert answer.ok, await answer.text()
    yield page
    await context.close()


@pytest.fixture
async def titles(live_service: Site) -> list[dict[str, Any]]:
    """Three drafts of a genre."""
    found: list[dict[str, Any]] = []
    for name in NAMES:
        wish = {"kind": "movie", "name": name, "synopsis": "It is.", "genres": ["Weather"]}
        answer = await live_service.admin.post("/api/v1/titles", json=wish)
        assert answer.status_code == 201, answer.text
        found.append(answer.json())
    return found


class TestCatalogDesk:
    """Collections, the home page, genres."""

    async def test_lets_an_editor_arrange_titles_and_the_home_page(
        self, desk: Page, titles: list[dict[str, Any]], live_service: Site
    ) -> None:
        await desk.goto("/admin")
        await desk.get_by_role("button", name="New collection").click()
        await desk.get_by_label("Name", exact=True).fill("Weather")
        await desk.get_by_role("button", name="Make it").click()
        for name in NAMES:
            await desk.get_by_label("Search titles").fill(name)
            await desk.get_by_role("button", name=f"Add “{name}”").click()
            await expect(desk.get_by_role("button", name=f"Move “{name}”")).to_be_visible()
        await desk.get_by_label("Search titles").fill("")
        handle = desk.get_by_role("button", name="Move “Cedar Road”")
        await handle.focus()
        await desk.keyboard.press("Home")
        await expect(desk.get_by_text("“Cedar Road” is at 1 of 3.")).to_be_attached()
        await expect(handle).to_be_focused()
        await desk.get_by_role("button", name="Take “Brisk Water” out").click()
        await expect(desk.get_by_role("heading", name="2 titles")).to_be_visible()
        await settled(desk)
        assert await faults(desk) == []
        await desk.reload()
        collection = desk.get_by_role("list", name="2 titles")
        await collection.wait_for()
        await expect(collection.get_by_role("listitem")).to_contain_text(
            ["Cedar Road", "Amber Hours"]
        )
        await desk.get_by_role("switch").check()
        await desk.get_by_role("button", name="Save").click()
        await expect(desk.get_by_text("Saved.")).to_be_visible()
        kept = await live_service.admin.get("/api/v1/collections/weather/items")
        assert [each["title"]["id"] for each in kept.json()["items"]] == [
            titles[2]["id"],
            titles[0]["id"],
        ]

        await desk.get_by_role("link", name="Home page").click()
        await desk.get_by_role("button", name="New layout").click()
        await expect(desk.get_by_role("heading", name="As a viewer gets it")).to_be_visible()
        await desk.get_by_label("Row to add").select_option("collection")
        await desk.get_by_label("Which").select_option(label="Weather")
        await desk.get_by_role("button", name="Add the row").click()
        await desk.get_by_role("button", name="Move “Collection: Weather”").focus()
        await desk.keyboard.press("ArrowUp")
        await desk.get_by_role("button", name="Save").click()
        await expect(desk.get_by_text("Saved.")).to_be_visible()
        await settled(desk)
        assert await faults(desk) == []
        layouts = (await live_service.admin.get("/api/v1/home-layouts")).json()["items"]
        assert [row["kind"] for row in layouts[0]["rows"]][-2:] == ["collection", "trending"]

        await desk.goto("/admin/catalog/genres")
        await expect(desk.get_by_text("Weather", exact=True)).to_be_visible()
        await settled(desk)
        assert await faults(desk) == []
