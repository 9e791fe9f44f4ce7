"""Where the pictures of channels are: the sizes, the objects' keys, the public addresses."""

from enum import StrEnum
from uuid import UUID

PREFIX = "channels/"


class PictureRole(StrEnum):
    """What a channel's picture is for."""

    AVATAR = "avatar"
    COVER = "cover"


WIDTHS = {PictureRole.AVATAR: (64, 128, 256, 512), PictureRole.COVER: (640, 1280, 2120)}
SHOWN = {PictureRole.AVATAR: 256, PictureRole.COVER: 1280}


def folder(channel_id: UUID, digest: str) -> str:
    """Return the folder of a picture's objects."""
    return f"{PREFIX}{channel_id}/{digest}"


def file_name(role: PictureRole, width: int, extension: str = "webp") -> str:
    """Return the name of one size of a picture."""
    return f"channel-{role}-{width}.{extension}"


def picture_url(channel_id: UUID, role: PictureRole, digest: str) -> str | None:
    """Return where a picture is in its usual size; None without one."""
    return _image(channel_id, role, digest, SHOWN[role]) if digest else None


def picture_srcset(channel_id: UUID, role: PictureRole, digest: str) -> str | None:
    """Return every size of a picture as HTML's `srcset`; None without one."""
    if not digest:
        return None
    return ", ".join(f"{_image(channel_id, role, digest, w)} {w}w" for w in WIDTHS[role])


def _image(channel_id: UUID, role: PictureRole, digest: str, width: int) -> str:
    return f"/images/{channel_id}/{digest}/{file_name(role, width)}"
