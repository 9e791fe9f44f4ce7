"""The queries of notifications."""

from collections.abc import AsyncIterator, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import delete, or_, select, tuple_, update
from sqlalchemy.exc import IntegrityError

from streamverse.domains.notifications.models import MailMessageRow
from streamverse.domains.notifications.states import MailState
from streamverse.kit.db import ReadSession, WriteSession
from streamverse.kit.privacy import facts_of

BATCH = 500


async def add_once(session: WriteSession, row: MailMessageRow) -> bool:
    """Keep a mail; False when there is one about the same already."""
    about_it = select(MailMessageRow.id).where(MailMessageRow.dedupe_key == row.dedupe_key)
    if await session.scalar(about_it):
        return False
    try:
        async with session.begin_nested():
            session.add(row)
    except IntegrityError:  # another process was told at the same time
        return False
    return True


async def find(session: ReadSession, mail_id: UUID) -> MailMessageRow | None:
    """Return one mail."""
    return await session.get(MailMessageRow, mail_id)


async def claim(
    session: WriteSession, mail_id: UUID, now: datetime, until: datetime
) -> MailMessageRow | None:
    """Take a queued mail for one try; None when it is not queued, or somebody has it."""
    query = (
        update(MailMessageRow)
        .where(
            MailMessageRow.id == mail_id,
            MailMessageRow.state == MailState.QUEUED,
            or_(MailMessageRow.claimed_until.is_(None), MailMessageRow.claimed_until <= now),
        )
        .values(claimed_until=until, attempts=MailMessageRow.attempts + 1)
        .returning(MailMessageRow)
    )
    return await session.scalar(query)


async def settle(
    session: WriteSession,
    mail_id: UUID,
    state: MailState,
    *,
    problem: str = "",
    sent_at: datetime | None = None,
) -> None:
    """Write down what became of a try, and let go of the mail."""
    await session.execute(
        update(MailMessageRow)
        .where(MailMessageRow.id == mail_id, MailMessageRow.state == MailState.QUEUED)
        .values(state=state, problem=problem, sent_at=sent_at, claimed_until=None)
    )


async def queue_again(session: WriteSession, mail_id: UUID) -> bool:
    """Give a failed mail all its tries back; False when it has not failed."""
    query = (
        update(MailMessageRow)
        .where(MailMessageRow.id == mail_id, MailMessageRow.state == MailState.FAILED)
        .values(state=MailState.QUEUED, attempts=0, problem="", claimed_until=None)
        .returning(MailMessageRow.id)
    )
    return await session.scalar(query) is not None


async def page(
    session: ReadSession,
    *,
    state: MailState | None,
    words: str,
    after: tuple[datetime, UUID] | None,
    limit: int,
) -> Sequence[MailMessageRow]:
    """Return mails, the latest first, and one more than `limit` if there is one."""
    query = select(MailMessageRow)
    if state is not None:
        query = query.where(MailMessageRow.state == state)
    if words:
        query = query.where(MailMessageRow.to_address.icontains(words, autoescape=True))
    if after is not None:
        query = query.where(tuple_(MailMessageRow.created_at, MailMessageRow.id) < after)
    order = (MailMessageRow.created_at.desc(), MailMessageRow.id.desc())
    return (await session.scalars(query.order_by(*order).limit(limit + 1))).all()


async def forget(session: WriteSession, mail_id: UUID) -> None:
    """Delete one mail."""
    await session.execute(delete(MailMessageRow).where(MailMessageRow.id == mail_id))


async def forget_before(session: WriteSession, instant: datetime) -> int:
    """Delete some of the mails made before an instant; returns how many."""
    old = select(MailMessageRow.id).where(MailMessageRow.created_at < instant).limit(BATCH)
    query = delete(MailMessageRow).where(MailMessageRow.id.in_(old)).returning(MailMessageRow.id)
    return len((await session.scalars(query)).all())


async def forget_account(session: WriteSession, account_id: UUID) -> Sequence[UUID]:
    """Delete an account's mails; returns their ids."""
    query = (
        delete(MailMessageRow)
        .where(MailMessageRow.account_id == account_id)
        .returning(MailMessageRow.id)
    )
    return (await session.scalars(query)).all()


async def facts_of_account(
    session: ReadSession, account_id: UUID
) -> AsyncIterator[Mapping[str, Any]]:
    """Yield what is kept about an account's mails, the oldest first."""
    query = (
        select(MailMessageRow)
        .where(MailMessageRow.account_id == account_id)
        .order_by(MailMessageRow.created_at)
        .execution_options(yield_per=BATCH)
    )
    async for row in await session.stream_scalars(query):
        yield facts_of(row, without=("dedupe_key", "claimed_until", "account_id"))
