"""Deleted titles over HTTP: what can be brought back, and bringing it back."""

from datetime import timedelta

from fastapi import APIRouter, Request, Response

from streamverse.domains.catalog.routes.titles import Now, tagged
from streamverse.domains.catalog.schemas.editorial import DeletedTitle
from streamverse.domains.catalog.schemas.titles import TitleBody
from streamverse.domains.catalog.service import browse
from streamverse.domains.catalog.service.editorial import show
from streamverse.domains.catalog.service.restoring import restore_deleted
from streamverse.domains.identity.public import SignedIn
from streamverse.kit.http import Reads, Writes
from streamverse.kit.http.provide import services_of
from streamverse.kit.pages import Cursor, Limit, Page
from streamverse.kit.settings import Settings

router = APIRouter()


@router.get("/titles/deleted")
async def list_deleted(
    account: SignedIn,
    session: Reads,
    clock: Now,
    request: Request,
    limit: Limit = 24,
    cursor: Cursor = None,
) -> Page[DeletedTitle]:
    """List deleted titles that can be brought back: one's own, to editors all; to a child none."""
    if account.is_kids:
        return Page(items=[])
    kept = timedelta(days=services_of(request).get(Settings).deleted_titles_kept_days)
    owner_id = None if account.is_editor else account.id
    since = clock.now() - kept
    return await show.deleted_list(session, owner_id, since, kept, limit=limit, cursor=cursor)


@router.post("/titles/{title_id}/restore")
async def restore_title(
    title_id: str, account: SignedIn, session: Writes, request: Request, response: Response
) -> TitleBody:
    """Bring a deleted title back, as a draft with its old address."""
    row = await restore_deleted(session, services_of(request), account, title_id)
    return tagged(response, await browse.changed(session, row))
