"""Devices: listed in words, renamed, signed out."""

from collections.abc import Awaitable, Callable
from uuid import UUID

from sqlalchemy import select

from streamverse.domains.identity.events import NewDeviceSignedIn, SignInEnded
from streamverse.domains.identity.models import AccountRow, DeviceRow
from streamverse.kit.db import Database
from streamverse.kit.ids import new_id
from streamverse.kit.services import Services
from tests.domains.conftest import MovingClock
from tests.domains.identity.devices.conftest import TakeSeat
from tests.domains.identity.devices.seats import DEVICES, FIREFOX_ON_LINUX, TIZEN, ids, told
from tests.domains.profiles import add_profile, profile_token

Ravi = Callable[[], Awaitable[str]]


class TestList:
    async def test_refuses_a_guest(self, seat: TakeSeat) -> None:
        assert (await seat().client.get(DEVICES)).status_code == 401

    async def test_refuses_a_kids_profile(
        self, seat: TakeSeat, asha: str, domain_services: Services
    ) -> None:
        app = seat()
        await app.sign_in(asha)
        account_id = UUID((await app.client.get("/api/v1/me")).json()["id"])
        kid = await add_profile(domain_services, account_id, is_kids=True, max_age=7)
        token = await profile_token(domain_services, account_id, kid)
        answer = await app.client.get(DEVICES, headers={"authorization": f"Bearer {token}"})
        assert answer.status_code == 403
        assert answer.json()["code"] == "kids_profile"

    async def test_shows_nobody_elses(self, seat: TakeSeat, asha: str, ravi: Ravi) -> None:
        mine, his = seat(), seat()
        await mine.sign_in(asha)
        await his.sign_in(await ravi())
        assert not ids(await mine.devices()) & ids(await his.devices())

    async def test_begins_with_this_one_and_says_who_watches_where(
        self, seat: TakeSeat, asha: str, clock: MovingClock
    ) -> None:
        phone, tv = seat(), seat(TIZEN)
        await phone.sign_in(asha)
        clock.advance(minutes=1)
        await tv.sign_in(asha)
        here, there = await phone.devices()
        assert here["is_this"]
        assert (here["name"], here["kind"]) == ("Chrome on Android", "phone")
        assert here["place"] == {"country": None, "is_private": True}
        assert here["profile_name"] == "Asha"
        assert not there["is_this"]
        assert (there["name"], there["kind"]) == ("Samsung TV", "tv")
        await tv.client.post("/api/v1/auth/logout")
        (_, gone) = await phone.devices()
        assert not gone["is_signed_in"]
        assert gone["profile_name"] is None


class TestRename:
    async def test_refuses_somebody_elses(self, seat: TakeSeat, asha: str, ravi: Ravi) -> None:
        mine, his = seat(), seat()
        await mine.sign_in(asha)
        await his.sign_in(await ravi())
        (device,) = await mine.devices()
        answer = await his.client.patch(f"{DEVICES}/{device['id']}", json={"name": "Mine"})
        assert answer.status_code == 404
        assert answer.json()["code"] == "no_such_device"

    async def test_gives_it_a_name(self, seat: TakeSeat, asha: str) -> None:
        app = seat()
        await app.sign_in(asha)
        (device,) = await app.devices()
        address = f"{DEVICES}/{device['id']}"
        assert (await app.client.patch(address, json={"name": " My phone "})).status_code == 204
        assert (await app.client.patch(address, json={"name": "   "})).status_code == 422
        assert (await app.client.patch(address, json={"name": "x" * 61})).status_code == 422
        (device,) = await app.devices()
        assert device["name"] == "My phone"


class TestRevoke:
    async def test_refuses_somebody_elses(self, seat: TakeSeat, asha: str, ravi: Ravi) -> None:
        mine, his = seat(), seat()
        await mine.sign_in(asha)
        await his.sign_in(await ravi())
        (device,) = await mine.devices()
        for wrong in (device["id"], new_id()):
            answer = await his.client.delete(f"{DEVICES}/{wrong}")
            assert answer.status_code == 404
        assert await mine.is_signed_in()

    async def test_signs_it_out_at_once(
        self, seat: TakeSeat, asha: str, domain_services: Services
    ) -> None:
        phone, tv = seat(), seat(TIZEN)
        await phone.sign_in(asha)
        await tv.sign_in(asha)
        assert await tv.is_signed_in()
        _, there = await phone.devices()
        assert (await phone.client.delete(f"{DEVICES}/{there['id']}")).status_code == 204
        assert not await tv.is_signed_in()
        assert (await tv.refresh()).status_code == 401
        assert await phone.is_signed_in()
        assert len(await phone.devices()) == 1
        (ended,) = await told(domain_services, SignInEnded)
        assert ended["reason"] == "device_revoked"

    async def test_has_it_sign_in_again_as_a_new_device(
        self, seat: TakeSeat, asha: str, domain_services: Services
    ) -> None:
        phone, tv = seat(), seat(TIZEN)
        await phone.sign_in(asha)
        await tv.sign_in(asha)
        _, there = await phone.devices()
        await phone.client.delete(f"{DEVICES}/{there['id']}")
        await tv.sign_in(asha)
        assert await tv.is_signed_in()
        assert len(await told(domain_services, NewDeviceSignedIn)) == 2

    async def test_of_this_one_signs_out(self, seat: TakeSeat, asha: str) -> None:
        browser = seat(FIREFOX_ON_LINUX, "cookie")
        await browser.sign_in(asha)
        (device,) = await browser.devices()
        answer = await browser.client.delete(f"{DEVICES}/{device['id']}")
        assert answer.status_code == 204
        assert "sv_access" not in browser.client.cookies
        assert "sv_refresh" not in browser.client.cookies
        assert not await browser.is_signed_in()


class TestSignOutOthers:
    async def test_refuses_a_guest(self, seat: TakeSeat) -> None:
        assert (await seat().client.post(f"{DEVICES}/sign-out-others")).status_code == 401

    async def test_leaves_only_the_one_that_asks(
        self, seat: TakeSeat, asha: str, ravi: Ravi
    ) -> None:
        seats = [seat(), seat(TIZEN), seat(FIREFOX_ON_LINUX)]
        for each in seats:
            await each.sign_in(asha)
        his = seat()
        await his.sign_in(await ravi())
        assert (await seats[0].client.post(f"{DEVICES}/sign-out-others")).status_code == 204
        assert [await each.is_signed_in() for each in seats] == [True, False, False]
        assert await his.is_signed_in()
        shown = await seats[0].devices()
        assert [each["is_signed_in"] for each in shown] == [True, False, False]


class TestLastUse:
    async def test_is_written_every_few_minutes_at_most(
        self, seat: TakeSeat, asha: str, clock: MovingClock
    ) -> None:
        app = seat()
        await app.sign_in(asha)
        (at_first,) = await app.devices()
        clock.advance(minutes=4)
        await app.refresh()
        (soon,) = await app.devices()
        assert soon["last_used_at"] == at_first["last_used_at"]
        clock.advance(minutes=2)
        await app.refresh()
        (later,) = await app.devices()
        assert later["last_used_at"] > at_first["last_used_at"]
        assert later["first_seen_at"] == at_first["first_seen_at"]


class TestErasure:
    async def test_of_the_account_takes_its_devices_along(
        self, seat: TakeSeat, asha: str, domain_services: Services
    ) -> None:
        await seat().sign_in(asha)
        async with domain_services.get(Database).write() as session:
            account = (await session.scalars(select(AccountRow))).one()
            await session.delete(account)
        async with domain_services.get(Database).read() as session:
            assert (await session.scalars(select(DeviceRow))).all() == []
