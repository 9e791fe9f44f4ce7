"""People join, choose who watches and let screens in, in a real Chromium."""

import json
import re

import pytest
from playwright.async_api import Browser, BrowserContext, Page, Route, expect

from tests.browser.conftest import Site
from tests.browser.people import (
    PASSWORD,
    add_profile,
    faults,
    mailed_path,
    register,
    settled,
    sign_in,
)

pytestmark = pytest.mark.browser

GUEST_PAGES = (
    "/login",
    "/login?step=code",
    "/login?problem=social_declined",
    "/register",
    "/reset",
    "/reset?token=none",
    "/verify?token=none",
    "/unlock?token=none",
    "/parental-consent?token=none",
    "/account/export?token=none",
    "/admin/login",
)
OWN_PAGES = (
    "/profiles",
    "/profiles?manage=true",
    "/profiles?manage=true&edit=new",
    "/activate",
    "/account/profile",
    "/account/security",
    "/account/devices",
    "/account/preferences",
    "/account/privacy",
    "/account/tokens",
)
WIDTHS = (390, 1280, 1920)


@pytest.fixture(scope="module")
async def ravi(live_service: Site) -> str:
    """The address of somebody with an account."""
    return await _account(live_service, "Ravi")


@pytest.fixture(scope="module")
async def nila(live_service: Site) -> str:
    """Somebody else's: five sign-ins a minute are the most for one."""
    return await _account(live_service, "Nila")


async def _account(site: Site, name: str) -> str:
    address = f"{name.lower()}@example.com"
    form = {"name": name, "email": address, "password": PASSWORD}
    (await site.admin.post("/api/v1/auth/register", json=form)).raise_for_status()
    return address


class TestJoining:
    """From the form through the mail to a family."""

    async def test_says_beside_each_field_what_is_missing(self, page: Page) -> None:
        """And takes the focus to the first."""
        await page.goto("/register")
        await page.get_by_role("button", name="Create account").click()
        await expect(page.get_by_label("Name")).to_be_focused()
        for label, words in (
            ("Name", re.compile("what to call you")),
            ("Email", re.compile("look like an email address")),
            ("Password", re.compile("Enter a password")),
        ):
            field = page.get_by_label(label, exact=True)
            await expect(field).to_have_attribute("aria-invalid", "true")
            await expect(field).to_have_accessible_description(words)
        await page.get_by_label("Password", exact=True).fill("password1")
        await expect(page.get_by_text("easy to guess", exact=False)).to_be_visible()

    async def test_ends_with_a_family_whose_children_stay_among_children(
        self, page: Page, live_service: Site
    ) -> None:
        """Register, open the mail, make profiles, set a PIN, hand the screen to a child."""
        asha = "asha@example.com"
        await register(page, "Asha", asha)
        await sign_in(page, asha)
        await expect(page.get_by_text("Confirm your address")).to_be_visible()
        path = await mailed_path(live_service.folder / "data" / "mail", asha, "/verify")
        await page.goto(path)
        await expect(page.get_by_role("heading", name="Your address is confirmed")).to_be_focused()
        await expect(page.get_by_text("Confirm your address")).to_have_count(0)

        await add_profile(page, "Mira", is_kids=True)
        await page.get_by_role("button", name="Asha").click()
        await page.get_by_role("button", name="Set a PIN").click()
        await page.get_by_label("New PIN").fill("2580")
        await page.get_by_role("button", name="Save").last.click()
        await expect(page.get_by_text("The PIN is set.")).to_be_visible()

        await page.goto("/profiles")
        await page.get_by_role("button", name="Mira").click()
        await page.wait_for_url("**/")
        await expect(page.get_by_text("Kids", exact=True)).to_be_visible()
        await page.goto("/account/security")
        await expect(page.get_by_role("heading", name="For grown-ups")).to_be_visible()
        await page.get_by_role("button", name="Account, Mira").click()
        await expect(page.get_by_role("menuitem", name="Sign out")).to_have_count(0)
        await page.get_by_role("menuitem", name="Asha").click()
        pad = page.get_by_role("dialog", name="PIN for Asha")
        await expect(pad.get_by_label("PIN for Asha")).to_be_focused()
        await page.keyboard.type("1111")
        await expect(pad.get_by_role("alert")).to_contain_text("tries are left")
        for key in "2580":
            await pad.get_by_role("button", name=key, exact=True).click()
        await expect(page.get_by_role("button", name="Account, Asha")).to_be_visible()
        assert "/account" not in page.url

    async def test_ask_who_is_watching_once_in_a_browser_session(
        self, page: Page, profile: BrowserContext
    ) -> None:
        """After signing in; not in the next tab, and again when the browser was closed."""
        leela = "leela@example.com"
        await register(page, "Leela", leela)
        await sign_in(page, leela)
        await add_profile(page, "Omar")
        await profile.clear_cookies(name="sv_watching")
        await page.goto("/account/devices")
        await expect(page.get_by_role("heading", name="Devices", exact=True)).to_be_visible()
        await page.goto("/watch/none?t=3")
        await expect(page.get_by_role("heading", name=re.compile("watching"))).to_be_focused()
        await page.get_by_role("button", name="Omar").click()
        await page.wait_for_url("**/watch/none?t=3")
        second = await profile.new_page()
        await second.goto("/")
        await expect(second.get_by_role("button", name="Account, Omar")).to_be_visible()


class TestSigningIn:
    """The sign-in page."""

    async def test_says_why_not_without_saying_who(self, page: Page) -> None:
        """The same words for a stranger, and the password is ready to be typed again."""
        await page.goto("/login")
        await page.get_by_label("Email").fill("nobody@example.com")
        await page.get_by_label("Password", exact=True).fill("not the password")
        await page.keyboard.press("Enter")
        await expect(page.get_by_role("alert")).to_contain_text("Check both")
        await expect(page.get_by_label("Password", exact=True)).to_be_focused()

    async def test_goes_nowhere_but_to_this_site(self, page: Page, ravi: str) -> None:
        """A `next` that leads elsewhere is forgotten."""
        await sign_in(page, ravi, to="//evil.example/")
        await expect(page.get_by_role("button", name="Account, Ravi")).to_be_visible()
        assert re.search(r"localhost:\d+/$", page.url)

    async def test_needs_no_mouse(self, page: Page, ravi: str) -> None:
        """Type, Tab, Enter; then the menu by arrows, and out again."""
        await page.goto("/login?next=/account/security")
        await expect(page.get_by_label("Email")).to_be_focused()
        await page.keyboard.type(ravi)
        await page.keyboard.press("Tab")
        await page.keyboard.type(PASSWORD)
        await page.keyboard.press("Enter")
        await page.wait_for_url("**/account/security")
        door = page.get_by_role("button", name="Account, Ravi")
        await expect(door).to_be_visible()
        await expect(page.locator("main")).to_be_focused()
        for _ in range(4):
            await page.keyboard.press("Shift+Tab")
            if await door.evaluate("button => button === document.activeElement"):
                break
        await expect(door).to_be_focused()
        await page.keyboard.press("Enter")
        await expect(page.get_by_role("menu")).to_be_visible()
        await page.keyboard.press("End")
        await page.keyboard.press("Enter")
        await expect(page.get_by_text("You are signed out.")).to_be_visible()

    async def test_ends_in_every_tab_at_once(
        self, page: Page, profile: BrowserContext, ravi: str
    ) -> None:
        """The account's pages give way to the sign-in page, which knows the way back."""
        await sign_in(page, ravi)
        second = await profile.new_page()
        await second.goto("/account/devices")
        await expect(second.get_by_role("heading", name="This device")).to_be_visible()
        await page.get_by_role("button", name="Account, Ravi").click()
        await page.get_by_role("menuitem", name="Sign out").click()
        await second.wait_for_url("**/login?next=%2Faccount%2Fdevices")

    async def test_lets_a_screen_in_by_its_code(
        self, page: Page, chromium: Browser, live_service: Site, ravi: str
    ) -> None:
        """The code may be typed as one likes; the screen goes on by itself."""
        await sign_in(page, ravi, to="/activate")
        living_room = await chromium.new_context(base_url=live_service.url, locale="en-GB")
        screen = await living_room.new_page()
        await screen.goto("/login?step=code")
        await expect(screen.get_by_role("img", name="QR code")).to_be_visible()
        code = re.search(r"[A-Z0-9]{4}-[A-Z0-9]{4}", await screen.locator("main").inner_text())
        assert code
        await page.get_by_label("Code on the screen").fill(code[0].lower().replace("-", " "))
        await expect(page.get_by_text(f"It shows {code[0]}")).to_be_visible()
        await page.get_by_role("button", name="Let it in").click()
        await expect(page.get_by_role("heading", name="It is signed in")).to_be_focused()
        await screen.wait_for_url(lambda url: "/login" not in url)
        await expect(screen.get_by_role("button", name="Account, Ravi")).to_be_visible()
        await living_room.close()


class TestProving:
    """Acts that want to know that it is really you."""

    async def test_asks_and_then_does_what_was_asked_for(self, page: Page, nila: str) -> None:
        """Turned away from the dialog it changes nothing; proved, the call goes through."""
        await sign_in(page, nila, to="/account/tokens")
        refusals: list[str] = []

        async def refuse_twice(route: Route) -> None:
            if route.request.method != "POST" or len(refusals) == 2:
                await route.continue_()
                return
            refusals.append(route.request.url)
            problem = {"code": "step_up_required", "status": 403, "methods": ["password"]}
            await route.fulfill(
                status=403, content_type="application/problem+json", body=json.dumps(problem)
            )

        await page.route("**/api/v1/me/api-tokens", refuse_twice)
        await page.get_by_role("button", name="Make a token").click()
        await page.get_by_label("What is it for?").fill("Backup")
        await page.get_by_label("Read the account").check()
        make = page.get_by_role("dialog").get_by_role("button", name="Make a token")
        asking = page.get_by_role("dialog", name="Is it really you?")
        await make.click()
        await expect(asking.get_by_label("Password", exact=True)).to_be_focused()
        await page.keyboard.press("Escape")
        await expect(page.get_by_role("alert")).to_contain_text("Nothing changed")
        await make.click()
        await asking.get_by_label("Password", exact=True).fill("not this one")
        await page.keyboard.press("Enter")
        await expect(asking.get_by_role("alert")).to_be_visible()
        await asking.get_by_label("Password", exact=True).fill(PASSWORD)
        await page.keyboard.press("Enter")
        await expect(page.get_by_role("heading", name="Copy it now")).to_be_visible()
        await expect(page.locator("code")).to_contain_text("svt_")


class TestPages:
    """Every page, at every width, for everybody."""

    async def test_can_be_used_by_everybody(self, page: Page, nila: str) -> None:
        """WCAG 2.2 AA as far as a machine can tell, dark and light; nothing scrolls sideways."""
        found: dict[str, object] = {}

        async def look(path: str) -> None:
            await page.goto(path)
            await expect(page.locator("h1, h2").first).to_be_visible()
            await expect(
                page.locator("[aria-busy=true], .animate-breathe.rounded-2xl")
            ).to_have_count(0)
            if path.startswith("/account/") and path in OWN_PAGES:
                await expect(page.get_by_text("Confirm your address")).to_be_visible()
            for theme in ("light", "dark"):
                await page.evaluate(
                    "theme => { document.documentElement.dataset.theme = theme; }", theme
                )
                await settled(page)
                if wrong := await faults(page):
                    found[f"{path} {theme}"] = wrong
            for width in WIDTHS:
                await page.set_viewport_size({"width": width, "height": 800})
                if await page.evaluate("document.documentElement.scrollWidth > innerWidth"):
                    found[f"{path} {width}"] = "scrolls sideways"

        for path in GUEST_PAGES:
            await look(path)
        await sign_in(page, nila)
        for path in OWN_PAGES:
            await look(path)
        assert found == {}
