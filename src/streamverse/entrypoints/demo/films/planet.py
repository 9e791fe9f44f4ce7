"""A planet in the light of one star: what the three letters from orbit share."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from streamverse.entrypoints.demo.brushes import (
    Colour,
    Floats,
    cloud,
    colour,
    filmic,
    grid,
    indices,
    picked,
    read_between,
    smooth,
    stars,
    table,
)
from streamverse.entrypoints.demo.film import Light, PixelFormat, Shot

MAP_ROWS, MAP_COLUMNS = 512, 1024
Stops = tuple[tuple[float, Colour], ...]


@dataclass(frozen=True, slots=True)
class World:
    """How a planet looks: its ground, its air, its rings, and where it hangs in the picture."""

    seed: int
    ground: Stops
    air: Colour
    bands: float = 0.0
    """0: continents; 1: the belts of a gas giant."""
    clouds: float = 0.0
    rings: bool = False
    moons: int = 0
    wide_place: tuple[float, float, float] = (0.30, 0.52, 0.36)
    """x, y and radius in a wide picture, in heights."""
    tall_place: tuple[float, float, float] = (0.04, 0.62, 0.25)
    light_from: tuple[float, float, float] = (-0.75, -0.42, 0.50)
    turn: float = 0.010
    """Turns a second."""


class Planet:
    """A turning planet, its rings and its moons, before stars that stand still."""

    working_height = 400
    pixel_format: PixelFormat = "gbrp16le"

    def __init__(self, world: World) -> None:
        """Remember the world; nothing is computed yet."""
        self._world = world

    def frames(self, shot: Shot) -> Iterator[Light]:
        """Paint at five ninths of the size and let it be scaled up."""
        sky = _Sky(self._world, *shot.painted(self.working_height))
        for number in range(shot.frame_count):
            yield sky.paint(number / shot.fps)

    def still(self, width: int, height: int) -> Light:
        """Paint the planet where it leaves room for the title."""
        return _Sky(self._world, width, height).paint(9.0)


class _Sky:
    """Everything about one planet that does not change from frame to frame."""

    def __init__(self, world: World, width: int, height: int) -> None:
        self._world = world
        rng = np.random.default_rng(world.seed)
        self._ground = _ground_map(rng, world)
        self._clouds = smooth(0.50, 0.90, cloud(rng, (MAP_ROWS, MAP_COLUMNS), 1.35)).ravel()
        self._colours = table(world.ground, 1024) ** 2
        x, y = grid(width, height)
        place = world.wide_place if width > height else world.tall_place
        self._x, self._y = (x - place[0]) / place[2], (y - place[1]) / place[2]
        away = self._x**2 + self._y**2
        self._soft = 1 / (place[2] * height)
        self._inside = np.flatnonzero(away.ravel() < 1.0)
        self._shape = (height, width)
        self._sun = np.array(world.light_from) / np.linalg.norm(world.light_from)
        self._lay_map(away)
        nothing = np.zeros((1, height, width), np.float32)
        rings = _rings(rng, self._x, self._y, self._sun) if world.rings else None
        behind, behind_cover, front, front_cover = rings or (nothing,) * 4
        night = stars(rng, width, height, width * height // 500) * np.float32(0.8)
        haze = cloud(rng, (height, width), 1.9) ** 2 * np.float32(0.012)
        space = (night + colour(*world.air) ** 2 * haze) * (1 - behind_cover) + behind
        space = (space + self._air(away)) * (1 - front_cover) + front
        self._space = filmic(space)
        self._front = (front + nothing).reshape(-1, height * width)[:, self._inside]
        self._front_cover = 1 - front_cover.reshape(1, -1)[:, self._inside]

    def _lay_map(self, away: Floats) -> None:
        """Find, for each pixel of the disc, its place on the map and how the light falls."""
        x = np.broadcast_to(self._x, self._shape).ravel()[self._inside]
        y = np.broadcast_to(self._y, self._shape).ravel()[self._inside]
        z = np.sqrt(np.maximum(1 - away.ravel()[self._inside], 0))
        self._daylight = (x * self._sun[0] + y * self._sun[1] + z * self._sun[2]).astype(np.float32)
        self._edge = (1 - z) ** 2
        lean = 0.38
        tilted_x, tilted_y = (
            x * np.cos(lean) - y * np.sin(lean),
            x * np.sin(lean) + y * np.cos(lean),
        )
        latitude = np.arcsin(np.clip(tilted_y, -1, 1)) / np.pi + 0.5
        self._longitude = (np.arctan2(tilted_x, z) / (2 * np.pi) * MAP_COLUMNS).astype(np.float32)
        self._row = (latitude * (MAP_ROWS - 1)).astype(np.int32) * MAP_COLUMNS

    def _air(self, away: Floats) -> Floats:
        """Return the thin light above the edge, brighter towards the sun."""
        far = np.sqrt(away)
        side = (self._x * self._sun[0] + self._y * self._sun[1]) / np.maximum(far, 0.01)
        glow = np.exp(-np.maximum(far - 1, 0) * 26) + 0.25 * np.exp(-np.maximum(far - 1, 0) * 7)
        return colour(*self._world.air) ** 2 * (glow * smooth(-0.35, 0.9, side)) * np.float32(0.55)

    def paint(self, seconds: float) -> Light:
        """Paint one moment: only the disc and the moons change."""
        light = self._space.copy()
        surface = self._surface(seconds) * self._front_cover + self._front
        light.reshape(3, -1)[:, self._inside] = filmic(surface)
        for number in range(self._world.moons):
            self._add_moon(light, seconds, number)
        return light

    def _surface(self, seconds: float) -> Floats:
        turned = seconds * self._world.turn * MAP_COLUMNS
        ground = self._at(self._ground, turned)
        lit = np.clip(self._daylight * 1.15 + 0.06, 0, 1) ** 0.8
        light = self._colours[indices(ground, 1024)].T * lit
        if self._world.clouds:
            cover = self._at(self._clouds, turned * 1.25) * np.float32(self._world.clouds)
            light = light * (1 - cover) + cover * lit * np.float32(0.9)
        rim = self._edge * np.clip(self._daylight + 0.25, 0, 1)
        return light + colour(*self._world.air)[:, :, 0] ** 2 * rim * np.float32(0.9)

    def _at(self, chart: Floats, turned: float) -> Floats:
        """Read the map, between its columns, so that slow turning does not stutter."""
        places = self._longitude - np.float32(turned)
        whole = np.floor(places)
        between = places - whole
        left = whole.astype(np.int32) % MAP_COLUMNS
        right = (left + 1) % MAP_COLUMNS
        first = picked(chart, self._row + left)
        return first + (picked(chart, self._row + right) - first) * between

    def _add_moon(self, light: Light, seconds: float, number: int) -> None:
        angle = seconds * (0.045 - 0.017 * number) + 2.4 + 1.7 * number
        reach, size = 1.55 + 0.55 * number, 0.055 - 0.02 * number
        across = reach * np.cos(angle)
        down = reach * (0.34 * np.sin(angle) - 0.3 * np.cos(angle))
        columns = np.flatnonzero(np.abs(self._x[0] - across) < 1.3 * size)
        rows = np.flatnonzero(np.abs(self._y[:, 0] - down) < 1.3 * size)
        if not columns.size or not rows.size:
            return
        box = (slice(None), slice(rows[0], rows[-1] + 1), slice(columns[0], columns[-1] + 1))
        x = (self._x[:, box[2]] - np.float32(across)) / np.float32(size)
        y = (self._y[box[1]] - np.float32(down)) / np.float32(size)
        away = np.sqrt(x**2 + y**2)
        disc = smooth(1 + self._soft / size, 1 - self._soft / size, away)
        z = np.sqrt(np.maximum(1 - away**2, 0))
        day = np.clip(x * self._sun[0] + y * self._sun[1] + z * self._sun[2], 0.004, 1)
        shade = filmic((colour(214, 204, 190) ** 2 * day).astype(np.float32))
        light[box] += (shade - light[box]) * disc


def _ground_map(rng: np.random.Generator, world: World) -> Floats:
    """Return the map of the planet, flat: continents, or belts bent by storms."""
    rough = cloud(rng, (MAP_ROWS, MAP_COLUMNS), 1.55)
    if not world.bands:
        return (0.72 * rough + 0.28 * cloud(rng, (MAP_ROWS, MAP_COLUMNS), 0.95)).ravel()
    belts = read_between(np.linspace(0, 255, MAP_ROWS), cloud(rng, (256,), 0.75))
    bend = (rough - 0.5) * 46 + (cloud(rng, (MAP_ROWS, MAP_COLUMNS), 1.1) - 0.5) * 16
    rows = np.clip(np.arange(MAP_ROWS)[:, None] + bend * world.bands, 0, MAP_ROWS - 1)
    fine = cloud(rng, (MAP_ROWS, 64), 1.0).repeat(MAP_COLUMNS // 64, axis=1)
    return (0.86 * belts[rows.astype(np.int32)] + 0.14 * fine).astype(np.float32).ravel()


def _rings(
    rng: np.random.Generator, x: Floats, y: Floats, sun: NDArray[np.float64]
) -> tuple[Floats, Floats, Floats, Floats]:
    """Return the light and the cover of the rings behind the planet, then in front of it."""
    lean, open_ = -0.30, 0.26
    along = x * np.cos(lean) + y * np.sin(lean)
    across = (y * np.cos(lean) - x * np.sin(lean)) / open_
    radius = np.sqrt(along**2 + across**2)
    grooves = cloud(rng, (1024,), 0.55)
    places = (radius - 1.25) / 1.05 * 1023
    dust = read_between(places.ravel(), grooves).reshape(places.shape)
    edges = smooth(1.24, 1.30, radius) * smooth(2.30, 2.24, radius)
    gap = 1 - 0.92 * smooth(0.030, 0.018, np.abs(radius - 1.92))
    cover = (edges * gap * (0.25 + 0.75 * dust)).astype(np.float32)
    behind_sun = -(along * sun[0] + across * sun[1])
    beside = np.abs(along * sun[1] - across * sun[0]) / np.hypot(sun[0], sun[1])
    shadow = smooth(0.2, 0.5, behind_sun) * smooth(1.04, 0.96, beside)
    paint = colour(236, 212, 176) ** 2 * (0.35 + 0.65 * dust) * (1 - 0.96 * shadow)
    front = smooth(-0.01, 0.01, across)
    behind, before = cover * (1 - front), cover * front
    return tuple((paint * part if lit else part).astype(np.float32)
                 for part in (behind, before) for lit in (True, False))  # type: ignore[return-value]  # fmt: skip
