"""Brushes: noise, ramps of colour and coordinates that the scenes paint with."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.floating[Any]]
Colour = tuple[float, float, float]


def grid(width: int, height: int) -> tuple[Floats, Floats]:
    """Return x (0 in the middle, 1 = one picture height) and y (0 top, 1 bottom), broadcastable."""
    x = (np.arange(width, dtype=np.float32) + 0.5 - width / 2) / height
    y = (np.arange(height, dtype=np.float32) + 0.5) / height
    return x[None, :], y[:, None]


def cloud(rng: np.random.Generator, shape: tuple[int, ...], roughness: float) -> Floats:
    """Return noise that tiles, 0 to 1; its spectrum falls with frequency to the `roughness`."""
    squares = [np.fft.fftfreq(count)[(...,) + (None,) * (len(shape) - axis - 1)] ** 2
               for axis, count in enumerate(shape)]  # fmt: skip
    radius = np.sqrt(sum(squares))
    radius.flat[0] = np.inf
    waves = np.fft.fftn(rng.standard_normal(shape)) * radius**-roughness
    field = np.real(np.fft.ifftn(waves))
    low, high = np.percentile(field, (0.5, 99.5))
    return np.clip((field - low) / (high - low), 0, 1).astype(np.float32)


def smooth(low: float, high: float, value: Floats | float) -> Floats:
    """Return 0 below `low`, 1 above `high`, and an S between (either order)."""
    t = np.clip((value - np.float32(low)) / np.float32(high - low), 0, 1)
    return t * t * (3 - 2 * t)


def read_between(places: Floats, values: Floats) -> Floats:
    """Read a table at places between its entries."""
    read: Floats = np.interp(places, np.arange(len(values)), values)
    return read.astype(np.float32)


def picked(values: Floats, places: NDArray[np.integer[Any]]) -> Floats:
    """Return the entries at flat places; of planes, those of each plane."""
    chosen: Any = values.take(places, axis=-1)
    return chosen


def ramp(value: Floats, stops: tuple[tuple[float, Colour], ...], steps: int = 2048) -> Floats:
    """Colour a field of 0 to 1 by stops of (place, colour); three planes."""
    return np.ascontiguousarray(np.moveaxis(table(stops, steps)[indices(value, steps)], -1, 0))


def table(stops: tuple[tuple[float, Colour], ...], steps: int) -> Floats:
    """Return `steps` colours between the stops, 0 to 1; shape (steps, 3)."""
    places = np.linspace(0, 1, steps)
    where = [place for place, _ in stops]
    planes = [np.interp(places, where, [colour[c] / 255 for _, colour in stops]) for c in range(3)]
    return np.stack(planes, axis=-1).astype(np.float32)


def byte_table(stops: tuple[tuple[float, Colour], ...], steps: int) -> NDArray[np.uint32]:
    """Return the colours as packed bytes, so that one take paints a whole frame."""
    packed = np.zeros((steps, 4), np.uint8)
    packed[:, :3] = np.round(table(stops, steps) * 255)
    return packed.view(np.uint32)[:, 0]


def indices(value: Floats, steps: int) -> NDArray[np.int32]:
    """Turn a field of 0 to 1 into places in a table."""
    return (np.clip(value, 0, 1) * np.float32(steps - 1)).astype(np.int32)


def blend(stops: tuple[tuple[float, Colour], ...], place: float) -> Floats:
    """Return one colour between the stops, shape (3, 1, 1)."""
    where = [stop for stop, _ in stops]
    planes = [np.interp(place, where, [colour[c] / 255 for _, colour in stops]) for c in range(3)]
    return np.array(planes, np.float32)[:, None, None]


def colour(red: float, green: float, blue: float) -> Floats:
    """Return a colour given in 0 to 255 as light, shape (3, 1, 1)."""
    return np.array((red, green, blue), np.float32)[:, None, None] / np.float32(255)


def stars(rng: np.random.Generator, width: int, height: int, count: int) -> Floats:
    """Return a night sky, height x width: many faint points, few bright and slightly soft ones."""
    sky = np.zeros((height, width), np.float32)
    places = rng.random((count, 2))
    power = rng.random(count).astype(np.float32) ** 6 + np.float32(0.06)
    rows = (places[:, 0] * (height - 2)).astype(int) + 1
    columns = (places[:, 1] * (width - 2)).astype(int) + 1
    np.add.at(sky, (rows, columns), power)
    bright = power > 0.45
    for down, right in ((0, 1), (1, 0), (0, -1), (-1, 0)):
        np.add.at(sky, (rows[bright] + down, columns[bright] + right), power[bright] * 0.18)
    return np.clip(sky, 0, 1)


def filmic(light: Floats) -> Floats:
    """Roll highlights off instead of clipping them; linear light in, display values out."""
    bent = light * (2.51 * light + 0.03) / (light * (2.43 * light + 0.59) + 0.14)
    return np.sqrt(np.clip(bent, 0, 1))
