"""What trends, over HTTP."""

from typing import Annotated

from fastapi import APIRouter, Query

from streamverse.domains.catalog.public import Asking, ToldIn, audience_of
from streamverse.domains.identity.public import Viewer
from streamverse.domains.recommendations.schemas import Period, TrendingBody
from streamverse.domains.recommendations.service.trending import read_trending
from streamverse.kit.http import Reads

router = APIRouter()


@router.get("/trending")
async def list_trending(
    viewer: Viewer,
    asker: Asking,
    languages: ToldIn,
    session: Reads,
    window: Period = Period.DAY,
    limit: Annotated[int, Query(ge=1, le=50)] = 10,
) -> TrendingBody:
    """List what many watch now, as far as this viewer may see it, the most watched first."""
    return await read_trending(session, audience_of(viewer, asker, languages), window, limit)
