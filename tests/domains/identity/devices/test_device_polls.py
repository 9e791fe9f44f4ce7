"""Sign in on a screen without a keyboard (RFC 8628): the screen asks whether it may."""

import asyncio

import pytest

from streamverse.domains.identity.public import set_password
from streamverse.kit.services import Services
from tests.domains.conftest import MovingClock
from tests.domains.identity.devices.screens import (
    GRANT,
    TOKEN,
    answered,
    approved,
    asked,
    polled,
)
from tests.domains.identity.devices.seats import Seat


class TestPoll:
    async def test_waits_for_an_answer(self, tv: Seat, clock: MovingClock) -> None:
        codes = await asked(tv)
        for _ in range(3):
            answer = await polled(tv, codes)
            assert answer.status_code == 400
            problem = answer.json()
            assert problem["error"] == problem["code"] == "authorization_pending"
            assert answer.headers["content-type"] == "application/problem+json"
            clock.advance(seconds=5)

    async def test_too_often_has_to_slow_down(self, tv: Seat, clock: MovingClock) -> None:
        codes = await asked(tv)
        await polled(tv, codes)
        clock.advance(seconds=2)
        assert (await polled(tv, codes)).json()["error"] == "slow_down"
        clock.advance(seconds=5)
        slower = (await polled(tv, codes)).json()
        assert (slower["error"], slower["interval"]) == ("slow_down", 15)
        clock.advance(seconds=15)
        assert (await polled(tv, codes)).json()["error"] == "authorization_pending"

    async def test_is_told_no(self, tv: Seat, phone: Seat) -> None:
        codes = await asked(tv)
        assert (await answered(phone, codes, "deny")).status_code == 204
        assert (await polled(tv, codes)).json()["error"] == "access_denied"

    async def test_comes_too_late(self, tv: Seat, phone: Seat, clock: MovingClock) -> None:
        codes = await asked(tv)
        await approved(phone, codes)
        clock.advance(minutes=10)
        assert (await polled(tv, codes)).json()["error"] == "expired_token"

    @pytest.mark.parametrize(
        ("wrong", "error"),
        [
            ({"device_code": "nobody's"}, "invalid_grant"),
            ({"grant_type": "password"}, "unsupported_grant_type"),
        ],
    )
    async def test_with_something_else_is_refused(
        self, tv: Seat, wrong: dict[str, str], error: str
    ) -> None:
        answer = await polled(tv, await asked(tv), **wrong)
        assert (answer.status_code, answer.json()["error"]) == (400, error)

    async def test_gets_the_tokens_once(self, tv: Seat, phone: Seat) -> None:
        codes = await asked(tv)
        await approved(phone, codes)
        assert (await polled(tv, codes)).status_code == 200
        assert (await polled(tv, codes)).json()["error"] == "invalid_grant"

    @pytest.mark.parametrize("database", ["sqlite", "postgres"], indirect=True)
    async def test_by_two_at_once_gives_tokens_to_one(self, tv: Seat, phone: Seat) -> None:
        codes = await asked(tv)
        await approved(phone, codes)
        answers = await asyncio.gather(*(polled(tv, codes) for _ in range(5)))
        assert sorted(each.status_code for each in answers) == [200, 400, 400, 400, 400]
        assert len(await phone.devices()) == 2

    async def test_gets_nothing_after_a_change_of_the_password(
        self, tv: Seat, phone: Seat, asha: str, domain_services: Services
    ) -> None:
        codes = await asked(tv)
        await approved(phone, codes)
        await set_password(domain_services, asha, "a louder river 8")
        assert (await polled(tv, codes)).json()["error"] == "access_denied"

    async def test_gets_nothing_once_others_were_signed_out(self, tv: Seat, phone: Seat) -> None:
        codes = await asked(tv)
        await approved(phone, codes)
        await phone.client.post("/api/v1/me/devices/sign-out-others")
        assert (await polled(tv, codes)).json()["error"] == "access_denied"

    async def test_may_ask_for_the_sites_cookies(self, tv: Seat, phone: Seat) -> None:
        codes = await asked(tv)
        await approved(phone, codes)
        answer = await polled(tv, codes, transport="cookie")
        assert "access_token" not in answer.json()
        assert {"sv_access", "sv_refresh", "sv_csrf"} <= set(tv.client.cookies)

    async def test_by_a_form_never_sets_cookies(self, tv: Seat, phone: Seat) -> None:
        codes = await asked(tv)
        await approved(phone, codes)
        fields = {
            "grant_type": GRANT,
            "device_code": codes["device_code"],
            "client_id": "tv",
            "transport": "cookie",
        }
        answer = await tv.client.post(TOKEN, data=fields)
        assert answer.json()["token_type"] == "bearer"
        assert not tv.client.cookies

    @pytest.mark.parametrize("kind", ["text/plain", "multipart/form-data; boundary=x", ""])
    async def test_in_another_form_is_refused(self, tv: Seat, kind: str) -> None:
        headers = {"content-type": kind} if kind else {}
        answer = await tv.client.post(TOKEN, content=b'{"grant_type": "x"}', headers=headers)
        assert answer.status_code == 422
