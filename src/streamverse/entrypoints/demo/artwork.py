"""Artwork: posters, backdrops and the cards in the films, set like a title page."""

import numpy as np
from PIL import Image, ImageDraw, ImageFilter, ImageFont

from streamverse.entrypoints.demo.film import Film, Lettering, Light
from streamverse.entrypoints.demo.fonts import sans, serif

POSTER_SIZE = (800, 1200)
BACKDROP_SIZE = (1920, 1080)
STILL_SIZE = (1280, 720)
MARK = "STREAMVERSE  SHORTS"
SHADOW = (6, 6, 12)
Colour = tuple[int, int, int]


def poster(film: Film) -> Image.Image:
    """Return the poster, 2:3: the film's still, its name, one line, and the small print."""
    return titled_poster(film, film.lines_on_card, film.tagline)


def titled_poster(film: Film, lines: tuple[str, ...], tagline: str) -> Image.Image:
    """Return a poster with other words over the film's still (a series uses an episode's)."""
    width, height = POSTER_SIZE
    picture = from_light(film.scene.still(width, height))
    letters = film.lettering
    margin = width // 12
    font = _fitting(lines, width - 2 * margin, letters)
    leading = int(font.size * 1.0)
    top = int(height * letters.poster_top)
    block = leading * len(lines) + 70
    picture = _shaded(picture, top - 60, top + block + 40, letters.shade)
    draw = ImageDraw.Draw(picture)
    y = top
    for line in lines:
        left = margin - draw.textbbox((0, 0), line, font=font)[0]
        draw.text((left, y), line, font=font, fill=letters.ink)
        y += leading
    y += int(font.size * 0.30)
    draw.rectangle((margin, y, margin + 44, y + 2), fill=letters.accent)
    draw.text((margin, y + 20), tagline, font=serif(29, "Regular", italic=True), fill=letters.ink)
    _small_print(draw, film, letters.ink)
    return picture


def backdrop(film: Film) -> Image.Image:
    """Return the backdrop, 16:9, without words: the page writes over it."""
    return from_light(film.scene.still(*BACKDROP_SIZE))


def still(film: Film, wide: Image.Image) -> Image.Image:
    """Return a card picture, 16:9: the backdrop with the name small in its corner."""
    picture = wide.resize(STILL_SIZE, Image.Resampling.LANCZOS)
    height = STILL_SIZE[1]
    letters = film.lettering
    picture = _shaded(picture, int(height * 0.72), height + 120, max(0.25, letters.shade))
    draw = ImageDraw.Draw(picture)
    font = serif(58, letters.weight, italic=letters.italic)
    draw.text((52, height - 112), film.name, font=font, fill=letters.ink)
    return picture


def title_card(film: Film, width: int, height: int) -> Image.Image:
    """Return the opening title on nothing (RGBA), for the film itself."""
    card = _empty(width, height)
    letters = film.lettering
    weight = "Light" if letters.weight == "ExtraLight" else letters.weight  # hairlines flicker
    font = serif(max(10, height // 9), weight, italic=letters.italic)
    across, down = int(width * letters.card[0]), int(height * letters.card[1])
    _glow(card, (across, down), film.name, font, letters.ink)
    small = serif(max(8, height // 30), "Regular", italic=True)
    _glow(card, (across, down + height * 23 // 200), film.tagline, small, letters.ink)
    return card


def end_card(film: Film, width: int, height: int) -> Image.Image:
    """Return the credits on a veil (RGBA): dark under light letters, paper under dark ones."""
    card = Image.new("RGBA", (width, height), _veil(film.lettering.ink))
    draw = ImageDraw.Draw(card)
    ink = film.lettering.ink
    label, value = sans(max(7, height // 48)), serif(max(8, height // 32), "Regular")
    y = int(height * 0.40)
    for role, name in (*film.credits, ("licence", "CC0")):
        draw.text((width // 2 - width // 90, y), role.upper(), font=label, fill=ink, anchor="rm")
        draw.text((width // 2 + width // 90, y), name, font=value, fill=ink, anchor="lm")
        y += height // 18
    return card


def from_light(light: Light) -> Image.Image:
    """Return light as an image; a touch of noise keeps skies free of bands."""
    noise = np.random.default_rng(1).random(light.shape[1:], np.float32) - np.float32(0.5)
    levels = np.clip(light * np.float32(255) + noise + np.float32(0.5), 0, 255)
    return Image.fromarray(np.ascontiguousarray(np.moveaxis(levels, 0, -1)).astype(np.uint8))


def _fitting(lines: tuple[str, ...], room: int, letters: Lettering) -> ImageFont.FreeTypeFont:
    """Return the largest size at which every line fits."""
    size = 176
    while size > 40:
        font = serif(size, letters.weight, italic=letters.italic)
        if max(font.getlength(line) for line in lines) <= room:
            return font
        size -= 2
    return serif(size, letters.weight, italic=letters.italic)


def _shaded(picture: Image.Image, top: int, bottom: int, strength: float) -> Image.Image:
    """Darken a belt of the picture softly, so that words on it can be read."""
    if not strength:
        return picture
    rows = np.arange(picture.height, dtype=np.float32)
    middle, half = (top + bottom) / 2, (bottom - top) / 2
    belt = np.exp(-(np.clip(np.abs(rows - middle) / half, 0, 9) ** 4)) * strength
    mask = np.repeat((belt[:, None] * 255).astype(np.uint8), picture.width, axis=1)
    return Image.composite(Image.new("RGB", picture.size, SHADOW), picture, Image.fromarray(mask))


def _small_print(draw: ImageDraw.ImageDraw, film: Film, ink: Colour) -> None:
    width, height = POSTER_SIZE
    font, margin = sans(17), width // 12
    _spaced(draw, (margin, height - 62), MARK, font, ink, 2.2)
    words = f"{film.year}  CC0"
    length = sum(font.getlength(letter) + 2.2 for letter in words) - 2.2
    _spaced(draw, (width - margin - length, height - 62), words, font, ink, 2.2)


def _spaced(
    draw: ImageDraw.ImageDraw,
    place: tuple[float, float],
    words: str,
    font: ImageFont.FreeTypeFont,
    ink: Colour,
    space: float,
) -> None:
    x, y = place
    for letter in words:
        draw.text((x, y), letter, font=font, fill=ink)
        x += font.getlength(letter) + space


def _glow(
    card: Image.Image,
    place: tuple[int, int],
    words: str,
    font: ImageFont.FreeTypeFont,
    ink: Colour,
) -> None:
    """Write words in the middle, with a shadow so soft that it is only felt."""
    is_light = sum(ink) > 380
    if is_light:
        shadow = Image.new("L", card.size)
        ImageDraw.Draw(shadow).text(place, words, font=font, fill=150, anchor="mm")
        shadow = shadow.filter(ImageFilter.GaussianBlur(card.height / 60))
        card.paste(Image.new("RGBA", card.size, (*SHADOW, 255)), (0, 0), shadow)
    ImageDraw.Draw(card).text(place, words, font=font, fill=ink, anchor="mm")


def _veil(ink: Colour) -> tuple[int, int, int, int]:
    return (*SHADOW, 165) if sum(ink) > 380 else (244, 236, 218, 190)


def _empty(width: int, height: int) -> Image.Image:
    return Image.new("RGBA", (width, height), (0, 0, 0, 0))
