"""Collections over HTTP."""

from fastapi import APIRouter, Request, Response

from streamverse.domains.catalog.asking import Asking
from streamverse.domains.catalog.audience import audience_of
from streamverse.domains.catalog.etags import etag_of
from streamverse.domains.catalog.languages import ToldIn
from streamverse.domains.catalog.routes.titles import IfMatch, Now
from streamverse.domains.catalog.schemas.collections import (
    CollectionBody,
    CollectionInput,
    CollectionPatch,
    ItemsBody,
    ItemsInput,
    PreviewBody,
    QueryPreview,
)
from streamverse.domains.catalog.schemas.titles import TitleCard
from streamverse.domains.catalog.service.collections import show, write
from streamverse.domains.catalog.service.collections.open import (
    collection_to_change,
    collection_to_see,
)
from streamverse.domains.catalog.service.collections.put_items import put_items
from streamverse.domains.catalog.service.memory import memory_of
from streamverse.domains.identity.public import Editor, Viewer
from streamverse.kit.db import Database
from streamverse.kit.http import Reads, Writes
from streamverse.kit.http.idempotency import IdempotencyKey, once
from streamverse.kit.http.provide import services_of
from streamverse.kit.pages import Cursor, Limit, Page

router = APIRouter(prefix="/collections")


@router.get("")
async def list_collections(
    viewer: Viewer,
    asker: Asking,
    languages: ToldIn,
    session: Reads,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Page[CollectionBody]:
    """List collections by name: to viewers those that are open to them, to editors all."""
    audience = audience_of(viewer, asker, languages)
    return await show.list_collections(session, viewer, audience, limit, cursor)


@router.post("", status_code=201)
async def create_collection(
    wish: CollectionInput,
    editor: Editor,
    session: Writes,
    clock: Now,
    response: Response,
    key: IdempotencyKey = None,
) -> CollectionBody:
    """Make a collection: put together by hand, found by a query, or a bundle."""

    async def create() -> CollectionBody:
        row = await write.create(session, clock, wish)
        return await show.body(session, row)

    body = await once(session, f"collection:{editor.id}", key, wish, CollectionBody, create)
    response.headers["location"] = f"/api/v1/collections/{body.id}"
    return _tagged(response, body)


@router.post("/preview")
async def preview_query(
    wish: QueryPreview, editor: Editor, asker: Asking, languages: ToldIn, session: Reads
) -> PreviewBody:
    """Show what a query finds now, as its editor would find it."""
    return await show.preview(session, audience_of(editor, asker, languages), wish.query)


@router.get("/{id_or_slug}")
async def read_collection(
    id_or_slug: str,
    viewer: Viewer,
    asker: Asking,
    languages: ToldIn,
    session: Reads,
    response: Response,
) -> CollectionBody:
    """Return a collection; one that is not open here and now to editors only."""
    row = await collection_to_see(session, viewer, asker, id_or_slug)
    return _tagged(response, await show.body(session, row, languages))


@router.put("/{id_or_slug}")
async def replace_collection(
    id_or_slug: str,
    wish: CollectionInput,
    _: Editor,
    session: Writes,
    clock: Now,
    response: Response,
    if_match: IfMatch = None,
) -> CollectionBody:
    """Replace a collection's facts, all of them; what stands in it stays."""
    row = await collection_to_change(session, id_or_slug, if_match)
    await write.replace(session, clock, row, wish)
    return _tagged(response, await show.body(session, row))


@router.patch("/{id_or_slug}")
async def change_collection(
    id_or_slug: str,
    wish: CollectionPatch,
    _: Editor,
    session: Writes,
    clock: Now,
    response: Response,
    if_match: IfMatch = None,
) -> CollectionBody:
    """Change those facts of a collection that are sent."""
    row = await collection_to_change(session, id_or_slug, if_match)
    await write.patch(session, clock, row, wish)
    return _tagged(response, await show.body(session, row))


@router.delete("/{id_or_slug}", status_code=204)
async def delete_collection(
    id_or_slug: str, _: Editor, session: Writes, if_match: IfMatch = None
) -> None:
    """Delete a collection; its titles stay."""
    await write.remove(session, await collection_to_change(session, id_or_slug, if_match))


@router.get("/{id_or_slug}/items")
async def read_collection_items(
    id_or_slug: str, editor: Editor, asker: Asking, session: Reads, response: Response
) -> ItemsBody:
    """Return what was put into a collection, drafts too."""
    row = await collection_to_see(session, editor, asker, id_or_slug)
    response.headers["etag"] = etag_of(row.version)
    return await show.items(session, row)


@router.put("/{id_or_slug}/items")
async def put_collection_items(
    id_or_slug: str,
    wish: ItemsInput,
    _: Editor,
    session: Writes,
    request: Request,
    clock: Now,
    response: Response,
    if_match: IfMatch = None,
) -> ItemsBody:
    """Let these titles and collections stand in a collection, in this order."""
    is_sqlite = services_of(request).get(Database).is_sqlite
    row = await put_items(session, clock, id_or_slug, if_match, wish.items, is_sqlite=is_sqlite)
    response.headers["etag"] = etag_of(row.version)
    return await show.items(session, row)


@router.get("/{id_or_slug}/titles")
async def list_titles_of_collection(
    id_or_slug: str,
    viewer: Viewer,
    asker: Asking,
    languages: ToldIn,
    session: Reads,
    request: Request,
    limit: Limit = 24,
    cursor: Cursor = None,
) -> Page[TitleCard]:
    """List a collection's titles that are offered to this viewer, in its order."""
    row = await collection_to_see(session, viewer, asker, id_or_slug)
    memory = memory_of(services_of(request))
    audience = audience_of(viewer, asker, languages)
    return await show.titles_of_collection(session, memory, viewer, audience, row, limit, cursor)


def _tagged(response: Response, body: CollectionBody) -> CollectionBody:
    response.headers["etag"] = etag_of(body.version)
    return body
