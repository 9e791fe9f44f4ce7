"""Who is told what, in which language, when identity has news."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest

from streamverse.domains.identity import audit, links
from streamverse.domains.identity.audit import Seen
from streamverse.domains.identity.events import (
    ApiTokenMade,
    EmailChanged,
    ErasureCancelled,
    LinkRequested,
    NewDeviceSignedIn,
    PasswordChanged,
    RegistrationRepeated,
    SecondFactorChanged,
    SignInEnded,
    SocialIdentityChanged,
)
from streamverse.domains.identity.models import AccountRow, DeviceRow
from streamverse.domains.identity.public import LinkPurpose
from streamverse.kit.db import Database
from streamverse.kit.events import Event
from streamverse.kit.ids import new_id
from streamverse.kit.services import Services
from tests.adapters.smtp_server import Mailbox
from tests.domains.conftest import MovingClock
from tests.domains.notifications.conftest import Person, mails, run_jobs, tell

SEEN = Seen(address="203.0.113.7", country="IN")


News = Callable[[UUID], Event]
NEWS: list[tuple[News, str]] = [
    (RegistrationRepeated, "registration_repeated"),
    (PasswordChanged, "password_changed"),
    (ErasureCancelled, "erasure_cancelled"),
    (lambda who: EmailChanged(who, None), "email_changed"),
    (lambda who: SecondFactorChanged(who, "passkey_added"), "second_factor_changed"),
    (lambda who: SocialIdentityChanged(who, "google", "linked"), "social_linked"),
    (lambda who: SocialIdentityChanged(who, "apple", "unlinked"), "social_unlinked"),
    (lambda who: SignInEnded(who, new_id(), "refresh_token_reused"), "token_reused"),
    (lambda who: ApiTokenMade(who, "Backup"), "api_token_made"),
    (lambda who: NewDeviceSignedIn(who, new_id()), "new_device"),
]


@pytest.fixture
async def asha(person: Person) -> UUID:
    """Somebody who reads French."""
    return await person(language="fr")


async def act(
    services: Services, clock: MovingClock, account_id: UUID, action: str, seen: Seen = SEEN
) -> None:
    async with services.get(Database).write() as session:
        audit.record(session, clock, action, account_id=account_id, seen=seen)


async def add_device(services: Services, clock: MovingClock, account_id: UUID) -> UUID:
    row = DeviceRow(
        id=new_id(),
        account_id=account_id,
        key="k",
        name="Firefox on Linux",
        kind="web",
        platform="Linux",
        address="203.0.113.9",
        country="KE",
        first_seen_at=clock.now(),
        last_used_at=clock.now(),
        revoked_at=None,
    )
    async with services.get(Database).write() as session:
        session.add(row)
    return row.id


class TestNews:
    """About one's own account."""

    @pytest.mark.parametrize(("fact", "letter"), NEWS)
    async def test_goes_to_its_holder_in_their_language(
        self,
        domain_services: Services,
        mailbox: Mailbox,
        asha: UUID,
        fact: News,
        letter: str,
    ) -> None:
        await tell(domain_services, fact(asha))
        await run_jobs(domain_services)
        (row,) = await mails(domain_services)
        assert (row.template, row.account_id, row.state) == (letter, asha, "sent")
        (message,) = mailbox.messages
        assert message["content-language"] == "fr"
        assert message["to"] == "Asha <asha@example.com>"
        assert message["subject"] == row.subject

    async def test_says_when_and_from_where(
        self, domain_services: Services, clock: MovingClock, asha: UUID
    ) -> None:
        device_id = await add_device(domain_services, clock, asha)
        seen = Seen(address="203.0.113.7", country="IN", device_id=device_id)
        await act(domain_services, clock, asha, "password_changed", seen)
        at = clock.now().isoformat()
        clock.advance(minutes=3)
        await tell(domain_services, PasswordChanged(asha))
        clock.advance(minutes=3)
        await tell(domain_services, PasswordChanged(asha))  # the relay may repeat itself late
        (row,) = await mails(domain_services)
        assert row.facts == {
            "name": "Asha",
            "at": at,
            "device": "Firefox on Linux",
            "country": "IN",
            "address": "203.0.113.7",
        }

    async def test_names_the_new_device(
        self, domain_services: Services, clock: MovingClock, mailbox: Mailbox, asha: UUID
    ) -> None:
        device_id = await add_device(domain_services, clock, asha)
        await tell(domain_services, NewDeviceSignedIn(asha, device_id))
        await run_jobs(domain_services)
        body = mailbox.messages[0].get_body(("plain",))
        assert body
        assert "Appareil\u202f: Firefox on Linux" in body.get_content()
        assert "Lieu\u202f: Kenya" in body.get_content()

    async def test_of_a_second_change_is_a_second_mail(
        self, domain_services: Services, clock: MovingClock, asha: UUID
    ) -> None:
        for _ in range(2):
            await act(domain_services, clock, asha, "password_changed")
            await tell(domain_services, PasswordChanged(asha))
            clock.advance(seconds=1)
        await tell(domain_services, SecondFactorChanged(asha, "totp_on"))
        await tell(domain_services, SecondFactorChanged(asha, "recovery_codes_made"))
        assert len(await mails(domain_services)) == 4

    async def test_of_signing_out_oneself_is_none(
        self, domain_services: Services, asha: UUID
    ) -> None:
        await tell(domain_services, SignInEnded(asha, new_id(), "signed_out"))
        assert await mails(domain_services) == []

    async def test_about_somebody_who_is_gone_is_none(self, domain_services: Services) -> None:
        await tell(domain_services, PasswordChanged(new_id()))
        assert await mails(domain_services) == []

    async def test_of_repeated_registrations_comes_once_an_hour(
        self, domain_services: Services, clock: MovingClock, asha: UUID
    ) -> None:
        clock.instant = clock.instant.replace(minute=0)
        for _ in range(5):
            await tell(domain_services, RegistrationRepeated(asha))
            clock.advance(minutes=1)
        assert len(await mails(domain_services)) == 1
        clock.advance(hours=1)
        await tell(domain_services, RegistrationRepeated(asha))
        assert len(await mails(domain_services)) == 2


class TestLinks:
    """What identity wants mailed."""

    async def make(
        self, services: Services, clock: MovingClock, purpose: LinkPurpose, who: UUID, **more: str
    ) -> UUID:
        async with services.get(Database).write() as session:
            account = await session.get(AccountRow, who)
            return links.make(
                session,
                clock,
                purpose,
                email="other@example.com",
                lifetime=timedelta(days=14),
                account=account,
                facts=more,
                is_told=False,
            )

    @pytest.mark.parametrize("purpose", LinkPurpose)
    async def test_leave_each_in_its_letter(
        self,
        domain_services: Services,
        clock: MovingClock,
        mailbox: Mailbox,
        asha: UUID,
        purpose: LinkPurpose,
    ) -> None:
        link_id = await self.make(domain_services, clock, purpose, asha, child_name="Nia")
        await tell(domain_services, LinkRequested(link_id, purpose, asha))
        await run_jobs(domain_services)
        (row,) = await mails(domain_services)
        assert (row.template, row.to_address) == (purpose, "other@example.com")
        assert (row.state, row.problem) == ("sent", "")
        body = mailbox.messages[0].get_body(("plain",))
        assert body
        assert f"{links.PAGES[purpose]}?" in body.get_content()

    async def test_tell_a_parent_whose_child_asks_and_greet_nobody_by_its_name(
        self, domain_services: Services, clock: MovingClock, mailbox: Mailbox, asha: UUID
    ) -> None:
        purpose = LinkPurpose.PARENTAL_CONSENT
        link_id = await self.make(domain_services, clock, purpose, asha, child_name="Nia")
        await tell(domain_services, LinkRequested(link_id, purpose, asha))
        await run_jobs(domain_services)
        body = mailbox.messages[0].get_body(("plain",))
        assert body
        assert "\nBonjour,\n" in body.get_content().replace("\r", "")
        assert "Nia souhaite" in body.get_content()

    async def test_go_to_both_addresses_when_one_replaces_the_other(
        self, domain_services: Services, clock: MovingClock, mailbox: Mailbox, asha: UUID
    ) -> None:
        link_id = await self.make(domain_services, clock, LinkPurpose.UNDO_EMAIL, asha)
        await act(domain_services, clock, asha, "email_changed")
        await tell(domain_services, EmailChanged(asha, link_id))
        await run_jobs(domain_services)
        recipients = {envelope.rcpt_tos[0] for envelope in mailbox.envelopes}
        assert recipients == {"other@example.com", "asha@example.com"}
        assert [row.template for row in await mails(domain_services)] == [
            "undo_email",
            "email_changed",
        ]
