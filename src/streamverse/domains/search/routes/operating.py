"""Search for operators."""

from typing import Annotated

from fastapi import APIRouter, Request

from streamverse.domains.identity.public import Account, Permission, allowed_to
from streamverse.domains.search.schemas import IndexBody, MissedSearch
from streamverse.domains.search.service.operate import ask_for_rebuild, list_misses, read_index
from streamverse.kit.http import Reads, Writes
from streamverse.kit.http.provide import services_of
from streamverse.kit.pages import Cursor, Limit, Page

router = APIRouter(prefix="/admin/search", tags=["admin"])

Editing = Annotated[Account, allowed_to(Permission.CATALOG_EDIT)]


@router.get("")
async def read_search_index(_: Editing, request: Request, session: Reads) -> IndexBody:
    """Tell how the index of this process is."""
    return await read_index(services_of(request), session)


@router.post("/rebuild", status_code=202)
async def rebuild_search_index(_: Editing, request: Request, session: Writes) -> IndexBody:
    """Build the index anew from the database; it goes on answering meanwhile."""
    ask_for_rebuild(session)
    return await read_index(services_of(request), session)


@router.get("/zero-results")
async def list_zero_results(
    _: Editing, session: Reads, limit: Limit = 50, cursor: Cursor = None
) -> Page[MissedSearch]:
    """List what was looked for and not found, the most asked for first."""
    return await list_misses(session, limit, cursor)
