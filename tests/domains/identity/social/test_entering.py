"""Whose account one enters by a provider, and who gets a new one."""

import asyncio
import json
from datetime import timedelta
from typing import Any

import pytest
from pyotp.totp import TOTP
from sqlalchemy import update

from streamverse.domains.identity import links
from streamverse.domains.identity.links import LinkPurpose
from streamverse.domains.identity.models import AccountRow, InvitationRow
from streamverse.domains.identity.ports import Person
from streamverse.domains.identity.roles import Role
from streamverse.domains.identity.service.create_account import NewAccount, add_account
from streamverse.domains.identity.service.social.names import name_for, with_name_of
from streamverse.kit.clock import Clock
from streamverse.kit.db import Database
from streamverse.kit.ids import new_id
from streamverse.kit.keyring import keyring_of
from streamverse.kit.services import Services
from streamverse.kit.settings import Registration, Settings
from tests.domains.conftest import MovingClock
from tests.domains.identity.social.conftest import Travel
from tests.domains.identity.social.traveller import (
    Traveller,
    account_with,
    kept,
    path_of,
    query_of,
    told,
)
from tests.oidc_issuer import IssuerDouble, Somebody

ASHA = "asha@example.com"


def change(services: Services, **settings: Any) -> None:
    services.add(services.get(Settings).model_copy(update=settings))


class TestSomebodysAccount:
    """An account that has the email is not entered by the email alone."""

    @pytest.mark.parametrize(
        ("is_ours_verified", "is_theirs_verified"), [(False, True), (True, False), (True, None)]
    )
    async def test_stays_shut_unless_both_sides_know_the_email_to_be_theirs(
        self,
        traveller: Traveller,
        issuer: IssuerDouble,
        domain_services: Services,
        is_ours_verified: bool,  # noqa: FBT001 - a parameter
        is_theirs_verified: bool | None,  # noqa: FBT001 - a parameter
    ) -> None:
        await account_with(domain_services, ASHA, is_verified=is_ours_verified)
        issuer.somebody = Somebody(email=ASHA, is_email_verified=is_theirs_verified)
        answer = await traveller.go()
        assert query_of(answer)["problem"] == "social_link_needs_sign_in"
        accounts, identities = await kept(domain_services)
        assert (len(accounts), identities) == (1, [])

    async def test_stays_shut_to_facebook_which_verifies_nothing(
        self, traveller: Traveller, domain_services: Services
    ) -> None:
        await account_with(domain_services, ASHA)
        answer = await traveller.go("facebook")
        assert query_of(answer)["problem"] == "social_link_needs_sign_in"

    async def test_stays_shut_to_an_email_that_only_looks_like_its_own(
        self, traveller: Traveller, issuer: IssuerDouble, domain_services: Services
    ) -> None:
        await account_with(domain_services, ASHA)
        issuer.somebody = Somebody(email="аsha@example.com")  # noqa: RUF001 - a Cyrillic а
        answer = await traveller.go()
        assert query_of(answer)["problem"] == "social_link_needs_sign_in"

    async def test_is_linked_when_both_know_and_its_owner_is_told(
        self, traveller: Traveller, issuer: IssuerDouble, domain_services: Services
    ) -> None:
        account = await account_with(domain_services, ASHA)
        issuer.somebody = Somebody(email="Asha@Example.com")
        assert path_of(await traveller.go(next="/movies")) == "/movies"
        assert (await traveller.me())["id"] == str(account.id)
        events, acts = await told(domain_services)
        assert "identity.social_identity_changed" in events
        assert "social_linked" in acts
        assert "signed_in" in acts


class TestAKnownIdentity:
    async def test_is_known_by_its_subject_whatever_its_email_is_today(
        self, traveller: Traveller, issuer: IssuerDouble, domain_services: Services
    ) -> None:
        await traveller.go()
        first = await traveller.me()
        issuer.somebody = Somebody(email="new@example.com", is_email_verified=False)
        await traveller.go()
        assert (await traveller.me())["id"] == first["id"]
        _, identities = await kept(domain_services)
        assert [each.email for each in identities] == ["new@example.com"]

    async def test_is_another_person_with_another_subject_and_the_same_name(
        self, travel: Travel, issuer: IssuerDouble, domain_services: Services
    ) -> None:
        asha, other = travel(), travel()
        await asha.go()
        issuer.somebody = Somebody(subject="person-2", email="other@example.com")
        await other.go()
        assert (await asha.me())["id"] != (await other.me())["id"]
        assert len((await kept(domain_services))[1]) == 2

    async def test_does_not_enter_an_account_that_is_suspended(
        self, traveller: Traveller, domain_services: Services
    ) -> None:
        await traveller.go()
        async with domain_services.get(Database).write() as session:
            await session.execute(update(AccountRow).values(state="suspended"))
        assert query_of(await traveller.go())["problem"] == "account_suspended"

    async def test_does_not_enter_an_account_that_is_being_deleted(
        self, traveller: Traveller, domain_services: Services, clock: MovingClock
    ) -> None:
        await traveller.go()
        async with domain_services.get(Database).write() as session:
            await session.execute(update(AccountRow).values(deleted_at=clock.now()))
        assert query_of(await traveller.go())["problem"] == "social_account_closed"

    async def test_goes_on_with_the_second_factor_of_the_account(
        self, traveller: Traveller, clock: MovingClock
    ) -> None:
        await traveller.go()
        me, client = await traveller.me(), traveller.client
        client.headers["x-csrf-token"] = client.cookies["sv_csrf"]
        app = TOTP((await client.post("/api/v1/me/totp")).json()["secret"])
        turned_on = await client.post("/api/v1/me/totp/confirm", json={"code": app.at(clock.now())})
        assert turned_on.status_code == 200, turned_on.text
        client.cookies.clear()

        answer = await traveller.go(next="/movies")
        assert path_of(answer) == "/login"
        due = query_of(answer)
        assert (due["methods"], due["next"]) == ("totp,recovery_code", "/movies")
        assert "sv_access" not in client.cookies
        clock.advance(seconds=30)
        step = {"ticket": due["ticket"], "method": "totp", "code": app.at(clock.now())}
        finished = await client.post(
            "/api/v1/auth/login/second-factor", json=step | {"transport": "cookie"}
        )
        assert finished.status_code == 200, finished.text
        assert (await traveller.me())["id"] == me["id"]


class TestSomebodyNew:
    async def test_gets_an_account_without_a_password(
        self, traveller: Traveller, domain_services: Services
    ) -> None:
        answer = await traveller.go()
        assert path_of(answer) == "/"
        me = await traveller.me()
        assert me["email"] == ASHA
        assert me["is_email_verified"]
        assert not me["has_password"]
        assert me["language"] == "sw"
        assert me["roles"] == ["viewer"]
        events, acts = await told(domain_services)
        assert "identity.account_registered" in events
        assert "identity.social_identity_changed" not in events
        assert acts[:2] == ["account_created", "social_linked"]

    @pytest.mark.parametrize("database", ["sqlite", "postgresql"], indirect=True)
    async def test_gets_one_account_when_they_come_twice_at_once(
        self, travel: Travel, domain_services: Services
    ) -> None:
        two = travel(), travel()
        backs = [await each.way_back(await each.start()) for each in two]
        answers = await asyncio.gather(
            *(each.client.get(back) for each, back in zip(two, backs, strict=True))
        )
        assert [path_of(answer) for answer in answers] == ["/", "/"]
        accounts, identities = await kept(domain_services)
        assert (len(accounts), len(identities)) == (1, 1)

    async def test_is_asked_by_mail_whether_the_address_is_theirs_when_nobody_vouches_for_it(
        self, traveller: Traveller, domain_services: Services
    ) -> None:
        await traveller.go("facebook")
        assert not (await traveller.me())["is_email_verified"]
        assert "identity.link_requested" in (await told(domain_services))[0]

    @pytest.mark.parametrize("email", [None, "no address"])
    async def test_needs_an_email(
        self, traveller: Traveller, issuer: IssuerDouble, email: str | None
    ) -> None:
        issuer.somebody = Somebody(email=email)
        answer = await traveller.go("facebook")
        assert query_of(answer)["problem"] == "social_email_missing"

    async def test_is_turned_away_where_nobody_new_is_taken(
        self, traveller: Traveller, domain_services: Services
    ) -> None:
        change(domain_services, registration=Registration.CLOSED)
        assert query_of(await traveller.go())["problem"] == "registration_closed"
        assert (await kept(domain_services)) == ([], [])

    async def test_needs_the_invitation_that_was_sent_to_this_email(
        self, traveller: Traveller, issuer: IssuerDouble, domain_services: Services
    ) -> None:
        change(domain_services, registration=Registration.INVITATION)
        assert query_of(await traveller.go())["problem"] == "invitation_needed"
        token = await invited(domain_services, ASHA)
        issuer.somebody = Somebody(subject="person-2", email="other@example.com")
        assert query_of(await traveller.go(invitation=token))["problem"] == "invitation_invalid"
        issuer.somebody = Somebody(is_email_verified=False)
        assert path_of(await traveller.go(invitation=token)) == "/"
        assert (await traveller.me())["roles"] == ["creator", "viewer"]

    async def test_says_what_registering_asks_for(
        self, traveller: Traveller, domain_services: Services
    ) -> None:
        terms = {"kind": "terms", "version": "2", "name": "Terms", "is_required": True}
        change(domain_services, min_age=13, legal_documents=json.dumps([terms]))
        assert query_of(await traveller.go())["problem"] == "consent_required"
        agreed = {"accepts": "terms:2"}
        assert query_of(await traveller.go(**agreed))["problem"] == "birth_date_required"
        child = agreed | {"born_on": "2020-02-02"}
        assert query_of(await traveller.go(**child))["problem"] == "birth_date_required"
        assert path_of(await traveller.go(**agreed, born_on="1990-02-02")) == "/"
        assert (await traveller.me())["born_on"] == "1990-02-02"


class TestNames:
    @pytest.mark.parametrize(
        "user", ["", "no json", "[]", "{}", '{"name": 7}', '{"name": {"firstName": 7}}', "null"]
    )
    def test_of_apple_are_left_out_when_they_are_none(self, user: str) -> None:
        person = Person("https://i.example", "s", ASHA, is_email_verified=True, name=None)
        assert with_name_of(user, person).name is None

    def test_of_the_provider_count_more_than_what_came_by_the_browser(self) -> None:
        person = Person("https://i.example", "s", ASHA, is_email_verified=True, name="Asha")
        user = json.dumps({"name": {"firstName": "Eve", "lastName": "Il"}})
        assert with_name_of(user, person) is person

    @pytest.mark.parametrize(
        ("name", "expected"),
        [(None, "asha"), ("  ", "asha"), ("A\r\nBcc: x", "A Bcc: x"), ("n" * 300, "n" * 100)],
    )
    def test_are_one_short_line(self, name: str | None, expected: str) -> None:
        person = Person("https://i.example", "s", ASHA, is_email_verified=True, name=name)
        assert name_for(person, ASHA) == expected


async def invited(services: Services, email: str) -> str:
    """Have an editor invite a creator; returns the token that is mailed."""
    clock, lifetime = services.get(Clock), timedelta(days=1)
    async with services.get(Database).write() as session:
        wish = NewAccount("editor@example.com", "Ed", None, frozenset({Role.EDITOR}))
        editor = await add_account(services, session, wish)
        link_id = links.make(session, clock, LinkPurpose.INVITATION, email=email, lifetime=lifetime)
        session.add(
            InvitationRow(
                id=new_id(),
                link_id=link_id,
                email=email,
                roles=["creator"],
                invited_by=editor.id,
                created_at=clock.now(),
                expires_at=clock.now() + lifetime,
            )
        )
    keyring = keyring_of(services.get(Settings))
    return links.token_of(keyring, link_id, LinkPurpose.INVITATION)
