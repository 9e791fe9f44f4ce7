"""Titles over HTTP."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Header, Query, Request, Response

from streamverse.domains.catalog.asking import Asking
from streamverse.domains.catalog.kinds import TitleKind, TitleState
from streamverse.domains.catalog.schemas.documents import TitleInput, TitlePatch
from streamverse.domains.catalog.schemas.titles import TitleBody, TitleCard
from streamverse.domains.catalog.service import browse, write_title
from streamverse.domains.catalog.service.access import title_to_change
from streamverse.domains.catalog.service.memory import memory_of
from streamverse.domains.catalog.service.publish import publish, unpublish
from streamverse.domains.catalog.service.usable_assets import require_usable_assets
from streamverse.domains.identity.public import Creator, SignedIn, Viewer
from streamverse.kit.clock import Clock
from streamverse.kit.errors import Unauthenticated
from streamverse.kit.http import Reads, Writes, provided
from streamverse.kit.http.idempotency import IdempotencyKey, once
from streamverse.kit.http.provide import services_of
from streamverse.kit.pages import Cursor, Limit, Page

router = APIRouter()

IfMatch = Annotated[
    str | None, Header(alias="If-Match", description="the ETag of the version to change")
]
Now = Annotated[Clock, provided(Clock)]
Mine = Annotated[bool, Query(description="also drafts, of my own titles only")]
PLAIN_TEXT = r"^[^\x00]*$"


@router.get("/titles")
async def list_titles(
    viewer: Viewer,
    asking: Asking,
    session: Reads,
    request: Request,
    kind: TitleKind | None = None,
    genre: Annotated[str | None, Query(max_length=80, pattern=PLAIN_TEXT)] = None,
    year: Annotated[int | None, Query(ge=1878, le=2200)] = None,
    q: Annotated[str | None, Query(max_length=200, pattern=PLAIN_TEXT)] = None,
    asset_id: UUID | None = None,
    mine: Mine = False,  # noqa: FBT002 - FastAPI passes it by name
    state: Annotated[TitleState | None, Query(description="drafts: mine, or as editor")] = None,
    limit: Limit = 24,
    cursor: Cursor = None,
) -> Page[TitleCard]:
    """List titles, the latest first. Without `mine` a viewer sees published ones."""
    if mine and viewer.account_id is None:
        raise Unauthenticated
    wanted = browse.Wanted(
        kind=kind,
        genre=genre,
        year=year,
        words=q,
        asset_id=asset_id,
        owner_id=viewer.account_id if mine else None,
        sees_drafts=viewer.is_editor and state is not None,
        state=state,
    )
    memory = memory_of(services_of(request))
    return await browse.list_titles(
        session, memory, viewer, asking, wanted, limit=limit, cursor=cursor
    )


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
        return await browse.changed(session, row)

    body = await once(session, f"title:{account.id}", key, wish, TitleBody, create)
    response.headers["location"] = f"/api/v1/titles/{body.id}"
    return tagged(response, body)


@router.get("/titles/{id_or_slug}")
async def read_title(
    id_or_slug: str,
    viewer: Viewer,
    asking: Asking,
    session: Reads,
    request: Request,
    response: Response,
) -> TitleBody:
    """Return a title with its seasons and episodes; drafts to their owner and editors.

    403 `title_not_offered` says in `reason` why a published title is not shown here and now.
    """
    memory = memory_of(services_of(request))
    return tagged(response, await browse.read_title(session, memory, viewer, asking, id_or_slug))


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
    await write_title.replace(session, clock, row, wish, account.id, is_editor=account.is_editor)
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
    await write_title.patch(session, clock, row, wish, account.id, is_editor=account.is_editor)
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
    await publish(session, clock, row, account.id)
    return tagged(response, await browse.changed(session, row))


@router.post("/titles/{id_or_slug}/unpublish")
async def unpublish_title(
    id_or_slug: str,
    account: SignedIn,
    session: Writes,
    response: Response,
    if_match: IfMatch = None,
) -> TitleBody:
    """Make a title a draft again."""
    row = await title_to_change(session, account, id_or_slug, if_match)
    unpublish(session, row)
    return tagged(response, await browse.changed(session, row))


def tagged(response: Response, body: TitleBody) -> TitleBody:
    """Send a title with the ETag of its version."""
    response.headers["etag"] = f'"{body.version}"'
    return body
