"""The queries behind `Standings`."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import and_, bindparam, select

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
    version: int = 1


@dataclass(frozen=True, slots=True)
class LivingSignIn:
    """A sign-in that has not ended, and the profile that it is in."""

    profile_id: UUID | None


@dataclass(frozen=True, slots=True)
class StandingFacts:
    """What is stored about what an account may do."""

    epoch: int
    is_active: bool
    roles: frozenset[str]
    custom_roles: Mapping[str, list[str]]
    profiles: tuple[ActiveProfile, ...]
    sign_in: LivingSignIn | None
    """The sign-in that was asked about, unless it has ended."""


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
    ProfileRow.version,
)
"""The columns of `ActiveProfile`: whole rows take twice the time."""
LIVING = and_(
    RefreshFamilyRow.id == bindparam("family_id"),
    RefreshFamilyRow.account_id == bindparam("account_id"),
    RefreshFamilyRow.ended_at.is_(None),
)
SIGN_IN = select(RefreshFamilyRow.profile_id).where(LIVING)
FACTS = (
    select(
        AccountRow.epoch,
        AccountRow.deleted_at,
        AccountRow.state,
        AccountRoleRow.role,
        CustomRoleRow.permissions,
        RefreshFamilyRow.id.label("family_id"),
        RefreshFamilyRow.profile_id.label("entered_id"),
        *PROFILE,
    )
    .outerjoin(AccountRoleRow, AccountRoleRow.account_id == AccountRow.id)
    .outerjoin(CustomRoleRow, CustomRoleRow.name == AccountRoleRow.role)
    .outerjoin(ProfileRow, ProfileRow.account_id == AccountRow.id)
    .outerjoin(RefreshFamilyRow, LIVING)
    .where(AccountRow.id == bindparam("account_id"))
    .order_by(ProfileRow.slot)
)
"""One statement, made once: trips to the database cost more than a few rows said twice."""


async def facts_of(
    session: ReadSession, account_id: UUID, family_id: UUID | None = None
) -> StandingFacts | None:
    """Return an account's facts and one sign-in's; None for an unknown account."""
    asked = {"account_id": account_id, "family_id": family_id}
    rows = (await session.execute(FACTS, asked)).mappings().all()
    if not rows:
        return None
    account = rows[0]
    profiles = {
        row["id"]: ActiveProfile(**{column.key: row[column.key] for column in PROFILE})
        for row in rows
        if row["id"] is not None
    }
    return StandingFacts(
        epoch=account["epoch"],
        is_active=account["deleted_at"] is None and account["state"] == "active",
        roles=frozenset(row["role"] for row in rows if row["role"] is not None),
        custom_roles={
            row["role"]: row["permissions"] for row in rows if row["permissions"] is not None
        },
        profiles=tuple(profiles.values()),
        sign_in=LivingSignIn(account["entered_id"]) if account["family_id"] else None,
    )


async def sign_in_of(
    session: ReadSession, account_id: UUID, family_id: UUID
) -> LivingSignIn | None:
    """Return a sign-in of the account; None for one that has ended, or is somebody else's."""
    asked = {"account_id": account_id, "family_id": family_id}
    found = (await session.execute(SIGN_IN, asked)).first()
    return None if found is None else LivingSignIn(found.profile_id)
