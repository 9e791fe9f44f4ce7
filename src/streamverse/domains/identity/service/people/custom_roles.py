"""Roles: the built-in sets of permissions, and those that operators put together."""

from collections.abc import Iterable

from streamverse.domains.identity import audit
from streamverse.domains.identity.audit import Seen
from streamverse.domains.identity.callers import Account
from streamverse.domains.identity.errors import NoSuchRole
from streamverse.domains.identity.models import CustomRoleRow
from streamverse.domains.identity.people_errors import (
    BuiltInRole,
    MoreThanYouMay,
    UnknownPermission,
)
from streamverse.domains.identity.people_schemas import RoleItem
from streamverse.domains.identity.repository import roles as queries
from streamverse.domains.identity.roles import (
    DESCRIPTIONS,
    EVERYTHING,
    PERMISSIONS_OF,
    Permission,
    Role,
)
from streamverse.domains.identity.standing import tell_changed
from streamverse.kit.clock import Clock
from streamverse.kit.db import Database, ReadSession
from streamverse.kit.services import Services


async def list_roles(session: ReadSession) -> list[RoleItem]:
    """Return every role and how many hold it."""
    holders = await queries.holders(session)
    built_in = [
        RoleItem(
            name=role,
            description=DESCRIPTIONS[role],
            permissions=sorted(PERMISSIONS_OF[role]),
            is_built_in=True,
            holders=holders.get(role, 0),
        )
        for role in Role
    ]
    custom = [
        RoleItem(
            name=row.name,
            description=row.description,
            permissions=sorted(each for each in row.permissions if each in EVERYTHING),
            is_built_in=False,
            holders=holders.get(row.name, 0),
        )
        for row in await queries.custom_roles(session)
    ]
    return [*built_in, *custom]


async def put_role(
    services: Services,
    operator: Account,
    name: str,
    description: str,
    permissions: Iterable[str],
    seen: Seen,
) -> RoleItem:
    """Make or change a custom role; whoever holds it may do the new set at once.

    Raises BuiltInRole, UnknownPermission, MoreThanYouMay.
    """
    if name in frozenset(Role):
        raise BuiltInRole
    wanted = _known(permissions)
    if not wanted <= operator.permissions:
        raise MoreThanYouMay
    clock = services.get(Clock)
    async with services.get(Database).write() as session:
        before = await queries.custom_role(session, name)
        if before is not None and not frozenset(before.permissions) <= operator.permissions:
            raise MoreThanYouMay
        row = CustomRoleRow(
            name=name,
            description=description,
            permissions=sorted(wanted),
            updated_at=clock.now(),
        )
        await session.merge(row)
        audit.record(
            session,
            clock,
            "role_changed",
            account_id=None,
            actor_id=operator.id,
            seen=seen,
            role=name,
            permissions=" ".join(sorted(wanted)),
        )
        await session.flush()
        holders = (await queries.holders(session)).get(name, 0)
    await tell_changed(services, None)
    return RoleItem(
        name=name,
        description=description,
        permissions=sorted(wanted),
        is_built_in=False,
        holders=holders,
    )


async def remove_role(services: Services, operator: Account, name: str, seen: Seen) -> None:
    """Remove a custom role, also from whoever holds it.

    Raises BuiltInRole, NoSuchRole, MoreThanYouMay.
    """
    if name in frozenset(Role):
        raise BuiltInRole
    async with services.get(Database).write() as session:
        role = await queries.custom_role(session, name)
        if role is None:
            raise NoSuchRole
        if not frozenset(role.permissions) & EVERYTHING <= operator.permissions:
            raise MoreThanYouMay
        await queries.remove(session, name)
        audit.record(
            session,
            services.get(Clock),
            "role_removed",
            account_id=None,
            actor_id=operator.id,
            seen=seen,
            role=name,
        )
    await tell_changed(services, None)


def _known(permissions: Iterable[str]) -> frozenset[Permission]:
    wanted = frozenset(permissions)
    unknown = wanted - EVERYTHING
    if unknown:
        raise UnknownPermission(f"There is no permission {', '.join(sorted(unknown))}.")
    return frozenset(Permission(each) for each in wanted)
