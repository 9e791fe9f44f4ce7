"""Give a channel an avatar or a cover: made and stored first, then named in the table."""

import asyncio
import hashlib
import tempfile
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from uuid import UUID

from streamverse.domains.channels.errors import (
    BadChannelPicture,
    ChannelPictureTooLarge,
    TooManyPictures,
)
from streamverse.domains.channels.pictures.addresses import PREFIX, PictureRole, folder
from streamverse.domains.channels.ranks import ChannelPermission
from streamverse.domains.channels.repository import channels as repository
from streamverse.domains.channels.schemas.channels import ChannelAnswer
from streamverse.domains.channels.service.access import channel_to_change
from streamverse.domains.channels.service.change import touch
from streamverse.domains.channels.service.show import shown
from streamverse.domains.identity.public import Account
from streamverse.kit.clock import Clock
from streamverse.kit.db import Database
from streamverse.kit.limits import Limit, RateLimits
from streamverse.kit.objects import ObjectInfo, Objects
from streamverse.kit.process import ChildError, ChildFailed, ChildLimits, ChildRunner
from streamverse.kit.services import Services

MAX_BYTES = 10 * 1024 * 1024
LIMITS = ChildLimits(
    seconds=20, memory_bytes=1024**3, cpu_seconds=15, output_bytes=64 * 1024, niceness=5
)
CHILD = "streamverse.domains.channels.pictures.child"
RECIPE_VERSION = b"1"
PER_ACCOUNT = Limit(40, seconds=3600)
YOUNG = timedelta(days=1)
"""Pictures younger than this are left alone: pages that still show them, a row on its way."""
BATCH = 500
UNUSABLE = 3
"""How the child ends when it says why a picture can't be used."""
SIGNATURES = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF8", b"RIFF")
AVIF_AT = slice(4, 8)


async def take_upload(chunks: AsyncIterator[bytes]) -> bytes:
    """Return an upload as soon as it is whole.

    Raises ChannelPictureTooLarge at the first byte too many.
    """
    data = bytearray()
    async for chunk in chunks:
        data += chunk
        if len(data) > MAX_BYTES:
            raise ChannelPictureTooLarge(f"Use a picture of up to {MAX_BYTES // 1024**2} MB.")
    return bytes(data)


async def set_picture(
    services: Services,
    account: Account,
    handle_or_id: str,
    role: PictureRole,
    data: bytes,
    if_match: str | None,
) -> ChannelAnswer:
    """Let an upload be a channel's avatar or cover; a second time changes nothing.

    Raises ChannelNotFound, NotYourRank, ChannelChangedMeanwhile, BadChannelPicture,
    TooManyPictures.
    """
    database, clock = services.get(Database), services.get(Clock)
    manage = ChannelPermission.MANAGE
    digest = hashlib.sha256(RECIPE_VERSION + role.encode() + data).hexdigest()[:32]
    async with database.write() as session:  # who may not is told before anything is made
        row, own = await channel_to_change(session, clock, account, handle_or_id, manage, if_match)
        if getattr(row, role) == digest:
            return await shown(session, account, row, own)
        channel_id = row.id
    await _count(services, account.id)
    await _make(services, folder(channel_id, digest), role, data)
    async with database.write() as session:
        row, own = await channel_to_change(
            session, clock, account, str(channel_id), manage, if_match
        )
        setattr(row, role, digest)
        touch(session, clock, row)
        return await shown(session, account, row, own)


async def remove_picture(
    services: Services,
    account: Account,
    handle_or_id: str,
    role: PictureRole,
    if_match: str | None,
) -> ChannelAnswer:
    """Take a channel's avatar or cover away; one that isn't there is no error.

    Raises ChannelNotFound, NotYourRank, ChannelChangedMeanwhile.
    """
    clock = services.get(Clock)
    async with services.get(Database).write() as session:
        row, own = await channel_to_change(
            session, clock, account, handle_or_id, ChannelPermission.MANAGE, if_match
        )
        if getattr(row, role):
            setattr(row, role, "")
            touch(session, clock, row)
        return await shown(session, account, row, own)


async def sweep_pictures(services: Services) -> int:
    """Delete pictures that no channel shows any more; returns how many files."""
    before = services.get(Clock).now() - YOUNG
    removed = 0
    batch: list[ObjectInfo] = []
    async for info in services.get(Objects).list(PREFIX):
        if info.modified_at < before:
            batch.append(info)
        if len(batch) == BATCH:
            removed += await _drop_unused(services, batch)
            batch = []
    return removed + await _drop_unused(services, batch)


async def _drop_unused(services: Services, batch: list[ObjectInfo]) -> int:
    owners = {info.key: _owner(info.key) for info in batch}
    async with services.get(Database).read_latest() as session:
        shown_ones = await repository.pictures_of(
            session, {owner[0] for owner in owners.values() if owner}
        )
    unused = [
        key
        for key, owner in owners.items()
        if owner is None or owner[1] not in shown_ones.get(owner[0], ())
    ]
    await services.get(Objects).delete(unused)
    return len(unused)


def _owner(key: str) -> tuple[UUID, str] | None:
    """Return the channel and the digest in a key."""
    channel_id, _, rest = key.removeprefix(PREFIX).partition("/")
    try:
        return UUID(channel_id), rest.partition("/")[0]
    except ValueError:
        return None


async def _count(services: Services, account_id: UUID) -> None:
    result = await services.get(RateLimits).hit(f"channel-pictures:{account_id}", PER_ACCOUNT)
    if not result.is_allowed:
        seconds = result.reset_seconds
        raise TooManyPictures(
            f"Try again in {seconds} seconds.", headers={"retry-after": str(seconds)}
        )


async def _make(services: Services, key_folder: str, role: PictureRole, data: bytes) -> None:
    """Have a limited child write an upload anew, and store all sizes."""
    if not data.startswith(SIGNATURES) and data[AVIF_AT] != b"ftyp":
        raise BadChannelPicture(
            "It can't be used: it is not a JPEG, PNG, WebP, AVIF or GIF picture."
        )
    with tempfile.TemporaryDirectory(prefix="channel-") as made:
        arguments = ["-m", CHILD, made, role]
        try:
            await services.get(ChildRunner).output("python", arguments, limits=LIMITS, stdin=data)
        except ChildFailed as error:
            why = str(error) if error.returncode == UNUSABLE else "it is damaged"
            raise BadChannelPicture(f"It can't be used: {why}.") from error
        except ChildError as error:
            raise BadChannelPicture("It takes too long or too much memory to read.") from error
        for file in sorted(Path(made).iterdir()):
            written = await asyncio.to_thread(file.read_bytes)
            await services.get(Objects).put(f"{key_folder}/{file.name}", written, if_absent=True)
