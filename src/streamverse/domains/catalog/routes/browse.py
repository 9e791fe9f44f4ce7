"""The home page and the genres over HTTP."""

from fastapi import APIRouter, Request

from streamverse.domains.catalog.asking import Asking
from streamverse.domains.catalog.schemas.titles import GenreList, HomeBody
from streamverse.domains.catalog.service import browse
from streamverse.domains.catalog.service.home import home
from streamverse.domains.catalog.service.memory import memory_of
from streamverse.domains.identity.public import Viewer
from streamverse.kit.http import Reads
from streamverse.kit.http.provide import services_of

router = APIRouter()


@router.get("/home")
async def read_home(viewer: Viewer, asking: Asking, session: Reads, request: Request) -> HomeBody:
    """Return the home page of this viewer."""
    return await home(session, memory_of(services_of(request)), viewer, asking)


@router.get("/genres")
async def list_genres(viewer: Viewer, asking: Asking, session: Reads) -> GenreList:
    """List the genres that have titles for this viewer, by name."""
    return await browse.list_genres(session, viewer, asking)
