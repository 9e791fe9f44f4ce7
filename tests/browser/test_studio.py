"""The studio in a browser: the table, the editor, the review queue, rights, all by keys too."""

from collections.abc import AsyncGenerator
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Browser, Page, Route, expect

from tests.browser.conftest import Site
from tests.browser.people import faults, settled
from tests.running import ADMIN_EMAIL, ADMIN_PASSWORD

pytestmark = pytest.mark.browser

TABS = ("details", "people", "artwork", "video", "rights", "history", "publish")

PHONE = 390


@pytest.fixture(scope="session")
async def editor_cookies(
    chromium: Browser, live_service: Site, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """Return an editor's cookies in a file: signing in is limited, and once is enough."""
    context = await chromium.new_context(base_url=live_service.url, locale="en-GB")
    page = await context.new_page()
    await page.goto("/login?next=%2Fstudio")
    await page.get_by_label("Email").fill(ADMIN_EMAIL)
    await page.get_by_label("Password", exact=True).fill(ADMIN_PASSWORD)
    await page.get_by_role("button", name="Sign in", exact=True).click()
    await expect(page.get_by_role("heading", name="Titles", level=1)).to_be_visible()
    file = tmp_path_factory.mktemp("editor") / "state.json"
    await context.storage_state(path=file)
    await context.close()
    return file


@pytest.fixture
async def studio(
    chromium: Browser, live_service: Site, editor_cookies: Path
) -> AsyncGenerator[Page]:
    """A page where an editor has opened the studio."""
    context = await chromium.new_context(
        base_url=live_service.url,
        viewport={"width": 1280, "height": 800},
        locale="en-GB",
        storage_state=editor_cookies,
    )
    context.set_default_timeout(30_000)
    page = await context.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    await page.goto("/studio")
    await expect(page.get_by_role("heading", name="Titles", level=1)).to_be_visible()
    yield page
    await context.close()
    assert complaints == []


async def make(site: Site, name: str, **facts: Any) -> str:
    """Make a title over the API; returns its id."""
    wish = {"kind": "movie", "name": name, **facts}
    answer = await site.admin.post("/api/v1/titles", json=wish)
    return str(answer.raise_for_status().json()["id"])


async def read(site: Site, title_id: str) -> dict[str, Any]:
    """Return a title as the service has it."""
    return (await site.admin.get(f"/api/v1/titles/{title_id}")).raise_for_status().json()


async def saved(page: Page) -> None:
    """Wait until everything that was typed is on the service."""
    await expect(page.locator("[data-save=saved]")).to_be_visible()


class TestEditor:
    """/studio/titles/{id}/{tab}."""

    async def test_loses_no_word_when_saving_fails_and_the_page_is_loaded_anew(
        self, studio: Page, live_service: Site
    ) -> None:
        """Typed, saved by itself; not saved, kept on the device and brought back."""
        title_id = await make(live_service, "Autosave")
        await studio.goto(f"/studio/titles/{title_id}/details")
        await studio.get_by_label("In one line").fill("A line that is saved")
        await saved(studio)
        assert (await read(live_service, title_id))["tagline"] == "A line that is saved"

        async def cut(route: Route) -> None:
            if route.request.method == "PATCH":
                await route.abort()
            else:
                await route.continue_()

        await studio.route("**/api/v1/titles/**", cut)
        await studio.get_by_label("What it is about").fill("Words that never arrived")
        await expect(studio.locator("[data-save=offline]")).to_be_visible()
        studio.on("dialog", lambda dialog: dialog.accept())
        await studio.reload()
        await expect(studio.get_by_label("What it is about")).to_have_value(
            "Words that never arrived"
        )
        await studio.unroute("**/api/v1/titles/**")
        await studio.keyboard.press("Control+s")
        await saved(studio)
        assert (await read(live_service, title_id))["synopsis"] == "Words that never arrived"

    async def test_lets_choose_where_somebody_else_changed_the_same_field(
        self, studio: Page, live_service: Site
    ) -> None:
        """The other field merges by itself; for the same one theirs and mine are shown."""
        title_id = await make(live_service, "Two Editors")
        await studio.goto(f"/studio/titles/{title_id}/details")
        await expect(studio.get_by_label("Name", exact=True)).to_have_value("Two Editors")
        theirs = {"name": "Theirs", "tagline": "Also theirs"}
        await live_service.admin.patch(f"/api/v1/titles/{title_id}", json=theirs)
        await studio.get_by_label("Name", exact=True).fill("Mine")
        dialog = studio.get_by_role("dialog", name="Somebody else changed this, too")
        await expect(dialog.get_by_text("Theirs", exact=True).last).to_be_visible()
        await dialog.get_by_role("radio", name="Mine").check()
        await dialog.get_by_role("button", name="Save these").click()
        await saved(studio)
        title = await read(live_service, title_id)
        assert (title["name"], title["tagline"]) == ("Mine", "Also theirs")

    async def test_puts_people_in_order_by_keys_alone(
        self, studio: Page, live_service: Site
    ) -> None:
        """Found or added in a combobox, moved by an arrow on the handle."""
        title_id = await make(live_service, "By Keys")
        await studio.goto(f"/studio/titles/{title_id}/people")
        picker = studio.get_by_role("combobox", name="Add somebody")
        for name in ("Asha Rao", "Benoît Sol"):
            await picker.fill(name)
            await expect(studio.get_by_role("listbox").get_by_role("option").last).to_be_visible()
            await picker.press("Enter")
        await studio.get_by_role("button", name="Move “Benoît Sol”").press("ArrowUp")
        await expect(studio.get_by_text("“Benoît Sol” is now 1 of 2.")).to_be_attached()
        await saved(studio)
        credited = (await read(live_service, title_id))["credits"]
        assert [each["person"]["name"] for each in credited] == ["Benoît Sol", "Asha Rao"]

    async def test_offers_a_title_by_a_window_and_says_to_whom(
        self, studio: Page, live_service: Site
    ) -> None:
        """A window is drawn with a word on it, stands in the table, and answers the tester."""
        title_id = await make(live_service, "Rights of Way")
        await studio.goto(f"/studio/titles/{title_id}/rights")
        await expect(studio.get_by_text("Not offered: there is no window.")).to_be_visible()
        await studio.get_by_role("button", name="New window").click()
        dialog = studio.get_by_role("dialog", name="New window")
        await dialog.get_by_label("For what").select_option("subscription")
        await dialog.get_by_label("Licensor").fill("Harbour Pictures")
        await dialog.get_by_role("button", name="Save window").click()
        await expect(studio.get_by_role("button", name="Subscription · Everywhere")).to_be_visible()
        await expect(studio.get_by_text("Offered", exact=True)).to_be_visible()
        await studio.get_by_role("button", name="As a table").click()
        await expect(studio.get_by_role("cell", name="Harbour Pictures")).to_be_visible()

    async def test_can_be_read_and_used_by_everybody(
        self, studio: Page, live_service: Site
    ) -> None:
        """Every tab, judged by axe; none wider than a phone."""
        title_id = await make(live_service, "Accessible", synopsis="A film.", genres=["Drama"])
        for tab in TABS:
            await studio.set_viewport_size({"width": 1280, "height": 800})
            await studio.goto(f"/studio/titles/{title_id}/{tab}")
            await expect(studio.get_by_role("heading", name="Accessible", level=1)).to_be_visible()
            await expect(studio.locator("[aria-busy=true]")).to_have_count(0)
            await settled(studio)
            assert await faults(studio) == [], tab
            await studio.set_viewport_size({"width": 390, "height": 844})
            wide = await studio.evaluate("document.documentElement.scrollWidth")
            assert wide <= PHONE, tab


class TestTitles:
    """/studio."""

    async def test_acts_on_many_keeps_the_filter_in_the_address_and_undoes(
        self, studio: Page, live_service: Site
    ) -> None:
        """Search, choose a range with Shift, archive; delete, undo, delete, bring back."""
        for number in range(3):
            await make(live_service, f"Bulk {number}")
        await studio.get_by_role("searchbox", name="Search titles").fill("Bulk")
        await expect(studio).to_have_url("/studio?q=Bulk")
        boxes = studio.get_by_role("checkbox", name="Select “Bulk")
        await expect(boxes).to_have_count(3)
        await boxes.first.click()
        await boxes.last.click(modifiers=["Shift"])
        await expect(studio.get_by_text("3 selected")).to_be_visible()
        assert await faults(studio) == []
        await studio.get_by_role("button", name="Archive").click()
        await expect(studio.get_by_role("cell", name="Archived")).to_have_count(3)

        await boxes.first.focus()
        await boxes.first.press("Space")
        await studio.get_by_role("button", name="Delete", exact=True).click()
        await expect(boxes).to_have_count(2)
        await studio.get_by_role("button", name="Undo").click()
        await expect(boxes).to_have_count(3)

        await boxes.first.press("Space")
        await studio.get_by_role("button", name="Delete", exact=True).click()
        await studio.get_by_role("button", name="Close").last.click()
        await studio.get_by_role("button", name="Deleted").click()
        await studio.get_by_role("button", name="Bring back").first.click()
        await expect(studio.get_by_text("1 title brought back")).to_be_visible()


class TestReview:
    """/studio/review and /studio/rights."""

    async def test_goes_through_the_queue_by_keys_and_wants_a_reason(
        self, studio: Page, live_service: Site
    ) -> None:
        """R without a word asks for one; returned, the next title opens by itself."""
        ids = [await make(live_service, f"Handed in {n}", synopsis="A film.") for n in (1, 2)]
        for title_id in ids:
            move = {"to": "in_review", "comment": "Please look"}
            answer = await live_service.admin.post(f"/api/v1/titles/{title_id}/moves", json=move)
            answer.raise_for_status()
        await studio.goto("/studio/review")
        await expect(studio.get_by_role("article", name="Handed in 1")).to_be_visible()
        await expect(studio.get_by_role("heading", name="What it needs")).to_be_visible()
        await settled(studio)
        assert await faults(studio) == []
        await studio.keyboard.press("j")
        await expect(studio.get_by_role("article", name="Handed in 2")).to_be_visible()
        await studio.keyboard.press("k")
        await studio.keyboard.press("r")
        await expect(studio.get_by_text("Say why, so that they know what to do.")).to_be_visible()
        await studio.keyboard.type("The sound is too low.")
        await studio.get_by_role("button", name="Return").click()
        await expect(studio.get_by_role("article", name="Handed in 2")).to_be_visible()
        assert (await read(live_service, ids[0]))["state"] == "draft"
        steps = (await live_service.admin.get(f"/api/v1/titles/{ids[0]}/steps")).json()["items"]
        assert steps[0]["comment"] == "The sound is too low."

    async def test_shows_a_calendar_of_many_titles_and_the_same_as_a_table(
        self, studio: Page, live_service: Site
    ) -> None:
        """Bars with words; a table for who can't see them."""
        title_id = await make(live_service, "On the Calendar")
        window = {"from_at": "2020-01-01T00:00:00Z", "monetisation": "rent"}
        answer = await live_service.admin.post(f"/api/v1/titles/{title_id}/rights", json=window)
        answer.raise_for_status()
        await studio.goto("/studio/rights")
        await expect(studio.get_by_role("button", name="Rent").first).to_be_visible()
        await expect(studio.get_by_role("heading", name="Leaving soon")).to_be_visible()
        await settled(studio)
        assert await faults(studio) == []
        await studio.get_by_role("button", name="As a table").click()
        row = studio.get_by_role("row", name="On the Calendar")
        await expect(row.get_by_text("Rent")).to_be_visible()
        await expect(studio).to_have_url("/studio/rights?table=true")
