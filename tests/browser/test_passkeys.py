"""Passkeys in a real Chromium, with its virtual authenticator."""

from collections.abc import AsyncGenerator
from typing import Any, cast

import pytest
from playwright.async_api import BrowserContext, CDPSession, Page

from tests.browser.conftest import Site

pytestmark = pytest.mark.browser

PASSWORD = "lantern-window-river-43"
PHONE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
    "defaultBackupEligibility": True,
    "defaultBackupState": True,
}
ASK = """async ([method, path, body]) => {
  const csrf = document.cookie.match(/sv_csrf=([^;]+)/)?.[1] ?? '';
  const answer = await fetch('/api/v1' + path, {
    method,
    headers: {'content-type': 'application/json', 'x-csrf-token': csrf},
    body: body ? JSON.stringify(body) : undefined,
  });
  const text = await answer.text();
  return {status: answer.status, body: text ? JSON.parse(text) : null};
}"""
CREATE = """async (options) => {
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(options);
  try {
    return (await navigator.credentials.create({publicKey})).toJSON();
  } catch (error) {
    return {refused: error.name};
  }
}"""
GET = """async (options) => {
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(options);
  return (await navigator.credentials.get({publicKey})).toJSON();
}"""


class Phone:
    """The virtual authenticator of a page's browser."""

    def __init__(self, line: CDPSession) -> None:
        self.line = line
        self.id = ""

    async def ask(self, command: str, **parameters: Any) -> dict[str, Any]:
        # playwright types the parameters and the answer as bare dicts
        said = await self.line.send(f"WebAuthn.{command}", parameters)  # pyright: ignore[reportUnknownMemberType, reportUnknownVariableType]
        return cast("dict[str, Any]", said)

    async def plug_in(self) -> None:
        await self.ask("enable")
        added = await self.ask("addVirtualAuthenticator", options=PHONE)
        self.id = added["authenticatorId"]

    async def credential(self) -> dict[str, Any]:
        held = (await self.ask("getCredentials", authenticatorId=self.id))["credentials"]
        assert len(held) == 1
        return held[0]

    async def touch(self, *, is_given: bool) -> None:
        """Whether its person says yes from now on."""
        await self.ask("setAutomaticPresenceSimulation", authenticatorId=self.id, enabled=is_given)

    async def become_a_clone(self) -> None:
        """Go back to where the counter stood before any sign-in."""
        credential = await self.credential()
        await self.ask("clearCredentials", authenticatorId=self.id)
        credential["signCount"] = 0
        await self.ask("addCredential", authenticatorId=self.id, credential=credential)


@pytest.fixture
async def phone(page: Page, profile: BrowserContext) -> AsyncGenerator[Phone]:
    line = await profile.new_cdp_session(page)
    phone = Phone(line)
    await phone.plug_in()
    yield phone
    await line.detach()


async def ask(page: Page, method: str, path: str, body: Any = None) -> Any:
    """Call the API as the site's own pages do: by its cookies."""
    return await page.evaluate(ASK, [method, path, body])


async def shown(page: Page, path: str, body: Any = None) -> dict[str, Any]:
    """Have the browser answer a challenge."""
    asked = (await ask(page, "POST", f"{path}/options", body))["body"]
    credential = await page.evaluate(GET, asked["options"])
    return {"challenge_id": asked["challenge_id"], "credential": credential}


class TestPasskeys:
    """What Chromium makes of our options, and we of its answers."""

    async def test_sign_in_alone_and_as_second_factor_until_cloned(
        self, page: Page, phone: Phone, live_service: Site
    ) -> None:
        who = {"email": "maya@example.com", "password": PASSWORD}
        made = await live_service.admin.post("/api/v1/auth/register", json=who | {"name": "Maya"})
        assert made.status_code == 202, made.text
        await page.goto("/")
        by_cookie = {"transport": "cookie"}
        signed_in = await ask(page, "POST", "/auth/login", who | by_cookie)
        assert signed_in["status"] == 200, signed_in

        asked = (await ask(page, "POST", "/me/passkeys/options"))["body"]
        wish = {
            "challenge_id": asked["challenge_id"],
            "credential": await page.evaluate(CREATE, asked["options"]),
            "name": "Maya's phone",
        }
        added = await ask(page, "POST", "/me/passkeys", wish)
        assert added["status"] == 201, added
        assert added["body"]["is_synced"]
        again = (await ask(page, "POST", "/me/passkeys/options"))["body"]
        refused = await page.evaluate(CREATE, again["options"])
        assert refused == {"refused": "InvalidStateError"}

        await ask(page, "POST", "/auth/logout")
        assert (await ask(page, "GET", "/me"))["status"] == 401
        alone = await ask(
            page, "POST", "/auth/passkey", await shown(page, "/auth/passkey") | by_cookie
        )
        assert alone["status"] == 200, alone
        me = await ask(page, "GET", "/me")
        assert me["body"]["email"] == who["email"]
        stepped_up = await ask(page, "POST", "/auth/step-up", await shown(page, "/auth/step-up"))
        assert stepped_up["status"] == 200, stepped_up

        await ask(page, "POST", "/auth/logout")
        asked = await ask(page, "POST", "/auth/login", who | by_cookie)
        assert asked["body"]["methods"] == ["passkey", "recovery_code"]
        ticket = {"ticket": asked["body"]["ticket"]}
        second = await shown(page, "/auth/login/second-factor", ticket)
        finished = await ask(
            page,
            "POST",
            "/auth/login/second-factor",
            ticket | {"method": "passkey"} | second | by_cookie,
        )
        assert finished["status"] == 200, finished

        await phone.become_a_clone()
        cloned = await ask(page, "POST", "/auth/passkey", await shown(page, "/auth/passkey"))
        assert cloned["body"]["code"] == "passkey_refused"
