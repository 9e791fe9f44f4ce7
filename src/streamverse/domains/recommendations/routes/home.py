"""The home page over HTTP."""

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from streamverse.domains.catalog.public import Asking, ToldIn, audience_of
from streamverse.domains.identity.public import Editor, Viewer
from streamverse.domains.recommendations.schemas import HomeBody, LayoutPreview
from streamverse.domains.recommendations.service.home import ROWS, home
from streamverse.domains.recommendations.service.preview import preview
from streamverse.domains.recommendations.service.shared import page_for
from streamverse.kit.clock import Clock
from streamverse.kit.http import Reads, provided
from streamverse.kit.http.provide import services_of
from streamverse.kit.pages import Cursor

router = APIRouter()

JSON = "application/json"
Rows = Annotated[int, Query(ge=1, le=40, description="how many rows at the most")]


@router.get("/home", response_model=HomeBody)
async def read_home(
    viewer: Viewer,
    asker: Asking,
    languages: ToldIn,
    session: Reads,
    request: Request,
    response: Response,
    rows: Rows = ROWS,
    cursor: Cursor = None,
) -> Response:
    """Return the home page of this viewer; `next_cursor` leads to the rows further down."""
    audience = audience_of(viewer, asker, languages)
    page = await page_for(services_of(request), audience)
    is_known = viewer.account_id is not None or "set-cookie" not in response.headers
    body = await home(session, page, viewer, audience, rows=rows, cursor=cursor, is_known=is_known)
    return Response(body, media_type=JSON, headers=dict(response.headers))


@router.post("/home-layouts/preview", response_model=HomeBody)
async def preview_home_layout(
    wish: LayoutPreview, _: Editor, session: Reads, clock: Annotated[Clock, provided(Clock)]
) -> Response:
    """Show the home page by a layout as any viewer would get it; personal rows are empty."""
    return Response(await preview(session, clock, wish.layout, wish.viewer), media_type=JSON)
