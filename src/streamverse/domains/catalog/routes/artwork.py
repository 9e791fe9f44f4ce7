"""Artwork over HTTP: `multipart/form-data` with `file`, and `alt` for who can't see it."""

from typing import Annotated

from fastapi import APIRouter, File, Form, Path, Request, Response, UploadFile

from streamverse.domains.catalog.kinds import ArtworkRole
from streamverse.domains.catalog.routes.titles import IfMatch, Now, tagged
from streamverse.domains.catalog.schemas.artwork import ArtworkPatch
from streamverse.domains.catalog.schemas.titles import TitleBody
from streamverse.domains.catalog.service.artwork import MAX_BYTES, MIDDLE
from streamverse.domains.catalog.service.set_artwork import (
    Subject,
    Upload,
    change,
    give,
    take_away,
)
from streamverse.domains.identity.public import SignedIn
from streamverse.kit.http import Writes
from streamverse.kit.http.provide import services_of

router = APIRouter(prefix="/titles/{id_or_slug}")

Alt = Annotated[str, Form(max_length=300, pattern=r"^[^\x00]*$")]
Across = Annotated[float, Form(ge=0, le=1, allow_inf_nan=False)]
Number = Annotated[int, Path(ge=0, le=10_000)]
EPISODE = "/seasons/{season}/episodes/{episode}/artwork/{role}"


@router.put("/artwork/{role}")
async def set_title_artwork(
    id_or_slug: str,
    role: ArtworkRole,
    file: Annotated[UploadFile, File()],
    account: SignedIn,
    request: Request,
    response: Response,
    alt: Alt = "",
    focal_x: Across = MIDDLE[0],
    focal_y: Across = MIDDLE[1],
    if_match: IfMatch = None,
) -> TitleBody:
    """Give a title a picture: JPEG, PNG, WebP or AVIF up to 20 MB; it is written anew.

    The focal point, a share of width and height, stays in view.
    """
    subject = Subject(id_or_slug, None, role)
    upload = Upload(await _bytes_of(file), alt, (focal_x, focal_y))
    body = await give(services_of(request), account, subject, upload, if_match)
    return tagged(response, body)


@router.patch("/artwork/{role}")
async def change_title_artwork(
    id_or_slug: str,
    role: ArtworkRole,
    wish: ArtworkPatch,
    account: SignedIn,
    request: Request,
    response: Response,
    if_match: IfMatch = None,
) -> TitleBody:
    """Say what a title's picture shows, or cut it anew around another focal point."""
    subject = Subject(id_or_slug, None, role)
    body = await change(services_of(request), account, subject, wish, if_match)
    return tagged(response, body)


@router.delete("/artwork/{role}", status_code=204)
async def remove_title_artwork(
    id_or_slug: str,
    role: ArtworkRole,
    account: SignedIn,
    session: Writes,
    clock: Now,
    if_match: IfMatch = None,
) -> None:
    """Take a title's picture away; a frame of the film takes its place."""
    await take_away(session, clock, account, Subject(id_or_slug, None, role), if_match)


@router.put(EPISODE)
async def set_episode_artwork(
    id_or_slug: str,
    season: Number,
    episode: Number,
    role: ArtworkRole,
    file: Annotated[UploadFile, File()],
    account: SignedIn,
    request: Request,
    response: Response,
    alt: Alt = "",
    focal_x: Across = MIDDLE[0],
    focal_y: Across = MIDDLE[1],
    if_match: IfMatch = None,
) -> TitleBody:
    """Give an episode a picture."""
    subject = Subject(id_or_slug, (season, episode), role)
    upload = Upload(await _bytes_of(file), alt, (focal_x, focal_y))
    body = await give(services_of(request), account, subject, upload, if_match)
    return tagged(response, body)


@router.patch(EPISODE)
async def change_episode_artwork(
    id_or_slug: str,
    season: Number,
    episode: Number,
    role: ArtworkRole,
    wish: ArtworkPatch,
    account: SignedIn,
    request: Request,
    response: Response,
    if_match: IfMatch = None,
) -> TitleBody:
    """Say what an episode's picture shows, or cut it anew around another focal point."""
    subject = Subject(id_or_slug, (season, episode), role)
    body = await change(services_of(request), account, subject, wish, if_match)
    return tagged(response, body)


@router.delete(EPISODE, status_code=204)
async def remove_episode_artwork(
    id_or_slug: str,
    season: Number,
    episode: Number,
    role: ArtworkRole,
    account: SignedIn,
    session: Writes,
    clock: Now,
    if_match: IfMatch = None,
) -> None:
    """Take an episode's picture away; a frame of it takes its place."""
    subject = Subject(id_or_slug, (season, episode), role)
    await take_away(session, clock, account, subject, if_match)


async def _bytes_of(file: UploadFile) -> bytes:
    """Return an upload, cut one byte above the limit, which then refuses it."""
    return await file.read(MAX_BYTES + 1)
