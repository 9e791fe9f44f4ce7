"""A viewer looks for something to watch in a real Chromium: lists, search, pages, by keyboard."""

import re
from typing import Any

import pytest
from playwright.async_api import Page, expect

from tests.browser.cinema import until_time
from tests.browser.conftest import Site
from tests.browser.people import faults, settled

pytestmark = pytest.mark.browser

LANTERNS, LETTERS, ANA = "Paper Lanterns", "Letters Home", "Ana Sousa"
TITLES = "/api/v1/titles"


@pytest.fixture(scope="session")
async def shelf(live_service: Site, demo_film: str) -> dict[str, Any]:
    """A film with a cast and a series of one episode, beside the demo film; returns the film."""
    api = live_service.admin
    asset_id = (await api.get(f"{TITLES}/{demo_film}")).json()["asset_id"]
    film = {
        "name": LANTERNS,
        "synopsis": "A village lights its river once a year.",
        "tagline": "Hold on, then let go.",
        "year": 1994,
        "genres": ["Drama"],
        "credits": [{"name": ANA, "role": "actor", "character": "The Keeper"}],
        "advisories": ["flashing"],
        "asset_id": asset_id,
        "state": "published",
    }
    made = (await api.post(TITLES, json=film)).raise_for_status().json()
    series = {"kind": "series", "name": LETTERS, "synopsis": "Three letters.", "genres": ["Drama"]}
    letters = (await api.post(TITLES, json=series)).raise_for_status().json()
    await api.post(f"{TITLES}/{letters['id']}/seasons", json={"number": 1})
    part = {"name": "The First One", "asset_id": asset_id}
    path = f"{TITLES}/{letters['id']}/seasons/1/episodes"
    (await api.post(path, json=part)).raise_for_status()
    (await api.post(f"{TITLES}/{letters['id']}/publish")).raise_for_status()
    return made


class TestSearch:
    async def test_is_a_slash_away_and_obeys_the_keyboard(
        self, page: Page, shelf: dict[str, Any]
    ) -> None:
        """Typed words offer pages; arrows and Enter open one, Escape gives up step by step."""
        await page.goto("/")
        await page.get_by_role("link", name="Films").first.focus()
        await page.keyboard.press("/")
        box = page.get_by_role("combobox", name="Search films, series and people")
        await expect(box).to_be_focused()
        await box.press_sequentially("paper lan")
        option = page.get_by_role("option", name=LANTERNS)
        await expect(option).to_be_visible()
        await expect(box).to_have_attribute("aria-expanded", "true")
        await page.keyboard.press("Escape")
        await expect(box).to_have_attribute("aria-expanded", "false")
        await page.keyboard.press("Escape")
        await expect(box).to_have_count(0)
        await expect(page.get_by_role("link", name="Films").first).to_be_focused()

        await page.keyboard.press("/")
        await box.press_sequentially("paper lan")
        await expect(option).to_be_visible()
        await page.keyboard.press("ArrowDown")
        chosen = await option.get_attribute("id")
        await expect(box).to_have_attribute("aria-activedescendant", str(chosen))
        await page.keyboard.press("Enter")
        await page.wait_for_url(f"**/title/{shelf['slug']}")

    @pytest.mark.usefixtures("shelf")
    async def test_finds_the_second_of_a_line_and_plays_from_it(self, page: Page) -> None:
        """By kind of thing; what narrows it stands in the address; nothing found leads on."""
        await page.goto("/search?q=lanterns")
        await expect(page.get_by_role("link", name=LANTERNS)).to_be_visible()
        await page.get_by_role("button", name="People", exact=True).click()
        await page.wait_for_url(re.compile("type=person"))
        await page.go_back()
        await expect(page.get_by_role("link", name=LANTERNS)).to_be_visible()

        await page.goto("/search?q=qqqqzzzz")
        await expect(page.get_by_role("heading", name="Nothing found")).to_be_visible()
        await expect(page.get_by_role("heading", name="What many watch")).to_be_visible()

        await page.goto("/search?q=colour+without+a+name&type=moment")
        moment = page.get_by_role("listitem").get_by_role("link", name="Play from").first
        await expect(moment.locator("mark").first).to_be_visible()
        address = await moment.get_attribute("href") or ""
        await moment.click()
        await until_time(page, int(address.rpartition("t=")[2]) + 0.5)


class TestLists:
    @pytest.mark.usefixtures("shelf")
    async def test_are_narrowed_in_the_address_and_found_again_on_the_way_back(
        self, page: Page
    ) -> None:
        """Choosing, looking at a title and coming back leaves the list as it was."""
        await page.goto("/movies")
        tile = page.get_by_role("link", name=re.compile(LANTERNS))
        await expect(tile).to_be_visible()
        await page.get_by_label("Years").select_option(label="2020s")
        await page.wait_for_url(re.compile("year_from=2020"))
        await expect(tile).to_have_count(0)
        await page.get_by_role("button", name="Clear filters").first.click()
        await page.get_by_label("Years").select_option(label="1990s")
        await expect(page.get_by_label("Years")).to_have_value("1990-1999")
        await tile.click()
        await expect(page.get_by_role("heading", level=1)).to_have_text(LANTERNS)
        await page.go_back()
        await expect(page.get_by_label("Years")).to_have_value("1990-1999")
        await expect(tile).to_be_visible()
        await page.get_by_label("For ages").select_option(label="6 and under")
        await expect(page.get_by_role("heading", name="Nothing here yet")).to_be_visible()

    async def test_tell_more_of_a_title_to_pointer_and_keyboard(
        self, page: Page, shelf: dict[str, Any]
    ) -> None:
        """Resting on a card opens it; Escape closes it; its list button works."""
        await page.goto("/genre/drama")
        tile = page.get_by_role("listitem").filter(has_text=LANTERNS)
        quick = page.locator("[data-quick-info]")
        await tile.get_by_role("link").first.hover()
        await expect(quick).to_contain_text("Hold on, then let go.")
        async with page.expect_response("**/watchlist/*") as told:
            await quick.get_by_role("button", name="my list").click()
        assert (await told.value).ok
        await page.mouse.move(5, 5)
        await expect(quick).to_have_count(0)
        await page.keyboard.press("Tab")
        await tile.get_by_role("link").first.focus()
        await expect(quick).to_be_visible()
        await page.keyboard.press("Escape")
        await expect(quick).to_have_count(0)
        await page.keyboard.press("Enter")
        await page.wait_for_url(f"**/title/{shelf['slug']}")


class TestTitle:
    async def test_leads_to_its_people_and_back(self, page: Page, shelf: dict[str, Any]) -> None:
        """Who is in it, what to know before, and their other work."""
        await page.goto(f"/title/{shelf['slug']}")
        await expect(page.get_by_text("flashing light").first).to_be_visible()
        await page.get_by_role("region", name="Cast and crew").get_by_role("link").click()
        await page.wait_for_url("**/people/*")
        await expect(page.get_by_role("heading", level=1)).to_have_text(ANA)
        await expect(page.get_by_text("as The Keeper")).to_be_visible()
        await page.get_by_role("link", name=re.compile(LANTERNS)).first.click()
        await page.wait_for_url(f"**/title/{shelf['slug']}")

    async def test_marks_the_episode_one_is_at(self, page: Page, shelf: dict[str, Any]) -> None:
        """After a few seconds of an episode it is up next, with how far one is."""
        assert shelf
        await page.goto("/title/letters-home")
        await page.get_by_role("link", name="Play episode 1").click()
        await until_time(page, 6)
        async with page.expect_response("**/position") as told:
            await page.keyboard.press("k")
        assert (await told.value).ok
        await page.goto("/title/letters-home")
        episode = page.get_by_role("link", name="Play episode 1")
        await expect(episode).to_contain_text("Up next")
        await expect(episode.get_by_role("progressbar")).to_be_visible()


class TestPages:
    @pytest.mark.parametrize("theme", ["dark", "light", "contrast"])
    async def test_hold_at_every_width_for_everybody(
        self, page: Page, shelf: dict[str, Any], theme: str
    ) -> None:
        """No sideways scrolling on a phone, and nothing axe-core finds wrong."""
        await page.add_init_script(f"localStorage.setItem('streamverse.theme', '{theme}')")
        person = shelf["credits"][0]["person"]["slug"]
        paths = (
            "/",
            "/movies",
            "/search?q=lanterns",
            f"/title/{shelf['slug']}",
            f"/people/{person}",
        )
        for path in paths:
            await page.set_viewport_size({"width": 390, "height": 800})
            await page.goto(path)
            await expect(page.get_by_text(LANTERNS).first).to_be_attached()
            overflow = await page.evaluate(
                "() => document.documentElement.scrollWidth - innerWidth"
            )
            assert overflow <= 0, path
            await page.set_viewport_size({"width": 1280, "height": 720})
            await settled(page)
            assert await faults(page) == [], path
