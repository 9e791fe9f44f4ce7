"""Queries about roles that operators put together."""

from collections.abc import Sequence

from sqlalchemy import delete, func, select

from streamverse.domains.identity.models import AccountRoleRow, CustomRoleRow
from streamverse.kit.db import ReadSession, WriteSession


async def custom_names(session: ReadSession) -> frozenset[str]:
    """Return the names of the custom roles."""
    return frozenset(await session.scalars(select(CustomRoleRow.name)))


async def custom_roles(session: ReadSession) -> Sequence[CustomRoleRow]:
    """Return the custom roles by name."""
    return (await session.scalars(select(CustomRoleRow).order_by(CustomRoleRow.name))).all()


async def custom_role(session: ReadSession, name: str) -> CustomRoleRow | None:
    """Return one custom role."""
    return await session.get(CustomRoleRow, name)


async def holders(session: ReadSession) -> dict[str, int]:
    """Return how many accounts hold each role."""
    query = select(AccountRoleRow.role, func.count()).group_by(AccountRoleRow.role)
    return {row[0]: row[1] for row in await session.execute(query)}


async def remove(session: WriteSession, name: str) -> bool:
    """Remove a custom role and take it from whoever holds it; False when there is none."""
    await session.execute(delete(AccountRoleRow).where(AccountRoleRow.role == name))
    query = delete(CustomRoleRow).where(CustomRoleRow.name == name).returning(CustomRoleRow.name)
    return await session.scalar(query) is not None
