"""Give a profile a picture of its own: made and stored first, then named in the table."""

import asyncio
import hashlib
import tempfile
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from uuid import UUID

from streamverse.domains.identity.avatars.addresses import PREFIX, folder, own
from streamverse.domains.identity.callers import Account
from streamverse.domains.identity.profile_errors import (
    AvatarTooLarge,
    BadAvatar,
    NoSuchProfile,
    TooManyAvatars,
)
from streamverse.domains.identity.profile_schemas import Profile
from streamverse.domains.identity.repository import profiles as repository
from streamverse.domains.identity.service.profiles.show import profile_to_change, shown
from streamverse.domains.identity.service.profiles.tell import tell_profiles_changed
from streamverse.domains.identity.standing import tell_changed
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
CHILD = "streamverse.domains.identity.avatars.child"
RECIPE_VERSION = b"1"
PER_ACCOUNT = Limit(20, seconds=3600)
YOUNG = timedelta(days=1)
"""Pictures younger than this are left alone: pages that still show them, a row on its way."""
BATCH = 500
UNUSABLE = 3
"""How the child ends when it says why a picture can't be used."""
SIGNATURES = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF8", b"RIFF")
AVIF_AT = slice(4, 8)


async def take_upload(chunks: AsyncIterator[bytes]) -> bytes:
    """Return an upload as soon as it is whole. Raises AvatarTooLarge at the first byte too many."""
    data = bytearray()
    async for chunk in chunks:
        data += chunk
        if len(data) > MAX_BYTES:
            raise AvatarTooLarge(f"Use a picture of up to {MAX_BYTES // 1024**2} MB.")
    return bytes(data)


async def set_avatar(
    services: Services, account: Account, profile_id: UUID, data: bytes, if_match: str | None
) -> Profile:
    """Let an upload be a profile's picture; a second time changes nothing.

    Raises NoSuchProfile, ProfileChangedMeanwhile, BadAvatar, TooManyAvatars.
    """
    database = services.get(Database)
    digest = hashlib.sha256(RECIPE_VERSION + data).hexdigest()[:32]
    async with database.read_latest() as session:
        row = await repository.find(session, account.id, profile_id)
    if row is None:
        raise NoSuchProfile
    if row.avatar == own(digest):
        return shown(row, account.profile_id)
    await _count(services, account.id)
    await _make(services, folder(profile_id, digest), data)
    async with database.write() as session:
        row = await profile_to_change(session, account.id, profile_id, if_match)
        row.avatar = own(digest)
        row.version += 1
        tell_profiles_changed(session, account.id)
        changed = shown(row, account.profile_id)
    await tell_changed(services, account.id)
    return changed


async def sweep_avatars(services: Services) -> int:
    """Delete pictures that no profile shows any more; returns how many files."""
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
    ids = {owner[0] for owner in owners.values() if owner}
    async with services.get(Database).read_latest() as session:
        avatars = await repository.avatars_of(session, ids)
    unused = [
        key for key, owner in owners.items() if not owner or avatars.get(owner[0]) != own(owner[1])
    ]
    await services.get(Objects).delete(unused)
    return len(unused)


def _owner(key: str) -> tuple[UUID, str] | None:
    """Return the profile and the digest in a key."""
    profile_id, _, rest = key.removeprefix(PREFIX).partition("/")
    try:
        return UUID(profile_id), rest.partition("/")[0]
    except ValueError:
        return None


async def _count(services: Services, account_id: UUID) -> None:
    result = await services.get(RateLimits).hit(f"avatars:{account_id}", PER_ACCOUNT)
    if not result.is_allowed:
        seconds = result.reset_seconds
        raise TooManyAvatars(
            f"Try again in {seconds} seconds.", headers={"retry-after": str(seconds)}
        )


async def _make(services: Services, key_folder: str, data: bytes) -> None:
    """Have a limited child write an upload anew, and store all sizes."""
    if not data.startswith(SIGNATURES) and data[AVIF_AT] != b"ftyp":
        raise BadAvatar("It can't be used: it is not a JPEG, PNG, WebP, AVIF or GIF picture.")
    with tempfile.TemporaryDirectory(prefix="avatar-") as made:
        arguments = ["-m", CHILD, made]
        try:
            await services.get(ChildRunner).output("python", arguments, limits=LIMITS, stdin=data)
        except ChildFailed as error:
            why = str(error) if error.returncode == UNUSABLE else "it is damaged"
            raise BadAvatar(f"It can't be used: {why}.") from error
        except ChildError as error:
            raise BadAvatar("It takes too long or too much memory to read.") from error
        for file in sorted(Path(made).iterdir()):
            written = await asyncio.to_thread(file.read_bytes)
            await services.get(Objects).put(f"{key_folder}/{file.name}", written, if_absent=True)
