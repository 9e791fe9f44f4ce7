"""Uploaded pictures, made fit to be shown: runs in limited children, which then cut and write them.

    def convert(data: bytes, folder: Path) -> None: …
    sys.exit(main_of(convert))

What `upright` returns is the first frame, upright, in sRGB, without transparency; everything
that was hidden in the upload (EXIF, profiles, comments, further frames) is gone once it is
written anew. Sizes are judged by the header, before anything is decoded.
"""

import io
import sys
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

TAKEN = ("JPEG", "PNG", "WEBP", "AVIF", "GIF")
SMALLEST_SIDE = 64
MAX_PIXELS = 25_000_000
BEHIND = (44, 38, 32, 255)
WEBP_WITH_CANVAS = (b"RIFF", b"WEBPVP8X")
UNUSABLE = 3
"""How a child ends when it says why a picture can't be used."""


class Unusable(ValueError):
    """The picture is one, but can't be used here."""


def main_of(convert: Callable[[bytes, Path], None]) -> int:
    """Read a picture from standard input; exit 3 with one line on stderr if it can't be used."""
    Image.MAX_IMAGE_PIXELS = MAX_PIXELS
    warnings.simplefilter("error", Image.DecompressionBombWarning)
    try:
        convert(sys.stdin.buffer.read(), Path(sys.argv[1]))
    except Exception as error:  # noqa: BLE001 - decoders raise whatever they like on damage
        print(reason(error), file=sys.stderr)  # noqa: T201 - the parent reads it
        return UNUSABLE
    return 0


def upright(data: bytes, enough: tuple[int, int]) -> Image.Image:
    """Return a picture as it is meant to be seen, decoded no larger than `enough` takes.

    Raises Unusable, and what a decoder raises.
    """
    _require_fair(*_canvas(data))
    with Image.open(io.BytesIO(data), formats=TAKEN) as opened:
        _require_fair(*opened.size)
        if min(opened.size) < SMALLEST_SIDE:
            msg = f"a side is shorter than {SMALLEST_SIDE} pixels"
            raise Unusable(msg)
        opened.draft("RGB", enough)
        turned = ImageOps.exif_transpose(_opaque(_in_srgb(opened)))
    turned.info.clear()
    return turned


def reason(error: Exception) -> str:
    """Say in words why a picture can't be used."""
    if isinstance(error, Unusable):
        return str(error)
    if isinstance(error, UnidentifiedImageError):
        return "it is not a JPEG, PNG, WebP, AVIF or GIF picture"
    if isinstance(error, Image.DecompressionBombError | Image.DecompressionBombWarning):
        return f"it has more than {MAX_PIXELS // 1_000_000} million pixels"
    return "it is damaged"


def _canvas(data: bytes) -> tuple[int, int]:
    """Return the size in an extended WebP's header, whose decoder makes room before we can ask."""
    if (data[:4], data[8:16]) != WEBP_WITH_CANVAS:
        return 0, 0
    width, height = (int.from_bytes(data[at : at + 3], "little") + 1 for at in (24, 27))
    return width, height


def _require_fair(width: int, height: int) -> None:
    if width * height > MAX_PIXELS:
        raise Image.DecompressionBombError


def _in_srgb(picture: Image.Image) -> Image.Image:
    """Return a picture as screens without colour management show it right."""
    profile = picture.info.get("icc_profile")
    if not profile or picture.mode not in {"RGB", "RGBA"}:
        return picture
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        untyped: Any = ImageCms
        return untyped.profileToProfile(picture, source, untyped.createProfile("sRGB"))
    except (ImageCms.PyCMSError, OSError):
        return picture


def _opaque(picture: Image.Image) -> Image.Image:
    """Return a picture on a warm dark ground where it is see-through."""
    exif = picture.getexif()
    if picture.mode in {"RGBA", "LA", "PA"} or "transparency" in picture.info:
        behind = Image.new("RGBA", picture.size, BEHIND)
        flat = Image.alpha_composite(behind, picture.convert("RGBA")).convert("RGB")
    else:
        flat = picture.convert("RGB")
    flat.info["exif"] = exif.tobytes()  # which way is up
    return flat
