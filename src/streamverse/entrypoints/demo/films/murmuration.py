"""Murmuration: starlings as ink on paper, and a red sun."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from streamverse.entrypoints.demo.brushes import Floats, byte_table, cloud, grid, smooth, table
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

SEED = 404
STEPS = 1024
PAPER = ((0.0, (246, 238, 220)), (0.10, (226, 214, 194)), (0.38, (120, 116, 128)),
         (0.7, (44, 48, 70)), (1.0, (20, 22, 38)))  # fmt: skip
SUN = ((0.0, (214, 74, 50)), (0.10, (196, 64, 48)), (0.38, (110, 46, 52)),
       (0.7, (46, 30, 46)), (1.0, (22, 20, 34)))  # fmt: skip
SUN_PLACE, SUN_SIZE = (0.30, 0.43), 0.235


class _Flock:
    """Birds that steer by a slowly changing wind and by where the flock is going."""

    def __init__(self, count: int) -> None:
        rng = np.random.default_rng(SEED)
        self.places = (rng.standard_normal((count, 2)) * (0.20, 0.07)).astype(np.float32)
        self.places += (-0.45, 0.55)
        self.speeds = np.zeros((count, 2), np.float32)
        self._own = (rng.standard_normal((count, 2)) * (0.21, 0.10)).astype(np.float32)
        self._temper = rng.uniform(0.75, 1.3, (count, 1)).astype(np.float32)
        self._winds = [_curl(cloud(rng, (256, 256), 2.3)) for _ in range(2)]

    def step(self, seconds: float, span: float) -> None:
        """Fly `span` seconds further."""
        turn = seconds * 0.33
        goal = np.array(
            (0.50 * np.sin(turn) + 0.10 * np.sin(2.7 * turn), 0.46 + 0.15 * np.sin(1.9 * turn + 1)),
            np.float32,
        )
        stretch = np.float32(1 + 0.55 * np.sin(0.9 * turn + 0.6))
        lean = np.float32(0.9 * np.sin(0.73 * turn))
        own = self._own @ np.array(((stretch, lean * 0.6), (-lean, 1.25 / stretch)), np.float32)
        pull = (goal + own - self.places) * np.float32(1.7)
        drift = np.array((seconds * 7, seconds * 3), np.float32)
        cells = np.floor(self.places * 110 + drift).astype(np.int32) % 256
        blend = np.float32(0.5 + 0.5 * np.sin(seconds * 0.45))
        at = (cells[:, 1], cells[:, 0])
        wind = self._winds[0][at] * (1 - blend) + self._winds[1][at] * blend
        wanted = pull * self._temper + wind * np.float32(0.62)
        self.speeds += (wanted - self.speeds) * np.float32(min(1.0, 2.6 * span))
        self.places += self.speeds * np.float32(span)


class Murmuration:
    """Twelve thousand birds; each leaves a stroke that dries in a second."""

    working_height = 0
    pixel_format: PixelFormat = "rgb0"

    def frames(self, shot: Shot) -> Iterator[Pixels]:
        """Paint in full size: ink is sharp."""
        desk = _Desk(shot.width, shot.height)
        flock = _Flock(12_000)
        for warm in range(60):
            flock.step(warm / 30 - 2, 1 / 30)
        for number in range(shot.frame_count):
            for half in range(2):
                flock.step(number / shot.fps + half / shot.fps / 2, 1 / shot.fps / 2)
                desk.dab(flock.places, 0.085)
            yield desk.picture()
            desk.dry(0.90)

    def still(self, width: int, height: int) -> Light:
        """Paint a flock that fills the sheet, with longer strokes."""
        wide = width > height
        desk = _Desk(width, height)
        flock = _Flock(26_000)
        start = 8.2
        for number in range(260):
            flock.step(start - 9 + number / 30, 1 / 30)
        for number in range(60):
            flock.step(start - 0.4 + number / 150, 1 / 150)
            places = flock.places if wide else (flock.places - (0.12, 0.5)) * 0.86 + (0.0, 0.60)
            desk.dab(places, 0.034 * (height / 1080) ** 2)
        return desk.light()


class _Desk:
    """A sheet of paper: how much ink lies where."""

    def __init__(self, width: int, height: int) -> None:
        rng = np.random.default_rng(SEED + 1)
        x, y = grid(width, height)
        place = SUN_PLACE if width > height else (0.10, 0.60)
        size = SUN_SIZE if width > height else 0.21
        away = np.sqrt((x - place[0]) ** 2 + (y - place[1]) ** 2)
        self._sun = smooth(0.7 / height, -0.7 / height, away - size)
        self._offset = (self._sun > 0.5).astype(np.int32) * STEPS
        fibres = cloud(rng, (height, width), 0.55)
        corners = smooth(0.45, 1.25, np.sqrt((x * 0.75) ** 2 + (y - 0.5) ** 2))
        self._grain = (fibres * 0.055 + corners * 0.10).astype(np.float32)
        self._ink = np.zeros(height * width, np.float32)
        self._width, self._height = width, height
        self._lut = np.concatenate((byte_table(PAPER, STEPS), byte_table(SUN, STEPS)))

    def dab(self, places: Floats, amount: float) -> None:
        """Put a dot of ink where each bird is."""
        columns = (places[:, 0] * self._height + self._width / 2).astype(np.int32)
        rows = (places[:, 1] * self._height).astype(np.int32)
        on = (columns >= 0) & (columns < self._width - 1) & (rows >= 0) & (rows < self._height - 1)
        flat = (rows * self._width + columns)[on]
        dots = np.bincount(flat, minlength=self._ink.size)[: self._ink.size].astype(np.float32)
        dots *= np.float32(amount)
        self._ink += dots
        self._ink[1:] += dots[:-1] * np.float32(0.5)
        self._ink[self._width :] += dots[: -self._width] * np.float32(0.5)

    def dry(self, kept: float) -> None:
        """Let the strokes fade."""
        self._ink *= np.float32(kept)

    def picture(self) -> Pixels:
        """Return the sheet as bytes."""
        packed = self._lut.take(self._places() + self._offset)
        return packed.view(np.uint8).reshape(self._height, self._width, 4)

    def light(self) -> Light:
        """Return the sheet as light, with the edge of the sun smooth."""
        places = self._places()
        paper, sun = table(PAPER, STEPS)[places], table(SUN, STEPS)[places]
        mixed = paper + (sun - paper) * self._sun[..., None]
        return np.ascontiguousarray(np.moveaxis(mixed, -1, 0))

    def _places(self) -> NDArray[np.int32]:
        ink = self._ink.reshape(self._height, self._width)
        darkness = 1 - 1 / (1 + ink * np.float32(2.4)) + self._grain
        return (np.minimum(darkness, 1) * np.float32(STEPS - 1)).astype(np.int32)


def _curl(field: Floats) -> Floats:
    """Return the wind that circles round the hills of a field; it has no sinks."""
    down, right = np.gradient(field)
    wind = np.stack((down, -right), axis=-1)
    return (wind / np.abs(wind).std()).astype(np.float32) * np.float32(0.5)


FILM = Film(
    slug="murmuration",
    name="Murmuration",
    lines_on_card=("Murmuration",),
    tagline="Twelve thousand birds, one sentence.",
    synopsis=(
        "Ink on paper, a red sun, and a flock that changes its mind all at once. "
        "With sound all around you."
    ),
    year=2025,
    genres=("Animation", "Nature"),
    rating="G",
    hindi=Told(
        "पंछियों की लहर",
        "बारह हज़ार पंछी, एक वाक्य।",
        "काग़ज़ पर स्याही, एक लाल सूरज, और एक झुंड जो एक साथ अपना मन बदलता है। आवाज़ आपके चारों ओर।",
    ),
    tags=("birds", "ink", "surround sound"),
    scene=Murmuration(),
    score=Score(
        seed=404,
        beats_per_minute=76,
        chords=((50, 57, 60, 65, 69), (48, 55, 60, 64, 71),
                (46, 53, 58, 62, 69), (45, 52, 57, 61, 67)),
        bars=2,
        pad=0.6,
        piano=0.8,
        bells=0.25,
        air=0.3,
        pattern=(0, 2, 4, 3, 1, 2, 3, 2),
    ),
    lines=(
        Line(4.0, "No bird is the first. No bird is the last.",
             "कोई पक्षी पहला नहीं। कोई पक्षी आख़िरी नहीं।"),
        Line(12.5, "Each one watches only the seven nearest.",
             "हर एक बस सात सबसे क़रीबी साथियों को देखता है।"),
        Line(21.5, "Out of so little listening, a shape that no one drew.",
             "इतने थोड़े से सुनने से एक आकार बनता है, जिसे किसी ने नहीं खींचा।"),
        Line(32.0, "The sun turns red with the effort of not interrupting.",
             "सूरज चुप रहने की कोशिश में लाल हो जाता है।"),
        Line(41.5, "Then evening, and the sentence ends mid-air.",
             "फिर साँझ आती है, और वाक्य हवा में ही ख़त्म हो जाता है।"),
    ),
    chapters=(Chapter(0, "Gathering"), Chapter(21, "A shape"), Chapter(41, "Evening")),
    shot=Shot(width=1280, height=720, fps=25, seconds=52),
    lettering=Lettering(ink=(32, 34, 52), accent=(196, 64, 44), weight="Regular", italic=True,
                        poster_top=0.06, shade=0.0, card=(0.28, 0.46)),
    container="mkv",
    channels=6,
    quality=29,
)  # fmt: skip
