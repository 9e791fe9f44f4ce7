"""Fixtures of privacy: people who are signed in, a domain that answers, events delivered."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import httpx
import pytest
from pydantic import TypeAdapter
from sqlalchemy import select

from streamverse.domains.identity import links
from streamverse.domains.identity.jobs import JOBS
from streamverse.domains.identity.links import LinkPurpose
from streamverse.domains.identity.models import AccountRow, LinkRow
from streamverse.domains.identity.origin import Origin
from streamverse.domains.identity.privacy import RETENTION
from streamverse.domains.identity.reactions import REACTIONS
from streamverse.domains.identity.repository import privacy as repository
from streamverse.domains.identity.service.begin_sign_in import PASSWORD, Proof, begin_family
from streamverse.domains.identity.service.create_account import NewAccount, add_account
from streamverse.kit.clock import Clock
from streamverse.kit.db import Database
from streamverse.kit.jobs import Job, JobRun
from streamverse.kit.keyring import keyring_of
from streamverse.kit.outbox_relay import OutboxRelay
from streamverse.kit.privacy import PrivacyRoster
from streamverse.kit.services import Services
from streamverse.kit.settings import Settings
from tests.domains.identity.privacy.diary import Diary, takes_part


class InlineJobs:
    """Runs a job where it is started; `crash` cuts the named ones off before they begin."""

    def __init__(self, services: Services, jobs: Sequence[Job[Any]]) -> None:
        """Know the jobs."""
        self._services = services
        self._jobs = {job.name: job for job in jobs}
        self.lost: set[str] = set()
        self.ran: list[str] = []

    async def start(
        self, name: str, job_id: UUID, payload: Mapping[str, Any], priority: int
    ) -> None:
        """Run it now, as often as it may, unless its process is to be lost."""
        del priority
        if name in self.lost:
            return
        self.ran.append(name)
        job = self._jobs[name]
        facts = TypeAdapter(job.payload).validate_python(payload)
        for attempt in range(1, job.attempts + 1):
            try:
                await job.run(self._services, facts, JobRun(job_id, attempt))
            except OSError as error:
                if attempt == job.attempts and job.on_dead is not None:
                    await job.on_dead(self._services, facts, str(error))
            else:
                return


@dataclass
class Someone:
    """A signed-in person: what they send along, and their one browser."""

    account_id: UUID
    email: str
    client: httpx.AsyncClient

    async def ask(self, method: str, path: str, **more: Any) -> httpx.Response:
        """Send a request under /api/v1."""
        return await self.client.request(method, f"/api/v1{path}", **more)


Join = Callable[..., Awaitable[Someone]]
Deliver = Callable[[], Awaitable[None]]
Token = Callable[[LinkPurpose], Awaitable[str]]


@pytest.fixture
def diary() -> Diary:
    """The made-up domain."""
    return Diary()


@pytest.fixture
def jobs(domain_services: Services, diary: Diary) -> InlineJobs:
    """What runs the jobs of identity and of the diary."""
    return InlineJobs(domain_services, (*JOBS, *takes_part(diary).jobs))


@pytest.fixture(autouse=True)
def _roster(domain_services: Services) -> None:
    exporters, erasers = frozenset({"identity", "diary"}), frozenset({"diary"})
    domain_services.add(PrivacyRoster(exporters, erasers, RETENTION))


@pytest.fixture
def deliver(domain_services: Services, diary: Diary, jobs: InlineJobs) -> Deliver:
    """Tell every event and run every job until nothing is due."""
    reactions = (*REACTIONS, *takes_part(diary).reactions)
    relay = OutboxRelay(domain_services, jobs, reactions)  # pyright: ignore[reportArgumentType] - it starts jobs, no more

    async def until_empty() -> None:
        while await relay.deliver_due():
            pass

    return until_empty


@pytest.fixture
def join(domain_services: Services, browser: Callable[[], httpx.AsyncClient]) -> Join:
    """Make an account and sign it in, without a password's slow hash."""

    async def joined(name: str = "asha", **more: Any) -> Someone:
        wish = NewAccount(f"{name}@example.com", name, None, **more)
        async with domain_services.get(Database).write() as session:
            account = await add_account(domain_services, session, wish)
            account_id, email = account.id, account.email
        client = browser()
        access = await new_sign_in(domain_services, account_id)
        client.headers["authorization"] = f"Bearer {access}"
        return Someone(account_id, email, client)

    return joined


@pytest.fixture
def token_of(domain_services: Services) -> Token:
    """Return the token of the newest mailed link of a purpose."""

    async def token(purpose: LinkPurpose) -> str:
        query = select(LinkRow.id).where(LinkRow.purpose == purpose)
        async with domain_services.get(Database).read() as session:
            link_id = await session.scalar(query.order_by(LinkRow.created_at.desc()).limit(1))
        assert link_id is not None, f"no link {purpose} was made"
        return links.token_of(keyring_of(domain_services.get(Settings)), link_id, purpose)

    return token


async def account_row(services: Services, account_id: UUID) -> AccountRow | None:
    """Return what the database has of an account."""
    async with services.get(Database).read() as session:
        return await session.get(AccountRow, account_id)


async def new_sign_in(services: Services, account_id: UUID, proof: Proof = PASSWORD) -> str:
    """Sign somebody in and return the access token."""
    now = services.get(Clock).now()
    async with services.get(Database).write() as session:
        account = await session.get_one(AccountRow, account_id)
        origin = Origin("192.0.2.7", "test", "bearer")
        tokens = await begin_family(services, session, account, origin, now, proof=proof)
        return tokens.access


async def profiles_of(services: Services, account_id: UUID) -> tuple[UUID, ...]:
    """Return the ids of somebody's profiles."""
    async with services.get(Database).read() as session:
        return await repository.profile_ids_of(session, account_id)
