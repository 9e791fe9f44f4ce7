"""Titles over HTTP."""

from typing import Annotated

from fastapi import APIRouter, Header, Request, Response

from streamverse.domains.catalog.answers import (
    Fields,
    IfNoneMatch,
    Include,
    answered,
    words_among,
)
from streamverse.domains.catalog.asking import Asking
from streamverse.domains.catalog.bodies import ALL_PARTS
from streamverse.domains.catalog.languages import ToldIn
from streamverse.domains.catalog.schemas.documents import TitleDocument, TitleInput, TitlePatch
from streamverse.domains.catalog.schemas.titles import TitleBody
from streamverse.domains.catalog.service import browse, write_title
from streamverse.domains.catalog.service.access import title_to_change
from streamverse.domains.catalog.service.editorial import versions
from streamverse.domains.catalog.service.memory import memory_of
from streamverse.domains.catalog.service.publish import publish, unpublish
from streamverse.domains.catalog.service.usable_assets import require_usable_assets
from streamverse.domains.identity.public import Creator, SignedIn, Viewer
from streamverse.kit.clock import Clock
from streamverse.kit.http import Reads, Writes, provided
from streamverse.kit.http.idempotency import IdempotencyKey, once
from streamverse.kit.http.provide import services_of

router = APIRouter()

IfMatch = Annotated[
    str | None, Header(alias="If-Match", description="the ETag of the version to change")
]
Now = Annotated[Clock, provided(Clock)]


@router.post("/titles", status_code=201)
async def create_title(
    wish: TitleInput,
    account: Creator,
    session: Writes,
    clock: Now,
    response: Response,
    key: IdempotencyKey = None,
) -> TitleBody:
    """Make a title: a draft, or published at once with `"state": "published"`."""

    async def create() -> TitleBody:
        await require_usable_assets(session, account, wish)
        row = await write_title.create(
            session, clock, account.id, wish, is_editor=account.is_editor
        )
        await versions.keep(session, clock, row, account.id)
        return await browse.changed(session, row)

    body = await once(session, f"title:{account.id}", key, wish, TitleBody, create)
    response.headers["location"] = f"/api/v1/titles/{body.id}"
    return tagged(response, body)


@router.get("/titles/{id_or_slug}", response_model=TitleBody)
async def read_title(
    id_or_slug: str,
    viewer: Viewer,
    asker: Asking,
    languages: ToldIn,
    session: Reads,
    request: Request,
    fields: Fields = None,
    include: Include = None,
    if_none_match: IfNoneMatch = None,
) -> Response:
    """Return a title, whole or the parts that are asked for; drafts to their owner and editors."""
    shown = words_among(fields, TitleBody.model_fields)
    parts = words_among(include, ALL_PARTS)
    body = await browse.read_title(
        session,
        memory_of(services_of(request)),
        viewer,
        asker,
        id_or_slug,
        languages=languages,
        parts=ALL_PARTS if parts is None else parts,
    )
    return answered(body, if_none_match, fields=shown, version=body.version)


@router.get("/titles/{id_or_slug}/document")
async def read_document(
    id_or_slug: str, account: SignedIn, session: Reads, response: Response
) -> TitleDocument:
    """Return everything that can be edited of a title, as it was written, to who may edit it."""
    row, document = await browse.read_document(session, account, id_or_slug)
    response.headers["etag"] = f'"{row.version}"'
    return document


@router.put("/titles/{id_or_slug}")
async def replace_title(
    id_or_slug: str,
    wish: TitleInput,
    account: SignedIn,
    session: Writes,
    clock: Now,
    response: Response,
    if_match: IfMatch = None,
) -> TitleBody:
    """Replace a title's facts, all of them."""
    row = await title_to_change(session, account, id_or_slug, if_match)
    await require_usable_assets(session, account, wish, row)
    await versions.keep_first(session, row)
    await write_title.replace(session, clock, row, wish, account.id, is_editor=account.is_editor)
    await versions.keep(session, clock, row, account.id)
    return tagged(response, await browse.changed(session, row))


@router.patch("/titles/{id_or_slug}")
async def change_title(
    id_or_slug: str,
    wish: TitlePatch,
    account: SignedIn,
    session: Writes,
    clock: Now,
    response: Response,
    if_match: IfMatch = None,
) -> TitleBody:
    """Change those facts of a title that are sent."""
    row = await title_to_change(session, account, id_or_slug, if_match)
    await require_usable_assets(session, account, wish, row)
    await versions.keep_first(session, row)
    await write_title.patch(session, clock, row, wish, account.id, is_editor=account.is_editor)
    await versions.keep(session, clock, row, account.id)
    return tagged(response, await browse.changed(session, row))


@router.delete("/titles/{id_or_slug}", status_code=204)
async def delete_title(
    id_or_slug: str, account: SignedIn, session: Writes, clock: Now, if_match: IfMatch = None
) -> None:
    """Take a title away. What it played stays among its owner's uploads."""
    row = await title_to_change(session, account, id_or_slug, if_match)
    await write_title.delete(session, clock, row)


@router.post("/titles/{id_or_slug}/publish")
async def publish_title(
    id_or_slug: str,
    account: SignedIn,
    session: Writes,
    clock: Now,
    response: Response,
    if_match: IfMatch = None,
) -> TitleBody:
    """Let viewers find a title; 409 `title_not_ready` lists in `missing` what it lacks."""
    row = await title_to_change(session, account, id_or_slug, if_match)
    await publish(session, clock, row, account.id, is_editor=account.is_editor)
    return tagged(response, await browse.changed(session, row))


@router.post("/titles/{id_or_slug}/unpublish")
async def unpublish_title(
    id_or_slug: str,
    account: SignedIn,
    session: Writes,
    clock: Now,
    response: Response,
    if_match: IfMatch = None,
) -> TitleBody:
    """Make a title a draft again."""
    row = await title_to_change(session, account, id_or_slug, if_match)
    await unpublish(session, clock, row, account.id)
    return tagged(response, await browse.changed(session, row))


def tagged(response: Response, body: TitleBody) -> TitleBody:
    """Send a title with the ETag of its version."""
    response.headers["etag"] = f'"{body.version}"'
    return body
