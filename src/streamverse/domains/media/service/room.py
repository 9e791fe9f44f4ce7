"""Whether there is room: the account's quota and the machine's disk."""

import errno
import shutil
from uuid import UUID

from streamverse.domains.media import repository
from streamverse.domains.media.errors import DiskFull, QuotaExceeded
from streamverse.kit.db import ReadSession
from streamverse.kit.settings import Settings

GIB = 1024**3
NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT})


def in_words(size_bytes: int) -> str:
    """Return a size as people say it."""
    size = float(size_bytes)
    for unit in ("bytes", "KB", "MB", "GB"):
        if size < 1000:
            return f"{size:.0f} {unit}" if unit == "bytes" else f"{size:.1f} {unit}"
        size /= 1000
    return f"{size:.1f} TB"


def free_bytes(settings: Settings) -> int:
    """Return what may still be written to the data folder's disk."""
    settings.data.mkdir(parents=True, exist_ok=True)
    return max(0, shutil.disk_usage(settings.data).free - settings.min_free_bytes)


async def require_room(
    session: ReadSession, settings: Settings, owner_id: UUID, size_bytes: int
) -> None:
    """Refuse a new source that the quota or the disk has no room for."""
    if settings.quota_bytes:
        used = await repository.source_bytes_of(session, owner_id)
        if used + size_bytes > settings.quota_bytes:
            left = max(0, settings.quota_bytes - used)
            msg = (
                f"The file has {in_words(size_bytes)}, and {in_words(left)} of your "
                f"{in_words(settings.quota_bytes)} are left. Delete something first."
            )
            raise QuotaExceeded(msg, left_bytes=left)
    free = max(0, free_bytes(settings) - await repository.remaining_bytes(session))
    if size_bytes > free:
        msg = (
            f"The file has {in_words(size_bytes)}, and the server has room for "
            f"{in_words(free)}. Nothing was uploaded; ask the operator for more disk."
        )
        raise DiskFull(msg, free_bytes=free)


def is_no_room(error: BaseException | None) -> bool:
    """Tell whether an error, or what caused it, means a full disk."""
    while error is not None:
        if isinstance(error, OSError) and error.errno in NO_ROOM:
            return True
        if "os error 28" in str(error) or "No space left" in str(error):
            return True
        error = error.__cause__ or error.__context__
    return False
