"""Sign in on a screen without a keyboard (RFC 8628): the code, and who lets the screen in."""

import base64
import json
from collections.abc import Awaitable, Callable
from uuid import UUID

import pytest

from streamverse.domains.identity.audit import Seen
from streamverse.domains.identity.callers import Account
from streamverse.domains.identity.errors import NotInPerson
from streamverse.domains.identity.service.device_code.answer import approve
from streamverse.domains.identity.service.device_code.codes import LETTERS, typed
from streamverse.kit.ids import new_id
from streamverse.kit.services import Services
from tests.domains.conftest import MovingClock
from tests.domains.identity.devices.conftest import TakeSeat
from tests.domains.identity.devices.screens import (
    ASK,
    answered,
    approved,
    asked,
    kids_phone,
    polled,
)
from tests.domains.identity.devices.seats import Seat

Ravi = Callable[[], Awaitable[str]]


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
