"""Artwork of titles and episodes: made and stored first, then named in the tables."""

import asyncio
import hashlib
import json
import tempfile
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from streamverse.domains.catalog.errors import (
    ArtworkNotFound,
    BadPicture,
    OriginalGone,
    PictureTooLarge,
)
from streamverse.domains.catalog.kinds import ArtworkRole
from streamverse.domains.catalog.models import ArtworkRow
from streamverse.domains.catalog.repository import artwork as artwork_repository
from streamverse.kit.clock import Clock
from streamverse.kit.db import Database, WriteSession
from streamverse.kit.ids import new_id
from streamverse.kit.objects import Objects
from streamverse.kit.process import ChildError, ChildFailed, ChildLimits, ChildRunner
from streamverse.kit.services import Services

MAX_BYTES = 20 * 1024 * 1024
LIMITS = ChildLimits(seconds=30, memory_bytes=2 * 1024**3, output_bytes=64 * 1024, niceness=5)
CHILD = "streamverse.domains.catalog.artwork_child"
RECIPE_VERSION = b"2"
PREFIX = "artwork/"
ORIGINALS = "artwork-originals/"
"""What was uploaded, to be cut anew: under no public address, it says more than it shows."""
MIDDLE = (0.5, 0.4)
"""The focal point of a picture of which nobody said one: faces are above the middle."""
YOUNG = timedelta(hours=1)
"""Objects younger than this are left alone: their row may be on its way."""
RESTORABLE = timedelta(days=30)
"""A deleted title may come back so long, with its pictures."""
BATCH = 500


@dataclass(frozen=True, slots=True)
class Picture:
    """A stored picture: what to show before it is there, and its files, smallest first."""

    dominant_color: str
    blurhash: str
    focal: tuple[float, float]
    images: tuple[dict[str, Any], ...]
    original_key: str


async def store_picture(
    services: Services,
    subject_id: UUID,
    role: ArtworkRole,
    data: bytes,
    focal: tuple[float, float] = MIDDLE,
) -> Picture:
    """Have a limited child write an upload anew, cut around its focal point; store all sizes.

    Outside any transaction: it takes CPU time and the network. Names carry a hash of the
    content, so a second call changes nothing. Raises BadPicture, PictureTooLarge.
    """
    if len(data) > MAX_BYTES:
        raise PictureTooLarge(f"Use a file of up to {MAX_BYTES // 1024**2} MB.")
    around = f"{role} {focal[0]:.4f} {focal[1]:.4f} ".encode()
    recipe = hashlib.sha256(RECIPE_VERSION + around + data).hexdigest()[:16]
    original_key = f"{ORIGINALS}{subject_id}/{hashlib.sha256(data).hexdigest()[:16]}"
    with tempfile.TemporaryDirectory(prefix="artwork-") as folder:
        report = await _converted(services.get(ChildRunner), role, Path(folder), data, focal)
        images: list[dict[str, Any]] = report["images"]
        for image in images:
            file = Path(folder) / image.pop("file")
            image["key"] = f"{PREFIX}{subject_id}/{recipe}/{file.name}"
            written = await asyncio.to_thread(file.read_bytes)
            await services.get(Objects).put(image["key"], written, if_absent=True)
    await services.get(Objects).put(original_key, data, if_absent=True)
    return Picture(report["dominant_color"], report["blurhash"], focal, tuple(images), original_key)


async def cut_anew(services: Services, row: ArtworkRow, focal: tuple[float, float]) -> Picture:
    """Cut a picture around another focal point, from what was uploaded.

    Raises OriginalGone for one of before uploads were kept.
    """
    if not row.original_key:
        raise OriginalGone
    data = await services.get(Objects).get(row.original_key)
    return await store_picture(services, row.subject_id, ArtworkRole(row.role), data, focal)


async def _converted(
    runner: ChildRunner, role: ArtworkRole, folder: Path, data: bytes, focal: tuple[float, float]
) -> dict[str, Any]:
    arguments = ["-m", CHILD, role, str(folder), *(f"{each:.4f}" for each in focal)]
    try:
        return json.loads(await runner.output("python", arguments, limits=LIMITS, stdin=data))
    except ChildFailed as error:
        raise BadPicture(f"It can't be used: {error}.") from error
    except ChildError as error:
        raise BadPicture("It takes too long or too much memory to read.") from error


async def set_artwork(
    session: WriteSession,
    clock: Clock,
    subject_id: UUID,
    role: ArtworkRole,
    picture: Picture,
    alt: str,
) -> None:
    """Let a stored picture be a title's or an episode's."""
    row = await artwork_repository.artwork(session, subject_id, role)
    if row is None:
        row = ArtworkRow(id=new_id(), subject_id=subject_id, role=role)
        session.add(row)
    row.alt = alt
    row.dominant_color = picture.dominant_color
    row.blurhash = picture.blurhash
    row.focal_x, row.focal_y = picture.focal
    row.original_key = picture.original_key
    row.images = list(picture.images)
    row.created_at = clock.now()


async def artwork_of(session: WriteSession, subject_id: UUID, role: ArtworkRole) -> ArtworkRow:
    """Return a picture that was given. Raises ArtworkNotFound."""
    row = await artwork_repository.artwork(session, subject_id, role)
    if row is None:
        raise ArtworkNotFound
    return row


async def remove_artwork(session: WriteSession, subject_id: UUID, role: ArtworkRole) -> bool:
    """Take a picture away; False when there was none."""
    row = await artwork_repository.artwork(session, subject_id, role)
    if row is None:
        return False
    await session.delete(row)
    return True


async def sweep(services: Services) -> int:
    """Delete stored pictures that no title or episode shows any more; returns how many files."""
    now = services.get(Clock).now()
    before = now - YOUNG
    objects = services.get(Objects)
    old = [
        info.key
        for prefix in (PREFIX, ORIGINALS)
        async for info in objects.list(prefix)
        if info.modified_at < before
    ]
    async with services.get(Database).read() as session:
        shown = await artwork_repository.picture_keys(session, now - RESTORABLE)
    unused = [key for key in old if key not in shown]
    for start in range(0, len(unused), BATCH):
        await objects.delete(unused[start : start + BATCH])
    return len(unused)
