"""Other players at the same addresses: hls.js on a bare page, and Chromium's own."""

from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Page, Route

from tests.browser.conftest import ROOT, Site
from tests.running import asset_in, upload

pytestmark = pytest.mark.browser

HLS_JS = ROOT / "clients" / "node_modules" / "hls.js" / "dist" / "hls.min.js"
BARE_PAGE = """<!doctype html><title>bare</title><video muted playsinline></video>
<script src="/hls.js"></script>
<script>
  const hls = new Hls();
  window.faults = [];
  hls.on(Hls.Events.ERROR, (_, data) => { if (data.fatal) window.faults.push(data.details); });
  hls.on(Hls.Events.MANIFEST_PARSED, () => document.querySelector('video').play());
  window.play = (url) => {
    hls.loadSource(url);
    hls.attachMedia(document.querySelector('video'));
    window.hls = hls;
  };
</script>"""


async def on_bare_page(page: Page) -> None:
    """Open a page that has nothing but hls.js, on the service's origin."""

    async def script(route: Route) -> None:
        await route.fulfill(path=Path(HLS_JS), content_type="text/javascript")

    async def document(route: Route) -> None:
        await route.fulfill(body=BARE_PAGE, content_type="text/html")

    await page.route("**/hls.js", script)
    await page.route("**/bare", document)
    await page.goto("/bare")


async def session_of(site: Site, **what: str) -> dict[str, Any]:
    """Open a playback session for a title or an asset."""
    answer = await site.admin.post("/api/v1/playback/sessions", json=what)
    return answer.raise_for_status().json()


async def test_hls_js_plays_every_rung(page: Page, live_service: Site, demo_film: str) -> None:
    """It reads our playlists, plays picture and sound, seeks, and reaches the lowest rung."""
    session = await session_of(live_service, title_id=demo_film)
    await on_bare_page(page)
    await page.evaluate("(url) => play(url)", session["hls_url"])
    await page.wait_for_function("() => document.querySelector('video').currentTime > 1")
    assert await page.evaluate("() => hls.audioTracks.length") == 2
    await page.evaluate("() => { hls.currentLevel = 0; }")
    await page.evaluate("() => { document.querySelector('video').currentTime = 25; }")
    await page.wait_for_function(
        "() => { const v = document.querySelector('video');"
        " return v.currentTime > 26 && v.videoHeight === 240; }"
    )
    assert await page.evaluate("() => document.querySelector('video').duration") == pytest.approx(
        session["duration_seconds"], abs=0.5
    )
    assert await page.evaluate("() => window.faults") == []


async def test_hls_js_plays_a_growing_film_from_its_beginning(
    page: Page, live_service: Site, short_film: Path
) -> None:
    """A film that is still being made is not a live show."""
    asset_id = await upload(live_service.admin, short_film)
    await asset_in(live_service.admin, asset_id, "playable", "ready")
    session = await session_of(live_service, asset_id=asset_id)
    await on_bare_page(page)
    await page.evaluate("(url) => play(url)", session["hls_url"])
    await page.wait_for_function("() => document.querySelector('video').currentTime > 0.5")
    assert await page.evaluate("() => document.querySelector('video').currentTime") < 5
    assert await page.evaluate("() => window.faults") == []


async def test_chromium_plays_the_playlists_by_itself(
    page: Page, live_service: Site, demo_film: str
) -> None:
    """A video element and an address, nothing else."""
    session = await session_of(live_service, title_id=demo_film)
    await on_bare_page(page)
    await page.evaluate(
        """(url) => {
          const video = document.querySelector('video');
          video.src = url;
          video.play();
        }""",
        session["hls_url"],
    )
    await page.wait_for_function("() => document.querySelector('video').currentTime > 1")
