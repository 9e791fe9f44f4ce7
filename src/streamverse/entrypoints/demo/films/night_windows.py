"""Night Windows: a city whose lights obey Conway's Game of Life."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from streamverse.entrypoints.demo.brushes import (
    Floats,
    byte_table,
    cloud,
    grid,
    ramp,
    smooth,
    stars,
)
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

SEED = 1970
STOREYS = 90
"""Rows of windows in a picture, whatever its size."""
STREET = 80
"""The row below which the city is only a reflection."""
STEPS = 256
SKY = ((0.0, (5, 7, 18)), (0.55, (16, 20, 44)), (0.85, (44, 34, 62)), (1.0, (84, 50, 62)))
LAMPS = (
    ((0.0, (9, 10, 20)), (0.25, (46, 32, 30)), (0.6, (206, 132, 62)), (1.0, (255, 222, 160))),
    ((0.0, (9, 10, 20)), (0.25, (44, 34, 30)), (0.6, (222, 160, 92)), (1.0, (255, 240, 206))),
    ((0.0, (9, 10, 20)), (0.25, (28, 36, 46)), (0.6, (120, 164, 190)), (1.0, (214, 240, 250))),
    ((0.0, (9, 10, 20)), (0.25, (48, 24, 32)), (0.6, (206, 92, 84)), (1.0, (255, 190, 160))),
)  # fmt: skip
FAR = ((0.0, (18, 20, 40)), (0.3, (38, 34, 52)), (1.0, (150, 120, 104)))


class _City:
    """Who is at home: a torus of cells, and how bright each window still is."""

    def __init__(self, columns: int) -> None:
        rng = np.random.default_rng(SEED)
        self.alive = rng.random((STOREYS, columns)) < 0.30
        self.glow = np.zeros((STOREYS, columns), np.float32)
        self._rng = rng

    def evolve(self) -> None:
        """Apply the four rules once; strangers keep moving in, so no one sleeps for ever."""
        cells = self.alive.astype(np.int8)
        near = sum(
            np.roll(cells, (down, right), (0, 1))
            for down in (-1, 0, 1)
            for right in (-1, 0, 1)
            if down or right
        )
        self.alive = (near == 3) | (self.alive & (near == 2))
        for _ in range(3):
            row, column = self._rng.integers(3, self.alive.shape)
            self.alive[row, column - 3 : column] = True

    def breathe(self) -> None:
        """Let each window follow its tenant: quick on, slow off."""
        rising = np.where(self.alive, np.float32(0.22), np.float32(0.035))
        self.glow += (self.alive - self.glow) * rising


class NightWindows:
    """Two rows of towers over a wet street."""

    working_height = 0
    pixel_format: PixelFormat = "rgb0"

    def frames(self, shot: Shot) -> Iterator[Pixels]:
        """Paint in full size, one generation every five frames."""
        street = _Street(shot.width, shot.height)
        city = _City(street.columns)
        for _ in range(20):
            city.evolve()
        for number in range(shot.frame_count):
            if number % 5 == 0:
                city.evolve()
            city.breathe()
            dusk = min(1.0, 0.12 + 1.4 * number / shot.frame_count)
            yield street.picture(city.glow * np.float32(dusk))

    def still(self, width: int, height: int) -> Light:
        """Paint the city at its fullest."""
        street = _Street(width, height)
        city = _City(street.columns)
        for _ in range(42):
            city.evolve()
            for _ in range(5):
                city.breathe()
        picture = street.picture(city.glow)
        return np.ascontiguousarray(np.moveaxis(picture[..., :3], -1, 0)).astype(np.float32) / 255


class _Street:
    """Where the towers stand, and what a window looks like."""

    def __init__(self, width: int, height: int) -> None:
        rng = np.random.default_rng(SEED + 1)
        self._width, self._height = width, height
        self.columns = -(-width * STOREYS // height)
        self._rows = (np.arange(height) * STOREYS / height).astype(np.int32)
        self._across = (np.arange(width) * STOREYS / height).astype(np.int32)
        near = _skyline(rng, self.columns, (22, 62), 0.82)
        far = _skyline(rng, self.columns, (40, 74), 1.0)
        storey = np.arange(STOREYS)[:, None]
        kind = np.where(storey >= STREET - near, 0, np.where(storey >= STREET - far, 1, 2))
        kind[STREET:] = 0
        self._kind = kind[np.ix_(self._rows, self._across)]
        tenants = rng.choice(3, size=(STOREYS, self.columns), p=(0.55, 0.33, 0.12))
        tenants[rng.random(tenants.shape) < 0.03] = 3
        lamp = np.where(kind == 1, len(LAMPS), tenants)
        self._shades = (lamp[np.ix_(self._rows, self._across)] * STEPS).astype(np.int32)
        self._lut = np.concatenate([byte_table(stops, STEPS) for stops in (*LAMPS, FAR)])
        self._window = self._panes()
        self._sky = self._heaven(rng)
        self._is_sky = self._kind == 2
        self._mirror = self._reflection(rng)

    def picture(self, glow: Floats) -> Pixels:
        """Paint the windows with the brightness they have, and the street that repeats them."""
        wide = glow[np.ix_(self._rows, self._across)] * self._window
        haze = self._haze(glow)
        places = np.maximum(wide, haze, out=wide).astype(np.int32)
        packed = self._lut.take(np.minimum(places, STEPS - 1) + self._shades)
        np.copyto(packed, self._sky, where=self._is_sky)
        curb = self._height * STREET // STOREYS
        packed[curb:] = packed[self._mirror, np.arange(self._width)[None, :]]
        picture = packed.view(np.uint8).reshape(self._height, self._width, 4)
        picture[curb:] = picture[curb:] // 2 + picture[curb:] // 8
        return picture

    def _haze(self, glow: Floats) -> Floats:
        """Return the soft light that many windows throw on the walls, 0 to STEPS."""
        soft = Image.fromarray(glow).resize((self.columns // 4, STOREYS // 4), Image.Resampling.BOX)
        size = (self._width, self._height)
        return np.asarray(soft.resize(size, Image.Resampling.BICUBIC)) * np.float32(0.22 * STEPS)

    def _panes(self) -> Floats:
        """Return how much of the light each pixel of a cell lets through, 0 to STEPS."""
        down = (np.arange(self._height) * STOREYS / self._height % 1)[:, None]
        right = (np.arange(self._width) * STOREYS / self._height % 1)[None, :]
        pane = (down > 0.22) & (down < 0.80) & (right > 0.20) & (right < 0.80)
        return pane.astype(np.float32) * (STEPS - 1)

    def _heaven(self, rng: np.random.Generator) -> NDArray[np.uint32]:
        x, y = grid(self._width, self._height)
        light = np.broadcast_to(ramp(y / 0.9, SKY), (3, self._height, self._width)).copy()
        light += stars(rng, self._width, self._height, 260) * (0.7 - y).clip(0)
        place = min(0.31, self._width / self._height / 2 - 0.11)
        away = np.sqrt((x - place) ** 2 + (y - 0.125) ** 2)
        shadow = np.sqrt((x - place + 0.017) ** 2 + (y - 0.113) ** 2)
        moon = smooth(0.046, 0.0445, away) * smooth(0.0425, 0.0445, shadow)
        light += (0.10 * np.exp(-away * 7) + 0.9 * moon) * np.array((1, 0.93, 0.78))[:, None, None]
        packed = np.zeros((self._height, self._width, 4), np.uint8)
        packed[..., :3] = np.moveaxis(np.clip(light, 0, 1) * 255, 0, -1)
        return packed.view(np.uint32)[..., 0]

    def _reflection(self, rng: np.random.Generator) -> NDArray[np.int32]:
        curb = self._height * STREET // STOREYS
        depth = np.arange(self._height - curb)[:, None]
        ripple = cloud(rng, (self._height - curb, self._width), 1.0) - np.float32(0.5)
        rough = ripple * self._height * 0.05 * (depth / depth.max() + 0.1)
        return np.clip(curb - 1 - depth * 2.4 - rough, 0, curb - 1).astype(np.int32)


def _skyline(
    rng: np.random.Generator, columns: int, heights: tuple[int, int], density: float
) -> NDArray[np.int64]:
    """Return how many storeys stand over each column; streets between the towers."""
    line = np.zeros(columns, np.int64)
    column = -2
    while column < columns:
        wide = int(rng.integers(5, 13))
        tall = int(rng.integers(*heights)) if rng.random() < density else int(heights[0] * 0.6)
        line[max(0, column) : max(0, column + wide)] = tall
        if rng.random() < 0.35:
            line[max(0, column + 2) : max(0, column + wide - 2)] = tall + int(rng.integers(2, 6))
        column += wide + int(rng.random() < 0.4)
    return line


FILM = Film(
    slug="night-windows",
    name="Night Windows",
    lines_on_card=("Night", "Windows"),
    tagline="Four rules, ten thousand tenants.",
    synopsis=(
        "A city in which every lamp follows Conway's Game of Life: too lonely, it goes out; "
        "too crowded, it goes out; with good neighbours, it stays."
    ),
    year=2024,
    genres=("Animation", "City"),
    rating="PG",
    hindi=Told(
        "रात की खिड़कियाँ",
        "चार नियम, दस हज़ार किराएदार।",
        "एक शहर जिसका हर दीया कॉनवे के जीवन के खेल पर चलता है: बहुत अकेला हो तो बुझ जाता है; "
        "बहुत भीड़ हो तो बुझ जाता है; अच्छे पड़ोसी हों तो जलता रहता है।",
    ),
    tags=("game of life", "night", "city"),
    scene=NightWindows(),
    score=Score(
        seed=1970,
        beats_per_minute=84,
        chords=((48, 55, 59, 64, 67), (45, 52, 59, 60, 67),
                (50, 57, 60, 65, 69), (43, 53, 59, 62, 69)),
        bars=2,
        pad=0.5,
        piano=0.7,
        bells=0.35,
        pulse=0.3,
        air=0.25,
        pattern=(0, 2, 3, 1, 4, 2, 3, -1),
    ),
    lines=(
        Line(3.5, "Every window here obeys four rules.",
             "यहाँ हर खिड़की चार नियम मानती है।"),
        Line(10.5, "Too lonely, and the light goes out.",
             "बहुत अकेली हो, तो रोशनी बुझ जाती है।"),
        Line(17.5, "Too crowded, and the light goes out.",
             "बहुत भीड़ हो, तो भी रोशनी बुझ जाती है।"),
        Line(24.5, "With two or three good neighbours, someone stays up reading.",
             "दो या तीन अच्छे पड़ोसी हों, तो कोई जागकर पढ़ता रहता है।"),
        Line(34.5, "No one planned this city. No one is asleep in all of it.",
             "यह शहर किसी ने नहीं सोचा था। पूरा शहर कभी नहीं सोता।"),
    ),
    chapters=(Chapter(0, "Dusk"), Chapter(10, "Neighbours"), Chapter(34, "All night")),
    shot=Shot(width=1280, height=720, fps=30, seconds=46),
    lettering=Lettering(ink=(250, 240, 220), accent=(240, 176, 92), weight="Semibold",
                        poster_top=0.08, shade=0.45),
    quality=24,
)  # fmt: skip
