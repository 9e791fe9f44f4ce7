"""Flags over HTTP: reporting a title, and dealing with what was reported."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Request

from streamverse.domains.catalog.asking import Asking
from streamverse.domains.catalog.routes.titles import Now
from streamverse.domains.catalog.schemas.editorial import (
    FlagBody,
    FlagInput,
    FlagResolution,
    OwnFlag,
)
from streamverse.domains.catalog.service.access import title_to_see
from streamverse.domains.catalog.service.editorial import flags, show
from streamverse.domains.identity.public import SignedIn
from streamverse.kit.http import Reads, Writes
from streamverse.kit.http.idempotency import IdempotencyKey, once
from streamverse.kit.http.provide import services_of
from streamverse.kit.limits import RateLimits
from streamverse.kit.pages import Cursor, Limit, Page

router = APIRouter()


@router.post("/titles/{id_or_slug}/flags", status_code=201)
async def flag_title(
    id_or_slug: str,
    wish: FlagInput,
    account: SignedIn,
    asker: Asking,
    session: Writes,
    clock: Now,
    request: Request,
    key: IdempotencyKey = None,
) -> OwnFlag:
    """Report a title; said again before anybody looked, it counts once."""
    await flags.count_report(services_of(request).get(RateLimits), account)

    async def report() -> OwnFlag:
        title = await title_to_see(session, account, id_or_slug, asker)
        row = await flags.flag_title(session, clock, title.id, account.id, wish)
        return OwnFlag.model_validate(row, from_attributes=True)

    return await once(session, f"flag:{account.id}", key, wish, OwnFlag, report, target=id_or_slug)


@router.get("/flags")
async def list_flags(
    account: SignedIn,
    session: Reads,
    is_open: Annotated[bool, Query(alias="open")] = True,  # noqa: FBT002 - FastAPI passes it by name
    title_id: UUID | None = None,
    limit: Limit = 24,
    cursor: Cursor = None,
) -> Page[FlagBody]:
    """List what was reported, the oldest first; to moderators and editors."""
    flags.require_moderator(account)
    return await show.flag_list(
        session, is_open=is_open, title_id=title_id, limit=limit, cursor=cursor
    )


@router.post("/flags/{flag_id}/resolve")
async def resolve_flag(
    flag_id: UUID, wish: FlagResolution, account: SignedIn, session: Writes, clock: Now
) -> OwnFlag:
    """Deal with a flag; "archived" takes the title down, and only an editor brings it back."""
    flags.require_moderator(account)
    row = await flags.resolve_flag(session, clock, flag_id, account.id, wish)
    return OwnFlag.model_validate(row, from_attributes=True)
