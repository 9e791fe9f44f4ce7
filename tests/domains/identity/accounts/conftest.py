"""Fixtures of accounts: the links that were asked for, and the outbox they leave by."""

from collections.abc import Awaitable, Callable

import pytest
from sqlalchemy import select

from streamverse.domains.identity.links import LinkPurpose, url_of
from streamverse.domains.identity.models import LinkRow
from streamverse.kit.db import Database
from streamverse.kit.outbox import OutboxRow
from streamverse.kit.services import Services
from streamverse.kit.settings import Settings

Token = Callable[[LinkPurpose], Awaitable[str]]
Told = Callable[[], Awaitable[list[str]]]


@pytest.fixture
def token(domain_services: Services) -> Token:
    """Return the token of the newest link of a purpose, as its mail would carry it."""

    async def newest(purpose: LinkPurpose) -> str:
        query = (
            select(LinkRow.id)
            .where(LinkRow.purpose == purpose)
            .order_by(LinkRow.created_at.desc(), LinkRow.id.desc())
            .limit(1)
        )
        async with domain_services.get(Database).read() as session:
            link_id = (await session.scalars(query)).one()
        url = url_of(domain_services.get(Settings), link_id, purpose)
        return url.partition("token=")[2].partition("&")[0]

    return newest


@pytest.fixture
def told(domain_services: Services) -> Told:
    """Return the names of the events that were published, in order."""

    async def names() -> list[str]:
        async with domain_services.get(Database).read() as session:
            rows = await session.scalars(select(OutboxRow).order_by(OutboxRow.id))
            return [row.name for row in rows]

    return names
