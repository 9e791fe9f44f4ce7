"""The watch folder over HTTP."""

from fastapi import APIRouter, Request

from streamverse.domains.catalog.schemas.bulk import WatchedFileInput, WatchFolderBody
from streamverse.domains.catalog.service.watching.show import read_watch_folder, try_again
from streamverse.domains.identity.public import Editor
from streamverse.kit.http import Reads, Writes
from streamverse.kit.http.provide import services_of
from streamverse.kit.pages import Cursor, Limit

router = APIRouter(prefix="/watch-folder")


@router.get("")
async def read_watched_files(
    editor: Editor, session: Reads, request: Request, limit: Limit = 24, cursor: Cursor = None
) -> WatchFolderBody:
    """List the films that lay in the watch folder, and what became of them."""
    assert editor
    return await read_watch_folder(services_of(request), session, limit, cursor)


@router.post("/retry", status_code=204)
async def retry_watched_file(wish: WatchedFileInput, editor: Editor, session: Writes) -> None:
    """Take a film that failed once more, after its sidecar was mended."""
    assert editor
    await try_again(session, wish.path)
