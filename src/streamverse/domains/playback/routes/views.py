"""How often titles were watched, over HTTP."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query

from streamverse.domains.identity.public import Creator
from streamverse.domains.playback.schemas import ViewCounts
from streamverse.domains.playback.service.views import count_views
from streamverse.kit.http import Reads

router = APIRouter(prefix="/views")

AT_ONCE = 100


@router.get("")
async def read_views(
    _: Creator, session: Reads, title_id: Annotated[list[UUID], Query(max_length=AT_ONCE)]
) -> ViewCounts:
    """Say how often titles were watched, all their episodes together."""
    return ViewCounts(views=await count_views(session, title_id))
