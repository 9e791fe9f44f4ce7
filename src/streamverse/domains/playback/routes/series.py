"""How far somebody is in a series, over HTTP."""

from uuid import UUID

from fastapi import APIRouter

from streamverse.domains.identity.public import Viewer
from streamverse.domains.playback.schemas import SeriesProgress
from streamverse.domains.playback.service.series import series_progress
from streamverse.kit.http import Reads

router = APIRouter(prefix="/titles")


@router.get("/{title_id}/progress")
async def read_series_progress(viewer: Viewer, session: Reads, title_id: UUID) -> SeriesProgress:
    """Return how far this profile is in a title's episodes, and with which one to go on.

    Of what nobody has begun, and of no title at all, there is nothing to tell.
    """
    return await series_progress(session, viewer, title_id)
