"""Artwork over HTTP: `multipart/form-data` with `file`, and `alt` for who can't see it."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, File, Form, Path, Request, Response, UploadFile

from streamverse.domains.catalog.errors import PictureTooLarge
from streamverse.domains.catalog.kinds import ArtworkRole
from streamverse.domains.catalog.models import TitleRow
from streamverse.domains.catalog.routes.titles import IfMatch, Now, answered
from streamverse.domains.catalog.schemas import TitleBody
from streamverse.domains.catalog.service.access import title_to_change
from streamverse.domains.catalog.service.artwork import (
    MAX_BYTES,
    remove_artwork,
    set_artwork,
    store_picture,
)
from streamverse.domains.catalog.service.write_series import episode_of
from streamverse.domains.catalog.service.write_title import touch
from streamverse.domains.identity.public import Account, SignedIn
from streamverse.kit.clock import Clock
from streamverse.kit.db import Database, WriteSession
from streamverse.kit.http import Writes
from streamverse.kit.http.provide import services_of

router = APIRouter(prefix="/titles/{id_or_slug}")

Alt = Annotated[str, Form(max_length=300, pattern=r"^[^\x00]*$")]
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
    if_match: IfMatch = None,
) -> TitleBody:
    """Give a title a picture: JPEG, PNG or WebP up to 20 MB; it is written anew in three sizes."""
    return await _take(request, response, account, (id_or_slug, None), role, file, alt, if_match)


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
    row = await title_to_change(session, account, id_or_slug, if_match)
    await _remove(session, clock, row, row.id, role)


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
    if_match: IfMatch = None,
) -> TitleBody:
    """Give an episode a picture."""
    place = (season, episode)
    return await _take(request, response, account, (id_or_slug, place), role, file, alt, if_match)


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
    row = await title_to_change(session, account, id_or_slug, if_match)
    subject = await episode_of(session, row, (season, episode))
    await _remove(session, clock, row, subject.id, role)


async def _take(
    request: Request,
    response: Response,
    account: Account,
    subject: tuple[str, tuple[int, int] | None],
    role: ArtworkRole,
    file: UploadFile,
    alt: str,
    if_match: str | None,
) -> TitleBody:
    """Check, then make and store the sizes, then name them: two short transactions."""
    services = services_of(request)
    database = services.get(Database)
    async with database.write() as session:
        row, subject_id = await _subject(session, account, subject, if_match)
    picture = await store_picture(services, subject_id, role, await _bytes_of(file))
    clock = services.get(Clock)
    async with database.write() as session:
        row, subject_id = await _subject(session, account, subject, if_match)
        await set_artwork(session, clock, subject_id, role, picture, alt.strip() or row.name)
        touch(session, clock, row)
        return await answered(session, row, response)


async def _subject(
    session: WriteSession,
    account: Account,
    subject: tuple[str, tuple[int, int] | None],
    if_match: str | None,
) -> tuple[TitleRow, UUID]:
    id_or_slug, place = subject
    row = await title_to_change(session, account, id_or_slug, if_match)
    if place is None:
        return row, row.id
    return row, (await episode_of(session, row, place)).id


async def _bytes_of(file: UploadFile) -> bytes:
    data = await file.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise PictureTooLarge(f"Use a file of up to {MAX_BYTES // 1024 // 1024} MB.")
    return data


async def _remove(
    session: WriteSession, clock: Clock, row: TitleRow, subject_id: UUID, role: ArtworkRole
) -> None:
    if await remove_artwork(session, subject_id, role):
        touch(session, clock, row)
