"""What somebody wants to see, over HTTP."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, status

from streamverse.domains.identity.public import Viewer
from streamverse.domains.playback.schemas import WatchlistItem
from streamverse.domains.playback.service import watchlist
from streamverse.kit.http import Reads, Writes
from streamverse.kit.http.provide import services_of
from streamverse.kit.pages import Cursor, Limit, Page
from streamverse.kit.services import Services

router = APIRouter(prefix="/watchlist")

Wired = Annotated[Services, Depends(services_of)]


@router.get("")
async def list_watchlist(
    viewer: Viewer, session: Reads, limit: Limit = 40, cursor: Cursor = None
) -> Page[WatchlistItem]:
    """List what this profile wants to see, the last added first."""
    return await watchlist.list_watchlist(session, viewer, limit, cursor)


@router.put("/{title_id}", status_code=status.HTTP_204_NO_CONTENT)
async def add_to_watchlist(viewer: Viewer, title_id: UUID, services: Wired) -> None:
    """Put a title on the list; 409 `watchlist_full` when it holds all it may."""
    await watchlist.add_to_watchlist(services, viewer, title_id)


@router.delete("/{title_id}", status_code=status.HTTP_204_NO_CONTENT)
async def remove_from_watchlist(viewer: Viewer, session: Writes, title_id: UUID) -> None:
    """Take a title off the list."""
    await watchlist.remove_from_watchlist(session, viewer, title_id)
