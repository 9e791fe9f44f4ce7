"""Fixtures of notifications: people, news told, mail jobs run one by one, a real mail server."""

from collections.abc import Awaitable, Callable, Iterator, Sequence
from typing import Any
from uuid import UUID

import httpx
import pytest
from pydantic import TypeAdapter
from sqlalchemy import select

from streamverse.adapters.mail import SmtpRoad
from streamverse.domains.identity.public import Role, issue_token
from streamverse.domains.identity.service.create_account import NewAccount, add_account
from streamverse.domains.notifications.jobs import JOBS
from streamverse.domains.notifications.models import MailMessageRow
from streamverse.domains.notifications.ports import MailRoad
from streamverse.domains.notifications.reactions import REACTIONS
from streamverse.domains.notifications.routes import router
from streamverse.kit.db import Database
from streamverse.kit.events import Event
from streamverse.kit.jobs import Job, JobRun
from streamverse.kit.mail_settings import smtp_server_in
from streamverse.kit.outbox import OutboxRow
from streamverse.kit.services import Services
from tests.adapters.smtp_server import Mailbox, smtp_server
from tests.domains.conftest import Mount

SITE = "https://watch.example"
Person = Callable[..., Awaitable[UUID]]
Operator = Callable[..., Awaitable[httpx.AsyncClient]]


@pytest.fixture(scope="module")
def mail_server() -> Iterator[Mailbox]:
    """A mail server for all tests of a file."""
    with smtp_server() as mailbox:
        yield mailbox


@pytest.fixture
def mailbox(mail_server: Mailbox, domain_services: Services) -> Mailbox:
    """An empty mailbox, which the services send to."""
    server = smtp_server_in(f"smtp://localhost:{mail_server.port}")
    assert server
    domain_services.add(SmtpRoad(server, SITE), as_=MailRoad)
    mail_server.envelopes.clear()
    mail_server.answers.clear()
    mail_server.refused_recipients.clear()
    return mail_server


@pytest.fixture
def person(domain_services: Services) -> Person:
    """Make an account without a password."""

    async def make(
        email: str = "asha@example.com", name: str = "Asha", language: str = "en", **more: Any
    ) -> UUID:
        wish = NewAccount(email, name, None, language=language, is_verified=True, **more)
        async with domain_services.get(Database).write() as session:
            return (await add_account(domain_services, session, wish)).id

    return make


@pytest.fixture
def operator(domain_services: Services, mount: Mount, person: Person) -> Operator:
    """A browser at the operators' desk."""

    async def sign_in(
        role: Role = Role.SUPERUSER, *, is_operator: bool = True
    ) -> httpx.AsyncClient:
        account_id = await person(f"{role}@example.com", "Op", roles=frozenset({role}))
        token = await issue_token(domain_services, account_id, is_operator=is_operator)
        client = mount(router)
        client.headers["authorization"] = f"Bearer {token}"
        return client

    return sign_in


async def tell(services: Services, fact: Event) -> None:
    """Tell an event to whoever reacts to it here, as the relay does."""
    for reaction in REACTIONS:
        if reaction.event is type(fact):
            again = reaction.event.from_payload(fact.to_payload())
            async with services.get(Database).write() as session:
                await reaction.run(services, session, again)


async def ordered(services: Services) -> Sequence[OutboxRow]:
    """Return the jobs of ours that wait, the first first."""
    names = {job.name for job in JOBS}
    query = select(OutboxRow).where(OutboxRow.delivered_at.is_(None), OutboxRow.name.in_(names))
    async with services.get(Database).read() as session:
        return (await session.scalars(query.order_by(OutboxRow.id))).all()


async def run_jobs(services: Services) -> int:
    """Run each job that waits now once, whenever it is due; returns how many."""
    waiting = await ordered(services)
    by_name: dict[str, Job[Any]] = {job.name: job for job in JOBS}
    for row in waiting:
        async with services.get(Database).write() as session:
            taken = await session.get(OutboxRow, row.id)
            assert taken
            taken.delivered_at = row.created_at
        job = by_name[row.name]
        payload = TypeAdapter(job.payload).validate_python(row.payload)
        await job.run(services, payload, JobRun(row.id, 1))
    return len(waiting)


async def mails(services: Services) -> Sequence[MailMessageRow]:
    """Return all mails, the oldest first."""
    async with services.get(Database).read() as session:
        return (await session.scalars(select(MailMessageRow).order_by(MailMessageRow.id))).all()
