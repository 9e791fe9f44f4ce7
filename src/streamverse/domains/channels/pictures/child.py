"""Turns an uploaded picture into a channel's avatar or cover; runs as a limited child of its own.

    python -m streamverse.domains.channels.pictures.child FOLDER ROLE < picture

Writes channel-ROLE-WIDTH.{webp,jpg} into FOLDER: avatars are cut square, covers 16 to 4.
"""

import sys
from pathlib import Path
from typing import Any

from PIL import Image, ImageOps

from streamverse.domains.channels.pictures.addresses import WIDTHS, PictureRole, file_name
from streamverse.kit.pictures import Unusable, main_of, upright

FORMATS: tuple[tuple[str, dict[str, Any]], ...] = (
    ("webp", {"quality": 82, "method": 4}),
    ("jpg", {"quality": 86, "progressive": True}),
)
SHAPES = {PictureRole.AVATAR: (1, 1), PictureRole.COVER: (4, 1)}
CENTERING = {PictureRole.AVATAR: (0.5, 0.4), PictureRole.COVER: (0.5, 0.5)}
NARROWEST_COVER = 640


def convert(data: bytes, folder: Path) -> None:
    """Write every size and type."""
    role = PictureRole(sys.argv[2])
    across, down = SHAPES[role]
    widest = WIDTHS[role][-1]
    picture = upright(data, (2 * widest, 2 * widest))
    if role is PictureRole.COVER and picture.width < NARROWEST_COVER:
        msg = f"a cover is at least {NARROWEST_COVER} pixels wide"
        raise Unusable(msg)
    framed = ImageOps.fit(
        picture,
        (widest, widest * down // across),
        Image.Resampling.LANCZOS,
        centering=CENTERING[role],
    )
    for width in WIDTHS[role]:
        sized = framed.resize((width, width * down // across), Image.Resampling.LANCZOS)
        for extension, options in FORMATS:
            sized.save(folder / file_name(role, width, extension), **options)


if __name__ == "__main__":
    sys.exit(main_of(convert))
