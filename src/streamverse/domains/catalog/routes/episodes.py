"""Episodes over HTTP: read a page of them, or one to edit it; move one to another season."""

from uuid import UUID

from fastapi import APIRouter, Response

from streamverse.domains.catalog.answers import IfNoneMatch, answered
from streamverse.domains.catalog.asking import Asking
from streamverse.domains.catalog.languages import ToldIn
from streamverse.domains.catalog.routes.series import EpisodeNumber, SeasonNumber
from streamverse.domains.catalog.routes.titles import IfMatch, Now, tagged
from streamverse.domains.catalog.schemas.series import EpisodeBody, EpisodeFacts, EpisodeMove
from streamverse.domains.catalog.schemas.titles import TitleBody
from streamverse.domains.catalog.service import browse, order_series, read_series
from streamverse.domains.catalog.service.access import title_to_change
from streamverse.domains.identity.public import SignedIn, Viewer
from streamverse.kit.http import Reads, Writes
from streamverse.kit.pages import Cursor, Limit, Page

router = APIRouter(prefix="/titles/{id_or_slug}")


@router.get("/seasons/{season}/episodes", response_model=Page[EpisodeBody])
async def list_episodes(
    id_or_slug: str,
    season: SeasonNumber,
    viewer: Viewer,
    asker: Asking,
    languages: ToldIn,
    session: Reads,
    limit: Limit = 50,
    cursor: Cursor = None,
    if_none_match: IfNoneMatch = None,
) -> Response:
    """List a season's episodes in order; a title's page has the first fifty."""
    page = await read_series.list_episodes(
        session, viewer, asker, (id_or_slug, season), languages, limit=limit, cursor=cursor
    )
    return answered(page, if_none_match)


@router.get("/seasons/{season}/episodes/{episode}")
async def read_episode(
    id_or_slug: str,
    season: SeasonNumber,
    episode: EpisodeNumber,
    account: SignedIn,
    session: Reads,
) -> EpisodeFacts:
    """Return an episode with its texts and markers, to who may edit it."""
    return await read_series.read_episode(session, account, id_or_slug, (season, episode))


@router.post("/episodes/{episode_id}/move")
async def move_episode(
    id_or_slug: str,
    episode_id: UUID,
    wish: EpisodeMove,
    account: SignedIn,
    session: Writes,
    clock: Now,
    response: Response,
    if_match: IfMatch = None,
) -> TitleBody:
    """Put an episode into another season of its series, or elsewhere in its own."""
    row = await title_to_change(session, account, id_or_slug, if_match)
    await order_series.move_episode(session, clock, row, episode_id, wish)
    return tagged(response, await browse.changed(session, row))
