"""The Quiet North: an aurora over spruces, and one lamp."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from streamverse.entrypoints.demo.brushes import (
    Floats,
    cloud,
    colour,
    filmic,
    grid,
    picked,
    ramp,
    read_between,
    smooth,
    stars,
    table,
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

SEED = 66
GROUND = 0.82
LAMP = (-0.21, 0.853)
CURTAIN = ((0.0, (0, 0, 0)), (0.04, (20, 70, 60)), (0.10, (96, 255, 168)), (0.22, (40, 190, 150)),
           (0.42, (50, 70, 160)), (0.66, (84, 34, 110)), (1.0, (0, 0, 0)))  # fmt: skip
NIGHT = ((0.0, (4, 7, 22)), (0.6, (10, 24, 50)), (1.0, (24, 52, 74)))
STEPS = 1024


@dataclass(frozen=True, slots=True)
class _Set:
    """What does not change from frame to frame."""

    x: Floats
    y: Floats
    sky: Floats
    rays: Floats
    swells: Floats
    profile: Floats
    forest: Floats
    snow: Floats
    drifts: Floats
    lamp: Floats


class QuietNorth:
    """Three curtains of light behind a line of trees."""

    working_height = 450
    pixel_format: PixelFormat = "gbrp16le"

    def frames(self, shot: Shot) -> Iterator[Light]:
        """Paint at five twelfths of full HD; light has no edges."""
        stage = self._build(*shot.painted(self.working_height))
        for number in range(shot.frame_count):
            yield self._paint(stage, number / shot.frame_count, number / shot.fps)

    def still(self, width: int, height: int) -> Light:
        """Paint the brightest moment."""
        return self._paint(self._build(width, height), 0.62, 33.5)

    def _build(self, width: int, height: int) -> _Set:
        rng = np.random.default_rng(SEED)
        x, y = grid(width, height)
        line = cloud(rng, (2048,), 1.5)
        ground = GROUND + 0.06 * read_between(x[0] * 260 + 900, line) - 0.02
        lamp, hut = _hut(x, y)
        snowfield = cloud(np.random.default_rng(SEED + 1), (height, width), 1.6)
        fall = (y - ground[None]) / np.float32(1 - GROUND)
        dunes = np.exp(-2.2 * np.clip(fall, 0, 3)) * (0.45 + 0.75 * snowfield)
        sky = ramp(y / GROUND, NIGHT) ** 2 + stars(rng, width, height, 1100) * (1.1 - y)
        return _Set(
            x=x,
            y=y,
            sky=sky,
            rays=cloud(rng, (256, 4096), 0.85),
            swells=cloud(rng, (4096,), 1.0),
            profile=np.ascontiguousarray(table(CURTAIN, STEPS).T) ** 2,
            forest=np.maximum(_forest(rng, x, y, ground), hut),
            snow=smooth(-0.9, 0.9, (y - ground[None]) * np.float32(height)),
            drifts=dunes.astype(np.float32),
            lamp=lamp,
        )

    def _paint(self, stage: _Set, part: float, seconds: float) -> Light:
        rows = int(stage.y.shape[0] * (GROUND + 0.05))
        aurora = self._curtain(stage, 0, seconds, rows)
        for number in (1, 2):
            aurora += self._curtain(stage, number, seconds, rows)
        swell = np.float32(0.35 + 0.75 * np.sin(np.pi * part) ** 1.3)
        light = stage.sky.copy()
        light[:, :rows] += aurora * swell
        glow = (aurora.mean(axis=(1, 2), keepdims=True) * 1.5 + 0.012) * (0.4 + swell)
        ground = glow * stage.drifts + colour(12, 20, 34) ** 2
        light = light * (1 - stage.snow) + ground * stage.snow
        light *= 1 - stage.forest * np.float32(0.985)
        flicker = np.float32(1 + 0.06 * np.sin(seconds * 7.3) * np.sin(seconds * 2.9))
        return filmic(light + colour(255, 176, 84) ** 2 * stage.lamp * flicker)

    def _curtain(self, stage: _Set, number: int, seconds: float, rows: int) -> Floats:
        """Return the light of one curtain: a swaying hem, rays above it, fading upwards."""
        x = stage.x[0]
        lean = seconds * (0.045 + 0.012 * number) + 2.1 * number
        hem = (
            (0.60, 0.50, 0.38)[number]
            + 0.075 * np.sin(2.3 * x + 1.9 * lean)
            + 0.045 * np.sin(5.1 * x - 2.7 * lean + 1)
            + 0.018 * np.sin(11.7 * x + 3.9 * lean)
        )
        fold = 2.3 * np.cos(2.3 * x + 1.9 * lean) - 2.6 * np.cos(5.1 * x - 2.7 * lean + 1)
        places = (x * (520 + 90 * number) + fold * 40 + seconds * (9 - 7 * number)).astype(np.int32)
        size = stage.rays.shape[1]
        moment = int(seconds * 4 + 70 * number) % stage.rays.shape[0]
        between = np.float32(seconds * 4 % 1)
        now, soon = stage.rays[moment], stage.rays[(moment + 1) % stage.rays.shape[0]]
        rays = now[places % size] * (1 - between) + soon[places % size] * between
        broad = read_between(places / 14 % size, stage.swells)
        power = (0.25 + 1.5 * rays**1.5) * (0.12 + 1.35 * smooth(0.2, 0.9, broad))
        reach = (0.20 + 0.36 * rays * broad).astype(np.float32)
        above = (hem.astype(np.float32)[None] - stage.y[:rows]) / reach[None] + np.float32(0.05)
        inside = np.clip(above * (STEPS - 1), 0, STEPS - 1).astype(np.int32)
        light = picked(stage.profile, inside.ravel()).reshape(3, rows, -1)
        return light * (power * (0.95, 0.7, 0.42)[number]).astype(np.float32)


def _hut(x: Floats, y: Floats) -> tuple[Floats, Floats]:
    """Return the light of a window (and on the snow before it), and the hut round it."""
    across, down = np.abs(x - LAMP[0]), y - LAMP[1]
    walls = (across < 0.026) & (down > -0.018) & (down < 0.014)
    roof = (across < 0.036 * (down + 0.042) / 0.025) & (down > -0.042) & (down < -0.016)
    chimney = (np.abs(x - LAMP[0] - 0.017) < 0.003) & (down > -0.046) & (down < -0.025)
    window = (across < 0.0062) & (np.abs(down + 0.003) < 0.0072)
    cross = (across > 0.0008) & (np.abs(down + 0.003) > 0.0008)
    away = across**2 + down**2
    lamp = 3.2 * (window & cross) + 0.30 * np.exp(-away * 2400) + 0.07 * np.exp(-away * 160)
    pool = np.exp(-((across / 0.075) ** 2) - ((down - 0.034) / 0.018) ** 2)
    hut = (walls | roof | chimney) & ~window
    return (lamp + 0.12 * pool * (down > 0.014)).astype(np.float32), hut.astype(np.float32)


def _forest(rng: np.random.Generator, x: Floats, y: Floats, ground: Floats) -> Floats:
    """Return how much of each pixel spruces cover: triangles with drooping boughs."""
    height = y.shape[0]
    cover = np.zeros((height, x.shape[1]), np.float32)
    pixel = 1 / height
    for _ in range(190):
        place = rng.uniform(-1.05, 1.05)
        side = abs(place - LAMP[0])
        tall = (0.035 + 0.13 * rng.random() ** 2.2) * (0.35 + min(1.0, 1.5 * side))
        if side < 0.05:
            continue
        column = int(np.clip((place * height) + x.shape[1] / 2, 0, x.shape[1] - 1))
        foot = float(ground[column]) + 0.012
        down = (y - (foot - tall)) / tall
        inside = (down > 0) & (down < 1)
        boughs = 0.55 + 0.45 * ((down * 11 + rng.random()) % 1)
        wide = tall * (0.03 + 0.21 * down) * boughs
        tree = smooth(0.7 * pixel, -0.7 * pixel, np.abs(x - place) - wide) * inside
        np.maximum(cover, tree, out=cover)
    return cover


FILM = Film(
    slug="the-quiet-north",
    name="The Quiet North",
    lines_on_card=("The", "Quiet", "North"),
    tagline="Someone left one lamp on.",
    synopsis=(
        "Above the last trees the sky rehearses a dance it has never once repeated. "
        "Below, a single window keeps watch."
    ),
    year=2026,
    genres=("Nature", "Night"),
    rating="G",
    hindi=Told(
        "शांत उत्तर",
        "किसी ने एक दीया जलता छोड़ दिया।",
        "आख़िरी पेड़ों के ऊपर आसमान एक नृत्य का अभ्यास करता है जिसे उसने कभी दोहराया नहीं। "
        "नीचे एक अकेली खिड़की जागती है।",
    ),
    tags=("aurora", "winter", "slow"),
    scene=QuietNorth(),
    score=Score(
        seed=66,
        beats_per_minute=54,
        chords=((45, 52, 57, 60, 64, 71), (41, 48, 57, 60, 67), (48, 55, 60, 64, 67, 74),
                (43, 50, 55, 59, 66)),
        bars=2,
        pad=1.0,
        bells=0.55,
        air=0.35,
        pattern=(4, -1, 2, 3, -1, 1, -1, 2),
    ),
    lines=(
        Line(4.0, "The lamp was lit in November, and nobody has asked why.",
             "दीया नवंबर में जला था, और किसी ने कारण नहीं पूछा।"),
        Line(13.0, "The wind from the sun arrives after two days on the road.",
             "सूरज की हवा दो दिन के सफ़र के बाद पहुँचती है।"),
        Line(22.0, "It knocks on the sky, and the sky opens, green.",
             "वह आकाश पर दस्तक देती है, और आकाश हरा होकर खुलता है।"),
        Line(31.0, "The trees have seen it every winter. They still look up.",
             "पेड़ हर सर्दी यह देखते हैं। फिर भी ऊपर देखते हैं।"),
        Line(41.0, "Stay a little. The lamp is for you.",
             "थोड़ा ठहरो। यह दीया तुम्हारे लिए है।"),
    ),
    chapters=(Chapter(0, "November"), Chapter(13, "Two days on the road"), Chapter(40, "The lamp")),
    shot=Shot(width=1920, height=1080, fps=24, seconds=50),
    lettering=Lettering(ink=(226, 244, 234), accent=(255, 190, 104), weight="Light",
                        poster_top=0.07, shade=0.15),
    container="mkv",
    preset="superfast",
    quality=27,
)  # fmt: skip
