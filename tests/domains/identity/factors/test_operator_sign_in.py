"""The operators' own door."""

from typing import Any

import httpx
import pytest

from streamverse.domains.identity.public import Role
from tests.domains.identity.factors.authenticator import Authenticator
from tests.domains.identity.factors.conftest import Meet
from tests.domains.identity.factors.people import PASSWORD, SECOND, Person

LOGIN = "/api/v1/auth/operator/login"
FINISH = "/api/v1/auth/operator/second-factor"
ONLY_OPERATORS = "/api/v1/admin/audit"


async def knock(person: Person, password: str = PASSWORD) -> httpx.Response:
    """Give the password at the operators' door."""
    return await person.client.post(LOGIN, json={"email": person.email, "password": password})


async def enter(person: Person, ticket: str, **shown: Any) -> httpx.Response:
    """Show a second factor at the operators' door."""
    wish = {"ticket": ticket, "method": "totp"} | shown
    return person.keep(await person.client.post(FINISH, json=wish))


class TestPassword:
    @pytest.mark.parametrize("roles", [(), (Role.CREATOR, Role.EDITOR)])
    async def test_says_nothing_to_who_is_no_operator(
        self, meet: Meet, roles: tuple[Role, ...]
    ) -> None:
        asha = await meet("Asha", *roles)
        right = await knock(asha)
        wrong = await knock(asha, "another river 77")
        assert right.status_code == wrong.status_code == 401
        assert right.json() == wrong.json()
        assert right.json()["code"] == "wrong_credentials"
        assert "operator_sign_in_refused" in await asha.logged()

    async def test_is_limited_as_everywhere(self, meet: Meet) -> None:
        asha = await meet("Asha")
        answers = [await knock(asha) for _ in range(6)]
        assert answers[-1].status_code == 429

    async def test_is_never_enough(self, meet: Meet) -> None:
        chief = await meet("Chief", Role.ADMIN)
        answer = await knock(chief)
        assert answer.status_code == 403
        assert answer.json()["code"] == "second_factor_setup_required"
        assert "access_token" not in answer.json()
        assert not answer.cookies


class TestSetUp:
    async def test_signs_in_with_the_first_code_and_gives_recovery_codes(self, meet: Meet) -> None:
        chief = await meet("Chief", Role.SUPPORT)
        asked = (await knock(chief)).json()
        assert asked["qr_svg"].startswith("<svg")
        assert asked["secret"] in asked["uri"]
        chief.secret = asked["secret"]
        for shown in ({"code": "000000"}, {"method": "recovery_code", "code": "x"}):
            wrong = await enter(chief, asked["ticket"], **shown)
            assert wrong.json()["code"] == "wrong_code"
        done = await enter(chief, asked["ticket"], code=chief.code())
        assert done.status_code == 200
        assert len(done.json()["recovery_codes"]) == 10
        assert (await chief.client.get("/api/v1/me")).json()["is_operator"]
        assert (await chief.logged())[-4:] == [
            "second_factor_refused",
            "second_factor_refused",
            "totp_on",
            "signed_in",
        ]
        again = await enter(chief, asked["ticket"], code=chief.code(1))
        assert again.json()["code"] == "ticket_used"

    async def test_is_for_the_operators_door_only(self, meet: Meet) -> None:
        chief = await meet("Chief", Role.ADMIN)
        asked = (await knock(chief)).json()
        chief.secret = asked["secret"]
        answer = await chief.second_step(asked["ticket"], code=chief.code())
        assert answer.json()["code"] == "ticket_invalid"
        assert (await chief.sign_in()).status_code == 200


class TestSecondFactor:
    async def test_opens_what_only_operators_may(self, meet: Meet) -> None:
        chief = await meet("Chief", Role.ADMIN)
        await chief.sign_in()
        refused = await chief.client.get(ONLY_OPERATORS)
        assert refused.json()["code"] == "operator_sign_in_required"
        await chief.turn_on_totp()
        asked = (await knock(chief)).json()
        assert asked["code"] == "second_factor_required"
        assert asked["methods"] == ["totp", "recovery_code"]
        done = await enter(chief, asked["ticket"], code=chief.code())
        assert done.status_code == 200
        assert "recovery_codes" not in done.json()
        assert (await chief.client.get(ONLY_OPERATORS)).status_code == 200

    async def test_takes_a_passkey_and_hands_over_cookies(self, meet: Meet) -> None:
        chief = await meet("Chief", Role.ADMIN)
        await chief.sign_in()
        key = Authenticator()
        await chief.add_passkey(key)
        ticket = (await knock(chief)).json()["ticket"]
        shown = await chief.shown(key, SECOND, ticket=ticket)
        done = await enter(chief, ticket, method="passkey", transport="cookie", **shown)
        assert done.json().keys() == {"token_type", "expires_in"}
        assert "sv_access" in done.cookies

    async def test_takes_no_ticket_of_the_other_door(self, meet: Meet) -> None:
        chief = await meet("Chief", Role.ADMIN)
        await chief.sign_in()
        await chief.turn_on_totp()
        ticket = (await chief.sign_in()).json()["ticket"]
        answer = await enter(chief, ticket, code=chief.code())
        assert answer.json()["code"] == "ticket_invalid"
        ours = (await knock(chief)).json()["ticket"]
        answer = await chief.second_step(ours, code=chief.code())
        assert answer.json()["code"] == "ticket_invalid"
