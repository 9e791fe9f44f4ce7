"""Small Infinities: one long dive into the edge of the Mandelbrot set.

The whole dive is computed once, as a strip whose columns are angles round the target and whose
rows are logarithms of the distance from it. Zooming in is then reading the strip further down.
"""

from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from streamverse.entrypoints.demo.brushes import Floats, byte_table, grid, table
from streamverse.entrypoints.demo.film import (
    Chapter,
    Film,
    Lettering,
    Light,
    Line,
    PixelFormat,
    Pixels,
    Score,
    Shot,
    Told,
)

TARGET = complex(-0.743643887037151, 0.131825904205330)
ANGLES = 1536
ROWS_A_FRAME = 2
START = 2.4
"""How far from the target the picture's upper edge is at the start."""
MOST_STEPS = 900
SHADES = 2048
INSIDE = (10, 9, 16)
RINGS = (
    (0.0, (14, 16, 34)),
    (0.16, (38, 42, 84)),
    (0.30, (120, 84, 110)),
    (0.42, (226, 150, 102)),
    (0.52, (250, 226, 180)),
    (0.62, (190, 176, 160)),
    (0.80, (52, 84, 96)),
    (1.0, (14, 16, 34)),
)


def escape(places: NDArray[np.complexfloating[Any, Any]], most: int) -> Floats:
    """Return, smoothly, after how many steps each place has left; 0 for those that never do."""
    flat = places.ravel()
    answer = np.zeros(flat.size, np.float32)
    here = np.flatnonzero(~_is_surely_inside(flat.real, flat.imag))
    c_re, c_im = flat.real[here], flat.imag[here]
    re, im = c_re.copy(), c_im.copy()
    for step in range(1, most):
        re2, im2 = re * re, im * im
        size = re2 + im2
        if step % 6 == 0 or step == most - 1:
            outside = size > 4096.0
            gone = np.flatnonzero(outside)
            if gone.size:
                spill = np.log2(np.log2(np.minimum(size[gone], 1e290)) / 12)
                answer[here[gone]] = step - spill
                kept = np.flatnonzero(~outside)
                here, c_re, c_im = here[kept], c_re[kept], c_im[kept]
                re, im, re2, im2 = re[kept], im[kept], re2[kept], im2[kept]
            if not here.size:
                break
        im = 2 * re * im + c_im
        re = re2 - im2 + c_re
    return answer.reshape(places.shape)


def _is_surely_inside(re: Floats, im: Floats) -> NDArray[np.bool_]:
    """Return what lies in the heart or in the disc left of it: most of what never leaves."""
    squared = (re - 0.25) ** 2 + im**2
    in_heart = squared * (squared + re - 0.25) <= 0.25 * im**2
    return in_heart | ((re + 1) ** 2 + im**2 <= 0.0625)


class SmallInfinities:
    """A dive of eleven e-folds, sixty thousandfold."""

    working_height = 450
    pixel_format: PixelFormat = "rgb0"

    def frames(self, shot: Shot) -> Iterator[Pixels]:
        """Read the strip two rows further for each frame."""
        width, height = shot.painted(self.working_height)
        x, y = grid(width, height)
        away = np.sqrt(x**2 + (y - 0.5) ** 2)
        nearest = 0.6 / height
        step = 2 * np.pi / ANGLES
        farthest = float(away.max())
        rows = np.log(farthest / np.maximum(away, nearest)) / step
        columns = np.floor(np.arctan2(y - 0.5, x) / step).astype(np.int32) % ANGLES
        first = rows.astype(np.int32) * ANGLES + columns
        depth = int(rows.max()) + 1 + shot.frame_count * ROWS_A_FRAME
        strip = self._strip(farthest * 2 * START, depth).ravel()
        lut = byte_table(RINGS, SHADES)
        lut[0] = np.array([*INSIDE, 0], np.uint8).view(np.uint32)[0]
        for number in range(shot.frame_count):
            shades = strip.take(first + number * ROWS_A_FRAME * ANGLES)
            yield lut.take(shades).view(np.uint8).reshape(height, width, 4)

    def still(self, width: int, height: int) -> Light:
        """Paint the valley of spirals half as fine again as it is shown, then scale it down."""
        fine = (width * 3 // 2, height * 3 // 2)
        x, y = grid(*fine)
        zoom = 0.0065 if width > height else 0.0046
        centre = TARGET + complex(0.00045, -0.00035)
        places = centre + (x + 1j * (y - 0.5)).astype(np.complex128) * zoom
        light = table(RINGS, SHADES)[_shade(escape(places, 330))]
        picture = Image.fromarray((light * 255).astype(np.uint8))
        small = picture.resize((width, height), Image.Resampling.LANCZOS)
        return np.ascontiguousarray(np.moveaxis(np.asarray(small), -1, 0)).astype(np.float32) / 255

    def _strip(self, reach: float, depth: int) -> NDArray[np.uint16]:
        """Compute the dive, a belt of rows at a time."""
        step = 2 * np.pi / ANGLES
        rays = np.exp(1j * step * np.arange(ANGLES))[None, :]
        strip = np.empty((depth, ANGLES), np.uint16)
        for start in range(0, depth, 64):
            rows = np.arange(start, min(start + 64, depth))[:, None]
            strip[rows[:, 0]] = _shade(
                escape(TARGET + reach * np.exp(-step * rows) * rays, MOST_STEPS)
            )
        return strip


def _shade(steps: Floats) -> NDArray[np.uint16]:
    """Turn step counts into places in the ring of colours; 0 is the inside."""
    turn = np.log2(1 + np.maximum(steps, 0)) * np.float32(0.85)
    shade = 1 + (turn % 1) * np.float32(SHADES - 2)
    return np.where(steps == 0, 0, shade).astype(np.uint16)


FILM = Film(
    slug="small-infinities",
    name="Small Infinities",
    lines_on_card=("Small", "Infinities"),
    tagline="The edge never arrives.",
    synopsis=(
        "A dive into the border of the Mandelbrot set, sixty thousand times deeper than where "
        "it began, and not one step closer to the end."
    ),
    year=2023,
    genres=("Animation", "Science"),
    rating="G",
    hindi=Told(
        "छोटे अनंत",
        "किनारा कभी आता नहीं।",
        "मैंडेलब्रॉट समुच्चय की सीमा में एक ग़ोता, शुरुआत से साठ हज़ार गुना गहरा, और अंत के एक क़दम भी पास नहीं।",
    ),
    tags=("fractals", "mathematics"),
    scene=SmallInfinities(),
    score=Score(
        seed=9,
        beats_per_minute=72,
        chords=((49, 56, 61, 64, 68), (45, 52, 57, 61, 64),
                (52, 59, 64, 68, 71), (47, 54, 59, 63, 66)),
        bars=2,
        pad=0.7,
        bells=0.7,
        pulse=0.25,
        air=0.2,
        pattern=(0, 1, 2, 3, 4, 3, 2, 1),
    ),
    lines=(
        Line(4.0, "Every coast is longer than the map admits.",
             "हर तट नक्शे से ज़्यादा लंबा होता है।"),
        Line(12.0, "Come closer, and it does not get simpler.",
             "पास आओ, तो वह और सरल नहीं होता।"),
        Line(19.5, "Closer still, and the same question, asked more politely.",
             "और पास आओ, तो वही सवाल, थोड़ी और नरमी से।"),
        Line(29.0, "Somewhere in here is the whole of it again, very small.",
             "यहीं कहीं वह सब फिर से है, बहुत छोटा होकर।"),
        Line(38.5, "We turn back. It does not.",
             "हम लौट जाते हैं। वह नहीं लौटता।"),
    ),
    chapters=(Chapter(0, "The coast"), Chapter(19, "The question"), Chapter(38, "Turning back")),
    shot=Shot(width=1280, height=720, fps=30, seconds=46),
    lettering=Lettering(ink=(255, 244, 226), accent=(255, 200, 140), weight="Semibold",
                        poster_top=0.555, shade=0.6),
    container="mkv",
    quality=25,
)  # fmt: skip
