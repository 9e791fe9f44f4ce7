"""Devices are recognised by an id of ours, and by nothing else."""

import asyncio
from collections.abc import Awaitable, Callable

import pytest
from sqlalchemy import select

from streamverse.domains.identity.events import NewDeviceSignedIn
from streamverse.domains.identity.models import DeviceRow
from streamverse.kit.db import Database
from streamverse.kit.services import Services
from tests.domains.conftest import MovingClock
from tests.domains.identity.devices.conftest import TakeSeat
from tests.domains.identity.devices.seats import FIREFOX_ON_LINUX, TIZEN, told

Ravi = Callable[[], Awaitable[str]]


class TestRecognising:
    async def test_tells_nobody_of_a_new_accounts_first_device(
        self, seat: TakeSeat, asha: str, domain_services: Services
    ) -> None:
        await seat().sign_in(asha)
        assert await told(domain_services, NewDeviceSignedIn) == []

    async def test_tells_of_every_later_one(
        self, seat: TakeSeat, asha: str, domain_services: Services
    ) -> None:
        await seat().sign_in(asha)
        tv = seat(TIZEN)
        await tv.sign_in(asha)
        (news,) = await told(domain_services, NewDeviceSignedIn)
        (this,) = [each for each in await tv.devices() if each["is_this"]]
        assert news["device_id"] == this["id"]

    async def test_tells_of_the_first_one_of_an_older_account(
        self, seat: TakeSeat, asha: str, domain_services: Services, clock: MovingClock
    ) -> None:
        clock.advance(days=2)
        await seat().sign_in(asha)
        assert len(await told(domain_services, NewDeviceSignedIn)) == 1

    async def test_knows_a_browser_again_by_its_cookie(self, seat: TakeSeat, asha: str) -> None:
        browser = seat(FIREFOX_ON_LINUX, "cookie")
        answer = await browser.sign_in(asha)
        (field,) = [each for each in answer.headers.get_list("set-cookie") if "sv_device" in each]
        assert {"HttpOnly", "SameSite=lax", "Max-Age=63072000"} <= set(field.split("; "))
        assert "device_id" not in answer.json()
        await browser.sign_in(asha)
        assert len(await browser.devices()) == 1

    async def test_knows_an_app_again_by_the_id_it_was_given(
        self, seat: TakeSeat, asha: str
    ) -> None:
        app = seat()
        await app.sign_in(asha)
        assert app.device_id
        await app.sign_in(asha)
        assert len(await app.devices()) == 1

    @pytest.mark.parametrize("change", ["swap", "cut", "other"])
    async def test_takes_an_id_that_we_did_not_make_for_a_new_device(
        self, seat: TakeSeat, asha: str, change: str
    ) -> None:
        app = seat()
        await app.sign_in(asha)
        assert app.device_id
        first = "B" if app.device_id[0] == "A" else "A"
        forged = {"swap": first + app.device_id[1:], "cut": app.device_id[:22], "other": "x"}
        app.device_id = forged[change]
        await app.sign_in(asha)
        assert len(await app.devices()) == 2

    async def test_keeps_nothing_that_two_accounts_of_one_browser_share(
        self, seat: TakeSeat, asha: str, ravi: Ravi, domain_services: Services
    ) -> None:
        app = seat()
        await app.sign_in(asha)
        kept_by_the_app = app.device_id
        await app.sign_in(await ravi())
        assert app.device_id == kept_by_the_app
        assert len(await app.devices()) == 1
        async with domain_services.get(Database).read() as session:
            keys = list(await session.scalars(select(DeviceRow.key)))
        assert len(set(keys)) == 2

    @pytest.mark.parametrize("database", ["sqlite", "postgres"], indirect=True)
    async def test_is_one_device_when_a_browser_signs_in_twice_at_once(
        self, seat: TakeSeat, asha: str, ravi: Ravi
    ) -> None:
        app = seat()
        await app.sign_in(asha)
        email = await ravi()
        await asyncio.gather(app.sign_in(email), app.sign_in(email))
        assert len(await app.devices()) == 1

    async def test_calls_it_what_the_app_says_in_one_line(self, seat: TakeSeat, asha: str) -> None:
        app = seat(TIZEN)
        await app.sign_in(asha, name="Living\r\nroom\u202e" + "!" * 40, kind="tv")
        (device,) = await app.devices()
        assert device["name"] == "Living room " + "!" * 40
        assert (device["kind"], device["platform"]) == ("tv", "Tizen")
