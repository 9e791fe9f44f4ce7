"""How fast this machine encodes: a short real encode, measured once and kept by the caller."""

import os
import time

from streamverse.domains.media.engine.programs import FFMPEG, QUIET
from streamverse.domains.media.engine.settings import EncodeSettings, MachineSpeed
from streamverse.kit.process import ChildLimits, ChildRunner

_WIDTH, _HEIGHT, _RATE, _FRAMES = 1280, 720, 30, 45
_LIMITS = ChildLimits(seconds=30, niceness=0)


async def measure_speed(
    runner: ChildRunner, settings: EncodeSettings | None = None
) -> MachineSpeed:
    """Encode a second and a half of moving, noisy 720p; takes about a second.

    The figure is for all cores: units and rungs keep them busy together.
    """
    settings = settings or EncodeSettings()
    picture = f"testsrc2=s={_WIDTH}x{_HEIGHT}:r={_RATE},noise=alls=8:allf=t"
    arguments = [
        *QUIET,
        *("-f", "lavfi", "-i", picture, "-frames:v", str(_FRAMES)),
        *("-c:v", "libx264", "-preset", settings.preset, "-crf", "23", "-threads", "0"),
        *("-f", "null", "-"),
    ]
    started = time.monotonic()
    await runner.run(FFMPEG, arguments, limits=_LIMITS)
    seconds = time.monotonic() - started
    return MachineSpeed(_WIDTH * _HEIGHT * _FRAMES / seconds, os.cpu_count() or 1)
