"""Somebody new at a site: their form, their mail, their profiles."""

import asyncio
import email
import re
import time
from email import policy
from pathlib import Path
from urllib.parse import quote

from playwright.async_api import Page, expect
from pydantic import BaseModel, TypeAdapter

PASSWORD = "paper lanterns over the river"
MAIL_SECONDS = 20
POLL_SECONDS = 0.1
ROOT = Path(__file__).resolve().parents[2]
AXE = ROOT / "clients" / "node_modules" / "axe-core" / "axe.min.js"
RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")


class Fault(BaseModel):
    """A rule of WCAG that a page breaks, and where."""

    id: str
    help: str
    where: list[str]


FAULTS = TypeAdapter(list[Fault])


async def register(page: Page, name: str, address: str) -> None:
    """Fill the form in, up to "check your mail"."""
    await page.goto("/register")
    await page.get_by_label("Name").fill(name)
    await page.get_by_label("Email").fill(address)
    await page.get_by_label("Password", exact=True).fill(PASSWORD)
    await page.get_by_role("button", name="Create account").click()
    await expect(page.get_by_role("heading", name="Check your mail")).to_be_visible()


async def sign_in(page: Page, address: str, *, to: str = "/") -> None:
    """Sign in with the password."""
    await page.goto(f"/login?next={quote(to, safe='')}")
    await page.get_by_label("Email").fill(address)
    await page.get_by_label("Password", exact=True).fill(PASSWORD)
    await page.get_by_role("button", name="Sign in", exact=True).click()
    await page.wait_for_url(lambda url: "/login" not in url)


async def mailed_path(folder: Path, address: str, start: str) -> str:
    """Wait for the mail to somebody that links to a page; returns the link's path."""
    link = re.compile(rf"https?://[^/\s]+({re.escape(start)}[^\s>]*)")
    end = time.monotonic() + MAIL_SECONDS
    while time.monotonic() < end:
        for file in folder.glob("*.eml"):
            mail = email.message_from_bytes(file.read_bytes(), policy=policy.default)
            body = mail.get_body(("plain",))
            found = link.search(body.get_content()) if body else None
            if found and address in str(mail["to"]):
                return found[1]
        await asyncio.sleep(POLL_SECONDS)
    msg = f"no mail to {address} links to {start}"
    raise AssertionError(msg)


async def add_profile(page: Page, name: str, *, is_kids: bool = False) -> None:
    """Make a profile, from wherever one is."""
    await page.goto("/profiles?manage=true&edit=new")
    await page.get_by_label("Name").fill(name)
    if is_kids:
        await page.get_by_role("switch", name="Kids mode").check()
    await page.get_by_role("button", name="Create profile").click()
    await expect(page.get_by_role("button", name=name)).to_be_visible()


async def settled(page: Page) -> None:
    """Wait until nothing fades or moves any more but what does so for ever."""
    await page.evaluate(
        """() => Promise.allSettled(document.getAnimations()
          .filter(({ effect }) => Number.isFinite(effect.getComputedTiming().endTime))
          .map(({ finished }) => finished))"""
    )


async def faults(page: Page) -> list[Fault]:
    """Return what axe-core finds wrong with the page as it is now."""
    await page.evaluate(AXE.read_text())
    found = await page.evaluate(
        """async (rules) => (await axe.run(document, { runOnly: rules })).violations.map(
          ({ id, help, nodes }) => ({ id, help, where: nodes.map(({ html }) => html) }))""",
        list(RULES),
    )
    return FAULTS.validate_python(found)
