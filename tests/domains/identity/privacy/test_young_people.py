"""How old people are, what a parent decides, and what a young person can't get around."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import httpx
import pytest
from sqlalchemy import select

from streamverse.domains.identity.links import LinkPurpose
from streamverse.domains.identity.models import AccountRow, ConsentRow, LinkRow, ProfileRow
from streamverse.domains.identity.privacy_errors import (
    BirthDateFixed,
    BirthDateImpossible,
    BirthDateRequired,
    CeilingLocked,
)
from streamverse.domains.identity.service.privacy import age, young
from streamverse.domains.identity.service.privacy.upkeep import look_after_privacy
from streamverse.kit.db import Database
from streamverse.kit.services import Services
from streamverse.kit.settings import Settings
from tests.domains.identity.privacy.conftest import Deliver, Token, new_sign_in
from tests.domains.identity.privacy.diary import Diary

TODAY = date(2026, 11, 21)
PARENT = "rosa@example.net"
PASSWORD = "a quiet river 7"
REGISTER = "/api/v1/auth/register"
CHECK = "/api/v1/auth/parental-consent/check"
DECIDE = "/api/v1/auth/parental-consent"

Wish = Callable[..., dict[str, Any]]


@pytest.fixture
def settings(settings: Settings) -> Settings:
    """Settings of a service that asks how old people are."""
    return settings.model_copy(update={"min_age": 13})


@pytest.fixture
def wish(clock: Any) -> Wish:
    """Return what somebody of twelve sends to register."""

    def made(years: int = 12, **more: Any) -> dict[str, Any]:
        born_on = clock.now().date().replace(day=1) - timedelta(days=366 * years)
        return {
            "email": "kit@example.com",
            "password": PASSWORD,
            "name": "Kit",
            "born_on": born_on.isoformat(),
            **more,
        }

    return made


@pytest.fixture
async def kit(client: httpx.AsyncClient, wish: Wish, domain_services: Services) -> UUID:
    """A child's account that waits for a parent."""
    answer = await client.post(REGISTER, json=wish(parent_email=PARENT))
    assert answer.status_code == 202, answer.text
    return (await account(domain_services)).id


async def account(services: Services, email: str = "kit@example.com") -> AccountRow:
    """Return an account by its email."""
    async with services.get(Database).read() as session:
        row = await session.scalar(select(AccountRow).where(AccountRow.email == email))
    assert row is not None
    return row


async def main_profile(services: Services, account_id: UUID) -> ProfileRow:
    """Return the profile of an account's holder."""
    query = select(ProfileRow).where(ProfileRow.account_id == account_id)
    async with services.get(Database).read() as session:
        row = await session.scalar(query)
    assert row is not None
    return row


def decision(token: str, said: str = "give") -> dict[str, str]:
    """Return what a parent sends."""
    return {"token": token, "decision": said, "parent_name": "Rosa Kit"}


class TestAge:
    @pytest.mark.parametrize(
        ("born_on", "years"),
        [
            (date(2013, 11, 21), 13),
            (date(2013, 11, 22), 12),
            (date(2012, 2, 29), 14),
            (TODAY, 0),
        ],
    )
    def test_counts_birthdays(self, born_on: date, years: int) -> None:
        assert age.years_between(born_on, TODAY) == years

    def test_of_a_leap_days_child_rises_on_the_first_of_march(self) -> None:
        assert age.years_between(date(2012, 2, 29), date(2025, 2, 28)) == 12
        assert age.years_between(date(2012, 2, 29), date(2025, 3, 1)) == 13
        assert young.comes_of_age(date(2012, 2, 29)) == datetime(2030, 3, 1, tzinfo=UTC)

    @pytest.mark.parametrize("born_on", [date(2026, 11, 22), date(1880, 1, 1)])
    def test_that_nobody_has_is_refused(self, settings: Settings, born_on: date) -> None:
        with pytest.raises(BirthDateImpossible):
            age.judge(settings, born_on, TODAY)

    def test_has_to_be_told_where_it_decides(self, settings: Settings) -> None:
        with pytest.raises(BirthDateRequired):
            age.judge(settings, None, TODAY)
        nobody_asks = settings.model_copy(update={"min_age": 0})
        assert not age.judge(nobody_asks, None, TODAY).needs_parent
        assert not age.judge(nobody_asks, date(2020, 1, 1), TODAY).needs_parent

    @pytest.mark.parametrize(
        ("country", "years"), [("", 13), ("US", 13), ("AT", 14), ("FR", 15), ("DE", 16), ("JP", 13)]
    )
    def test_at_which_nobody_needs_a_parent_is_the_countrys(
        self, settings: Settings, country: str, years: int
    ) -> None:
        assert age.own_consent_from(settings, country) == years

    def test_that_the_operator_sets_holds_where_the_law_asks_for_less(
        self, settings: Settings
    ) -> None:
        strict = settings.model_copy(update={"min_age": 15, "default_country": "DE"})
        assert age.own_consent_from(strict, "FI") == 15
        assert age.own_consent_from(strict) == 16

    def test_is_told_once(self, settings: Settings) -> None:
        grown, child = date(1990, 1, 1), date(2018, 1, 1)
        age.require_settable_birth_date(settings, None, grown, TODAY)
        age.require_settable_birth_date(settings, grown, grown, TODAY)
        for old, new in ((child, grown), (grown, None), (None, child)):
            with pytest.raises(BirthDateFixed):
                age.require_settable_birth_date(settings, old, new, TODAY)


class TestRegisteringAChild:
    async def test_is_refused_without_a_birth_date(
        self, client: httpx.AsyncClient, wish: Wish
    ) -> None:
        answer = await client.post(REGISTER, json=wish(born_on=None))
        assert answer.json()["code"] == "birth_date_required"

    @pytest.mark.parametrize("parent", [None, "KIT@example.com"])
    async def test_is_refused_without_another_persons_email(
        self, client: httpx.AsyncClient, wish: Wish, parent: str | None
    ) -> None:
        answer = await client.post(REGISTER, json=wish(parent_email=parent))
        assert (answer.status_code, answer.json()["code"]) == (422, "parent_email_required")

    @pytest.mark.usefixtures("kit")
    async def test_answers_the_same_for_a_known_email(
        self, client: httpx.AsyncClient, wish: Wish
    ) -> None:
        again = await client.post(REGISTER, json=wish(parent_email="other@example.net"))
        new = await client.post(REGISTER, json=wish(email="n@example.com", parent_email=PARENT))
        assert again.status_code == new.status_code == 202
        assert again.json() == new.json()

    async def test_needs_no_parent_from_the_age_on(
        self, client: httpx.AsyncClient, wish: Wish, domain_services: Services
    ) -> None:
        assert (await client.post(REGISTER, json=wish(years=14))).status_code == 202
        assert (await account(domain_services)).state == "active"


class TestAChildsAccount:
    @pytest.mark.usefixtures("kit")
    async def test_waits_and_says_so_only_after_the_right_password(
        self, client: httpx.AsyncClient
    ) -> None:
        body = {"email": "kit@example.com", "password": "another river 7"}
        wrong = await client.post("/api/v1/auth/login", json=body)
        assert (wrong.status_code, wrong.json()["code"]) == (401, "wrong_credentials")
        right = await client.post("/api/v1/auth/login", json=body | {"password": PASSWORD})
        assert (right.status_code, right.json()["code"]) == (403, "parental_consent_required")

    async def test_is_erased_when_no_parent_answers(
        self, kit: UUID, domain_services: Services, clock: Any, deliver: Deliver, diary: Diary
    ) -> None:
        clock.advance(days=13)
        await look_after_privacy(domain_services)
        await deliver()
        assert diary.erased == []
        clock.advance(days=1, seconds=1)
        await look_after_privacy(domain_services)
        await deliver()
        assert [person.account_id for person in diary.erased] == [kit]
        async with domain_services.get(Database).read() as session:
            assert await session.get(AccountRow, kit) is None
            assert (await session.scalars(select(LinkRow))).all() == []


class TestAParent:
    async def test_is_asked_at_their_own_address(
        self, kit: UUID, domain_services: Services
    ) -> None:
        query = select(LinkRow).where(LinkRow.purpose == LinkPurpose.PARENTAL_CONSENT)
        async with domain_services.get(Database).read() as session:
            link = await session.scalar(query)
        assert link is not None
        assert (link.email, link.account_id) == (PARENT, kit)

    @pytest.mark.usefixtures("kit")
    async def test_who_is_none_is_refused(self, client: httpx.AsyncClient, token_of: Token) -> None:
        others = await token_of(LinkPurpose.VERIFY_EMAIL)
        for token in ("nonsense", others):
            for path, body in ((CHECK, {"token": token}), (DECIDE, decision(token))):
                answer = await client.post(path, json=body)
                assert answer.json()["code"] == "link_invalid"

    @pytest.mark.usefixtures("kit")
    async def test_sees_whom_it_is_about(self, client: httpx.AsyncClient, token_of: Token) -> None:
        token = await token_of(LinkPurpose.PARENTAL_CONSENT)
        seen = (await client.post(CHECK, json={"token": token})).json()
        assert (seen["child_name"], seen["child_email"]) == ("Kit", "kit@example.com")

    async def test_who_agrees_opens_an_account_that_stays_below_its_holders_age(
        self, client: httpx.AsyncClient, kit: UUID, token_of: Token, domain_services: Services
    ) -> None:
        token = await token_of(LinkPurpose.PARENTAL_CONSENT)
        assert (await client.post(DECIDE, json=decision(token))).status_code == 204
        assert (await account(domain_services)).state == "active"
        main = await main_profile(domain_services, kit)
        assert main.max_age == 12
        assert main.ceiling_locked_until is not None
        async with domain_services.get(Database).read() as session:
            consent = await session.scalar(select(ConsentRow).where(ConsentRow.kind == "parental"))
        assert consent is not None
        assert (consent.is_given, consent.given_by) == (True, f"parent: Rosa Kit <{PARENT}>")

    async def test_who_refuses_has_the_account_erased(
        self,
        client: httpx.AsyncClient,
        kit: UUID,
        token_of: Token,
        domain_services: Services,
        deliver: Deliver,
    ) -> None:
        token = await token_of(LinkPurpose.PARENTAL_CONSENT)
        assert (await client.post(DECIDE, json=decision(token, "refuse"))).status_code == 204
        await deliver()
        async with domain_services.get(Database).read() as session:
            assert await session.get(AccountRow, kit) is None

    @pytest.mark.usefixtures("kit")
    async def test_decides_once(self, client: httpx.AsyncClient, token_of: Token) -> None:
        token = await token_of(LinkPurpose.PARENTAL_CONSENT)
        await client.post(DECIDE, json=decision(token))
        for said in ("give", "refuse"):
            again = await client.post(DECIDE, json=decision(token, said))
            assert (again.status_code, again.json()["code"]) == (410, "link_used")

    @pytest.mark.usefixtures("kit")
    async def test_who_comes_too_late_finds_the_link_expired(
        self, client: httpx.AsyncClient, token_of: Token, clock: Any
    ) -> None:
        token = await token_of(LinkPurpose.PARENTAL_CONSENT)
        clock.advance(days=14, seconds=1)
        late = await client.post(DECIDE, json=decision(token))
        assert (late.status_code, late.json()["code"]) == (410, "link_expired")


class TestAYoungPerson:
    @pytest.fixture
    async def young(
        self, client: httpx.AsyncClient, kit: UUID, token_of: Token, domain_services: Services
    ) -> UUID:
        """A child whose parent agreed, signed in."""
        token = await token_of(LinkPurpose.PARENTAL_CONSENT)
        await client.post(DECIDE, json=decision(token))
        access = await new_sign_in(domain_services, kit)
        client.headers["authorization"] = f"Bearer {access}"
        return kit

    @pytest.mark.usefixtures("young")
    async def test_does_not_grow_older_by_saying_so(self, client: httpx.AsyncClient) -> None:
        answer = await client.patch("/api/v1/me", json={"born_on": "1990-01-01"})
        assert (answer.status_code, answer.json()["code"]) == (403, "birth_date_fixed")

    async def test_makes_no_profile_above_their_age(
        self, client: httpx.AsyncClient, young: UUID, domain_services: Services
    ) -> None:
        main = await main_profile(domain_services, young)
        for max_age in (18, 13):
            body = {"name": "Grown up", "max_age": max_age}
            made = await client.post("/api/v1/profiles", json=body)
            assert (made.status_code, made.json()["code"]) == (403, "ceiling_locked")
        for max_age in (None, 18, 13):
            changed = await client.patch(f"/api/v1/profiles/{main.id}", json={"max_age": max_age})
            assert (changed.status_code, changed.json()["code"]) == (403, "ceiling_locked")
        unsaid = await client.post("/api/v1/profiles", json={"name": "Unsaid"})
        assert unsaid.json()["max_age"] == 12

    async def test_may_choose_a_lower_ceiling_which_birthdays_leave_alone(
        self, client: httpx.AsyncClient, young: UUID, domain_services: Services, clock: Any
    ) -> None:
        main = await main_profile(domain_services, young)
        changed = await client.patch(f"/api/v1/profiles/{main.id}", json={"max_age": 7})
        assert changed.json()["max_age"] == 7
        clock.advance(days=366)
        await look_after_privacy(domain_services)
        assert (await main_profile(domain_services, young)).max_age == 7

    async def test_has_a_ceiling_that_rises_with_each_birthday_until_they_are_of_age(
        self, young: UUID, domain_services: Services, clock: Any
    ) -> None:
        clock.advance(days=366)
        await look_after_privacy(domain_services)
        assert (await main_profile(domain_services, young)).max_age == 13
        async with domain_services.get(Database).read() as session:
            with pytest.raises(CeilingLocked):
                await require(session, young, clock)
            clock.advance(days=6 * 366)
            await require(session, young, clock)


async def require(session: Any, account_id: UUID, clock: Any) -> None:
    """Ask for a profile without a ceiling."""
    await young.require_under_ceiling(session, account_id, None, clock.now())
