"""Sign in on a screen without a keyboard: RFC 8628."""

import asyncio
import base64
import json
from collections.abc import Awaitable, Callable
from typing import Any
from uuid import UUID

import httpx
import pytest

from streamverse.domains.identity import passwords
from streamverse.domains.identity.audit import Seen
from streamverse.domains.identity.callers import Account
from streamverse.domains.identity.errors import NotInPerson
from streamverse.domains.identity.public import set_password
from streamverse.domains.identity.service.device_code.answer import approve
from streamverse.domains.identity.service.device_code.codes import LETTERS, typed
from streamverse.kit.ids import new_id
from streamverse.kit.services import Services
from tests.domains.conftest import MovingClock
from tests.domains.identity.devices.conftest import TakeSeat
from tests.domains.identity.devices.seats import TIZEN, Seat
from tests.domains.profiles import add_profile, profile_token

ASK = "/api/v1/auth/device"
TOKEN = "/api/v1/auth/device/token"
GRANT = "urn:ietf:params:oauth:grant-type:device_code"

Ravi = Callable[[], Awaitable[str]]


@pytest.fixture
def tv(seat: TakeSeat) -> Seat:
    """A television that nobody has signed in on."""
    return seat(TIZEN)


@pytest.fixture
async def phone(seat: TakeSeat, asha: str) -> Seat:
    """A phone on which Asha is signed in."""
    phone = seat()
    await phone.sign_in(asha)
    return phone


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


class TestAsk:
    async def test_gives_a_code_to_show_and_one_to_keep(self, tv: Seat) -> None:
        codes = await asked(tv)
        letters = codes["user_code"].replace("-", "")
        assert codes["user_code"][4] == "-"
        assert len(letters) == 8
        assert set(letters) <= set(LETTERS)
        assert codes["verification_uri"] == "http://localhost:8080/activate"
        complete = f"http://localhost:8080/activate?code={codes['user_code']}"
        assert codes["verification_uri_complete"] == complete
        assert (codes["expires_in"], codes["interval"]) == (600, 5)
        assert codes["qr_svg"].startswith("<svg")
        assert "<script" not in codes["qr_svg"]

    async def test_takes_a_form_as_the_rfc_writes_it(self, tv: Seat) -> None:
        answer = await tv.client.post(ASK, data={"client_id": "tv", "device_name": "Den"})
        assert answer.status_code == 200
        assert answer.headers["cache-control"] == "no-store"

    async def test_refuses_too_many_from_one_address(self, tv: Seat) -> None:
        answers = [await tv.client.post(ASK) for _ in range(31)]
        assert {each.status_code for each in answers[:30]} == {200}
        assert answers[30].status_code == 429
        assert answers[30].json()["code"] == "too_many_device_codes"


class TestLook:
    async def test_refuses_a_guest(self, tv: Seat, seat: TakeSeat) -> None:
        codes = await asked(tv)
        answer = await seat().client.get(f"{ASK}/{codes['user_code']}")
        assert answer.status_code == 401

    async def test_says_what_asks_and_from_where(self, tv: Seat, phone: Seat) -> None:
        codes = await asked(tv)
        answer = await phone.client.get(f"{ASK}/{codes['user_code']}")
        assert answer.json()["device"] == {
            "name": "Living room",
            "kind": "tv",
            "place": {"country": None, "is_private": True},
            "address": "127.0.0.1",
            "is_near": True,
        }
        assert 0 < answer.json()["expires_in"] <= 600

    async def test_finds_no_code_that_has_expired(
        self, tv: Seat, phone: Seat, clock: MovingClock
    ) -> None:
        codes = await asked(tv)
        clock.advance(minutes=10)
        answer = await phone.client.get(f"{ASK}/{codes['user_code']}")
        assert answer.status_code == 404
        assert answer.json()["code"] == "no_such_user_code"

    async def test_stops_somebody_who_tries_codes(self, tv: Seat, phone: Seat) -> None:
        codes = await asked(tv)
        guesses = ["BBBB-BBBB", "BBBB-BBBC", "nonsense", "0000-0000", "BBBB-BBBD"]
        tried = [await phone.client.get(f"{ASK}/{guess}") for guess in guesses]
        assert {each.status_code for each in tried} == {404}
        for answer in (
            await phone.client.get(f"{ASK}/{codes['user_code']}"),
            await answered(phone, codes, "approve"),
        ):
            assert answer.status_code == 429
            assert answer.json()["code"] == "too_many_user_codes"
            assert int(answer.headers["retry-after"]) > 0

    @pytest.mark.parametrize(
        "text", ["BCDF-GHJK", "bcdfghjk", " bcdf ghjk ", "ｂｃｄｆ－ｇｈｊｋ", "B.C.D.F.G.H.J.K"]  # noqa: RUF001 - what an input method may send
    )  # fmt: skip
    def test_reads_a_code_however_it_is_typed(self, text: str) -> None:
        assert typed(text) == "BCDFGHJK"

    @pytest.mark.parametrize("text", ["", "BCDF", "BCDFGHJKL", "ABCDEFGH", "BCDFGHJ0", "😀" * 8])
    def test_knows_what_can_be_no_code(self, text: str) -> None:
        assert typed(text) is None


class TestApprove:
    async def test_refuses_a_guest(self, tv: Seat, seat: TakeSeat) -> None:
        codes = await asked(tv)
        assert (await answered(seat(), codes, "approve")).status_code == 401
        assert (await polled(tv, codes)).json()["error"] == "authorization_pending"

    async def test_refuses_an_api_token(self, tv: Seat, domain_services: Services) -> None:
        codes = await asked(tv)
        program = Account(new_id(), scopes=frozenset({"account:write"}))
        with pytest.raises(NotInPerson):
            await approve(
                domain_services,
                program,
                codes["user_code"],
                profile_id=None,
                pin=None,
                seen=Seen("127.0.0.1"),
            )

    async def test_lets_the_device_in_as_it_was_named(self, tv: Seat, phone: Seat) -> None:
        codes = await asked(tv)
        await approved(phone, codes)
        answer = await polled(tv, codes)
        assert answer.status_code == 200
        assert answer.headers["cache-control"] == "no-store"
        tv.use(answer)
        assert await tv.is_signed_in()
        shown = {each["name"]: each for each in await phone.devices()}
        assert shown["Living room"]["kind"] == "tv"
        assert tv.device_id

    async def test_proves_nothing_on_the_device_itself(self, tv: Seat, phone: Seat) -> None:
        codes = await asked(tv)
        await approved(phone, codes)
        claims = (await polled(tv, codes)).json()["access_token"].split(".")[1]
        said = json.loads(base64.urlsafe_b64decode(claims + "=="))
        assert "auth_time" not in said
        assert said["amr"] == ["device_code"]

    async def test_by_a_child_lets_in_a_childs_screen(
        self, tv: Seat, phone: Seat, domain_services: Services
    ) -> None:
        kid = await kids_phone(phone, domain_services)
        codes = await asked(tv)
        await approved(phone, codes)
        tv.use(await polled(tv, codes))
        profile = (await tv.client.get("/api/v1/me")).json()["profile"]
        assert UUID(profile["id"]) == kid
        assert profile["is_kids"]

    async def test_by_a_child_takes_the_pin_to_let_in_a_grown_ups(
        self, tv: Seat, phone: Seat, domain_services: Services
    ) -> None:
        (main,) = (await phone.client.get("/api/v1/profiles")).json()["items"]
        await kids_phone(phone, domain_services, pin="4711")
        codes = await asked(tv)
        refused = await answered(phone, codes, "approve", profile_id=main["id"])
        assert refused.json()["code"] == "pin_required"
        wrong = await answered(phone, codes, "approve", profile_id=main["id"], pin="0000")
        assert wrong.json()["code"] == "wrong_pin"
        await approved(phone, codes, profile_id=main["id"], pin="4711")
        tv.use(await polled(tv, codes))
        assert (await tv.client.get("/api/v1/me")).json()["profile"]["id"] == main["id"]

    async def test_knows_no_profile_of_somebody_else(
        self, tv: Seat, phone: Seat, seat: TakeSeat, ravi: Ravi
    ) -> None:
        other = seat()
        await other.sign_in(await ravi())
        (his,) = (await other.client.get("/api/v1/profiles")).json()["items"]
        codes = await asked(tv)
        answer = await answered(phone, codes, "approve", profile_id=his["id"])
        assert answer.status_code == 404

    async def test_counts_the_first_answer_only(
        self, tv: Seat, phone: Seat, seat: TakeSeat, ravi: Ravi
    ) -> None:
        codes = await asked(tv)
        await approved(phone, codes)
        again = await answered(phone, codes, "deny")
        assert (again.status_code, again.json()["code"]) == (409, "user_code_answered")
        other = seat()
        await other.sign_in(await ravi())
        assert (await answered(other, codes, "approve")).status_code == 404
        assert (await polled(tv, codes)).status_code == 200

    async def test_is_written_down(self, tv: Seat, phone: Seat) -> None:
        await approved(phone, await asked(tv))
        log = (await phone.client.get("/api/v1/me/security-log")).json()["items"]
        assert log[0]["action"] == "device_approved"
        assert log[0]["facts"]["device_name"] == "Living room"


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
