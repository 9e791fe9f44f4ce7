"""Layouts of the home page over HTTP."""

from uuid import UUID

from fastapi import APIRouter, Response

from streamverse.domains.catalog.etags import etag_of
from streamverse.domains.catalog.routes.titles import IfMatch, Now
from streamverse.domains.catalog.schemas.layouts import (
    HomeLayoutBody,
    HomeLayoutInput,
    HomeLayoutList,
)
from streamverse.domains.catalog.service.layouts import write
from streamverse.domains.identity.public import Editor
from streamverse.kit.http import Reads, Writes
from streamverse.kit.http.idempotency import IdempotencyKey, once

router = APIRouter(prefix="/home-layouts")


@router.get("")
async def list_home_layouts(_: Editor, session: Reads) -> HomeLayoutList:
    """List all layouts, the highest priority first."""
    return await write.list_all(session)


@router.post("", status_code=201)
async def create_home_layout(
    wish: HomeLayoutInput,
    editor: Editor,
    session: Writes,
    clock: Now,
    response: Response,
    key: IdempotencyKey = None,
) -> HomeLayoutBody:
    """Make a layout."""

    async def create() -> HomeLayoutBody:
        return await write.create(session, clock, wish, editor.id)

    body = await once(session, f"home-layout:{editor.id}", key, wish, HomeLayoutBody, create)
    response.headers["location"] = f"/api/v1/home-layouts/{body.id}"
    return _tagged(response, body)


@router.get("/{layout_id}")
async def read_home_layout(
    layout_id: UUID, _: Editor, session: Reads, response: Response
) -> HomeLayoutBody:
    """Return a layout."""
    return _tagged(response, await write.read(session, layout_id))


@router.put("/{layout_id}")
async def replace_home_layout(
    layout_id: UUID,
    wish: HomeLayoutInput,
    editor: Editor,
    session: Writes,
    clock: Now,
    response: Response,
    if_match: IfMatch = None,
) -> HomeLayoutBody:
    """Replace a layout, all of it."""
    body = await write.replace(session, clock, layout_id, if_match, wish, editor.id)
    return _tagged(response, body)


@router.delete("/{layout_id}", status_code=204)
async def delete_home_layout(
    layout_id: UUID, _: Editor, session: Writes, if_match: IfMatch = None
) -> None:
    """Delete a layout."""
    await write.remove(session, layout_id, if_match)


def _tagged(response: Response, body: HomeLayoutBody) -> HomeLayoutBody:
    response.headers["etag"] = etag_of(body.version)
    return body
