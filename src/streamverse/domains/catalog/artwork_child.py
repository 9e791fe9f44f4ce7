"""Turns an uploaded picture into our sizes and types; runs as a limited child of its own.

    python -m streamverse.domains.catalog.artwork_child ROLE FOLDER FOCAL_X FOCAL_Y < picture

Writes art-ROLE-WIDTH.{avif,webp,jpg} into FOLDER and a JSON report to standard output; a logo keeps
its shape and what is see-through, and has PNG in place of JPEG. The focal point, a share of width
and height, stays in view. Everything that was hidden in the upload (EXIF, profiles, comments) is
gone.
"""

import io
import json
import sys
from pathlib import Path
from typing import Any

import blurhash
import numpy as np
from PIL import Image, ImageOps, UnidentifiedImageError

SHAPES = {
    "poster": ((2, 3), (240, 480, 960)),
    "backdrop": ((16, 9), (640, 1280, 1920)),
    "still": ((16, 9), (320, 640, 1280)),
    "square": ((1, 1), (160, 320, 640)),
    "portrait": ((4, 5), (160, 320, 640)),
}
LOGO = "logo"
LOGO_WIDTHS = (200, 400, 800)
LOGO_SHAPE = (1, 4)
"""A logo is at the most four times as high as wide."""
Formats = tuple[tuple[str, str, dict[str, Any]], ...]
AVIF = ("avif", "image/avif", {"quality": 58, "speed": 8, "max_threads": 1})
"""At speed 8 a 1920 x 1080 picture takes about a third of a second; slower saves a twentieth."""
WEBP = ("webp", "image/webp", {"quality": 80, "method": 4})
JPEG = ("jpg", "image/jpeg", {"quality": 84, "progressive": True})
PNG = ("png", "image/png", {"optimize": True})
OPAQUE: Formats = (AVIF, WEBP, JPEG)
SEE_THROUGH: Formats = (AVIF, WEBP, PNG)
THUMBNAIL = 32
COMPONENTS = (4, 3)
"""Of a blur-hash: 28 letters."""
SMALLEST_SIDE = 64
LARGEST_SIDE = 12_000
MAX_PIXELS = 60_000_000
SEE_THROUGH_MODES = frozenset({"RGBA", "LA", "PA", "La", "RGBa"})


def main() -> int:
    """Read a picture from standard input; exit 3 with one line on stderr if it can't be used."""
    role, folder = sys.argv[1], Path(sys.argv[2])
    focal = (float(sys.argv[3]), float(sys.argv[4]))
    Image.MAX_IMAGE_PIXELS = MAX_PIXELS
    try:
        report = convert(sys.stdin.buffer.read(), role, folder, focal)
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, ValueError) as error:
        print(reason(error), file=sys.stderr)  # noqa: T201 - the parent reads it
        return 3
    print(json.dumps(report))  # noqa: T201 - the parent reads it
    return 0


def convert(data: bytes, role: str, folder: Path, focal: tuple[float, float]) -> dict[str, object]:
    """Write every size and type; returns the report."""
    with Image.open(io.BytesIO(data), formats=("JPEG", "PNG", "WEBP", "AVIF")) as opened:
        if not SMALLEST_SIDE <= min(opened.size) <= max(opened.size) <= LARGEST_SIDE:
            msg = f"a side is shorter than {SMALLEST_SIDE} or longer than {LARGEST_SIDE} pixels"
            raise ValueError(msg)
        source_type = Image.MIME[opened.format or "JPEG"]
        upright = ImageOps.exif_transpose(opened)
        picture = upright.convert("RGBA") if role == LOGO else opaque(upright)
    framed = fitting_logo(picture) if role == LOGO else cut(picture, SHAPES[role][0], focal)
    widths = LOGO_WIDTHS if role == LOGO else SHAPES[role][1]
    formats = SEE_THROUGH if role == LOGO else OPAQUE
    images: list[dict[str, object]] = []
    for wanted in sorted({min(each, framed.width) for each in widths}):
        size = (wanted, max(1, round(wanted * framed.height / framed.width)))
        sized = framed.resize(size, Image.Resampling.LANCZOS)
        for extension, mime, options in formats:
            name = f"art-{role}-{wanted}.{extension}"
            sized.save(folder / name, **options)
            images.append({"file": name, "width": size[0], "height": size[1], "type": mime})
    seen = opaque(framed)
    return {
        "dominant_color": dominant_color(seen),
        "blurhash": blur_hash(seen),
        "source_type": source_type,
        "images": images,
    }


def cut(picture: Image.Image, shape: tuple[int, int], focal: tuple[float, float]) -> Image.Image:
    """Return the largest part of a shape, with the focal point as near its middle as can be."""
    across, down = shape
    width = min(picture.width, picture.height * across // down)
    height = min(picture.height, round(width * down / across))
    left = _begin(picture.width, width, focal[0])
    top = _begin(picture.height, height, focal[1])
    return picture.crop((left, top, left + width, top + height))


def _begin(whole: int, part: int, focal: float) -> int:
    return min(max(round(whole * focal - part / 2), 0), whole - part)


def fitting_logo(picture: Image.Image) -> Image.Image:
    """Return a logo without the empty space around it. Raises ValueError for a strip."""
    box = picture.getchannel("A").getbbox()
    if box is None:
        msg = "there is nothing to see"
        raise ValueError(msg)
    trimmed = picture.crop(box)
    across, down = LOGO_SHAPE
    if trimmed.height * across > trimmed.width * down:
        msg = f"a logo is at the most {down} times as high as wide"
        raise ValueError(msg)
    return trimmed


def blur_hash(picture: Image.Image) -> str:
    """Return the blur-hash of a picture: what stands in its place until it is there."""
    thumbnail = picture.copy()
    thumbnail.thumbnail((THUMBNAIL, THUMBNAIL))
    pixels = np.asarray(thumbnail.convert("RGB")).tolist()
    return blurhash.encode(pixels, *COMPONENTS)  # pyright: ignore[reportUnknownMemberType] - untyped


def opaque(picture: Image.Image) -> Image.Image:
    """Return a picture on black where it is see-through."""
    if picture.mode not in SEE_THROUGH_MODES and "transparency" not in picture.info:
        return picture.convert("RGB")
    behind = Image.new("RGBA", picture.size, (0, 0, 0, 255))
    return Image.alpha_composite(behind, picture.convert("RGBA")).convert("RGB")


def dominant_color(picture: Image.Image) -> str:
    """Return the commonest colour of a picture as #rrggbb."""
    small = picture.resize((48, 48)).quantize(6)
    counts = sorted(small.getcolors() or [], reverse=True)
    palette = small.getpalette() or [28, 26, 23]
    index = int(counts[0][1]) if counts else 0  # pyright: ignore[reportArgumentType]
    red, green, blue = palette[index * 3 : index * 3 + 3]
    return f"#{red:02x}{green:02x}{blue:02x}"


def reason(error: Exception) -> str:
    """Say in words why a picture can't be used."""
    if isinstance(error, UnidentifiedImageError):
        return "it is not a JPEG, PNG, WebP or AVIF picture"
    if isinstance(error, Image.DecompressionBombError):
        return f"it has more than {MAX_PIXELS // 1_000_000} million pixels"
    return str(error) or "it is damaged"


if __name__ == "__main__":
    sys.exit(main())
