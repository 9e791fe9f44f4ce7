"""Accent colours: they must be seen on our dark and light surfaces, and be written upon.

Contrast as WCAG 2.2 measures it: 3 to 1 for what is not text (1.4.11).
"""

import colorsys
import re

from streamverse.domains.channels.errors import BadAccent

SURFACES = ("#161310", "#201b17")
"""The dark room's: what an accent stands on. The light theme shows it behind ink of its own."""
INKS = ("#1c1305", "#ffffff")
NEEDED = 3.0
COLOUR = re.compile(r"#[0-9a-f]{6}")
STEPS = 100


def require_accent(colour: str) -> str:
    """Return a colour in lower case; "" is none. Raises BadAccent with one that would do."""
    wanted = colour.strip().lower()
    if not wanted:
        return ""
    if not COLOUR.fullmatch(wanted):
        raise BadAccent("Write it as #rrggbb.")
    found = contrast_on_surfaces(wanted)
    if found < NEEDED:
        better = suggestion(wanted)
        raise BadAccent(
            f"Its contrast is {found:.1f}:1, it takes {NEEDED:.0f}:1. Take {better}, say.",
            contrast=round(found, 2),
            suggestion=better,
        )
    return wanted


def contrast_on_surfaces(colour: str) -> float:
    """Return the lowest contrast of a colour with what it may stand on."""
    return min(contrast(colour, surface) for surface in SURFACES)


def ink_on(colour: str) -> str:
    """Return which of our inks is read best on a colour."""
    return max(INKS, key=lambda ink: contrast(colour, ink))


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, from 1 to 21."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def suggestion(colour: str) -> str:
    """Return the same hue, as much lighter as it takes."""
    red, green, blue = _channels(colour)
    hue, lightness, saturation = colorsys.rgb_to_hls(red, green, blue)
    for step in range(STEPS):
        lighter = lightness + (1 - lightness) * step / STEPS
        parts = colorsys.hls_to_rgb(hue, lighter, saturation)
        found = "#" + "".join(f"{round(part * 255):02x}" for part in parts)
        if contrast_on_surfaces(found) >= NEEDED:
            return found
    return "#ffffff"


def _luminance(colour: str) -> float:
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in _channels(colour)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _channels(colour: str) -> tuple[float, float, float]:
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return red, green, blue
