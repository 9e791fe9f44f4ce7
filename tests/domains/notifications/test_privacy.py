"""What notifications give a person of theirs, and forget."""

from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from streamverse.domains.identity.events import AccountErased, PasswordChanged
from streamverse.domains.notifications import privacy
from streamverse.domains.notifications.service.forget import forget_old
from streamverse.kit.db import Database
from streamverse.kit.privacy import Person as Whom
from streamverse.kit.privacy import Rows
from streamverse.kit.services import Services
from tests.adapters.smtp_server import Mailbox
from tests.domains.conftest import MovingClock
from tests.domains.notifications.conftest import Person, mails, run_jobs, tell


@pytest.fixture
async def asha(domain_services: Services, person: Person) -> UUID:
    """Somebody who was mailed once, beside somebody else who was."""
    account_id, other_id = await person(), await person("nia@example.com", "Nia")
    await tell(domain_services, PasswordChanged(account_id))
    await tell(domain_services, PasswordChanged(other_id))
    await run_jobs(domain_services)
    return account_id


class TestExport:
    """Everything about a person."""

    async def test_lists_their_mails_alone(self, domain_services: Services, asha: UUID) -> None:
        rows: list[Mapping[str, Any]] = []
        async for part in privacy.gather(domain_services, Whom(asha, ())):
            assert isinstance(part, Rows)
            rows += [row async for row in part.rows]
        (row,) = rows
        assert row["to_address"] == "asha@example.com"
        assert row["template"] == "password_changed"
        assert "dedupe_key" not in row


class TestErasure:
    """Forgetting somebody."""

    async def test_leaves_no_mail_that_was_asked_for_in_the_meantime(
        self, domain_services: Services, asha: UUID
    ) -> None:
        async with domain_services.get(Database).write() as session:
            await privacy.erase(domain_services, session, Whom(asha, ()))
        await tell(domain_services, PasswordChanged(asha))
        await tell(domain_services, AccountErased(asha))
        assert [row for row in await mails(domain_services) if row.account_id == asha] == []

    async def test_leaves_nothing_but_a_receipt_on_its_way(
        self, domain_services: Services, asha: UUID, mailbox: Mailbox
    ) -> None:
        async with domain_services.get(Database).write() as session:
            await privacy.erase(domain_services, session, Whom(asha, ()))
        async with domain_services.get(Database).write() as session:
            await privacy.erase(domain_services, session, Whom(asha, ()))  # it may be repeated
        waiting = [row for row in await mails(domain_services) if "asha" in row.to_address]
        assert [(row.template, row.account_id) for row in waiting] == [("account_erased", None)]
        while await run_jobs(domain_services):
            pass
        assert [message["to"] for message in mailbox.messages] == ["Asha <asha@example.com>"]
        assert {row.to_address for row in await mails(domain_services)} == {"nia@example.com"}

    async def test_takes_the_copies_along(
        self, domain_services: Services, asha: UUID, tmp_path: Path
    ) -> None:
        folder = tmp_path / "data" / "mail"
        assert len(list(folder.iterdir())) == 2
        async with domain_services.get(Database).write() as session:
            await privacy.erase(domain_services, session, Whom(asha, ()))
        await run_jobs(domain_services)
        left = [file.read_bytes() for file in folder.iterdir()]
        subjects = [b"Your StreamVerse password was changed" in content for content in left]
        assert sorted(subjects) == [False, True]


class TestRetention:
    """Mails of long ago."""

    async def test_are_forgotten(
        self, domain_services: Services, clock: MovingClock, asha: UUID, tmp_path: Path
    ) -> None:
        assert asha
        assert await forget_old(domain_services, clock.now() - timedelta(days=90)) == 0
        assert await forget_old(domain_services, clock.now() + timedelta(days=1)) == 2
        assert await mails(domain_services) == []
        assert list((tmp_path / "data" / "mail").iterdir()) == []
