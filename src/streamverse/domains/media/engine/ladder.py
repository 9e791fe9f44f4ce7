"""Choosing rungs: sizes, quality and the ceiling of each."""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from streamverse.domains.media.engine.report import ProbeReport, VideoStream
from streamverse.domains.media.engine.settings import EncodeSettings, MachineSpeed
from streamverse.domains.media.engine.spec import RungSpec

_MAX_KBPS = {
    2160: 16000,
    1440: 9000,
    1080: 5000,
    720: 2800,
    480: 1400,
    360: 800,
    240: 400,
    144: 200,
}
_CRF = {2160: 23, 1440: 23, 1080: 23, 720: 23, 480: 24, 360: 25, 240: 26, 144: 27}
_REFERENCE_SHAPE = Fraction(16, 9)
_NEARLY = Fraction(95, 100)
_HIGH_RATE = 33
_CLEARLY_FASTER = 1.5
_COPY_PIXEL_FORMATS = frozenset({"yuv420p", "yuvj420p"})
_COPY_PROFILES = ("Constrained Baseline", "Baseline", "Main", "High")
_HIGHEST_COPY_LEVEL = 52
_TOO_RICH = 2.5
_RICH_FROM_BPS = 8_000_000


def keeps_source(video: VideoStream, settings: EncodeSettings) -> bool:
    """Tell whether browsers can show the source's own picture, cut at its own keyframes."""
    return (
        settings.keeps_source
        and video.codec == "h264"
        and video.pixel_format in _COPY_PIXEL_FORMATS
        and video.profile in _COPY_PROFILES
        and video.level <= _HIGHEST_COPY_LEVEL
        and not video.has_open_gops
        and not video.is_interlaced
        and not video.is_hdr
        and video.rotation == 0
        and bool(video.keyframes)
        and Fraction(*video.frame_rate) <= 62
    )


def rungs(video: VideoStream, rate: Fraction, settings: EncodeSettings) -> list[RungSpec]:
    """Return the ladder for a picture, largest first, never above the source; no recipes yet."""
    width, height = video.display_width, video.display_height
    shorter = min(width, height)
    chosen = [rung for rung in sorted(settings.rungs, reverse=True) if shorter >= rung * _NEARLY]
    if not chosen:
        chosen = [shorter // 2 * 2]
    return [_rung(rung, width, height, rate) for rung in chosen]


def _rung(rung: int, width: int, height: int, rate: Fraction) -> RungSpec:
    shorter = min(rung, min(width, height) // 2 * 2)
    scale = Fraction(shorter, min(width, height))
    sizes = [max(2, round(side * scale / 2) * 2) for side in (width, height)]
    sizes[0 if width <= height else 1] = max(2, shorter)
    named = min(_MAX_KBPS, key=lambda known: abs(known - rung))
    usual_pixels = named * named * _REFERENCE_SHAPE
    share = float(Fraction(sizes[0] * sizes[1]) / usual_pixels) ** 0.75
    faster = 1.4 if rate > _HIGH_RATE else 1.0
    max_kbps = max(64, round(_MAX_KBPS[named] * share * faster / 10) * 10)
    return RungSpec(f"{rung}p", "", rung, sizes[0], sizes[1], crf=_CRF[named], max_kbps=max_kbps)


def beside_copy(
    ladder: Sequence[RungSpec], video: VideoStream, report: ProbeReport
) -> list[RungSpec]:
    """Leave out the rung that the kept source already is, unless the source is very rich."""
    top = ladder[0]
    is_same_size = min(video.display_width, video.display_height) < top.rung / float(_NEARLY) * 1.1
    bits = video.bit_rate or report.size_bytes * 8 / max(report.duration_seconds, 0.1)
    is_rich = bits > max(_RICH_FROM_BPS, top.max_kbps * 1000 * _TOO_RICH)
    return list(ladder if is_rich or not is_same_size else ladder[1:])


def sweeps(
    ladder: Sequence[RungSpec], rate: Fraction, speed: MachineSpeed, *, has_copy: bool
) -> list[RungSpec]:
    """Give each rung its sweep: all in one when the machine is clearly faster than the film.

    Otherwise the cheapest rung goes through the whole film first, unless a copy already does.
    """
    pixels = sum(rung.width * rung.height for rung in ladder) * float(rate)
    is_fast = speed.pixels_per_second >= _CLEARLY_FASTER * pixels
    if is_fast or has_copy or len(ladder) < 2:
        return list(ladder)
    return [replace(rung, sweep=0 if rung is ladder[-1] else 1) for rung in ladder]
