"""Fonts: two open families that come as Python packages, so no machine lacks them."""

from functools import cache
from pathlib import Path

import font_hanken_grotesk
import font_source_serif_pro
from PIL import ImageFont


@cache
def serif(size: int, weight: str = "Light", *, italic: bool = False) -> ImageFont.FreeTypeFont:
    """Return Source Serif Pro: ExtraLight, Light, Regular, Semibold, Bold."""
    style = {("Regular", True): "It"}.get((weight, italic), weight + ("It" if italic else ""))
    folder = Path(font_source_serif_pro.font_directory)
    return ImageFont.truetype(folder / f"SourceSerifPro-{style}.otf", size)


@cache
def sans(size: int, weight: str = "Medium") -> ImageFont.FreeTypeFont:
    """Return Hanken Grotesk: Light, Regular, Medium, SemiBold, Bold."""
    folder = Path(font_hanken_grotesk.font_directory)
    return ImageFont.truetype(folder / f"HankenGrotesk-{weight}.otf", size)
