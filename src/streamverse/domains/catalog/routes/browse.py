"""The genres over HTTP."""

from fastapi import APIRouter

from streamverse.domains.catalog.asking import Asking
from streamverse.domains.catalog.schemas.taxonomy import GenreList
from streamverse.domains.catalog.service import browse
from streamverse.domains.identity.public import Viewer
from streamverse.kit.http import Reads

router = APIRouter()


@router.get("/genres")
async def list_genres(viewer: Viewer, asking: Asking, session: Reads) -> GenreList:
    """List the genres that have titles for this viewer, by name."""
    return await browse.list_genres(session, viewer, asking)
