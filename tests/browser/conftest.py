"""A running service with the first demo film in it, and a real Chromium to watch it with."""

import asyncio
import os
import shutil
from collections.abc import AsyncGenerator
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import pytest
from playwright.async_api import Browser, BrowserContext, Page, async_playwright, expect

from streamverse.domains.media.engine import find_ffmpeg
from streamverse.entrypoints.demo.film import Shot
from streamverse.entrypoints.demo.library import FILMS
from streamverse.entrypoints.demo.render import render
from streamverse.kit.process import ChildRunner
from tests.running import asset_in, environment, free_port, running, signed_in, upload

ROOT = Path(__file__).resolve().parents[2]
DIST = Path(os.environ.get("STREAMVERSE_WEB_DIST") or ROOT / "clients" / "web" / "dist")
CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or ""
ARGUMENTS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--autoplay-policy=no-user-gesture-required",
)
expect.set_options(timeout=20_000)  # two browsers share the machine with an encoder
SMALL = Shot(width=640, height=360, fps=24, seconds=40)


@dataclass(frozen=True)
class Site:
    """Where the service runs, its superuser's client, and a place for files."""

    url: str
    admin: httpx.AsyncClient
    folder: Path


@dataclass
class Visit:
    """A page of a fresh browser profile, with everything the browser complained about."""

    page: Page
    complaints: list[str] = field(default_factory=list[str])


@pytest.fixture(scope="session")
async def live_service(tmp_path_factory: pytest.TempPathFactory) -> AsyncGenerator[Site]:
    """The whole service on a fresh data folder, with the built site."""
    assert (DIST / "index.html").exists(), "the web site is not built: run `make test`"
    folder = tmp_path_factory.mktemp("site")
    port = free_port()
    url = f"http://localhost:{port}"
    async with running("up", environment(folder / "data", port, STREAMVERSE_DEMO="0")):
        admin = await signed_in(url)
        yield Site(url, admin, folder)
        await admin.aclose()


@pytest.fixture(scope="session")
async def demo_film(live_service: Site) -> str:
    """The slug of the first demo film, small, in every version: two languages, subtitles."""
    film = FILMS[0]
    folder = live_service.folder / "film"
    made = await render(film, ChildRunner({"ffmpeg": find_ffmpeg()}), folder, shot=SMALL)
    asset_id = await upload(live_service.admin, made.film)
    await asset_in(live_service.admin, asset_id, "ready", seconds=240)
    wish = {
        "name": film.name,
        "slug": film.slug,
        "synopsis": film.synopsis,
        "asset_id": asset_id,
        "state": "published",
    }
    answer = await live_service.admin.post("/api/v1/titles", json=wish)
    return str(answer.raise_for_status().json()["slug"])


@pytest.fixture(scope="session")
async def chromium() -> AsyncGenerator[Browser]:
    """The system's Chromium."""
    assert CHROMIUM, "no Chromium on this machine"
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=CHROMIUM, args=list(ARGUMENTS), env=_environment()
        )
        yield browser
        await browser.close()


@pytest.fixture
async def profile(chromium: Browser, live_service: Site) -> AsyncGenerator[BrowserContext]:
    """A fresh browser profile at desktop size."""
    context = await chromium.new_context(
        base_url=live_service.url, viewport={"width": 1280, "height": 720}, locale="en-GB"
    )
    context.set_default_timeout(30_000)
    yield context
    await context.close()


@pytest.fixture
async def visit(profile: BrowserContext) -> AsyncGenerator[Visit]:
    """A page that must not make the browser complain: no script error, no policy violation."""
    visit = Visit(await profile.new_page())
    visit.page.on("pageerror", lambda error: visit.complaints.append(str(error)))
    visit.page.on(
        "console",
        lambda message: (
            visit.complaints.append(message.text)
            if "Content Security Policy" in message.text
            else None
        ),
    )
    yield visit
    assert visit.complaints == []


@pytest.fixture
def page(visit: Visit) -> Page:
    """The page of the visit."""
    return visit.page


@pytest.fixture(scope="session")
async def short_film(live_service: Site) -> Path:
    """A minute of H.264 and AAC, as people upload it: playable at once, its ladder takes time."""
    path = live_service.folder / "garden_party.mp4"
    picture = ("-f", "lavfi", "-i", "testsrc2=s=854x480:r=24")
    sound = ("-f", "lavfi", "-i", "sine=330:r=48000")
    codecs = ("-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", "-g", "48")
    child = await asyncio.create_subprocess_exec(
        *(str(find_ffmpeg()), "-v", "error", *picture, *sound, "-t", "60", *codecs),
        *("-c:a", "aac", str(path)),
    )
    assert await child.wait() == 0
    return path


def _environment() -> dict[str, str | float | bool]:
    """Return our environment without a desktop: Chromium needs none of it."""
    return {name: value for name, value in os.environ.items() if not name.startswith("DBUS_")}
