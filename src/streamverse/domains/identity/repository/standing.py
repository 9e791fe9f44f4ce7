"""The queries behind `Standings`."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import bindparam, exists, select

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
    ProfileRow.version,
)
"""The columns of `ActiveProfile`: whole rows take twice the time."""
ALIVE = exists().where(
    RefreshFamilyRow.id == bindparam("family_id"),
    RefreshFamilyRow.account_id == bindparam("account_id"),
    RefreshFamilyRow.ended_at.is_(None),
)
FACTS = (
    select(
        AccountRow.epoch,
        AccountRow.deleted_at,
        AccountRow.state,
        AccountRoleRow.role,
        CustomRoleRow.permissions,
        ALIVE.label("is_alive"),
        *PROFILE,
    )
    .outerjoin(AccountRoleRow, AccountRoleRow.account_id == AccountRow.id)
    .outerjoin(CustomRoleRow, CustomRoleRow.name == AccountRoleRow.role)
    .outerjoin(ProfileRow, ProfileRow.account_id == AccountRow.id)
    .where(AccountRow.id == bindparam("account_id"))
    .order_by(ProfileRow.slot)
)
"""One statement, made once: trips to the database cost more than a few rows said twice."""


async def facts_of(
    session: ReadSession, account_id: UUID, family_id: UUID | None = None
) -> StandingFacts | None:
    """Return an account's facts and whether one sign-in lives; None for an unknown account."""
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
        is_alive=account["is_alive"],
    )


async def is_alive(session: ReadSession, account_id: UUID, family_id: UUID) -> bool:
    """Whether a sign-in is the account's and has not ended."""
    asked = {"account_id": account_id, "family_id": family_id}
    return bool(await session.scalar(select(ALIVE), asked))
