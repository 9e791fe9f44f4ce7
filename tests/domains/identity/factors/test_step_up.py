"""Step-up: somebody who is signed in shows again that it is them."""

from typing import Any

import httpx
import pytest

from streamverse.domains.identity.models import AccountRow
from streamverse.domains.identity.origin import Origin
from streamverse.domains.identity.public import Role, issue_token
from streamverse.domains.identity.service.begin_sign_in import Proof, begin_family
from streamverse.kit.db import Database
from tests.domains.identity.factors.authenticator import Authenticator
from tests.domains.identity.factors.conftest import Meet
from tests.domains.identity.factors.people import PASSWORD, Person

STEP_UP = "/api/v1/auth/step-up"
TOTP = "/api/v1/me/totp"


async def stepped_up(person: Person, **shown: Any) -> httpx.Response:
    """Show something, and go on with the new token."""
    return person.keep(await person.client.post(STEP_UP, json=shown))


class TestStepUp:
    async def test_is_nothing_for_strangers(self, meet: Meet) -> None:
        stranger = await meet("Nobody")
        assert (await stranger.client.get(STEP_UP)).status_code == 401
        answer = await stranger.client.post(STEP_UP, json={"password": PASSWORD})
        assert answer.status_code == 401

    async def test_is_nothing_for_programs_and_for_who_looks_on(
        self, asha: Person, meet: Meet
    ) -> None:
        chief = await meet("Chief", Role.SUPPORT)
        program = await issue_token(asha.services, asha.id)
        async with asha.services.get(Database).write() as session:
            account = await session.get_one(AccountRow, asha.id)
            proof = Proof(is_operator=True, impersonator_id=chief.id)
            origin = Origin("192.0.2.1", "test", "bearer")
            looking = await begin_family(
                asha.services, session, account, origin, asha.clock.now(), proof=proof
            )
        for token in (program, looking.access):
            headers = {"authorization": f"Bearer {token}"}
            for answer in (
                await asha.client.get(STEP_UP, headers=headers),
                await asha.client.post(STEP_UP, headers=headers, json={"password": PASSWORD}),
            ):
                assert answer.status_code == 403
                assert answer.json()["code"] in {"not_in_person", "view_as_reads_only"}

    async def test_proves_by_the_password_and_goes_on_in_the_same_sign_in(
        self, asha: Person
    ) -> None:
        fresh = (await asha.client.get(STEP_UP)).json()
        assert fresh["methods"] == ["password"]
        assert fresh["proved_until"] is not None
        asha.clock.advance(minutes=11)
        assert (await asha.client.get(STEP_UP)).json()["proved_until"] is None
        assert (await asha.client.post(TOTP)).status_code == 403

        answer = await stepped_up(asha, password=PASSWORD)
        assert answer.status_code == 200
        assert answer.json().keys() == {"token_type", "expires_in", "access_token"}
        assert (await asha.client.get(STEP_UP)).json()["proved_until"] is not None
        assert (await asha.client.post(TOTP)).status_code == 200
        assert (await asha.logged())[-1] == "stepped_up"

    async def test_hands_a_browser_a_cookie(self, meet: Meet) -> None:
        asha = await meet("Asha")
        wish = {"email": asha.email, "password": PASSWORD, "transport": "cookie"}
        await asha.client.post("/api/v1/auth/login", json=wish)
        asha.client.headers["x-csrf-token"] = asha.client.cookies["sv_csrf"]
        asha.clock.advance(minutes=11)
        answer = await asha.client.post(STEP_UP, json={"password": PASSWORD})
        assert answer.json()["token_type"] == "cookie"
        assert (await asha.client.post(TOTP)).status_code == 200

    async def test_proves_by_all_that_the_account_has(self, asha: Person) -> None:
        phone = Authenticator()
        await asha.add_passkey(phone)
        recovery = await asha.turn_on_totp()
        methods = (await asha.client.get(STEP_UP)).json()["methods"]
        assert methods == ["password", "totp", "passkey", "recovery_code"]
        by_passkey = await asha.shown(phone, STEP_UP)
        for shown in (by_passkey, {"code": asha.code()}, {"recovery_code": recovery[0]}):
            answer = await stepped_up(asha, **shown)
            assert answer.status_code == 200
            again = await asha.client.post(STEP_UP, json=shown)
            assert again.json()["code"] in {"wrong_proof", "challenge_unknown"}

    @pytest.mark.parametrize(
        "shown",
        [
            {"password": "another river 77"},
            {"code": "000000"},
            {"recovery_code": "h3k9q-x0v7m"},
        ],
        ids=["password", "code", "recovery code"],
    )
    async def test_refuses_what_is_wrong(self, asha: Person, shown: dict[str, str]) -> None:
        answer = await asha.client.post(STEP_UP, json=shown)
        assert answer.status_code == 403
        assert answer.json()["code"] == "wrong_proof"
        assert (await asha.logged())[-1] == "step_up_refused"

    async def test_refuses_what_proves_somebody_else(self, asha: Person, ravi: Person) -> None:
        phone = Authenticator()
        await ravi.add_passkey(phone)
        await asha.add_passkey(Authenticator())
        await asha.turn_on_totp()
        await ravi.turn_on_totp()
        asked = (await asha.client.post(f"{STEP_UP}/options")).json()
        theirs = {
            "challenge_id": asked["challenge_id"],
            "credential": phone.get(asked["options"]),
        }
        for shown in (theirs, {"code": ravi.code()}):
            answer = await asha.client.post(STEP_UP, json=shown)
            assert answer.json()["code"] == "wrong_proof"

    async def test_refuses_a_challenge_of_another_sign_in(self, asha: Person) -> None:
        phone = Authenticator()
        await asha.add_passkey(phone)
        shown = await asha.shown(phone, STEP_UP)
        asked = await asha.shown(phone, "/api/v1/auth/passkey")
        asha.keep(await asha.client.post("/api/v1/auth/passkey", json=asked))
        answer = await asha.client.post(STEP_UP, json=shown)
        assert answer.json()["code"] == "challenge_unknown"

    @pytest.mark.parametrize("shown", [{}, {"password": "x", "code": "y"}, {"credential": {}}])
    async def test_takes_one_thing_at_a_time(self, asha: Person, shown: dict[str, Any]) -> None:
        assert (await asha.client.post(STEP_UP, json=shown)).status_code == 422

    async def test_takes_ten_guesses_and_no_more(self, asha: Person) -> None:
        for _ in range(10):
            answer = await asha.client.post(STEP_UP, json={"code": "x"})
            assert answer.json()["code"] == "wrong_proof"
        answer = await asha.client.post(STEP_UP, json={"password": PASSWORD})
        assert answer.status_code == 429
        assert answer.json()["code"] == "too_many_codes"
