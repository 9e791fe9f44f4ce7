"""A viewer watches the demo film in a real Chromium, by HLS and by DASH."""

import gzip

import pytest
from playwright.async_api import Page, expect

from tests.browser.cinema import look, press, until_playing, until_time
from tests.browser.conftest import Site

pytestmark = pytest.mark.browser

ENGINES = ("hls", "dash")
SEEN, HEARD = 2.0, 10_000


class TestWatch:
    """The watch page."""

    async def test_says_what_to_do_when_there_is_no_such_film(self, page: Page) -> None:
        """Not a dead end: words and a way home."""
        await page.goto("/watch/no-such-film")
        await expect(page.get_by_role("heading")).to_have_text("This film is no longer available")
        await page.get_by_role("link", name="Go to the home page").click()
        await page.wait_for_url("**/")

    @pytest.mark.parametrize("engine", ENGINES)
    async def test_plays_picture_and_sound_for_a_guest(
        self, page: Page, demo_film: str, engine: str
    ) -> None:
        """The clock advances, frames are not black, audio is decoded."""
        await page.goto(f"/watch/{demo_film}?engine={engine}&t=8")
        await until_playing(page)
        frame = await until_time(page, 8 + SEEN)
        assert frame.contrast > 2
        assert frame.brightness > 2
        assert frame.audio_bytes > HEARD

    @pytest.mark.parametrize("engine", ENGINES)
    async def test_lands_where_the_viewer_seeks(
        self, page: Page, demo_film: str, engine: str
    ) -> None:
        """A digit jumps to its tenth, and the film goes on from there."""
        await page.goto(f"/watch/{demo_film}?engine={engine}")
        await until_playing(page)
        await page.keyboard.press("6")
        frame = await until_time(page, 0.6 * 40)
        assert frame.time < 0.6 * 40 + 3
        await until_time(page, frame.time + 1)

    async def test_lands_however_early_the_seek_comes(self, page: Page, demo_film: str) -> None:
        """A seek in the first second meets the first change of quality; it must not hang."""
        for _ in range(5):
            await page.goto(f"/watch/{demo_film}?t=0")
            await until_playing(page)
            await page.keyboard.press("6")
            await until_time(page, 0.6 * 40 + 0.3, within_ms=20_000)

    async def test_answers_the_keyboard(self, page: Page, demo_film: str) -> None:
        """Space pauses, arrows seek, M mutes, ? helps."""
        await page.goto(f"/watch/{demo_film}?t=10")
        await until_playing(page)
        await page.keyboard.press(" ")
        await expect(page.get_by_role("button", name="Play", exact=True).first).to_be_visible()
        before = await look(page)
        assert before.paused
        await page.keyboard.press("ArrowRight")
        await until_time(page, before.time + 4.5)
        await page.keyboard.press("m")
        await expect(page.get_by_role("button", name="Sound on")).to_be_attached()
        await page.keyboard.press("?")
        await expect(page.get_by_role("dialog")).to_contain_text("Play or pause")

    @pytest.mark.parametrize("engine", ENGINES)
    async def test_changes_the_quality(self, page: Page, demo_film: str, engine: str) -> None:
        """The menu is two taps deep, and the picture gets the size that was chosen."""
        await page.goto(f"/watch/{demo_film}?engine={engine}")
        await until_playing(page)
        await press(page, "Settings")
        await page.get_by_role("menuitemradio", name="240p").click()
        await page.wait_for_function(
            "() => document.querySelector('video[data-active]').videoHeight === 240"
        )
        await until_playing(page)

    @pytest.mark.parametrize("engine", ENGINES)
    async def test_changes_the_language_and_shows_subtitles(
        self, page: Page, demo_film: str, engine: str
    ) -> None:
        """Two languages to hear, two to read."""
        await page.goto(f"/watch/{demo_film}?engine={engine}&t=10")
        await until_playing(page)
        await press(page, "Audio, Subtitles")
        items = page.get_by_role("menuitemradio")
        assert await items.count() == 2 + 3
        await items.nth(1).click()
        await press(page, "Audio, Subtitles")
        await expect(items.nth(1)).to_have_attribute("aria-checked", "true")
        await items.nth(4).click()
        await expect(page.locator("[data-subtitles] p").first).not_to_be_empty()
        await until_playing(page)

    async def test_shows_a_preview_over_the_bar(self, page: Page, demo_film: str) -> None:
        """A frame of the storyboard, and the time."""
        await page.goto(f"/watch/{demo_film}")
        await until_playing(page)
        await page.mouse.move(300, 300)
        await page.get_by_role("slider", name="Position").hover()
        await expect(page.locator("[data-storyboard]")).to_be_visible()

    async def test_resumes_after_a_reload(self, page: Page, demo_film: str) -> None:
        """The place is told to the service when the page goes."""
        await page.goto(f"/watch/{demo_film}?t=20")
        await until_time(page, 22)
        async with page.expect_response("**/position") as told:
            await page.keyboard.press("k")
        assert (await told.value).ok
        stopped = await look(page)
        await page.goto(f"/watch/{demo_film}")
        frame = await until_playing(page)
        assert stopped.time - 2 < frame.time < stopped.time + 6


class TestPages:
    """The pages around the player."""

    async def test_send_a_guest_to_sign_in_before_the_studio(self, page: Page) -> None:
        """And keep where they wanted to go."""
        await page.goto("/studio/upload")
        await page.wait_for_url("**/login?next=%2Fstudio%2Fupload")

    async def test_say_when_nothing_is_at_an_address(self, page: Page) -> None:
        """With the right status, too."""
        answer = await page.goto("/no/such/page")
        assert answer
        assert answer.status == 404
        await expect(page.get_by_role("heading")).to_have_text("There is nothing at this address")

    async def test_lead_from_home_to_the_film(self, page: Page, demo_film: str) -> None:
        """A click plays: home, title, film."""
        await page.goto("/")
        await page.get_by_role("link", name="First Light").first.click()
        await page.wait_for_url(f"**/title/{demo_film}")
        await expect(page.get_by_role("heading", level=1)).to_have_text("First Light")
        await (
            page.get_by_role("link", name="Play")
            .or_(page.get_by_role("link", name="Resume"))
            .first.click()
        )
        await until_playing(page)

    @pytest.mark.usefixtures("demo_film")
    async def test_walk_along_a_row_with_the_arrows(self, page: Page) -> None:
        """Anything a mouse can do, arrows and Enter can."""
        await page.goto("/")
        cards = page.locator(".row-track a")
        await cards.first.focus()
        await page.keyboard.press("ArrowRight")
        await page.keyboard.press("ArrowLeft")
        await expect(cards.first).to_be_focused()
        address = await cards.first.get_attribute("href")
        await page.keyboard.press("Enter")
        await page.wait_for_url(f"**{address}")

    async def test_speak_hindi(self, page: Page, demo_film: str) -> None:
        """The language is chosen in the menu and stays after a reload."""
        await page.goto(f"/title/{demo_film}")
        await page.get_by_role("button", name="Account").click()
        await page.get_by_role("menuitemradio", name="हिन्दी").click()
        await expect(page.locator("html")).to_have_attribute("lang", "hi")
        await page.reload()
        await expect(page.get_by_role("link", name="साइन इन")).to_be_visible()

    @pytest.mark.parametrize("width", [390, 1280, 1920])
    async def test_never_scroll_sideways(self, page: Page, demo_film: str, width: int) -> None:
        """At any width from a phone up."""
        await page.set_viewport_size({"width": width, "height": 800})
        for path in ("/", f"/title/{demo_film}", "/login", "/register"):
            await page.goto(path)
            await expect(page.locator("main")).to_be_visible()
            await page.wait_for_function("() => document.querySelector('h1, h2')")
            overflow = await page.evaluate(
                "() => document.documentElement.scrollWidth - innerWidth"
            )
            assert overflow <= 0, path

    async def test_stay_within_the_first_page_budget(self, page: Page, live_service: Site) -> None:
        """At most 130 kB of gzipped JavaScript before the first film is chosen."""
        scripts: list[str] = []
        page.on(
            "response",
            lambda answer: scripts.append(answer.url) if answer.url.endswith(".js") else None,
        )
        await page.goto("/", wait_until="networkidle")
        size = 0
        for url in set(scripts):
            size += len(gzip.compress((await live_service.admin.get(url)).content))
        assert 0 < size <= 130_000
