"""Profiles of an account beside its main one, and tokens of those who watch in them."""

from typing import Any
from uuid import UUID

from sqlalchemy import select

from streamverse.domains.identity import access_tokens
from streamverse.domains.identity.access_tokens import AccessClaims
from streamverse.domains.identity.models import AccountRow, ProfileRow
from streamverse.domains.identity.repository import accounts
from streamverse.domains.identity.standing import tell_changed
from streamverse.kit.clock import Clock
from streamverse.kit.db import Database
from streamverse.kit.ids import new_id
from streamverse.kit.keyring import keyring_of
from streamverse.kit.services import Services
from streamverse.kit.settings import Settings


async def add_profile(services: Services, account_id: UUID, **facts: Any) -> UUID:
    """Add a profile to an account; returns its id."""
    profile_id = new_id()
    async with services.get(Database).write() as session:
        taken = await session.scalars(
            select(ProfileRow.slot).where(ProfileRow.account_id == account_id)
        )
        slot = max(taken) + 1
        known: dict[str, Any] = {
            "name": f"Profile {slot}",
            "name_key": f"profile {slot}",
            "avatar": "set:fox",
            "language": "en",
            "is_main": False,
            "preferences": {},
            "created_at": services.get(Clock).now(),
        }
        row = ProfileRow(id=profile_id, account_id=account_id, slot=slot, **{**known, **facts})
        session.add(row)
    await tell_changed(services, account_id)
    return profile_id


async def change_profile(services: Services, profile_id: UUID, **facts: Any) -> None:
    """Change a profile as its owner would."""
    async with services.get(Database).write() as session:
        row = await session.get_one(ProfileRow, profile_id)
        for name, value in facts.items():
            setattr(row, name, value)
        account_id = row.account_id
    await tell_changed(services, account_id)


async def main_profile_of(services: Services, account_id: UUID) -> UUID:
    """Return the profile that came with an account."""
    async with services.get(Database).read() as session:
        query = select(ProfileRow.id).where(
            ProfileRow.account_id == account_id, ProfileRow.is_main.is_(True)
        )
        return (await session.scalars(query)).one()


async def profile_token(
    services: Services, account_id: UUID, profile_id: UUID, *, looks_on: UUID | None = None
) -> str:
    """Return an access token of an account in one of its profiles; `looks_on` is an operator."""
    async with services.get(Database).read() as session:
        epoch = (await session.get_one(AccountRow, account_id)).epoch
        roles = await accounts.roles_of(session, account_id)
    claims = AccessClaims(account_id, roles, epoch, None, profile_id, impersonator_id=looks_on)
    now = services.get(Clock).now()
    keyring = keyring_of(services.get(Settings))
    return access_tokens.issue(keyring, claims, now, access_tokens.LIFETIME)
