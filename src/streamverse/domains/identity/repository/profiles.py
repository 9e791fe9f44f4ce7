"""Queries about profiles."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import bindparam, delete, or_, select, update

from streamverse.domains.identity.models import ProfileRow, RefreshFamilyRow
from streamverse.kit.db import ReadSession, WriteSession

OF_ACCOUNT = (
    select(ProfileRow)
    .where(ProfileRow.account_id == bindparam("account_id"))
    .order_by(ProfileRow.slot)
)
"""Made once: what is asked most often."""


@dataclass(frozen=True, slots=True)
class ChargedTry:
    """A try at a PIN, counted before it is judged."""

    failures: int
    pin_hash: str | None


async def main_id(session: ReadSession, account_id: UUID) -> UUID | None:
    """Return the profile to begin in: the main one, unless it takes a PIN to enter."""
    query = select(ProfileRow.id).where(
        ProfileRow.account_id == account_id,
        ProfileRow.is_main.is_(True),
        ProfileRow.pin_hash.is_(None),
    )
    return await session.scalar(query)


async def of_account(session: ReadSession, account_id: UUID) -> Sequence[ProfileRow]:
    """Return an account's profiles in the order of their slots."""
    return (await session.scalars(OF_ACCOUNT, {"account_id": account_id})).all()


async def find(session: ReadSession, account_id: UUID, profile_id: UUID) -> ProfileRow | None:
    """Return a profile if it is the account's."""
    query = select(ProfileRow).where(
        ProfileRow.id == profile_id, ProfileRow.account_id == account_id
    )
    return await session.scalar(query)


async def lock(session: WriteSession, account_id: UUID, profile_id: UUID) -> ProfileRow | None:
    """Return a profile if it is the account's; nobody else changes it until we are done."""
    query = (
        select(ProfileRow)
        .where(ProfileRow.id == profile_id, ProfileRow.account_id == account_id)
        .with_for_update()
    )
    return await session.scalar(query)


async def by_id(session: ReadSession, profile_id: UUID) -> ProfileRow | None:
    """Return a profile, whosever it is."""
    return await session.get(ProfileRow, profile_id)


async def avatars_of(session: ReadSession, profile_ids: Iterable[UUID]) -> dict[UUID, str]:
    """Return what some profiles show."""
    query = select(ProfileRow.id, ProfileRow.avatar).where(ProfileRow.id.in_(set(profile_ids)))
    return {row.id: row.avatar for row in await session.execute(query)}


async def charge_try(session: WriteSession, profile_id: UUID, now: datetime) -> ChargedTry | None:
    """Count a try at a profile's PIN; None while it is locked. Racing tries count each."""
    query = (
        update(ProfileRow)
        .where(
            ProfileRow.id == profile_id,
            or_(ProfileRow.pin_blocked_until.is_(None), ProfileRow.pin_blocked_until <= now),
        )
        .values(pin_failures=ProfileRow.pin_failures + 1)
        .returning(ProfileRow.pin_failures, ProfileRow.pin_hash)
    )
    row = (await session.execute(query)).one_or_none()
    return None if row is None else ChargedTry(row.pin_failures, row.pin_hash)


async def block_pin(session: WriteSession, profile_id: UUID, until: datetime) -> None:
    """Take no PIN of a profile for a while."""
    query = update(ProfileRow).where(ProfileRow.id == profile_id)
    await session.execute(query.values(pin_blocked_until=until))


async def forgive_tries(session: WriteSession, profile_id: UUID) -> None:
    """Forget wrong tries at a profile's PIN."""
    query = update(ProfileRow).where(ProfileRow.id == profile_id)
    await session.execute(query.values(pin_failures=0, pin_blocked_until=None))


async def remove(session: WriteSession, profile_id: UUID) -> None:
    """Delete a profile."""
    await session.execute(delete(ProfileRow).where(ProfileRow.id == profile_id))


async def sign_ins_in(session: ReadSession, account_id: UUID, profile_id: UUID) -> Sequence[UUID]:
    """Return the sign-ins that are in a profile at this moment."""
    query = select(RefreshFamilyRow.id).where(
        RefreshFamilyRow.account_id == account_id,
        RefreshFamilyRow.profile_id == profile_id,
        RefreshFamilyRow.ended_at.is_(None),
    )
    return (await session.scalars(query)).all()


async def move_sign_ins(
    session: WriteSession, account_id: UUID, profile_id: UUID, to: UUID | None
) -> None:
    """Have the sign-ins of one profile go on in another, or in none."""
    query = update(RefreshFamilyRow).where(
        RefreshFamilyRow.account_id == account_id, RefreshFamilyRow.profile_id == profile_id
    )
    await session.execute(query.values(profile_id=to))
