"""Link a provider to one's account, see the links, unlink one."""

import asyncio

import pytest

from streamverse.domains.identity.ports import Person
from streamverse.domains.identity.service.social.link import add_identity
from streamverse.kit.clock import Clock
from streamverse.kit.db import Database
from streamverse.kit.services import Services
from tests.domains.conftest import MovingClock
from tests.domains.identity.social.conftest import Travel
from tests.domains.identity.social.traveller import (
    HERE,
    Traveller,
    account_with,
    kept,
    path_of,
    query_of,
    told,
)
from tests.oidc_issuer import IssuerDouble, Somebody

PAGE = "/account/security"


@pytest.fixture
async def asha(traveller: Traveller, domain_services: Services) -> Traveller:
    """Somebody who signed in a moment ago, with a password."""
    account = await account_with(domain_services, "asha@example.com", password_hash="a hash")
    await traveller.sign_in(account)
    return traveller


async def linked_providers(traveller: Traveller) -> list[str]:
    answer = await traveller.client.get("/api/v1/me/social")
    return [each["provider"] for each in answer.json()["items"]]


class TestLink:
    async def test_is_for_somebody_who_is_signed_in(self, traveller: Traveller) -> None:
        answer = await traveller.start(link="1")
        assert path_of(answer) == PAGE
        assert query_of(answer)["problem"] == "social_link_needs_sign_in"

    async def test_is_not_begun_by_another_site(self, asha: Traveller) -> None:
        asha.client.headers["sec-fetch-site"] = "cross-site"
        assert query_of(await asha.start(link="1"))["problem"] == "social_link_needs_sign_in"

    async def test_takes_a_credential_shown_lately(
        self, asha: Traveller, clock: MovingClock
    ) -> None:
        clock.advance(minutes=11)
        assert query_of(await asha.start(link="1"))["problem"] == "step_up_required"

    async def test_ends_with_the_sign_in_that_began_it(
        self, asha: Traveller, domain_services: Services
    ) -> None:
        back = await asha.way_back(await asha.start(link="1"))
        assert (await asha.client.post("/api/v1/auth/logout", json={})).status_code == 204
        assert query_of(await asha.client.get(back))["problem"] == "session_ended"
        assert (await kept(domain_services))[1] == []

    async def test_does_not_take_an_identity_of_another_account(
        self, travel: Travel, issuer: IssuerDouble, domain_services: Services
    ) -> None:
        ravi, asha = travel(), travel()
        await ravi.go()
        issuer.somebody = Somebody(email="another@example.com")
        await asha.sign_in(await account_with(domain_services, "a@example.com"))
        answer = await asha.go(link="1", next="/account/security?tab=ways")
        assert query_of(answer) == {"tab": "ways", "problem": "social_identity_taken"}

    async def test_takes_one_identity_of_each_provider(
        self, asha: Traveller, issuer: IssuerDouble
    ) -> None:
        await asha.go(link="1")
        issuer.somebody = Somebody(subject="person-2")
        assert query_of(await asha.go(link="1"))["problem"] == "social_already_linked"

    async def test_links_whatever_the_email_there_is_and_signs_in_by_it_from_then_on(
        self, asha: Traveller, travel: Travel, issuer: IssuerDouble, domain_services: Services
    ) -> None:
        issuer.somebody = Somebody(email="elsewhere@example.com", is_email_verified=False)
        for _ in range(2):  # the same identity again is no error
            answer = await asha.go(link="1")
            assert path_of(answer) == PAGE
            assert query_of(answer) == {"linked": "own"}
        other_browser = travel()
        await other_browser.go()
        assert (await other_browser.me())["id"] == (await asha.me())["id"]
        items = (await asha.client.get("/api/v1/me/social")).json()["items"]
        assert [(each["provider"], each["name"], each["email"]) for each in items] == [
            ("own", "Own", "elsewhere@example.com")
        ]
        events, acts = await told(domain_services)
        assert events.count("identity.social_identity_changed") == 1
        assert acts.count("social_linked") == 1


class TestUnlink:
    async def test_is_for_the_account_itself(self, traveller: Traveller) -> None:
        assert (await traveller.client.delete("/api/v1/me/social/own")).status_code == 401
        assert (await traveller.client.get("/api/v1/me/social")).status_code == 401

    async def test_is_not_for_another_page(self, asha: Traveller) -> None:
        await asha.go(link="1")
        del asha.client.headers["x-csrf-token"]
        answer = await asha.client.delete("/api/v1/me/social/own")
        assert answer.json()["code"] == "csrf_refused"

    async def test_finds_nothing_where_nothing_is_linked(self, asha: Traveller) -> None:
        answer = await asha.client.delete("/api/v1/me/social/own")
        assert answer.json()["code"] == "no_such_social_identity"

    async def test_leaves_the_last_way_in(
        self, traveller: Traveller, domain_services: Services
    ) -> None:
        account = await account_with(domain_services, "asha@example.com")
        await traveller.sign_in(account)
        await traveller.go(link="1")
        answer = await traveller.client.delete("/api/v1/me/social/own")
        assert (answer.status_code, answer.json()["code"]) == (409, "last_way_in")
        assert await linked_providers(traveller) == ["own"]

    async def test_unlinks_and_tells(self, asha: Traveller, domain_services: Services) -> None:
        await asha.go(link="1")
        assert (await asha.client.delete("/api/v1/me/social/own")).status_code == 204
        assert await linked_providers(asha) == []
        events, acts = await told(domain_services)
        assert events[-1] == "identity.social_identity_changed"
        assert acts[-1] == "social_unlinked"

    @pytest.mark.parametrize("database", ["sqlite", "postgresql"], indirect=True)
    async def test_leaves_one_of_two_ways_in_when_both_are_removed_at_once(
        self, traveller: Traveller, domain_services: Services
    ) -> None:
        account = await account_with(domain_services, "asha@example.com")
        async with domain_services.get(Database).write() as session:
            for provider in ("own", "other"):
                person = Person(provider, "s", None, is_email_verified=False, name=None)
                clock = domain_services.get(Clock)
                add_identity(session, clock, account.id, provider, person, HERE)
        await traveller.sign_in(account)
        paths = ("/api/v1/me/social/own", "/api/v1/me/social/other")
        answers = await asyncio.gather(*(traveller.client.delete(path) for path in paths))
        assert sorted(answer.status_code for answer in answers) == [204, 409]
        assert len(await linked_providers(traveller)) == 1
