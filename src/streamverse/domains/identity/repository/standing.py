"""The queries behind `Standings`."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from streamverse.domains.identity.models import (
    AccountRoleRow,
    AccountRow,
    CustomRoleRow,
    ProfileRow,
    RefreshFamilyRow,
)
from streamverse.kit.db import ReadSession


@dataclass(frozen=True, slots=True)
class ActiveProfile:
    """Who watches. `max_age` is the maturity ceiling in years; None: no ceiling."""

    id: UUID
    name: str
    avatar: str
    language: str
    max_age: int | None
    is_kids: bool
    is_main: bool
    is_history_paused: bool
    has_pin: bool


@dataclass(frozen=True, slots=True)
class StandingFacts:
    """What is stored about what an account may do."""

    epoch: int
    is_active: bool
    roles: frozenset[str]
    custom_roles: Mapping[str, list[str]]
    profiles: tuple[ActiveProfile, ...]
    is_alive: bool
    """Whether the sign-in that was asked about has not ended."""


PROFILE = (
    ProfileRow.id,
    ProfileRow.name,
    ProfileRow.avatar,
    ProfileRow.language,
    ProfileRow.max_age,
    ProfileRow.is_kids,
    ProfileRow.is_main,
    ProfileRow.is_history_paused,
    ProfileRow.pin_hash.is_not(None).label("has_pin"),
)
"""The columns of `ActiveProfile`, in its order: whole rows take twice the time."""


async def facts_of(
    session: ReadSession, account_id: UUID, family_id: UUID | None = None
) -> StandingFacts | None:
    """Return an account's facts and whether one sign-in lives; None for an unknown account."""
    accounts = (
        select(AccountRow.epoch, AccountRow.deleted_at, AccountRow.state, *PROFILE)
        .outerjoin(ProfileRow, ProfileRow.account_id == AccountRow.id)
        .where(AccountRow.id == account_id)
        .order_by(ProfileRow.slot)
    )
    rows = (await session.execute(accounts)).all()
    if not rows:
        return None
    epoch, deleted_at, state = rows[0][:3]
    roles = select(AccountRoleRow.role, CustomRoleRow.permissions).outerjoin(
        CustomRoleRow, CustomRoleRow.name == AccountRoleRow.role
    )
    held = (await session.execute(roles.where(AccountRoleRow.account_id == account_id))).all()
    return StandingFacts(
        epoch=epoch,
        is_active=deleted_at is None and state == "active",
        roles=frozenset(row.role for row in held),
        custom_roles={row.role: row.permissions for row in held if row.permissions is not None},
        profiles=tuple(ActiveProfile(*row[3:]) for row in rows if row.id is not None),
        is_alive=family_id is not None and await is_alive(session, account_id, family_id),
    )


async def is_alive(session: ReadSession, account_id: UUID, family_id: UUID) -> bool:
    """Whether a sign-in is the account's and has not ended."""
    query = select(RefreshFamilyRow.id).where(
        RefreshFamilyRow.id == family_id,
        RefreshFamilyRow.account_id == account_id,
        RefreshFamilyRow.ended_at.is_(None),
    )
    return await session.scalar(query) is not None
