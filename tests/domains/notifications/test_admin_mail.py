"""The operators' mail page over HTTP."""

import httpx
import pytest

from streamverse.domains.identity.api_tokens import digest_of, new_token
from streamverse.domains.identity.events import PasswordChanged
from streamverse.domains.identity.models import ApiTokenRow
from streamverse.domains.identity.public import Role
from streamverse.domains.notifications.languages import LANGUAGES
from streamverse.domains.notifications.letters import LETTERS
from streamverse.domains.notifications.routes import router
from streamverse.kit.clock import Clock
from streamverse.kit.db import Database
from streamverse.kit.ids import new_id
from streamverse.kit.services import Services
from tests.adapters.smtp_server import Mailbox
from tests.domains.conftest import Mount
from tests.domains.notifications.conftest import Operator, Person, run_jobs, tell

MAIL = "/api/v1/admin/mail"


@pytest.fixture
async def admin(operator: Operator) -> httpx.AsyncClient:
    """The superuser at the operators' desk."""
    return await operator()


class TestAccess:
    """Who may look."""

    @pytest.mark.parametrize("path", ["/messages", "/templates", "/road", "/templates/test/page"])
    async def test_is_no_stranger_s(self, mount: Mount, path: str) -> None:
        assert (await mount(router).get(MAIL + path)).status_code == 401

    async def test_is_not_the_support_s(self, operator: Operator) -> None:
        answer = await (await operator(Role.SUPPORT)).get(f"{MAIL}/messages")
        assert (answer.status_code, answer.json()["code"]) == (403, "role_missing")

    async def test_takes_an_operators_sign_in(self, operator: Operator) -> None:
        answer = await (await operator(is_operator=False)).get(f"{MAIL}/messages")
        assert answer.json()["code"] == "operator_sign_in_required"


class TestMessages:
    """The list."""

    @pytest.mark.parametrize("database", ["sqlite", "postgresql"], indirect=True)
    async def test_comes_in_pages_the_latest_first(
        self, domain_services: Services, admin: httpx.AsyncClient, person: Person
    ) -> None:
        for number in range(3):
            who = await person(f"p{number}@example.com", "P")
            await tell(domain_services, PasswordChanged(who))
        first = (await admin.get(f"{MAIL}/messages?limit=2")).json()
        rest = (await admin.get(f"{MAIL}/messages?cursor={first['next_cursor']}")).json()
        to = [item["to"] for item in first["items"] + rest["items"]]
        assert to == ["p2@example.com", "p1@example.com", "p0@example.com"]
        assert rest["next_cursor"] is None
        assert (await admin.get(f"{MAIL}/messages?cursor=zzz")).json()["code"] == "bad_cursor"

    async def test_is_narrowed_by_state_and_address(
        self,
        domain_services: Services,
        admin: httpx.AsyncClient,
        mailbox: Mailbox,
        person: Person,
    ) -> None:
        mailbox.refused_recipients["asha@example.com"] = "550 No such user here"
        for email in ("asha@example.com", "nia@example.com"):
            await tell(domain_services, PasswordChanged(await person(email, "P")))
        await run_jobs(domain_services)
        failed = (await admin.get(f"{MAIL}/messages?state=failed")).json()["items"]
        assert [(item["to"], item["problem"]) for item in failed] == [
            ("asha@example.com", "The mail server said: 550 No such user here")
        ]
        found = (await admin.get(f"{MAIL}/messages?q=NIA@")).json()["items"]
        assert [item["state"] for item in found] == ["sent"]
        assert (await admin.get(f"{MAIL}/messages?q=%25")).json()["items"] == []

    async def test_gives_a_failed_one_another_try(
        self,
        domain_services: Services,
        admin: httpx.AsyncClient,
        mailbox: Mailbox,
        person: Person,
    ) -> None:
        mailbox.refused_recipients["asha@example.com"] = "550 Quota exceeded"
        await tell(domain_services, PasswordChanged(await person()))
        await run_jobs(domain_services)
        (item,) = (await admin.get(f"{MAIL}/messages")).json()["items"]
        mailbox.refused_recipients.clear()
        again = await admin.post(f"{MAIL}/messages/{item['id']}/retry")
        assert (again.status_code, again.json()["state"]) == (202, "queued")
        await run_jobs(domain_services)
        assert len(mailbox.envelopes) == 1
        twice = await admin.post(f"{MAIL}/messages/{item['id']}/retry")
        assert (twice.status_code, twice.json()["code"]) == (409, "mail_not_failed")

    async def test_knows_nothing_of_others(self, admin: httpx.AsyncClient) -> None:
        for path in (f"/messages/{new_id()}", f"/messages/{new_id()}/page"):
            assert (await admin.get(MAIL + path)).status_code == 404
        assert (await admin.post(f"{MAIL}/messages/{new_id()}/retry")).status_code == 404


class TestWords:
    """What was sent, where a folder keeps it."""

    async def test_are_a_superuser_s_alone(
        self,
        domain_services: Services,
        operator: Operator,
        admin: httpx.AsyncClient,
        person: Person,
    ) -> None:
        await tell(domain_services, PasswordChanged(await person()))
        await run_jobs(domain_services)
        lesser = await operator(Role.ADMIN)
        (item,) = (await lesser.get(f"{MAIL}/messages")).json()["items"]
        path = f"{MAIL}/messages/{item['id']}"
        assert (await lesser.get(path)).json()["html"] is None
        assert (await lesser.get(f"{path}/page")).status_code == 404
        assert (await lesser.get(f"{MAIL}/road")).json()["shows_words"] is False
        assert (await admin.get(f"{MAIL}/road")).json()["shows_words"] is True

        whole = (await admin.get(path)).json()
        assert "Your password was changed" in whole["text"]
        page = await admin.get(f"{path}/page")
        assert "Your password was changed" in page.text
        policy = page.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "sandbox allow-popups" in policy
        assert "allow-scripts" not in policy
        assert page.headers["cache-control"] == "no-store"

    async def test_are_not_a_programs_even_if_a_superuser_gave_it_its_token(
        self, domain_services: Services, mount: Mount, person: Person
    ) -> None:
        root = await person("root@example.com", "Root", roles=frozenset({Role.SUPERUSER}))
        await tell(domain_services, PasswordChanged(root))
        await run_jobs(domain_services)
        token = new_token()
        async with domain_services.get(Database).write() as session:
            session.add(
                ApiTokenRow(
                    id=new_id(),
                    digest=digest_of(token),
                    account_id=root,
                    is_machine=False,
                    name="Backup",
                    prefix=token[:10],
                    scopes=["mail.read"],
                    created_at=domain_services.get(Clock).now(),
                )
            )
        program = mount(router)
        program.headers["authorization"] = f"Bearer {token}"
        (item,) = (await program.get(f"{MAIL}/messages")).json()["items"]
        assert (await program.get(f"{MAIL}/messages/{item['id']}")).json()["text"] is None
        assert (await program.get(f"{MAIL}/messages/{item['id']}/page")).status_code == 404

    async def test_are_not_kept_where_there_is_a_server(
        self,
        domain_services: Services,
        admin: httpx.AsyncClient,
        mailbox: Mailbox,
        person: Person,
    ) -> None:
        await tell(domain_services, PasswordChanged(await person()))
        await run_jobs(domain_services)
        assert len(mailbox.envelopes) == 1
        (item,) = (await admin.get(f"{MAIL}/messages")).json()["items"]
        assert (await admin.get(f"{MAIL}/messages/{item['id']}")).json()["text"] is None
        answer = await admin.get(f"{MAIL}/messages/{item['id']}/page")
        assert answer.json()["code"] == "mail_copy_not_kept"


class TestGallery:
    """The letters, filled in with a sample."""

    async def test_shows_each_in_each_language(self, admin: httpx.AsyncClient) -> None:
        items = (await admin.get(f"{MAIL}/templates")).json()["items"]
        assert [item["id"] for item in items] == list(LETTERS)
        assert items[0]["languages"] == list(LANGUAGES)
        letter = (await admin.get(f"{MAIL}/templates/reset_password?language=ar")).json()
        assert letter["direction"] == "rtl"
        page = await admin.get(f"{MAIL}/templates/reset_password/page?language=ar")
        assert letter["subject"] in page.text
        assert page.headers["x-frame-options"] == "SAMEORIGIN"

    async def test_knows_no_other_letter(self, admin: httpx.AsyncClient) -> None:
        answer = await admin.get(f"{MAIL}/templates/..%2Fsecrets")
        assert answer.status_code == 404


class TestTrying:
    """A test mail."""

    async def test_goes_out_as_every_other(
        self, domain_services: Services, admin: httpx.AsyncClient, mailbox: Mailbox
    ) -> None:
        wish = {"to": "ops@example.com", "language": "sw"}
        answer = await admin.post(f"{MAIL}/test", json=wish)
        assert (answer.status_code, answer.json()["state"]) == (202, "queued")
        await run_jobs(domain_services)
        assert mailbox.messages[0]["subject"] == "Jaribio kutoka StreamVerse"

    @pytest.mark.parametrize("to", ["nobody", "a@b\r\nBcc: c@d", "a@b c@d"])
    async def test_needs_an_address(self, admin: httpx.AsyncClient, to: str) -> None:
        answer = await admin.post(f"{MAIL}/test", json={"to": to})
        assert (answer.status_code, answer.json()["code"]) == (422, "bad_email")
