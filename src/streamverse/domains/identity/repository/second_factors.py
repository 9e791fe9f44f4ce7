"""Queries of second factors: TOTP secrets, recovery codes, tickets, and tries."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from sqlalchemy import case, delete, func, select, update
from sqlalchemy.dialects import postgresql, sqlite

from streamverse.domains.identity.models import (
    RecoveryCodeRow,
    SecondFactorTicketRow,
    SecondFactorTriesRow,
    TotpRow,
)
from streamverse.kit.db import Base, ReadSession, WriteSession


async def totp_of(session: ReadSession, account_id: UUID) -> TotpRow | None:
    """Return an account's TOTP, confirmed or not."""
    return await session.get(TotpRow, account_id)


async def begin_totp(
    session: WriteSession, account_id: UUID, sealed: bytes, now: datetime, *, is_sqlite: bool
) -> bool:
    """Keep a secret until it is confirmed, over an unconfirmed one; False when one is on."""
    fresh = {"sealed": sealed, "created_at": now, "last_step": 0}
    query = (
        _insert(TotpRow, is_sqlite=is_sqlite)
        .values(account_id=account_id, confirmed_at=None, **fresh)
        .on_conflict_do_update(
            index_elements=["account_id"], set_=fresh, where=TotpRow.confirmed_at.is_(None)
        )
        .returning(TotpRow.account_id)
    )
    return await session.scalar(query) is not None


async def confirm_totp(session: WriteSession, totp: TotpRow, step: int, now: datetime) -> bool:
    """Turn on the very secret that was read; False when somebody was quicker."""
    query = (
        update(TotpRow)
        .where(
            TotpRow.account_id == totp.account_id,
            TotpRow.confirmed_at.is_(None),
            TotpRow.sealed == totp.sealed,
        )
        .values(confirmed_at=now, last_step=step)
        .returning(TotpRow.account_id)
        .execution_options(synchronize_session=False)
    )
    return await session.scalar(query) is not None


async def use_step(session: WriteSession, account_id: UUID, step: int) -> bool:
    """Use up a step and all before it; False when it was used. Of two racing calls one wins."""
    query = (
        update(TotpRow)
        .where(
            TotpRow.account_id == account_id,
            TotpRow.confirmed_at.is_not(None),
            TotpRow.last_step < step,
        )
        .values(last_step=step)
        .returning(TotpRow.account_id)
        .execution_options(synchronize_session=False)
    )
    return await session.scalar(query) is not None


async def reseal_totp(session: WriteSession, account_id: UUID, old: bytes, new: bytes) -> None:
    """Keep the same secret under a newer root."""
    query = update(TotpRow).where(TotpRow.account_id == account_id, TotpRow.sealed == old)
    await session.execute(query.values(sealed=new).execution_options(synchronize_session=False))


async def remove_totp(session: WriteSession, account_id: UUID) -> bool:
    """Remove a TOTP; False when none was on."""
    query = delete(TotpRow).where(TotpRow.account_id == account_id).returning(TotpRow.confirmed_at)
    gone = (await session.scalars(query)).all()
    return any(confirmed_at is not None for confirmed_at in gone)


async def recovery_codes_left(session: ReadSession, account_id: UUID) -> int:
    """Count the codes that still open."""
    query = select(func.count()).where(
        RecoveryCodeRow.account_id == account_id, RecoveryCodeRow.used_at.is_(None)
    )
    return await session.scalar(query) or 0


async def replace_recovery_codes(
    session: WriteSession, account_id: UUID, digests: Iterable[str], now: datetime
) -> None:
    """Have exactly these codes count."""
    await remove_recovery_codes(session, account_id)
    session.add_all(
        RecoveryCodeRow(digest=digest, account_id=account_id, created_at=now) for digest in digests
    )


async def remove_recovery_codes(session: WriteSession, account_id: UUID) -> None:
    """Remove every code, used or not."""
    await session.execute(delete(RecoveryCodeRow).where(RecoveryCodeRow.account_id == account_id))


async def use_recovery_code(
    session: WriteSession, account_id: UUID, digests: Iterable[str], now: datetime
) -> bool:
    """Use a code up, by what it may be stored as. Of two racing calls one wins."""
    query = (
        update(RecoveryCodeRow)
        .where(
            RecoveryCodeRow.account_id == account_id,
            RecoveryCodeRow.digest.in_(list(digests)),
            RecoveryCodeRow.used_at.is_(None),
        )
        .values(used_at=now)
        .returning(RecoveryCodeRow.digest)
        .execution_options(synchronize_session=False)
    )
    return await session.scalar(query) is not None


async def count_ticket_try(
    session: WriteSession,
    ticket_id: UUID,
    account_id: UUID,
    expires_at: datetime,
    *,
    at_most: int,
    is_sqlite: bool,
) -> int | None:
    """Count a try of a ticket and return which it is; None when it was used, or tried enough."""
    query = (
        _insert(SecondFactorTicketRow, is_sqlite=is_sqlite)
        .values(id=ticket_id, account_id=account_id, tries=1, expires_at=expires_at)
        .on_conflict_do_update(
            index_elements=["id"],
            set_={"tries": SecondFactorTicketRow.tries + 1},
            where=SecondFactorTicketRow.used_at.is_(None) & (SecondFactorTicketRow.tries < at_most),
        )
        .returning(SecondFactorTicketRow.tries)
    )
    return await session.scalar(query)


async def use_ticket(session: WriteSession, ticket_id: UUID, now: datetime) -> bool:
    """Use a ticket up; False when it was used. Of two racing calls one wins."""
    query = (
        update(SecondFactorTicketRow)
        .where(SecondFactorTicketRow.id == ticket_id, SecondFactorTicketRow.used_at.is_(None))
        .values(used_at=now)
        .returning(SecondFactorTicketRow.id)
        .execution_options(synchronize_session=False)
    )
    return await session.scalar(query) is not None


async def forget_tickets(session: WriteSession, before: datetime) -> None:
    """Delete the tickets that expired before an instant."""
    await session.execute(
        delete(SecondFactorTicketRow).where(SecondFactorTicketRow.expires_at < before)
    )


async def count_try(
    session: WriteSession, account_id: UUID, now: datetime, *, forget: datetime, is_sqlite: bool
) -> int | None:
    """Count a try of an account and return how many failed in a row; None while it is blocked.

    It is counted before it is judged, so that many at once don't get more; success forgets all.
    Failures from before `forget` don't count any more.
    """
    tries = SecondFactorTriesRow
    query = (
        _insert(tries, is_sqlite=is_sqlite)
        .values(account_id=account_id, failures=1, last_failed_at=now)
        .on_conflict_do_update(
            index_elements=["account_id"],
            set_={
                "failures": case((tries.last_failed_at < forget, 1), else_=tries.failures + 1),
                "last_failed_at": now,
                "blocked_until": None,
            },
            where=tries.blocked_until.is_(None) | (tries.blocked_until <= now),
        )
        .returning(tries.failures)
    )
    return await session.scalar(query)


async def block_tries(session: WriteSession, account_id: UUID, until: datetime) -> None:
    """Refuse every code of an account for a while."""
    query = update(SecondFactorTriesRow).where(SecondFactorTriesRow.account_id == account_id)
    await session.execute(query.values(blocked_until=until))


async def blocked_until(session: ReadSession, account_id: UUID) -> datetime | None:
    """Return until when an account's codes are refused."""
    query = select(SecondFactorTriesRow.blocked_until)
    return await session.scalar(query.where(SecondFactorTriesRow.account_id == account_id))


async def forget_tries(session: WriteSession, account_id: UUID) -> None:
    """Forget what failed: something right was shown."""
    await session.execute(
        delete(SecondFactorTriesRow).where(SecondFactorTriesRow.account_id == account_id)
    )


def _insert(table: type[Base], *, is_sqlite: bool) -> sqlite.Insert | postgresql.Insert:
    return sqlite.insert(table) if is_sqlite else postgresql.insert(table)
