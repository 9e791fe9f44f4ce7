"""People, for operators: find, look at, give roles, suspend, sign out."""

from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Query, Request

from streamverse.domains.identity.callers import Account, Proved, allowed_to
from streamverse.domains.identity.people_schemas import (
    Person,
    PersonDetail,
    ReasonGiven,
    RolesChange,
)
from streamverse.domains.identity.roles import Permission
from streamverse.domains.identity.routes.handing import seen_in
from streamverse.domains.identity.service.people import find, manage
from streamverse.kit.http import Reads
from streamverse.kit.http.provide import services_of
from streamverse.kit.pages import Cursor, Limit, Page

router = APIRouter(prefix="/admin/accounts", tags=["operators"])

Reader = Annotated[Account, allowed_to(Permission.ACCOUNTS_READ)]
Manager = Annotated[Account, allowed_to(Permission.ACCOUNTS_MANAGE)]


@router.get("")
async def list_accounts(
    _: Reader,
    session: Reads,
    q: Annotated[str | None, Query(max_length=100, description="in the email or the name")] = None,
    role: Annotated[str | None, Query(max_length=40)] = None,
    state: Literal["active", "suspended", "awaiting_parent"] | None = None,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Page[Person]:
    """List accounts, the newest first."""
    return await find.find(session, text=q, role=role, state=state, cursor=cursor, limit=limit)


@router.get("/{account_id}")
async def read_account_of_somebody(_: Reader, account_id: UUID, session: Reads) -> PersonDetail:
    """Return an account as operators see it."""
    return await find.look_at(session, account_id)


@router.put("/{account_id}/roles")
async def give_roles(
    operator: Manager, _: Proved, account_id: UUID, wish: RolesChange, request: Request
) -> RolesChange:
    """Give an account exactly these roles (and viewer); its sign-ins end."""
    held = await manage.give_roles(
        services_of(request), operator, account_id, wish.roles, seen_in(request)
    )
    return RolesChange(roles=sorted(held))


@router.post("/{account_id}/suspend", status_code=204)
async def suspend_account(
    operator: Manager, account_id: UUID, wish: ReasonGiven, request: Request
) -> None:
    """Shut an account: its sign-ins end, and no new one begins."""
    await manage.suspend(services_of(request), operator, account_id, wish.reason, seen_in(request))


@router.post("/{account_id}/restore", status_code=204)
async def restore_account(operator: Manager, account_id: UUID, request: Request) -> None:
    """Open a suspended account again."""
    await manage.restore(services_of(request), operator, account_id, seen_in(request))


@router.post("/{account_id}/sign-out", status_code=204)
async def sign_account_out(operator: Manager, account_id: UUID, request: Request) -> None:
    """End every sign-in of an account."""
    await manage.sign_out_everywhere(services_of(request), operator, account_id, seen_in(request))
