"""What somebody has watched, and what they go on with, over HTTP."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query, status

from streamverse.domains.identity.public import SignedIn, Viewer, set_history_paused
from streamverse.domains.playback.schemas import ContinueItem, HistoryPage, HistoryPause
from streamverse.domains.playback.service import going_on, history
from streamverse.kit.http import Reads, Writes
from streamverse.kit.http.provide import services_of
from streamverse.kit.pages import Cursor, Limit, Page
from streamverse.kit.services import Services

router = APIRouter()
aliases = APIRouter()

Wired = Annotated[Services, Depends(services_of)]
Few = Annotated[int, Query(ge=1, le=40, description="how many items at the most")]


@aliases.get("/api/user/history", name="user_history")
@router.get("/history")
async def list_playback_history(
    viewer: Viewer, session: Reads, limit: Limit = 20, cursor: Cursor = None
) -> HistoryPage:
    """List what this profile has watched, the last first."""
    return await history.list_history(session, viewer, limit, cursor)


@router.delete("/history", status_code=status.HTTP_204_NO_CONTENT)
async def clear_playback_history(viewer: Viewer, session: Writes) -> None:
    """Forget all that this profile has watched."""
    await history.clear_history(session, viewer)


@router.put("/history/pause")
async def pause_playback_history(
    account: SignedIn, wish: HistoryPause, services: Wired
) -> HistoryPause:
    """Keep no history of this profile for now, or keep it again; films play either way."""
    await set_history_paused(services, account, wish.is_paused)
    return wish


@router.delete("/history/{asset_id}", status_code=status.HTTP_204_NO_CONTENT)
async def remove_from_playback_history(viewer: Viewer, session: Writes, asset_id: UUID) -> None:
    """Forget one thing that this profile has watched, and where it stopped in it."""
    await history.remove_from_history(session, viewer, asset_id)


@router.get("/continue")
async def list_what_to_go_on_with(
    viewer: Viewer, session: Reads, limit: Few = 20
) -> Page[ContinueItem]:
    """List what this profile has begun, and the episodes after those it has finished."""
    return await going_on.list_going_on(session, viewer, limit)


@router.delete("/continue/{title_id}", status_code=status.HTTP_204_NO_CONTENT)
async def stop_going_on_with(viewer: Viewer, session: Writes, title_id: UUID) -> None:
    """Keep a title out of "continue watching" until it is watched again."""
    await going_on.dismiss(session, viewer, title_id)


@router.put("/continue/{title_id}", status_code=status.HTTP_204_NO_CONTENT)
async def go_on_with_again(viewer: Viewer, session: Writes, title_id: UUID) -> None:
    """Put a title back that was taken out of "continue watching"."""
    await going_on.take_back(session, viewer, title_id)
