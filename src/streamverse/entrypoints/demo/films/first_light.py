"""First Light: a sea before, during and after sunrise."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from streamverse.entrypoints.demo.brushes import (
    Floats,
    blend,
    cloud,
    colour,
    filmic,
    grid,
    picked,
    read_between,
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
    Score,
    Shot,
    Told,
)

SEED = 11
HORIZON = 0.60

ZENITH = ((0.0, (5, 6, 18)), (0.3, (14, 17, 48)), (0.6, (38, 50, 104)), (1.0, (84, 124, 176)))
MIDDLE = ((0.0, (9, 10, 30)), (0.3, (44, 32, 80)), (0.6, (150, 82, 112)), (1.0, (214, 166, 150)))
EDGE = ((0.0, (14, 14, 38)), (0.3, (120, 52, 70)), (0.6, (246, 136, 74)), (1.0, (255, 214, 150)))
NEAR_HILL = ((0.0, (3, 3, 9)), (0.5, (14, 9, 20)), (1.0, (38, 28, 42)))
FAR_HILL = ((0.0, (7, 7, 22)), (0.5, (96, 52, 80)), (1.0, (196, 140, 132)))


@dataclass(frozen=True, slots=True)
class _Set:
    """What does not change from frame to frame."""

    x: Floats
    y: Floats
    shore: int
    clouds: Floats
    stars: Floats
    hills: tuple[Floats, ...]
    ripples: Floats
    ripple_rows: Floats
    ripple_columns: Floats


class FirstLight:
    """Sky, four ranges of hills, and water that repeats the sky badly."""

    working_height = 288
    pixel_format: PixelFormat = "gbrp16le"

    def frames(self, shot: Shot) -> Iterator[Light]:
        """Paint small: dawn is soft, and scaling it up is free."""
        stage = self._build(*shot.painted(self.working_height))
        for number in range(shot.frame_count):
            yield self._paint(stage, number / shot.frame_count, number / shot.fps)

    def still(self, width: int, height: int) -> Light:
        """Paint the minute the sun clears the hills."""
        return self._paint(self._build(width, height), 0.61, 29.0)

    def _build(self, width: int, height: int) -> _Set:
        rng = np.random.default_rng(SEED)
        x, y = grid(width, height)
        shore = int(height * HORIZON)
        sheet = cloud(rng, (256, 1024), 1.7)
        streaks = np.linspace(0, 1, shore, dtype=np.float32) ** 0.6
        rows = (streaks * 250).astype(int)
        columns = (np.arange(3 * width) * (190 / height)).astype(int) % 1024
        hills = tuple(_range_of_hills(rng, x, y[:shore], layer) for layer in range(4))
        water = y[shore:] - HORIZON
        depth = 1 / (water + 0.015)
        return _Set(
            x=x,
            y=y,
            shore=shore,
            clouds=sheet[rows][:, columns],
            stars=stars(rng, width, shore, 420),
            hills=hills,
            ripples=cloud(rng, (1024, 1024), 1.15),
            ripple_rows=depth * 110,
            ripple_columns=x * (0.3 + 0.075 * depth) * 300,
        )

    def _paint(self, stage: _Set, part: float, seconds: float) -> Light:
        sun_y = HORIZON + 0.09 - 0.235 * part
        sky = self._sky(stage, part, seconds, sun_y)
        water = self._water(stage, sky, part, seconds)
        light = np.concatenate((sky, water), axis=1)
        return filmic(light)

    def _sky(self, stage: _Set, part: float, seconds: float, sun_y: float) -> Floats:
        x, y = stage.x, stage.y[: stage.shore]
        fall = (y / HORIZON)[None] ** 1.5
        middle, edge = blend(MIDDLE, part), blend(EDGE, part)
        upper = blend(ZENITH, part) * (1 - fall) ** 2
        sky = (upper + middle * 2 * fall * (1 - fall) + edge * fall**2) ** 2 * np.float32(1.2)
        distance = (x - 0.17) ** 2 + (y - sun_y) ** 2
        warmth = np.float32(0.25 + 0.75 * part)
        glow = warmth * (0.55 * np.exp(distance * -9) + 0.5 * np.exp(distance * -70))
        start = int(seconds * stage.x.shape[1] * 0.006)
        clouds = stage.clouds[:, start : start + x.shape[1]]
        clouds = smooth(0.45, 0.95, clouds) * np.float32(0.25 + 0.6 * part)
        lit = edge**2 * (0.25 + 3.2 * glow)
        sky = sky * (1 - 0.35 * clouds) + lit * clouds
        sky = sky + colour(255, 170, 96) ** 2 * glow
        sky = sky + stage.stars * np.float32(max(0.0, 0.9 - 2.6 * part)) * (1 - fall)
        disc = smooth(0.0025, 0.00205, distance)
        sky = sky * (1 - disc) + colour(255, 226, 170) ** 2 * disc * np.float32(1.0 + 3 * part)
        for number, hill in enumerate(stage.hills):
            near = np.float32((number + 0.15) / 3.15)
            paint = blend(FAR_HILL, part) * (1 - near) + blend(NEAR_HILL, part) * near
            body = paint**2 * np.float32(1.1) + colour(255, 150, 80) ** 2 * glow * (1 - near) * 0.35
            sky = sky * (1 - hill) + body * hill
        return sky

    def _water(self, stage: _Set, sky: Floats, part: float, seconds: float) -> Floats:
        depth_rows = stage.y.shape[0] - stage.shore
        waves = self._waves(stage, seconds)
        near = np.linspace(0, 1, depth_rows, dtype=np.float32)[:, None]
        down = np.arange(depth_rows, dtype=np.float32)[:, None]
        reach = stage.shore - 1 - down * 1.15
        source = reach + (waves - 0.5) * (5 + 30 * near) * (stage.y.shape[0] / 270)
        rows = np.clip(source, 0, stage.shore - 1).astype(np.int32)
        columns = np.arange(sky.shape[2], dtype=np.int32)[None, :]
        flat = (rows * np.int32(sky.shape[2]) + columns).ravel()
        mirror = picked(sky.reshape(3, -1), flat).reshape(3, depth_rows, -1)
        spread = 0.028 + 0.22 * near
        path = np.exp(-(((stage.x - 0.17) / spread) ** 2))
        glitter = smooth(0.60, 0.85, waves) * path * np.float32(1.5 * smooth_step(part))
        fade = 0.80 - 0.42 * near
        return mirror * fade + colour(255, 186, 110) ** 2 * glitter * (1.1 - 0.5 * near)

    def _waves(self, stage: _Set, seconds: float) -> Floats:
        size = stage.ripples.shape[0]
        flat = stage.ripples.ravel()

        def layer(row_speed: float, column_speed: float, scale: float) -> Floats:
            rows = (stage.ripple_rows * scale + seconds * row_speed).astype(np.int32) % size
            columns = (stage.ripple_columns * scale + seconds * column_speed).astype(np.int32)
            return picked(flat, rows * size + columns % size)

        return (layer(60, 9, 1.0) + layer(-44, -12, 1.6)) * np.float32(0.5)


def smooth_step(part: float) -> float:
    """Let the path of light appear only once the sun is nearly up."""
    return float(smooth(0.22, 0.62, part))


def _range_of_hills(rng: np.random.Generator, x: Floats, y: Floats, layer: int) -> Floats:
    """Return how much of each sky pixel a range covers, height x width."""
    line = cloud(rng, (2048,), 1.25 + 0.1 * layer)
    places = (x[0] * 330 + 1024 + 211 * layer).astype(np.float32)
    heights = read_between(places, line)
    tall = (0.30, 0.19, 0.11, 0.055)[layer]
    slope = 1 + (0.9 - 0.5 * layer) * np.abs(x[0] - 0.17)
    ridge = HORIZON - 0.012 - tall * heights * slope * (0.5 + 0.5 * np.abs(x[0] - 0.1 * layer))
    edge = np.float32(1.2 / (len(y) / HORIZON))
    return smooth(-1.0, 1.0, (y - ridge[None, :]) / edge)


FILM = Film(
    slug="first-light",
    name="First Light",
    lines_on_card=("First", "Light"),
    tagline="The sea practises the sky.",
    synopsis=(
        "A coast, forty-eight seconds before, during and after sunrise. Nothing happens, "
        "and all of it matters."
    ),
    year=2026,
    genres=("Nature", "Short"),
    rating="G",
    hindi=Told(
        "पहली रोशनी",
        "समुद्र आसमान का अभ्यास करता है।",
        "एक तट, सूर्योदय से पहले, उसके दौरान और बाद के अड़तालीस सेकंड। कुछ नहीं होता, और सब कुछ मायने रखता है।",
    ),
    tags=("sea", "sunrise", "slow"),
    scene=FirstLight(),
    score=Score(
        seed=11,
        beats_per_minute=60,
        chords=(
            (50, 57, 62, 66, 69),
            (47, 54, 62, 66, 71),
            (43, 55, 59, 62, 69),
            (45, 57, 61, 64, 69),
        ),
        bars=2,
        pad=0.8,
        bells=0.35,
        piano=0.5,
        air=0.5,
    ),
    lines=(
        Line(
            4.0,
            "Before the sun, there is a colour without a name.",
            "सूरज से पहले एक रंग आता है, जिसका कोई नाम नहीं।",
        ),
        Line(
            12.5,
            "The sea learns it first, and gets it slightly wrong.",
            "समुद्र उसे सबसे पहले सीखता है, और थोड़ा ग़लत सीखता है।",
        ),
        Line(20.5, "Hills remember their edges.", "पहाड़ियाँ अपनी रेखाएँ याद करती हैं।"),
        Line(
            27.5,
            "Then the light arrives, as if it had only gone to fetch something.",
            "फिर रोशनी लौटती है, मानो बस कुछ लाने गई थी।",
        ),
        Line(37.0, "Good morning. Nothing has happened yet.", "सुप्रभात। अभी तक कुछ नहीं हुआ है।"),
    ),
    chapters=(Chapter(0, "Blue hour"), Chapter(20, "Edges"), Chapter(27, "Sunrise")),
    shot=Shot(width=1280, height=720, fps=24, seconds=48),
    lettering=Lettering(weight="Light", poster_top=0.05, shade=0.22),
    paints_every=2,
    preset="ultrafast",
)
