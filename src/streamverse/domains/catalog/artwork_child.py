"""Turns an uploaded picture into our sizes and types; runs as a limited child of its own.

    python -m streamverse.domains.catalog.artwork_child ROLE FOLDER < picture

Writes art-ROLE-WIDTH.{webp,jpg} into FOLDER and a JSON report to standard output. Everything
that was hidden in the upload (EXIF, profiles, comments) is gone.
"""

import io
import json
import sys
from pathlib import Path
from typing import Any

from PIL import Image, ImageOps, UnidentifiedImageError

SHAPES = {
    "poster": ((2, 3), (240, 480, 960)),
    "backdrop": ((16, 9), (640, 1280, 1920)),
    "still": ((16, 9), (320, 640, 1280)),
}
FORMATS: tuple[tuple[str, str, dict[str, Any]], ...] = (
    ("webp", "image/webp", {"quality": 80, "method": 4}),
    ("jpg", "image/jpeg", {"quality": 84, "progressive": True}),
)
SMALLEST_SIDE = 64
LARGEST_SIDE = 12_000
MAX_PIXELS = 60_000_000


def main() -> int:
    """Read a picture from standard input; exit 3 with one line on stderr if it can't be used."""
    role, folder = sys.argv[1], Path(sys.argv[2])
    Image.MAX_IMAGE_PIXELS = MAX_PIXELS
    try:
        report = convert(sys.stdin.buffer.read(), role, folder)
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, ValueError) as error:
        print(reason(error), file=sys.stderr)  # noqa: T201 - the parent reads it
        return 3
    print(json.dumps(report))  # noqa: T201 - the parent reads it
    return 0


def convert(data: bytes, role: str, folder: Path) -> dict[str, object]:
    """Write every size and type; returns the report."""
    with Image.open(io.BytesIO(data), formats=("JPEG", "PNG", "WEBP", "AVIF")) as opened:
        if not SMALLEST_SIDE <= min(opened.size) <= max(opened.size) <= LARGEST_SIDE:
            msg = f"a side is shorter than {SMALLEST_SIDE} or longer than {LARGEST_SIDE} pixels"
            raise ValueError(msg)
        upright = _opaque(ImageOps.exif_transpose(opened))
    (across, down), widths = SHAPES[role]
    width, height = upright.size
    full_width = min(width, height * across // down)
    framed = ImageOps.fit(upright, (full_width, full_width * down // across), centering=(0.5, 0.4))
    images: list[dict[str, object]] = []
    for wanted in sorted({min(each, full_width) for each in widths}):
        size = (wanted, round(wanted * down / across))
        picture = framed.resize(size, Image.Resampling.LANCZOS)
        for extension, mime, options in FORMATS:
            name = f"art-{role}-{wanted}.{extension}"
            picture.save(folder / name, **options)
            images.append({"file": name, "width": size[0], "height": size[1], "type": mime})
    return {"dominant_color": dominant_color(framed), "images": images}


def _opaque(picture: Image.Image) -> Image.Image:
    """Return a picture on black where it is see-through."""
    if picture.mode not in {"RGBA", "LA", "PA"} and "transparency" not in picture.info:
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
