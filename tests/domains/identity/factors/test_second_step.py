"""The second step of a sign-in: tickets, codes, recovery codes, and guessing."""

import asyncio
from datetime import timedelta
from typing import Any

import httpx
import pytest
from sqlalchemy import select

from streamverse.adapters.cache import InProcessCache
from streamverse.adapters.limits import InProcessRateLimits
from streamverse.domains.identity.models import RecoveryCodeRow, TotpRow
from streamverse.domains.identity.public import set_password
from streamverse.kit.cache import Cache
from streamverse.kit.db import Database
from streamverse.kit.limits import RateLimits
from streamverse.kit.settings import Settings
from tests.domains.identity.factors.authenticator import Authenticator
from tests.domains.identity.factors.conftest import Meet
from tests.domains.identity.factors.people import SECOND, Person

BOTH = pytest.mark.parametrize("database", ["sqlite", "postgresql"], indirect=True)


def codes_of(answers: list[httpx.Response]) -> list[str]:
    """Return what each answer came to."""
    return sorted(answer.json().get("code", "signed in") for answer in answers)


class TestTicket:
    async def test_opens_nothing_for_who_made_it_up(self, asha: Person) -> None:
        await asha.turn_on_totp()
        ticket = await asha.ticket()
        head, body, mac = ticket.split(".")
        access = str(asha.client.headers["authorization"]).partition(" ")[2]
        for forged in ("x", f"{head}.{body}.{mac[:-4]}AAAA", f"{head}.{body}.", access):
            answer = await asha.second_step(forged, code=asha.code())
            assert answer.status_code == 401
            assert answer.json()["code"] == "ticket_invalid"

    async def test_opens_nothing_that_another_key_signed(self, asha: Person) -> None:
        await asha.turn_on_totp()
        ours = asha.services.get(Settings)
        theirs = ours.model_copy(update={"jwt_secret_key": type(ours.jwt_secret_key)("t" * 40)})
        asha.services.add(theirs)
        ticket = await asha.ticket()
        asha.services.add(ours)
        answer = await asha.second_step(ticket, code=asha.code())
        assert answer.json()["code"] == "ticket_invalid"

    async def test_expires_after_five_minutes(self, asha: Person) -> None:
        await asha.turn_on_totp()
        ticket = await asha.ticket()
        asha.clock.advance(minutes=5, seconds=1)
        answer = await asha.second_step(ticket, code=asha.code())
        assert answer.status_code == 401
        assert answer.json()["code"] == "ticket_expired"

    async def test_ends_when_the_password_changes(self, asha: Person) -> None:
        await asha.turn_on_totp()
        ticket = await asha.ticket()
        await set_password(asha.services, asha.email, "another river 77")
        answer = await asha.second_step(ticket, code=asha.code())
        assert answer.json()["code"] == "ticket_invalid"

    async def test_counts_once(self, asha: Person) -> None:
        await asha.turn_on_totp()
        ticket = (await asha.sign_in()).json()["ticket"]
        assert (await asha.second_step(ticket, code=asha.code())).status_code == 200
        asha.clock.advance(seconds=30)
        again = await asha.second_step(ticket, code=asha.code())
        assert again.json()["code"] == "ticket_used"

    async def test_is_used_up_by_five_tries(self, asha: Person) -> None:
        await asha.turn_on_totp()
        ticket = await asha.ticket()
        for left in (4, 3, 2, 1, 0):
            answer = await asha.second_step(ticket, code="x")
            assert answer.status_code == 403
            assert answer.json()["code"] == "wrong_code"
            assert answer.json()["tries_left"] == left
        answer = await asha.second_step(ticket, code=asha.code())
        assert answer.json()["code"] == "ticket_used"
        assert (await asha.logged()).count("second_factor_refused") == 5

    @BOTH
    async def test_lets_one_of_two_racing_uses_win(self, asha: Person) -> None:
        recovery = await asha.turn_on_totp()
        ticket = await asha.ticket()
        answers = await asyncio.gather(
            asha.second_step(ticket, code=asha.code()),
            asha.second_step(ticket, method="recovery_code", code=recovery[0]),
        )
        assert codes_of(list(answers)) == ["signed in", "ticket_used"]

    async def test_carries_what_the_device_said_of_itself(self, asha: Person) -> None:
        await asha.turn_on_totp()
        wish = {"email": asha.email, "password": "a quiet river 7"}
        device = {"device": {"name": "Asha's phone", "kind": "phone"}}
        ticket = (await asha.client.post("/api/v1/auth/login", json=wish | device)).json()["ticket"]
        asha.keep(await asha.second_step(ticket, code=asha.code()))
        devices = (await asha.client.get("/api/v1/me/devices")).json()["items"]
        assert [each["kind"] for each in devices if each["is_this"]] == ["phone"]


class TestCode:
    async def test_of_another_person_is_wrong(self, asha: Person, ravi: Person) -> None:
        await asha.turn_on_totp()
        await ravi.turn_on_totp()
        answer = await asha.second_step(await asha.ticket(), code=ravi.code())
        assert answer.json()["code"] == "wrong_code"

    async def test_counts_a_step_early_or_late_and_no_more(self, asha: Person) -> None:
        await asha.turn_on_totp()
        asha.clock.advance(minutes=5)
        for steps in (-2, 2):
            answer = await asha.second_step(await asha.ticket(), code=asha.code(steps))
            assert answer.json()["code"] == "wrong_code"
        for steps in (-1, 1):
            answer = await asha.second_step(await asha.ticket(), code=asha.code(steps))
            assert answer.status_code == 200, steps

    async def test_counts_once_and_so_do_the_ones_before_it(self, asha: Person) -> None:
        await asha.turn_on_totp()
        asha.clock.advance(minutes=5)
        now, before = asha.code(), asha.code(-1)
        assert (await asha.second_step(await asha.ticket(), code=now)).status_code == 200
        for code in (now, before):
            replayed = await asha.second_step(await asha.ticket(), code=code)
            assert replayed.json()["code"] == "wrong_code"

    @BOTH
    async def test_lets_one_of_two_racing_uses_win(self, asha: Person) -> None:
        await asha.turn_on_totp()
        two = [await asha.ticket(), await asha.ticket()]
        code = asha.code()
        answers = await asyncio.gather(*(asha.second_step(each, code=code) for each in two))
        assert codes_of(answers) == ["signed in", "wrong_code"]

    async def test_is_asked_for(self, asha: Person) -> None:
        answer = await asha.second_step("x", method="totp")
        assert answer.status_code == 422
        assert answer.json()["code"] == "invalid_fields"

    async def test_goes_on_when_the_keys_are_changed_and_is_sealed_anew(self, asha: Person) -> None:
        await asha.turn_on_totp()
        before = await sealed(asha)
        ours = asha.services.get(Settings)
        old = ours.jwt_secret_key.get_secret_value()
        both = type(ours.jwt_secret_key)(f"{'n' * 40},{old}")
        asha.services.add(ours.model_copy(update={"jwt_secret_key": both}))
        answer = await asha.second_step(await asha.ticket(), code=asha.code())
        assert answer.status_code == 200
        assert (await sealed(asha))[:8] != before[:8]

    async def test_is_refused_in_words_when_the_key_of_its_secret_is_gone(
        self, asha: Person
    ) -> None:
        await asha.turn_on_totp()
        ours = asha.services.get(Settings)
        new = type(ours.jwt_secret_key)("n" * 40)
        asha.services.add(ours.model_copy(update={"jwt_secret_key": new}))
        answer = await asha.second_step(await asha.ticket(), code=asha.code())
        assert answer.json()["code"] == "wrong_code"
        assert "recovery code" in answer.json()["detail"]


class TestRecoveryCode:
    async def test_signs_in_once(self, asha: Person) -> None:
        recovery = await asha.turn_on_totp()
        sloppy = recovery[0].upper().replace("-", " ")
        shown: dict[str, Any] = {"method": "recovery_code", "code": sloppy}
        answer = asha.keep(await asha.second_step(await asha.ticket(), **shown))
        assert answer.status_code == 200
        again = await asha.second_step(await asha.ticket(), **shown)
        assert again.json()["code"] == "wrong_code"
        factors = (await asha.client.get("/api/v1/me/second-factors")).json()
        assert factors["recovery_codes_left"] == 9
        assert "recovery_code_used" in await asha.logged()

    async def test_of_another_person_is_wrong(self, asha: Person, ravi: Person) -> None:
        await asha.turn_on_totp()
        theirs = await ravi.turn_on_totp()
        answer = await asha.second_step(await asha.ticket(), method="recovery_code", code=theirs[0])
        assert answer.json()["code"] == "wrong_code"

    async def test_lets_one_of_two_racing_uses_win(self, asha: Person) -> None:
        recovery = await asha.turn_on_totp()
        shown = {"method": "recovery_code", "code": recovery[0]}
        two = [await asha.ticket(), await asha.ticket()]
        answers = await asyncio.gather(*(asha.second_step(each, **shown) for each in two))
        assert codes_of(answers) == ["signed in", "wrong_code"]

    async def test_ends_when_new_ones_are_made(self, asha: Person) -> None:
        old = await asha.turn_on_totp()
        made = await asha.client.post("/api/v1/me/recovery-codes")
        assert made.headers["cache-control"] == "no-store"
        new = made.json()["recovery_codes"]
        for code, status in ((old[0], 403), (new[0], 200)):
            shown = {"method": "recovery_code", "code": code}
            answer = await asha.second_step(await asha.ticket(), **shown)
            assert answer.status_code == status

    async def test_is_not_made_without_a_second_factor(self, asha: Person) -> None:
        answer = await asha.client.post("/api/v1/me/recovery-codes")
        assert answer.status_code == 409
        assert answer.json()["code"] == "no_second_factor"

    async def test_is_not_stored_as_it_is(self, asha: Person) -> None:
        recovery = await asha.turn_on_totp()
        async with asha.services.get(Database).read() as session:
            stored = (await session.scalars(select(RecoveryCodeRow.digest))).all()
        assert len(stored) == 10
        assert not any(code.replace("-", "") in digest for code in recovery for digest in stored)


class TestGuessing:
    async def test_is_stopped_over_all_tickets_and_after_a_restart(self, asha: Person) -> None:
        await asha.turn_on_totp()
        phone = Authenticator()
        assert (await asha.add_passkey(phone)).status_code == 201
        for _ in range(2):
            ticket = await asha.ticket()
            for _ in range(5):
                guess = await asha.second_step(ticket, code="000000")
                assert guess.json()["code"] == "wrong_code"
        asha.services.add(InProcessRateLimits(), as_=RateLimits)
        asha.services.add(InProcessCache(), as_=Cache)
        blocked = await asha.second_step(await asha.ticket(), code=asha.code())
        assert blocked.status_code == 429
        assert blocked.json()["code"] == "too_many_codes"
        assert 0 < int(blocked.headers["retry-after"]) <= 15 * 60 + 1

        ticket = await asha.ticket()
        shown = await asha.shown(phone, SECOND, ticket=ticket)
        assert (await asha.second_step(ticket, method="passkey", **shown)).status_code == 200

    async def test_is_stopped_for_longer_each_time(self, asha: Person) -> None:
        await asha.turn_on_totp()
        for _ in range(10):
            await asha.second_step(await asha.ticket(), code="x")
        for minutes in (15, 30):
            blocked = await asha.second_step(await asha.ticket(), code=asha.code())
            assert minutes * 60 - 5 <= int(blocked.headers["retry-after"]) <= minutes * 60 + 1
            asha.clock.advance(seconds=timedelta(minutes=minutes).total_seconds() + 1)
            wrong = await asha.second_step(await asha.ticket(), code="x")
            assert wrong.json()["code"] == "wrong_code"

    async def test_is_forgotten_when_something_right_is_shown(self, asha: Person) -> None:
        await asha.turn_on_totp()
        for _ in range(9):
            await asha.second_step(await asha.ticket(), code="x")
        assert (await asha.second_step(await asha.ticket(), code=asha.code())).status_code == 200
        for _ in range(9):
            guess = await asha.second_step(await asha.ticket(), code="x")
            assert guess.json()["code"] == "wrong_code"

    async def test_gets_no_more_tries_by_guessing_at_once(self, asha: Person) -> None:
        await asha.turn_on_totp()
        tickets = [await asha.ticket() for _ in range(16)]
        answers = await asyncio.gather(*(asha.second_step(each, code="x") for each in tickets))
        assert codes_of(answers) == ["too_many_codes"] * 6 + ["wrong_code"] * 10

    async def test_counts_for_each_account_by_itself(self, asha: Person, meet: Meet) -> None:
        await asha.turn_on_totp()
        for _ in range(10):
            await asha.second_step(await asha.ticket(), code="x")
        ravi = await meet("Ravi")
        await ravi.sign_in()
        await ravi.turn_on_totp()
        assert (await ravi.second_step(await ravi.ticket(), code=ravi.code())).status_code == 200


async def sealed(person: Person) -> bytes:
    """Return a secret as it is stored."""
    async with person.services.get(Database).read() as session:
        return (await session.get_one(TotpRow, person.id)).sealed
