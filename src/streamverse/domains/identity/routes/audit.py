"""The audit log over HTTP."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Request

from streamverse.domains.identity.callers import Account, Owner, allowed_to
from streamverse.domains.identity.device_schemas import AdminAuditEntry, AuditEntry
from streamverse.domains.identity.roles import Permission
from streamverse.domains.identity.service.read_audit import Wanted, audit_page
from streamverse.kit.http import Reads
from streamverse.kit.http.provide import services_of
from streamverse.kit.pages import Cursor, Limit, Page

router = APIRouter(tags=["identity"])

Auditor = Annotated[Account, allowed_to(Permission.AUDIT_READ)]
Action = Annotated[str | None, Query(max_length=64, pattern="^[a-z_]+$", examples=["signed_in"])]


@router.get("/me/security-log")
async def read_my_security_log(
    owner: Owner, request: Request, session: Reads, limit: Limit = 20, cursor: Cursor = None
) -> Page[AuditEntry]:
    """List what was done to the account's security, the newest first."""
    wanted = Wanted(account_id=owner.id)
    items, following = await audit_page(
        services_of(request), session, wanted, cursor, limit, is_own=True
    )
    shown = [AuditEntry.model_validate(each) for each in items]
    return Page(items=shown, next_cursor=following)


@router.get("/admin/audit")
async def read_audit_log(
    _: Auditor,
    request: Request,
    session: Reads,
    limit: Limit = 20,
    cursor: Cursor = None,
    account_id: UUID | None = None,
    actor_id: UUID | None = None,
    action: Action = None,
) -> Page[AdminAuditEntry]:
    """List every security act, the newest first."""
    wanted = Wanted(account_id, actor_id, action)
    items, following = await audit_page(services_of(request), session, wanted, cursor, limit)
    shown = [AdminAuditEntry.model_validate(each) for each in items]
    return Page(items=shown, next_cursor=following)
