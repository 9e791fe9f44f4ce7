"""A screen that waits for a code to be typed, and the phone that types it."""

from collections.abc import Awaitable, Callable
from typing import Any
from uuid import UUID

import httpx

from streamverse.domains.identity import passwords
from streamverse.kit.services import Services
from tests.domains.identity.devices.seats import Seat
from tests.domains.profiles import add_profile, profile_token

ASK = "/api/v1/auth/device"
TOKEN = "/api/v1/auth/device/token"
GRANT = "urn:ietf:params:oauth:grant-type:device_code"

Ravi = Callable[[], Awaitable[str]]


async def asked(tv: Seat) -> dict[str, Any]:
    """Ask for a code."""
    answer = await tv.client.post(ASK, json={"device": {"name": "Living room", "kind": "tv"}})
    assert answer.status_code == 200, answer.text
    return answer.json()


async def polled(tv: Seat, codes: dict[str, Any], **more: str) -> httpx.Response:
    """Ask whether somebody has answered."""
    body = {"grant_type": GRANT, "device_code": codes["device_code"], **more}
    return await tv.client.post(TOKEN, json=body)


async def answered(phone: Seat, codes: dict[str, Any], what: str, **body: str) -> httpx.Response:
    """Approve or deny on the phone."""
    return await phone.client.post(f"{ASK}/{codes['user_code']}/{what}", json=body)


async def approved(phone: Seat, codes: dict[str, Any], **body: str) -> None:
    """Approve on the phone, which works."""
    answer = await answered(phone, codes, "approve", **body)
    assert answer.status_code == 204, answer.text


async def account_of(phone: Seat) -> UUID:
    """Return whose phone it is."""
    return UUID((await phone.client.get("/api/v1/me")).json()["id"])


async def kids_phone(phone: Seat, services: Services, pin: str | None = None) -> UUID:
    """Hand the phone to a child; returns the child's profile."""
    account_id = await account_of(phone)
    pin_hash = await passwords.hashed(pin) if pin else None
    kid = await add_profile(services, account_id, is_kids=True, max_age=7, pin_hash=pin_hash)
    token = await profile_token(services, account_id, kid)
    phone.client.headers["authorization"] = f"Bearer {token}"
    return kid
