"""Give titles and episodes uploaded pictures, and take them away."""

from dataclasses import dataclass
from uuid import UUID

from streamverse.domains.catalog.errors import RoleOfOthers
from streamverse.domains.catalog.kinds import ArtworkRole
from streamverse.domains.catalog.models import TitleRow
from streamverse.domains.catalog.schemas.artwork import ArtworkPatch
from streamverse.domains.catalog.schemas.titles import TitleBody
from streamverse.domains.catalog.service.access import title_to_change
from streamverse.domains.catalog.service.artwork import (
    MIDDLE,
    artwork_of,
    cut_anew,
    remove_artwork,
    set_artwork,
    store_picture,
)
from streamverse.domains.catalog.service.browse import changed
from streamverse.domains.catalog.service.write_series import episode_of
from streamverse.domains.catalog.service.write_title import touch
from streamverse.domains.catalog.texts import clean_line
from streamverse.domains.identity.public import Account
from streamverse.kit.clock import Clock
from streamverse.kit.db import Database, WriteSession
from streamverse.kit.services import Services


@dataclass(frozen=True, slots=True)
class Upload:
    """A picture as it came in, what it shows in words, and what of it stays in view."""

    data: bytes
    alt: str = ""
    focal: tuple[float, float] = MIDDLE


@dataclass(frozen=True, slots=True)
class Subject:
    """What a picture is of: a title, or its episode at (season, number); and what for."""

    id_or_slug: str
    place: tuple[int, int] | None
    role: ArtworkRole


async def give(
    services: Services,
    account: Account,
    subject: Subject,
    upload: Upload,
    if_match: str | None,
) -> TitleBody:
    """Check, then make and store the sizes, then name them: two short transactions.

    Raises as title_to_change, and BadPicture, PictureTooLarge, RoleOfOthers.
    """
    if subject.role is ArtworkRole.PORTRAIT:
        raise RoleOfOthers("Portraits are people's.")
    database = services.get(Database)
    async with database.write() as session:
        _, subject_id = await _found(session, account, subject, if_match)
    picture = await store_picture(services, subject_id, subject.role, upload.data, upload.focal)
    clock = services.get(Clock)
    async with database.write() as session:
        row, subject_id = await _found(session, account, subject, if_match)
        shown = clean_line(upload.alt) or row.name
        await set_artwork(session, clock, subject_id, subject.role, picture, shown)
        touch(session, clock, row)
        return await changed(session, row)


async def change(
    services: Services,
    account: Account,
    subject: Subject,
    wish: ArtworkPatch,
    if_match: str | None,
) -> TitleBody:
    """Say what a picture shows, or cut it around another focal point, from what was uploaded.

    Raises as title_to_change, and ArtworkNotFound, OriginalGone.
    """
    database, clock = services.get(Database), services.get(Clock)
    async with database.write() as session:
        row, subject_id = await _found(session, account, subject, if_match)
        picture_row = await artwork_of(session, subject_id, subject.role)
        if wish.focal is None:
            picture_row.alt = wish.alt or picture_row.alt
            touch(session, clock, row)
            return await changed(session, row)
        session.expunge(picture_row)
    picture = await cut_anew(services, picture_row, (wish.focal.x, wish.focal.y))
    async with database.write() as session:
        row, subject_id = await _found(session, account, subject, if_match)
        alt = wish.alt or (await artwork_of(session, subject_id, subject.role)).alt
        await set_artwork(session, clock, subject_id, subject.role, picture, alt)
        touch(session, clock, row)
        return await changed(session, row)


async def take_away(
    session: WriteSession, clock: Clock, account: Account, subject: Subject, if_match: str | None
) -> None:
    """Take a picture away; one that is not there is no error. Raises as title_to_change."""
    row, subject_id = await _found(session, account, subject, if_match)
    if await remove_artwork(session, subject_id, subject.role):
        touch(session, clock, row)


async def _found(
    session: WriteSession, account: Account, subject: Subject, if_match: str | None
) -> tuple[TitleRow, UUID]:
    row = await title_to_change(session, account, subject.id_or_slug, if_match)
    if subject.place is None:
        return row, row.id
    return row, (await episode_of(session, row, subject.place)).id
