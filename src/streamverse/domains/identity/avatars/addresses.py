"""What `ProfileRow.avatar` says, and where the picture is: "set:<name>" or "own:<digest>"."""

from uuid import UUID

from streamverse.domains.identity.avatars.drawn_set import NAMES, drawn_set

DRAWN = "set:"
OWN = "own:"
PREFIX = "avatars/"
SIZES = (64, 128, 256, 512)
SHOWN_SIZE = 256


def drawn(name: str) -> str:
    """Return what the row of a profile with a drawn avatar says."""
    return f"{DRAWN}{name}"


def own(digest: str) -> str:
    """Return what the row of a profile with a picture of its own says."""
    return f"{OWN}{digest}"


def avatar_url(profile_id: UUID, avatar: str) -> str:
    """Return where a profile's picture is, 256 pixels wide or drawn."""
    if avatar.startswith(OWN):
        return _image(profile_id, avatar, SHOWN_SIZE)
    known = drawn_set()
    return known.get(avatar.removeprefix(DRAWN), known[NAMES[0]]).url


def avatar_srcset(profile_id: UUID, avatar: str) -> str | None:
    """Return every size of an own picture as HTML's `srcset`; None for a drawn one."""
    if not avatar.startswith(OWN):
        return None
    return ", ".join(f"{_image(profile_id, avatar, size)} {size}w" for size in SIZES)


def folder(profile_id: UUID, digest: str) -> str:
    """Return the folder of a picture's objects."""
    return f"{PREFIX}{profile_id}/{digest}"


def _image(profile_id: UUID, avatar: str, size: int) -> str:
    return f"/images/{profile_id}/{avatar.removeprefix(OWN)}/avatar-{size}.webp"
