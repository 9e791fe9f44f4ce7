"""A creator uploads in a real Chromium: it resumes, becomes playable, gets better in mid-film."""

from pathlib import Path

import pytest
from playwright.async_api import BrowserContext, Page, expect

from tests.browser.cinema import until_playing, until_time
from tests.browser.conftest import Site
from tests.running import ADMIN_EMAIL, ADMIN_PASSWORD

pytestmark = pytest.mark.browser

FILES = "input[type=file]"
SLOW_LINE = {
    "offline": False,
    "latency": 5,
    "downloadThroughput": -1,
    "uploadThroughput": 1_000_000,
}


@pytest.fixture
async def creator(page: Page) -> Page:
    """A page where a creator has signed in and wants to upload."""
    await page.goto("/studio/upload")
    await page.get_by_label("Email").fill(ADMIN_EMAIL)
    await page.get_by_label("Password", exact=True).fill(ADMIN_PASSWORD)
    await page.get_by_role("button", name="Sign in", exact=True).click()
    await page.wait_for_url("**/studio/upload")
    return page


class TestUpload:
    """Files go in by tus-js-client."""

    async def test_says_why_a_file_is_not_a_film(self, creator: Page, tmp_path: Path) -> None:
        """Text renamed .mp4: refused in words, nothing to play."""
        text = tmp_path / "notes.mp4"
        text.write_text("This is not a film. " * 500)
        await creator.set_input_files(FILES, text)
        await creator.get_by_role("link", name="Watch it get ready").click()
        await expect(creator.get_by_text("be played.")).to_be_visible()
        await expect(creator.get_by_text("What happened")).to_be_visible()
        await expect(creator.get_by_role("link", name="Play now")).to_have_count(0)

    async def test_goes_on_in_a_new_tab_where_the_closed_one_stopped(
        self, creator: Page, profile: BrowserContext, tmp_path: Path, short_film: Path
    ) -> None:
        """The second page sends only what the first had not."""
        film = tmp_path / "beach_walk.mp4"
        film.write_bytes(short_film.read_bytes())
        line = await profile.new_cdp_session(creator)
        # playwright types the parameters as a bare dict
        await line.send("Network.enable")  # pyright: ignore[reportUnknownMemberType]
        await line.send(  # pyright: ignore[reportUnknownMemberType]
            "Network.emulateNetworkConditions", SLOW_LINE
        )
        await creator.set_input_files(FILES, film)
        await creator.wait_for_function(
            "() => document.querySelector('[role=progressbar]')?.ariaValueNow > 25"
        )
        await creator.close()

        offsets: list[int] = []
        second = await profile.new_page()
        second.on(
            "request",
            lambda request: (
                offsets.append(int(request.headers["upload-offset"]))
                if request.method == "PATCH"
                else None
            ),
        )
        created: list[str] = []
        second.on(
            "request",
            lambda request: (
                created.append(request.url)
                if request.method == "POST" and request.url.endswith("/uploads")
                else None
            ),
        )
        await second.goto("/studio/upload")
        await expect(second.get_by_text("Unfinished uploads")).to_be_visible()
        await second.set_input_files(FILES, film)
        await second.get_by_role("link", name="Watch it get ready").click()
        await expect(second.get_by_role("heading", level=1)).to_have_text("beach walk")
        assert min(offsets) > 0
        assert created == []

    async def test_plays_at_once_and_takes_up_more_versions_in_mid_film(
        self, creator: Page, short_film: Path
    ) -> None:
        """Press play right after the upload; the ladder arrives while the film goes on."""
        await creator.set_input_files(FILES, short_film)
        await creator.get_by_role("link", name="Watch it get ready").click()
        await creator.get_by_role("link", name="Play now").click(timeout=30_000)
        begun = await until_playing(creator)
        assert begun.time < 5  # from the beginning, not from where the encoder is
        await creator.evaluate(WATCH_FOR_BREAKS)
        first = await creator.evaluate_handle("() => document.querySelector('video[data-active]')")
        await creator.wait_for_function(
            "(first) => document.querySelector('video[data-active]') !== first",
            arg=first,
            timeout=90_000,
        )
        after = await creator.evaluate(
            "() => document.querySelector('video[data-active]').currentTime"
        )
        await until_time(creator, after + 2)
        breaks = await creator.evaluate("() => window.breaks")
        assert breaks["longest_jump_seconds"] < 0.25
        assert breaks["black_frames"] == 0
        await creator.mouse.move(300, 300)
        await creator.mouse.move(320, 320)
        await creator.get_by_role("button", name="Settings").click()
        await expect(creator.get_by_role("menuitemradio", name="240p")).to_be_visible()

    async def test_publishes_a_film_that_guests_then_find(
        self, creator: Page, short_film: Path, tmp_path: Path, live_service: Site
    ) -> None:
        """Name it, publish it, see it on the home page."""
        film = tmp_path / "quiet_river.mp4"
        film.write_bytes(short_film.read_bytes())
        await creator.set_input_files(FILES, film)
        await creator.get_by_role("link", name="Watch it get ready").click()
        await creator.get_by_role("link", name="Play now").wait_for()
        await creator.get_by_label("Name", exact=True).fill("Quiet River")
        await creator.get_by_label("What it is about").fill("A river, and nothing else.")
        await creator.get_by_label("Genres").fill("Nature")
        await creator.get_by_role("button", name="Publish").click()
        await creator.get_by_role("link", name="See its page").click()
        await expect(creator.get_by_role("heading", level=1)).to_have_text("Quiet River")
        found = (await live_service.admin.get("/api/v1/titles?q=Quiet")).json()["items"]
        assert [title["name"] for title in found] == ["Quiet River"]


WATCH_FOR_BREAKS = """() => {
  window.breaks = { longest_jump_seconds: 0, black_frames: 0 };
  let last = null;
  const look = () => {
    const video = document.querySelector('video[data-active]');
    const now = performance.now();
    if (video) {
      if (last && last.video !== video) {
        // The moment of the change: how far did the film's clock jump against the wall's?
        const jump = Math.abs(video.currentTime - last.time - (now - last.now) / 1000);
        breaks.longest_jump_seconds = Math.max(breaks.longest_jump_seconds, jump);
        if (video.readyState < 2) breaks.black_frames += 1;
      }
      last = { video, time: video.currentTime, now };
    }
    requestAnimationFrame(look);
  };
  look();
}"""
