"""What this machine can do: how fast it encodes."""

import json
import os
from pathlib import Path

from streamverse.domains.media.engine import (
    EncodeSettings,
    MachineSpeed,
    ProbeLimits,
    from_json,
    measure_speed,
    to_json,
)
from streamverse.kit.clock import Clock
from streamverse.kit.process import ChildRunner
from streamverse.kit.services import Services
from streamverse.kit.settings import Settings

FILE = "machine_speed.json"
FRESH_SECONDS = 3600.0


def encode_settings() -> EncodeSettings:
    """Return how sources are made playable."""
    return EncodeSettings()


def probe_limits(settings: Settings) -> ProbeLimits:
    """Return what is refused at the door."""
    return ProbeLimits(
        max_bytes=settings.max_upload_bytes, max_seconds=float(settings.max_duration_seconds)
    )


def known_speed(settings: Settings) -> MachineSpeed:
    """Return the measured speed, or an unknown one when this machine was not measured yet."""
    try:
        speed = from_json(MachineSpeed, (settings.data / FILE).read_text())
    except (OSError, json.JSONDecodeError, KeyError, TypeError):
        return MachineSpeed()
    return speed if speed.cores == (os.cpu_count() or 1) else MachineSpeed()


async def ensure_speed(services: Services) -> MachineSpeed:
    """Return this machine's speed, kept in the data folder and measured again from time to time.

    The best measurement counts: a busy moment must not make a machine slow for ever.
    """
    settings = services.get(Settings)
    known, file = known_speed(settings), settings.data / FILE
    now = services.get(Clock).now().timestamp()
    if known.pixels_per_second > 0 and now - file.stat().st_mtime < FRESH_SECONDS:
        return known
    measured = await measure_speed(services.get(ChildRunner))
    best = max(known, measured, key=lambda speed: speed.pixels_per_second)
    _write(file, to_json(best))
    return best


def _write(path: Path, text: str) -> None:
    fresh = path.with_suffix(".new")
    fresh.write_text(text)
    fresh.replace(path)
