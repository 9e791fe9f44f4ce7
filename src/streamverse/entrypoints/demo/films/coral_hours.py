"""Coral Hours: two chemicals, one eats the other, and a reef appears."""

from collections.abc import Iterator

import numpy as np
from PIL import Image

from streamverse.entrypoints.demo.brushes import Floats, cloud, grid, indices, smooth, table
from streamverse.entrypoints.demo.film import (
    Chapter,
    Film,
    Lettering,
    Light,
    Line,
    PixelFormat,
    Score,
    Shot,
    Told,
)

SEED = 52
HEIGHT = 216
"""Rows of the reef that is computed; it is smooth, so it scales well."""
STEPS = 1024
EMBER = ((0.0, (6, 40, 62)), (0.16, (10, 74, 92)), (0.34, (150, 62, 72)), (0.52, (240, 104, 84)),
         (0.75, (255, 176, 118)), (1.0, (255, 238, 206)))  # fmt: skip
ORCHID = ((0.0, (8, 30, 66)), (0.16, (20, 60, 104)), (0.34, (92, 52, 120)), (0.52, (206, 92, 150)),
          (0.75, (250, 160, 178)), (1.0, (255, 230, 226)))  # fmt: skip


class _Reef:
    """The Gray-Scott reaction on a torus; food and decay differ from place to place."""

    def __init__(self, width: int, height: int, seeds: int) -> None:
        rng = np.random.default_rng(SEED)
        self.food = np.ones((height, width), np.float32)
        self.coral = np.zeros((height, width), np.float32)
        x, y = grid(width, height)
        for _ in range(seeds):
            place = rng.uniform(-0.5, 0.5) * width / height, rng.uniform(0.05, 0.95)
            spot = (x - place[0]) ** 2 + (y - place[1]) ** 2 < rng.uniform(0.03, 0.055) ** 2
            self.coral[spot] = 0.5
            self.food[spot] = 0.5
        current = cloud(rng, (height, width), 2.2)
        self._feed = (0.0400 + 0.018 * current).astype(np.float32)
        self._loss = self._feed + (0.0605 + 0.0020 * current).astype(np.float32)
        self._scratch = np.empty((2, height, width), np.float32)

    def step(self, count: int) -> None:
        """Let the reaction run for `count` small steps."""
        for _ in range(count):
            meal = self.food * self.coral * self.coral
            grown = self._feed * (1 - self.food) - meal
            self.food += grown + np.float32(0.16) * self._spread(self.food)
            meal -= self._loss * self.coral
            self.coral += meal + np.float32(0.08) * self._spread(self.coral)

    def _spread(self, field: Floats) -> Floats:
        """Return the Laplacian on a torus, into memory that is kept."""
        around, far = self._scratch
        around[1:-1] = field[:-2] + field[2:]
        around[0] = field[-1] + field[1]
        around[-1] = field[-2] + field[0]
        far[:, 1:-1] = field[:, :-2] + field[:, 2:]
        far[:, 0] = field[:, -1] + field[:, 1]
        far[:, -1] = field[:, -2] + field[:, 0]
        around += far
        around -= 4 * field
        return around


class CoralHours:
    """A reef that grows from a few polyps, lit from above by moving water."""

    working_height = HEIGHT
    pixel_format: PixelFormat = "gbrp16le"

    def frames(self, shot: Shot) -> Iterator[Light]:
        """Paint at the size of the reaction."""
        width, height = shot.painted(self.working_height)
        reef = _Reef(width, height, 14)
        lamp = _Lamp(width, height)
        reef.step(60)
        for number in range(shot.frame_count):
            reef.step(5)
            yield lamp.shine(reef.coral, number / shot.fps)

    def still(self, width: int, height: int) -> Light:
        """Paint an old reef, scaled up before it is lit, so that its edges are sharp."""
        rows = HEIGHT if width > height else HEIGHT * 5 // 4
        reef = _Reef(rows * width // height, rows, 10)
        reef.step(2100)
        big = Image.fromarray(reef.coral).resize((width, height), Image.Resampling.BICUBIC)
        return _Lamp(width, height).shine(np.asarray(big), 12.0)


class _Lamp:
    """Light from the upper left, broken by waves."""

    def __init__(self, width: int, height: int) -> None:
        self._x, self._y = grid(width, height)
        self._ember, self._orchid = table(EMBER, STEPS) ** 2, table(ORCHID, STEPS) ** 2
        across = np.sin(self._x * 2.6 + 0.9) * 0.9 + np.cos(self._y * 4.1 + self._x * 1.7) * 0.6
        self._hue = smooth(-0.7, 0.9, across)[..., None]
        middle = np.sqrt((self._x * 0.62) ** 2 + (self._y - 0.48) ** 2)
        self._corners = 1 - 0.62 * smooth(0.22, 0.80, middle)
        self._scale = np.float32(height / HEIGHT)

    def shine(self, coral: Floats, seconds: float) -> Light:
        """Return the reef as light: colour by height, relief by slope, caustics on top."""
        tall = np.clip(coral * np.float32(2.55), 0, 1)
        down, right = np.gradient(tall)
        slope = (down * 0.8 + right * 0.6) * np.float32(-5.5) * self._scale
        relief = np.clip(1 + slope, 0.25, 2.4)
        gloss = np.clip(slope - 0.55, 0, 1) ** 2
        water = self._caustics(seconds)
        places = indices(tall, STEPS)
        ember = self._ember[places]
        ember += (self._orchid[places] - ember) * self._hue
        light = np.moveaxis(ember, -1, 0) * (relief * self._corners)
        light = light * (0.62 + 0.85 * water) + gloss * self._corners * np.float32(0.35)
        return np.sqrt(np.clip(light, 0, 1))

    def _caustics(self, seconds: float) -> Floats:
        x, y = self._x * 5, self._y * 5
        bend = np.sin(x * 1.3 + y * 0.7 + seconds * 0.9) + np.sin(y * 1.9 - x * 0.6 - seconds * 0.7)
        lines = np.sin(x * 1.1 - y * 1.6 + bend * 1.7 + seconds * 0.6)
        return (np.float32(1.02) - np.abs(lines)) ** 3


FILM = Film(
    slug="coral-hours",
    name="Coral Hours",
    lines_on_card=("Coral", "Hours"),
    tagline="It grows while you are not counting.",
    synopsis=(
        "Two substances meet; one feeds on the other; neither knows how to draw. "
        "An hour of reef in under a minute."
    ),
    year=2025,
    genres=("Nature", "Science"),
    rating="G",
    hindi=Told(
        "मूँगे के घंटे",
        "जब आप गिन नहीं रहे, तब यह बढ़ता है।",
        "दो पदार्थ मिलते हैं; एक दूसरे को खाता है; चित्र बनाना दोनों को नहीं आता। "
        "एक मिनट से कम में चट्टान का एक घंटा।",
    ),
    tags=("reef", "chemistry", "sea"),
    scene=CoralHours(),
    score=Score(
        seed=52,
        beats_per_minute=66,
        chords=((53, 60, 64, 67, 69), (52, 59, 64, 67, 71),
                (50, 57, 62, 65, 69), (48, 55, 60, 64, 67)),
        bars=2,
        pad=0.8,
        bells=0.8,
        air=0.45,
        pattern=(0, 3, 1, 4, 2, -1, 3, 1),
    ),
    lines=(
        Line(4.0, "In the beginning there were fourteen, and a great deal of water.",
             "शुरू में बस चौदह थे, और बहुत सारा पानी।"),
        Line(13.0, "One kind eats. The other is eaten, and spreads.",
             "एक खाता है। दूसरा खाया जाता है, और फैलता है।"),
        Line(22.0, "Where they argue, an edge appears.",
             "जहाँ वे झगड़ते हैं, वहाँ एक किनारा बन जाता है।"),
        Line(29.5, "Give an edge an hour, and it becomes a garden.",
             "किनारे को एक घंटा दो, और वह बाग़ बन जाता है।"),
        Line(38.5, "It has no plan, only patience.",
             "उसके पास कोई योजना नहीं, सिर्फ़ धीरज है।"),
    ),
    chapters=(Chapter(0, "Fourteen"), Chapter(22, "Edges"), Chapter(29, "A garden")),
    shot=Shot(width=1280, height=720, fps=25, seconds=48),
    lettering=Lettering(ink=(255, 244, 226), accent=(255, 206, 160), weight="Regular",
                        italic=True, poster_top=0.07, shade=0.72),
    quality=24,
)  # fmt: skip
