"""Somebody who is signed in, as tests of profiles need them."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

import httpx

from streamverse.domains.identity import access_tokens
from streamverse.domains.identity.access_tokens import AccessClaims
from streamverse.kit.clock import Clock
from streamverse.kit.keyring import keyring_of
from streamverse.kit.services import Services
from streamverse.kit.settings import Settings

PASSWORD = "a quiet river 7"
PROFILES = "/api/v1/profiles"


@dataclass(frozen=True, slots=True)
class Person:
    """One sign-in. `client` speaks for it, in the profile it entered last."""

    services: Services
    client: httpx.AsyncClient
    account_id: UUID
    main_id: UUID
    family_id: UUID
    refresh: str

    async def add(self, name: str, **wish: Any) -> dict[str, Any]:
        """Make a profile."""
        answer = await self.client.post(PROFILES, json={"name": name, **wish})
        assert answer.status_code == 201, answer.text
        return answer.json()

    async def add_child(self, name: str = "Mira", **wish: Any) -> dict[str, Any]:
        """Make a kids profile."""
        return await self.add(name, is_kids=True, **wish)

    async def try_to_enter(self, profile_id: UUID | str, **given: str) -> httpx.Response:
        """Ask to enter a profile; nothing else changes."""
        return await self.client.post(f"{PROFILES}/{profile_id}/enter", json=given)

    async def enter(self, profile_id: UUID | str, **given: str) -> AccessClaims:
        """Enter a profile, go on in it, and return what the new token says."""
        answer = await self.try_to_enter(profile_id, **given)
        assert answer.status_code == 200, answer.text
        self.become(answer.json()["access_token"])
        return self.claims()

    def become(self, access: str) -> None:
        """Go on with another access token."""
        self.client.headers["authorization"] = f"Bearer {access}"

    def claims(self) -> AccessClaims:
        """Return what the present token says."""
        token = self.client.headers["authorization"].removeprefix("Bearer ")
        keyring = keyring_of(self.services.get(Settings))
        return access_tokens.check(keyring, token, self.services.get(Clock).now())

    async def profile(self, profile_id: UUID | str) -> dict[str, Any]:
        """Return one profile as the list shows it."""
        items = (await self.client.get(PROFILES)).json()["items"]
        return next(each for each in items if each["id"] == str(profile_id))


def code_of(answer: httpx.Response) -> str:
    """Return a refusal's code."""
    return answer.json()["code"]
