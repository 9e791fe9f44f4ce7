"""What many look for, and what this profile looked for."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Request

from streamverse.domains.identity.public import SignedIn, Viewer
from streamverse.domains.search.routes.callers import Searcher
from streamverse.domains.search.schemas import RecentBody, TrendingBody
from streamverse.domains.search.service.history import (
    forget_search,
    forget_searches,
    recent_searches,
)
from streamverse.domains.search.service.trending import trending
from streamverse.kit.http import Reads, Writes
from streamverse.kit.http.provide import services_of

router = APIRouter(prefix="/search")


@router.get("/trending")
async def list_trending_searches(
    searcher: Searcher,
    session: Reads,
    request: Request,
    limit: Annotated[int, Query(ge=1, le=20)] = 10,
) -> TrendingBody:
    """List what many look for and this viewer would find."""
    return await trending(services_of(request), session, searcher, limit)


@router.get("/recent")
async def list_recent_searches(viewer: Viewer, session: Reads) -> RecentBody:
    """List what this profile looked for, the last first."""
    return await recent_searches(session, viewer)


@router.delete("/recent", status_code=204)
async def forget_recent_searches(account: SignedIn, session: Writes) -> None:
    """Forget all of this profile's searches."""
    await forget_searches(session, account)


@router.delete("/recent/{recent_id}", status_code=204)
async def forget_recent_search(recent_id: UUID, account: SignedIn, session: Writes) -> None:
    """Forget one of this profile's searches."""
    await forget_search(session, account, recent_id)
