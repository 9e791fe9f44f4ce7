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


async def facts_of(session: ReadSession, account_id: UUID) -> StandingFacts | None:
    """Return an account's facts; None when there is no such account."""
    account = await session.get(AccountRow, account_id)
    if account is None:
        return None
    roles = select(AccountRoleRow.role, CustomRoleRow.permissions).outerjoin(
        CustomRoleRow, CustomRoleRow.name == AccountRoleRow.role
    )
    held = (await session.execute(roles.where(AccountRoleRow.account_id == account_id))).all()
    profiles = select(ProfileRow).where(ProfileRow.account_id == account_id)
    return StandingFacts(
        epoch=account.epoch,
        is_active=account.deleted_at is None and account.state == "active",
        roles=frozenset(row.role for row in held),
        custom_roles={row.role: row.permissions for row in held if row.permissions is not None},
        profiles=tuple(
            active(row) for row in await session.scalars(profiles.order_by(ProfileRow.slot))
        ),
    )


def active(row: ProfileRow) -> ActiveProfile:
    """Return what callers know of a profile."""
    return ActiveProfile(
        id=row.id,
        name=row.name,
        avatar=row.avatar,
        language=row.language,
        max_age=row.max_age,
        is_kids=row.is_kids,
        is_main=row.is_main,
        is_history_paused=row.is_history_paused,
        has_pin=row.pin_hash is not None,
    )


async def is_alive(session: ReadSession, account_id: UUID, family_id: UUID) -> bool:
    """Whether a sign-in is the account's and has not ended."""
    query = select(RefreshFamilyRow.id).where(
        RefreshFamilyRow.id == family_id,
        RefreshFamilyRow.account_id == account_id,
        RefreshFamilyRow.ended_at.is_(None),
    )
    return await session.scalar(query) is not None
