"""Invitations: operators give places in a closed beta, each to one email and once."""

import asyncio
from typing import Any

import httpx
import pytest
from sqlalchemy import select, update

from streamverse.domains.identity import links
from streamverse.domains.identity.invitation_errors import InvitationInvalid, InvitationNeeded
from streamverse.domains.identity.links import LinkPurpose, mailed_link
from streamverse.domains.identity.models import AccountRow, CustomRoleRow, InvitationRow, LinkRow
from streamverse.domains.identity.public import Role
from streamverse.domains.identity.repository import accounts
from streamverse.domains.identity.service.create_account import NewAccount, add_account
from streamverse.domains.identity.service.invitations.redeem import redeem, require_invited
from streamverse.kit.db import Database
from streamverse.kit.keyring import keyring_of
from streamverse.kit.services import Services
from streamverse.kit.settings import Registration, Settings
from tests.domains.conftest import MovingClock
from tests.domains.identity.tokens.conftest import Meet, Person

INVITATIONS = "/api/v1/admin/invitations"
REGISTER = "/api/v1/auth/register"
RAVI = "ravi@example.com"
WISH = {"email": RAVI, "password": "a slow green turtle 88", "name": "Ravi"}


@pytest.fixture
async def operator(meet: Meet) -> Person:
    """Somebody who runs the service, at the operators' door."""
    return await meet("Otto", Role.ADMIN, is_operator=True)


@pytest.fixture
def closed_beta(domain_services: Services) -> None:
    """Take only whom we invite."""
    settings = domain_services.get(Settings)
    domain_services.add(settings.model_copy(update={"registration": Registration.INVITATION}))


async def invite(operator: Person, email: str = RAVI, **wish: Any) -> dict[str, Any]:
    answer = await operator.client.post(INVITATIONS, json={"email": email, **wish})
    assert answer.status_code == 201, answer.text
    return answer.json()


async def mailed_token(services: Services, email: str = RAVI) -> str:
    """Return the token of the newest invitation that was mailed to somebody."""
    async with services.get(Database).read() as session:
        query = select(LinkRow).where(LinkRow.email == email).order_by(LinkRow.id.desc())
        link = (await session.scalars(query)).first()
    assert link is not None
    keyring = keyring_of(services.get(Settings))
    return links.token_of(keyring, link.id, LinkPurpose.INVITATION)


async def account_of(services: Services, email: str = RAVI) -> AccountRow | None:
    async with services.get(Database).read() as session:
        return await accounts.account_by_email(session, email)


async def states(operator: Person) -> list[str]:
    items = (await operator.client.get(INVITATIONS)).json()["items"]
    return [item["state"] for item in items]


class TestInvite:
    async def test_is_for_operators_at_their_own_door(
        self,
        meet: Meet,
        client: httpx.AsyncClient,
    ) -> None:
        assert (await client.post(INVITATIONS, json={"email": RAVI})).status_code == 401
        olga = await meet("Olga", Role.ADMIN)
        answer = await olga.client.post(INVITATIONS, json={"email": RAVI})
        assert answer.json()["code"] == "operator_sign_in_required"

    @pytest.mark.parametrize(
        ("wish", "code"),
        [
            ({"email": "no address"}, "bad_email"),
            ({"email": "a@example.com\r\nBcc: b@example.com"}, "bad_email"),
            ({"email": "otto@example.com"}, "email_taken"),
            ({"roles": ["king"]}, "no_such_role"),
            ({"roles": ["superuser"]}, "role_too_high"),
        ],
        ids=str,
    )
    async def test_refuses(self, operator: Person, wish: dict[str, Any], code: str) -> None:
        answer = await operator.client.post(INVITATIONS, json={"email": RAVI, **wish})
        assert answer.json()["code"] == code

    async def test_gives_no_role_that_may_do_more(
        self, operator: Person, domain_services: Services, clock: MovingClock
    ) -> None:
        async with domain_services.get(Database).write() as session:
            for name, permission in (("keeper", "roles.manage"), ("clerk", "audit.read")):
                session.add(
                    CustomRoleRow(
                        name=name,
                        description="",
                        permissions=[permission],
                        updated_at=clock.now(),
                    )
                )
        answer = await operator.client.post(
            INVITATIONS, json={"email": RAVI, "roles": ["clerk", "keeper"]}
        )
        assert answer.json()["code"] == "role_too_high"
        assert (await invite(operator, roles=["clerk"]))["roles"] == ["clerk"]

    async def test_has_a_link_mailed_and_stores_no_token(
        self, operator: Person, domain_services: Services
    ) -> None:
        made = await invite(operator, roles=["creator"], language="fr")
        assert made["state"] == "open"
        async with domain_services.get(Database).read() as session:
            link = (await session.scalars(select(LinkRow))).one()
            mail = await mailed_link(domain_services, session, link.id)
        assert mail is not None
        assert (mail.email, mail.language) == (RAVI, "fr")
        assert mail.url.startswith("http://localhost:8080/register?token=")

    async def test_again_withdraws_the_older_one(
        self, operator: Person, domain_services: Services
    ) -> None:
        await invite(operator)
        older = await mailed_token(domain_services)
        await invite(operator)
        assert await states(operator) == ["open", "withdrawn"]
        async with domain_services.get(Database).write() as session:
            with pytest.raises(InvitationInvalid):
                await redeem(domain_services, session, older, RAVI)

    async def test_lists_in_pages(self, operator: Person) -> None:
        for number in range(3):
            await invite(operator, f"r{number}@example.com")
        first = (await operator.client.get(INVITATIONS, params={"limit": 2})).json()
        rest = await operator.client.get(INVITATIONS, params={"cursor": first["next_cursor"]})
        emails = [item["email"] for item in first["items"] + rest.json()["items"]]
        assert emails == ["r2@example.com", "r1@example.com", "r0@example.com"]
        assert rest.json()["next_cursor"] is None
        bad = await operator.client.get(INVITATIONS, params={"cursor": "WyJ4Il0"})
        assert bad.json()["code"] == "bad_cursor"


class TestWithdraw:
    async def test_takes_an_open_one_back_once(
        self, operator: Person, domain_services: Services
    ) -> None:
        made = await invite(operator)
        token = await mailed_token(domain_services)
        path = f"{INVITATIONS}/{made['id']}"
        assert (await operator.client.delete(path)).status_code == 204
        assert (await operator.client.delete(path)).json()["code"] == "no_such_invitation"
        async with domain_services.get(Database).read() as session:
            with pytest.raises(InvitationInvalid):
                await require_invited(domain_services, session, token, RAVI)


class TestRedeem:
    @pytest.mark.usefixtures("closed_beta")
    async def test_is_needed_whether_or_not_the_email_is_known(
        self, operator: Person, client: httpx.AsyncClient
    ) -> None:
        assert operator.account.email == "otto@example.com"
        for email in (RAVI, "otto@example.com"):
            answer = await client.post(REGISTER, json=WISH | {"email": email})
            assert (answer.status_code, answer.json()["code"]) == (403, "invitation_needed")

    @pytest.mark.usefixtures("closed_beta")
    async def test_refuses_what_was_made_up_and_what_was_sent_to_somebody_else(
        self, operator: Person, client: httpx.AsyncClient, domain_services: Services
    ) -> None:
        await invite(operator)
        token = await mailed_token(domain_services)
        for wrong, email in (
            ("made-up-" + "x" * 60, RAVI),
            (f"{token[:-2]}AA", RAVI),
            (token, "eve@example.com"),
        ):
            wish = WISH | {"invitation": wrong, "email": email}
            answer = await client.post(REGISTER, json=wish)
            assert answer.json()["code"] == "invitation_invalid"

    @pytest.mark.usefixtures("closed_beta")
    async def test_lets_in_once_with_the_roles_it_gives(
        self, operator: Person, client: httpx.AsyncClient, domain_services: Services
    ) -> None:
        await invite(operator, roles=["creator"])
        wish = WISH | {"invitation": await mailed_token(domain_services)}
        assert (await client.post(REGISTER, json=wish)).status_code == 202
        account = await account_of(domain_services)
        assert account is not None
        async with domain_services.get(Database).read() as session:
            assert await accounts.roles_of(session, account.id) == {"creator", "viewer"}
        [item] = (await operator.client.get(INVITATIONS)).json()["items"]
        assert (item["state"], item["account_id"]) == ("used", str(account.id))
        again = await client.post(REGISTER, json=wish)
        assert again.json()["code"] == "invitation_invalid"

    async def test_ends_after_two_weeks(
        self, operator: Person, domain_services: Services, clock: MovingClock
    ) -> None:
        await invite(operator)
        token = await mailed_token(domain_services)
        clock.advance(days=15)
        async with domain_services.get(Database).read() as session:
            with pytest.raises(InvitationInvalid):
                await require_invited(domain_services, session, token, RAVI)

    async def test_is_not_needed_where_everybody_may_register(
        self, domain_services: Services
    ) -> None:
        async with domain_services.get(Database).write() as session:
            await require_invited(domain_services, session, None, RAVI)
            assert await redeem(domain_services, session, None, RAVI) == frozenset()

    @pytest.mark.usefixtures("closed_beta")
    async def test_is_needed_by_the_time_it_is_used(self, domain_services: Services) -> None:
        async with domain_services.get(Database).write() as session:
            with pytest.raises(InvitationNeeded):
                await redeem(domain_services, session, "", RAVI)

    async def test_gives_no_role_that_its_inviter_lost(
        self, operator: Person, domain_services: Services
    ) -> None:
        await invite(operator, roles=["creator"])
        token = await mailed_token(domain_services)
        async with domain_services.get(Database).write() as session:
            await session.execute(update(AccountRow).values(state="suspended"))
        async with domain_services.get(Database).write() as session:
            assert await redeem(domain_services, session, token, RAVI) == frozenset()

    @pytest.mark.parametrize("database", ["sqlite", "postgresql"], indirect=True)
    async def test_lets_one_of_two_racing_people_in(
        self, operator: Person, domain_services: Services
    ) -> None:
        await invite(operator)
        token = await mailed_token(domain_services)

        async def take(name: str) -> bool:
            try:
                async with domain_services.get(Database).write() as session:
                    await redeem(domain_services, session, token, RAVI)
                    wish = NewAccount(f"{name}@example.com", name, None)
                    await add_account(domain_services, session, wish)
            except InvitationInvalid:
                return False
            return True

        assert sorted(await asyncio.gather(take("one"), take("two"))) == [False, True]
        found = [
            await account_of(domain_services, f"{name}@example.com") for name in ("one", "two")
        ]
        assert len([account for account in found if account]) == 1
        assert await states(operator) == ["used"]

    async def test_gives_no_role_once_the_inviter_was_erased(
        self, operator: Person, domain_services: Services
    ) -> None:
        await invite(operator, roles=["editor"])
        token = await mailed_token(domain_services)
        async with domain_services.get(Database).write() as session:
            await session.execute(update(InvitationRow).values(invited_by=None))
        async with domain_services.get(Database).write() as session:
            assert await redeem(domain_services, session, token, RAVI) == frozenset()
