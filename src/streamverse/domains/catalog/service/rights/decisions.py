"""What is offered to whom, of many titles in as few queries as of one."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from streamverse.domains.catalog.maturity import ceiling_of, is_within
from streamverse.domains.catalog.models import TitleRow
from streamverse.domains.catalog.repository import rights as repository
from streamverse.domains.catalog.rights import (
    Asker,
    Decision,
    Window,
    decide,
    is_offered_somewhere,
)
from streamverse.domains.channels.public import NO_MEMBERSHIPS, memberships_of
from streamverse.domains.identity.public import Caller
from streamverse.kit.db import ReadSession

NO_LONGER = Decision(is_offered=False, reason="no_longer")


async def decisions_of(
    session: ReadSession, asker: Asker, title_ids: Iterable[UUID]
) -> dict[UUID, Decision]:
    """Return what is decided about titles, drafts too; those that are gone are left out."""
    ends = await repository.ends_of(session, title_ids)
    rows = await repository.windows_of(session, ends)
    return {
        title_id: _decide(expire_at, map(repository.window_of, rows.get(title_id, ())), asker)
        for title_id, expire_at in ends.items()
    }


async def decision_on(session: ReadSession, asker: Asker, row: TitleRow) -> Decision:
    """Return what is decided about a title that is known already."""
    windows = (await repository.windows_of(session, [row.id])).get(row.id, ())
    return _decide(row.expire_at, map(repository.window_of, windows), asker)


async def offered_somewhere(
    session: ReadSession, at: datetime, title_ids: Iterable[UUID]
) -> frozenset[UUID]:
    """Return those of these titles that are offered to somebody, wherever and on whatever."""
    ends = await repository.ends_of(session, title_ids)
    found = await repository.windows_of(session, ends)
    return frozenset(
        title_id
        for title_id, expire_at in ends.items()
        if (expire_at is None or at < expire_at)
        and is_offered_somewhere(map(repository.window_of, found.get(title_id, ())), at)
    )


async def titles_offered(
    session: ReadSession, caller: Caller, asker: Asker, title_ids: Iterable[UUID]
) -> frozenset[UUID]:
    """Return those of these titles that are published, offered, and not above a ceiling.

    Those of a private channel are for who belongs to it.
    """
    ceiling = ceiling_of(caller)
    rows = await repository.titles_offered_to(session, asker, title_ids)
    is_asked = any(row.is_members_only for row in rows)
    own = await memberships_of(session, caller) if is_asked else NO_MEMBERSHIPS
    return frozenset(
        row.id
        for row in rows
        if is_within(row.min_age, ceiling)
        and (not row.is_members_only or row.channel_id in own.member_of)
    )


def _decide(expire_at: datetime | None, windows: Iterable[Window], asker: Asker) -> Decision:
    if expire_at is not None and expire_at <= asker.at:
        return NO_LONGER
    return decide(windows, asker)
