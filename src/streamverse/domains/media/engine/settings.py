"""What an operator decides about encoding, and what a machine can do."""

from dataclasses import dataclass

LADDER = (1080, 720, 480, 360, 240)
"""Rungs by their shorter side in pixels."""


@dataclass(frozen=True, slots=True)
class ProbeLimits:
    """What is refused at the door."""

    max_bytes: int = 512 * 1024**3
    max_seconds: float = 12 * 3600.0
    max_side: int = 8192
    max_pixels: int = 8192 * 4320


@dataclass(frozen=True, slots=True)
class EncodeSettings:
    """How sources are made playable. All of it decides bytes, so all of it is in the recipe.

    `encoder_threads` is 1 because x264 with a bit rate ceiling makes other bytes in each run
    when it uses more; rungs and units of a sweep keep the cores busy instead.
    """

    rungs: tuple[int, ...] = LADDER
    segment_seconds: float = 4.0
    unit_seconds: float = 24.0
    preset: str = "veryfast"
    encoder_threads: int = 1
    audio_kbps: int = 128
    keeps_source: bool = True
    storyboard_tile_width: int = 160
    poster_candidates: int = 4


@dataclass(frozen=True, slots=True)
class MachineSpeed:
    """How many source pixels a second this machine encodes with the settings' preset."""

    pixels_per_second: float = 0.0
    cores: int = 1
