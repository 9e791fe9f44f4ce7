"""From news to a mailbox, by a real SMTP server; and what happens when it says no."""

from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from streamverse.adapters.mail import FolderRoad, NoRoad
from streamverse.domains.identity import links
from streamverse.domains.identity.events import LinkRequested, PasswordChanged
from streamverse.domains.identity.public import LinkPurpose
from streamverse.domains.notifications import repository
from streamverse.domains.notifications.jobs import SEND_MAIL
from streamverse.domains.notifications.ports import MailRoad
from streamverse.domains.notifications.service.ask import ask_for_mail
from streamverse.domains.notifications.service.orders import OneMail
from streamverse.domains.notifications.service.send import PAUSES_SECONDS, send_mail
from streamverse.kit.db import Database
from streamverse.kit.services import Services
from tests.adapters.smtp_server import Mailbox
from tests.domains.conftest import MovingClock
from tests.domains.notifications.conftest import Person, mails, ordered, run_jobs, tell


async def ask(services: Services, clock: MovingClock, to: str = "asha@example.com") -> UUID:
    async with services.get(Database).write() as session:
        mail_id = await ask_for_mail(
            session, clock, "test", to=to, language="en", about=f"{to}:{clock.now()}"
        )
    assert mail_id
    return mail_id


async def make_link(services: Services, clock: MovingClock, **more: Any) -> UUID:
    async with services.get(Database).write() as session:
        return links.make(
            session,
            clock,
            LinkPurpose.INVITATION,
            email="nia@example.com",
            lifetime=timedelta(minutes=30),
            is_told=False,
            **more,
        )


class TestSending:
    """One mail."""

    @pytest.mark.parametrize("database", ["sqlite", "postgresql"], indirect=True)
    async def test_delivers_once(
        self, domain_services: Services, clock: MovingClock, mailbox: Mailbox
    ) -> None:
        mail_id = await ask(domain_services, clock)
        assert await run_jobs(domain_services) == 1
        await send_mail(domain_services, mail_id)  # the engine may run a job again
        assert len(mailbox.envelopes) == 1
        assert mailbox.messages[0]["message-id"].startswith(f"<{mail_id}@")
        (row,) = await mails(domain_services)
        assert (row.state, row.attempts, row.problem) == ("sent", 1, "")
        assert row.sent_at == clock.now()

    async def test_tries_again_later_when_the_server_is_busy(
        self, domain_services: Services, clock: MovingClock, mailbox: Mailbox
    ) -> None:
        mailbox.answers.extend(["451 Greylisted", "421 Closing"])
        await ask(domain_services, clock)
        await run_jobs(domain_services)
        (row,) = await mails(domain_services)
        assert (row.state, row.attempts) == ("queued", 1)
        assert row.problem == "The mail server said: 451 Greylisted"
        (order,) = await ordered(domain_services)
        assert order.available_at - order.created_at == timedelta(seconds=PAUSES_SECONDS[0])

        await run_jobs(domain_services)
        (order,) = await ordered(domain_services)
        assert order.available_at - order.created_at == timedelta(seconds=PAUSES_SECONDS[1])
        await run_jobs(domain_services)
        (row,) = await mails(domain_services)
        assert (row.state, row.attempts, row.problem) == ("sent", 3, "")
        assert len(mailbox.envelopes) == 1

    async def test_gives_up_at_once_when_there_is_no_such_mailbox(
        self, domain_services: Services, clock: MovingClock, mailbox: Mailbox
    ) -> None:
        mailbox.refused_recipients["asha@example.com"] = "550 No such user here"
        await ask(domain_services, clock)
        await run_jobs(domain_services)
        (row,) = await mails(domain_services)
        assert (row.state, row.attempts) == ("failed", 1)
        assert row.problem == "The mail server said: 550 No such user here"
        assert await ordered(domain_services) == []

    async def test_gives_up_in_the_end(
        self, domain_services: Services, clock: MovingClock, mailbox: Mailbox
    ) -> None:
        mailbox.answers.extend(["451 Later"] * 20)
        await ask(domain_services, clock)
        while await run_jobs(domain_services):
            pass
        (row,) = await mails(domain_services)
        assert (row.state, row.attempts) == ("failed", len(PAUSES_SECONDS) + 1)
        assert row.problem.startswith("Given up after 8 tries.")

    async def test_waits_while_somebody_else_is_at_it(
        self, domain_services: Services, clock: MovingClock, mailbox: Mailbox
    ) -> None:
        mail_id = await ask(domain_services, clock)
        database = domain_services.get(Database)
        async with database.write() as session:  # a process takes it, and dies
            until = clock.now() + timedelta(minutes=2)
            assert await repository.claim(session, mail_id, clock.now(), until)
        await run_jobs(domain_services)
        assert mailbox.envelopes == []
        clock.advance(minutes=2)
        await run_jobs(domain_services)
        assert len(mailbox.envelopes) == 1

    async def test_fails_in_words_where_there_is_no_road(
        self, domain_services: Services, clock: MovingClock
    ) -> None:
        domain_services.add(NoRoad(), as_=MailRoad)
        await ask(domain_services, clock)
        await run_jobs(domain_services)
        (row,) = await mails(domain_services)
        assert row.state == "failed"
        assert "SMTP_URL" in row.problem

    async def test_says_so_when_a_letter_can_t_be_written(
        self, domain_services: Services, clock: MovingClock
    ) -> None:
        mail_id = await ask(domain_services, clock)
        assert SEND_MAIL.on_dead
        await SEND_MAIL.on_dead(domain_services, OneMail(mail_id), "KeyError('child')")
        (row,) = await mails(domain_services)
        assert row.state == "failed"


class TestToldTwice:
    """The same news, twice."""

    async def test_is_one_mail(
        self, domain_services: Services, mailbox: Mailbox, person: Person
    ) -> None:
        account_id = await person()
        await tell(domain_services, PasswordChanged(account_id))
        await tell(domain_services, PasswordChanged(account_id))
        await run_jobs(domain_services)
        assert len(mailbox.envelopes) == 1

    async def test_is_one_mail_per_link_however_it_is_told(
        self, domain_services: Services, clock: MovingClock, mailbox: Mailbox
    ) -> None:
        link_id = await make_link(domain_services, clock)
        for _ in range(2):
            await tell(domain_services, LinkRequested(link_id, LinkPurpose.INVITATION, None))
        await run_jobs(domain_services)
        assert len(mailbox.envelopes) == 1


class TestLinks:
    """What opens an account."""

    async def test_is_in_the_mail_and_nowhere_else(
        self,
        domain_services: Services,
        clock: MovingClock,
        mailbox: Mailbox,
        capsys: pytest.CaptureFixture[str],
        caplog: pytest.LogCaptureFixture,
    ) -> None:
        link_id = await make_link(domain_services, clock)
        await tell(domain_services, LinkRequested(link_id, LinkPurpose.INVITATION, None))
        await run_jobs(domain_services)
        body = mailbox.messages[0].get_body(("plain",))
        assert body
        (url,) = [line for line in body.get_content().splitlines() if "token=" in line]
        token = url.partition("token=")[2]
        async with domain_services.get(Database).write() as session:
            row = await links.use(domain_services, session, LinkPurpose.INVITATION, token)
            assert row.id == link_id

        (mail,) = await mails(domain_services)
        kept = str([getattr(mail, column.key) for column in mail.__table__.columns])
        said = capsys.readouterr()
        assert token not in kept + said.out + said.err + caplog.text
        database_file = Path(domain_services.get(Database).url.database or "")
        assert token.encode() not in database_file.read_bytes()

    async def test_that_came_to_nothing_is_not_mailed(
        self, domain_services: Services, clock: MovingClock, mailbox: Mailbox
    ) -> None:
        link_id = await make_link(domain_services, clock)
        await tell(domain_services, LinkRequested(link_id, LinkPurpose.INVITATION, None))
        clock.advance(minutes=31)
        await run_jobs(domain_services)
        await tell(domain_services, LinkRequested(link_id, LinkPurpose.INVITATION, None))
        assert mailbox.envelopes == []
        (row,) = await mails(domain_services)
        assert row.state == "failed"
        assert "expired" in row.problem


class TestFolder:
    """Embedded, without a mail server."""

    async def test_keeps_what_was_sent_in_the_data_folder(
        self, domain_services: Services, clock: MovingClock, tmp_path: Path
    ) -> None:
        assert isinstance(domain_services.get(MailRoad), FolderRoad)
        mail_id = await ask(domain_services, clock)
        await run_jobs(domain_services)
        file = tmp_path / "data" / "mail" / f"{mail_id}.eml"
        assert b"To: asha@example.com" in file.read_bytes()
