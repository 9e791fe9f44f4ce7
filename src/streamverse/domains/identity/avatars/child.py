"""Turns an uploaded picture into square avatars; runs as a limited child of its own.

    python -m streamverse.domains.identity.avatars.child FOLDER < picture

Writes avatar-SIZE.{webp,jpg} into FOLDER, cut square.
"""

import sys
from pathlib import Path
from typing import Any

from PIL import Image, ImageOps

from streamverse.kit.pictures import main_of, upright

SIZES = (64, 128, 256, 512)
FORMATS: tuple[tuple[str, dict[str, Any]], ...] = (
    ("webp", {"quality": 82, "method": 4}),
    ("jpg", {"quality": 86, "progressive": True}),
)
CENTERING = (0.5, 0.4)


def convert(data: bytes, folder: Path) -> None:
    """Write every size and type."""
    square = ImageOps.fit(
        upright(data, (2 * SIZES[-1], 2 * SIZES[-1])),
        (SIZES[-1], SIZES[-1]),
        Image.Resampling.LANCZOS,
        centering=CENTERING,
    )
    for size in SIZES:
        picture = square.resize((size, size), Image.Resampling.LANCZOS)
        for extension, options in FORMATS:
            picture.save(folder / f"avatar-{size}.{extension}", **options)


if __name__ == "__main__":
    sys.exit(main_of(convert))
