"""Roles and permissions, for operators."""

from typing import Annotated

from fastapi import APIRouter, Request

from streamverse.domains.identity.callers import Account, Proved, allowed_to
from streamverse.domains.identity.people_schemas import (
    PermissionItem,
    PermissionList,
    RoleItem,
    RoleList,
    RoleName,
    RoleWish,
)
from streamverse.domains.identity.roles import DESCRIPTIONS, OPERATORS_ONLY, Permission
from streamverse.domains.identity.routes.handing import seen_in
from streamverse.domains.identity.service.people import custom_roles
from streamverse.kit.http import Reads
from streamverse.kit.http.provide import services_of

router = APIRouter(prefix="/admin", tags=["operators"])

Reader = Annotated[Account, allowed_to(Permission.ACCOUNTS_READ)]
RoleManager = Annotated[Account, allowed_to(Permission.ROLES_MANAGE)]


@router.get("/permissions")
async def list_permissions(_: Reader) -> PermissionList:
    """Return every permission there is."""
    return PermissionList(
        items=[
            PermissionItem(
                id=each, description=DESCRIPTIONS[each], is_for_operators=each in OPERATORS_ONLY
            )
            for each in Permission
        ]
    )


@router.get("/roles")
async def list_roles(_: Reader, session: Reads) -> RoleList:
    """Return every role, what it allows and how many hold it."""
    return RoleList(items=await custom_roles.list_roles(session))


@router.put("/roles/{name}")
async def put_role(
    operator: RoleManager, _: Proved, name: RoleName, wish: RoleWish, request: Request
) -> RoleItem:
    """Make or change a role; whoever holds it may do the new set at once."""
    return await custom_roles.put_role(
        services_of(request),
        operator,
        name,
        wish.description,
        wish.permissions,
        seen_in(request),
    )


@router.delete("/roles/{name}", status_code=204)
async def remove_role(operator: RoleManager, _: Proved, name: RoleName, request: Request) -> None:
    """Remove a role, also from whoever holds it."""
    await custom_roles.remove_role(services_of(request), operator, name, seen_in(request))
