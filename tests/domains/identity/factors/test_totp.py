"""TOTP: set up, turned off."""

from sqlalchemy import select

from streamverse.domains.identity.events import SecondFactorChanged
from streamverse.kit.db import Database
from streamverse.kit.outbox import OutboxRow
from tests.domains.identity.factors.conftest import Meet
from tests.domains.identity.factors.people import Person

TOTP = "/api/v1/me/totp"
CONFIRM = "/api/v1/me/totp/confirm"
FACTORS = "/api/v1/me/second-factors"


class TestSetUp:
    async def test_is_nothing_for_strangers(self, meet: Meet) -> None:
        stranger = await meet("Nobody")
        for answer in (
            await stranger.client.post(TOTP),
            await stranger.client.post(CONFIRM, json={"code": "123456"}),
            await stranger.client.delete(TOTP),
            await stranger.client.get(FACTORS),
        ):
            assert answer.status_code == 401

    async def test_takes_a_proof_of_the_last_minutes(self, asha: Person) -> None:
        asha.clock.advance(minutes=11)
        answer = await asha.client.post(TOTP)
        assert answer.status_code == 403
        assert answer.json()["code"] == "step_up_required"
        assert answer.json()["methods"] == ["password"]

    async def test_shows_the_secret_as_text_as_address_and_as_picture(self, asha: Person) -> None:
        begun = await asha.client.post(TOTP)
        assert begun.headers["cache-control"] == "no-store"
        shown = begun.json()
        assert len(shown["secret"]) == 32
        assert shown["uri"].startswith("otpauth://totp/StreamVerse:asha%40example.com?secret=")
        assert shown["secret"] in shown["uri"]
        picture = shown["qr_svg"]
        assert picture.startswith("<svg")
        assert "script" not in picture
        assert "style" not in picture

    async def test_counts_once_a_code_of_it_was_given(self, asha: Person) -> None:
        asha.secret = (await asha.client.post(TOTP)).json()["secret"]
        right = asha.code()
        wrong = str((int(right) + 1) % 1_000_000).zfill(6)
        refused = await asha.client.post(CONFIRM, json={"code": wrong})
        assert refused.json()["code"] == "wrong_code"
        assert (await asha.sign_in()).status_code == 200

        arabic = right.translate({ord("0") + each: 0x0660 + each for each in range(10)})
        spaced = f" {right[:3]} {arabic[3:]} "
        codes = (await asha.client.post(CONFIRM, json={"code": spaced})).json()["recovery_codes"]
        assert len(set(codes)) == 10
        factors = (await asha.client.get(FACTORS)).json()
        assert factors["totp"]["is_on"]
        assert factors["recovery_codes_left"] == 10
        asked = await asha.sign_in()
        assert asked.status_code == 403
        assert asked.json()["code"] == "second_factor_required"
        assert asked.json()["methods"] == ["totp", "recovery_code"]

    async def test_is_given_up_after_ten_minutes(self, asha: Person) -> None:
        asha.secret = (await asha.client.post(TOTP)).json()["secret"]
        asha.clock.advance(minutes=10)
        answer = await asha.client.post(CONFIRM, json={"code": asha.code()})
        assert answer.status_code == 410
        assert answer.json()["code"] == "totp_expired"

    async def test_begins_anew_with_another_secret_until_it_is_on(self, asha: Person) -> None:
        asha.secret = (await asha.client.post(TOTP)).json()["secret"]
        other = (await asha.client.post(TOTP)).json()["secret"]
        assert other != asha.secret
        answer = await asha.client.post(CONFIRM, json={"code": asha.code()})
        assert answer.json()["code"] == "wrong_code"

    async def test_is_refused_while_one_is_on(self, asha: Person) -> None:
        await asha.turn_on_totp()
        assert (await asha.client.post(TOTP)).json()["code"] == "totp_is_on"
        again = await asha.client.post(CONFIRM, json={"code": asha.code()})
        assert again.json()["code"] == "totp_is_on"

    async def test_is_written_down_and_told(self, asha: Person) -> None:
        await asha.turn_on_totp()
        assert (await asha.logged())[-1] == "totp_on"
        async with asha.services.get(Database).read() as session:
            query = select(OutboxRow.payload).where(OutboxRow.name == SecondFactorChanged.name)
            told = (await session.scalars(query)).all()
        assert told == [{"account_id": str(asha.id), "change": "totp_on"}]


class TestTurnOff:
    async def test_needs_no_second_factor_any_more(self, asha: Person) -> None:
        await asha.turn_on_totp()
        assert (await asha.client.delete(TOTP)).status_code == 204
        factors = (await asha.client.get(FACTORS)).json()
        assert factors["totp"] == {"is_on": False, "since": None}
        assert factors["recovery_codes_left"] == 0
        assert (await asha.sign_in()).status_code == 200
        assert "totp_off" in await asha.logged()

    async def test_is_no_error_when_none_is_on(self, asha: Person) -> None:
        assert (await asha.client.delete(TOTP)).status_code == 204
        assert "totp_off" not in await asha.logged()
