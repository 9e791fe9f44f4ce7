"""Posters: stills from across the film, the dull ones sorted out, in all sizes and types."""

import math
import tempfile
from dataclasses import dataclass
from pathlib import Path

from streamverse.domains.media.engine.filters import clean_up
from streamverse.domains.media.engine.programs import FFMPEG, QUIET, SAFE_INPUT
from streamverse.domains.media.engine.results import EncodeFailed, MadeFile, Poster
from streamverse.domains.media.engine.spec import EncodePlan, PosterSpec
from streamverse.kit.process import ChildError, ChildLimits, ChildRunner

_LIMITS = ChildLimits(seconds=120, niceness=15)
_LOOK = 16
"""Stills are judged by a thumbnail of this many pixels a side."""

_TYPES = {"jpg": "image/jpeg", "webp": "image/webp"}
_ENCODERS = {
    "jpg": ("-c:v", "mjpeg", "-q:v", "4", "-pix_fmt", "yuvj420p"),
    "webp": ("-c:v", "libwebp", "-quality", "78", "-compression_level", "4"),
}


@dataclass(frozen=True, slots=True)
class _Still:
    at_seconds: float
    score: float
    dominant_color: str


async def run_posters(
    plan: EncodePlan, source: Path, runner: ChildRunner, scratch: Path
) -> tuple[Poster, ...]:
    """Make the best poster candidates, best first; nothing without a picture.

    Each has files "poster-{n}-{width}.jpg" and ".webp". Raises EncodeFailed.
    """
    spec = plan.posters
    if spec is None:
        return ()
    stills = [
        still
        for at_seconds in spec.at_seconds
        if (still := await _look(plan, at_seconds, source, runner)) is not None
    ]
    if not stills:
        msg = "No still could be taken from the film."
        raise EncodeFailed(msg)
    best = sorted(stills, key=lambda still: -still.score)[: spec.candidates]
    return tuple(
        [
            await _make(plan, spec, number, still, source, runner, scratch)
            for number, still in enumerate(best)
        ]
    )


async def _look(
    plan: EncodePlan, at_seconds: float, source: Path, runner: ChildRunner
) -> _Still | None:
    """Take a tiny still and judge it: None when nothing can be decoded there."""
    tiny = f"scale={_LOOK}:{_LOOK}:flags=area,format=rgb24"
    arguments = [
        *_still_of(plan, at_seconds, source),
        *("-vf", ",".join([*clean_up(plan.source), tiny]), "-frames:v", "1"),
        *("-f", "rawvideo", "pipe:1"),
    ]
    try:
        raw = await runner.output(FFMPEG, arguments, limits=_LIMITS)
    except ChildError:
        return None
    if len(raw) < 3 * _LOOK * _LOOK:
        return None
    pixels = [(raw[i], raw[i + 1], raw[i + 2]) for i in range(0, 3 * _LOOK * _LOOK, 3)]
    return _Still(at_seconds, _score(pixels), _dominant(pixels))


def _score(pixels: list[tuple[int, int, int]]) -> float:
    """Judge a still from 0 (black, white or flat) to about 1 (contrast and colour)."""
    luma = [0.299 * red + 0.587 * green + 0.114 * blue for red, green, blue in pixels]
    mean = sum(luma) / len(luma)
    contrast = math.sqrt(sum((value - mean) ** 2 for value in luma) / len(luma)) / 64
    colour = sum(max(pixel) - min(pixel) for pixel in pixels) / len(pixels) / 128
    exposure = max(0.0, 1 - abs(mean - 118) / 118)
    return round(min(1.0, contrast) * (0.4 + 0.4 * exposure + 0.2 * min(1.0, colour)), 4)


def _dominant(pixels: list[tuple[int, int, int]]) -> str:
    """Return the mean colour of the most frequent coarse colour, as #rrggbb."""
    groups: dict[tuple[int, ...], list[tuple[int, int, int]]] = {}
    for pixel in pixels:
        groups.setdefault(tuple(part >> 6 for part in pixel), []).append(pixel)
    largest = max(groups.values(), key=len)
    return "#" + "".join(
        f"{sum(pixel[part] for pixel in largest) // len(largest):02x}" for part in range(3)
    )


async def _make(  # one call, many facts
    plan: EncodePlan,
    spec: PosterSpec,
    number: int,
    still: _Still,
    source: Path,
    runner: ChildRunner,
    scratch: Path,
) -> Poster:
    """Decode the still once and write every size and type of it."""
    wanted = [(width, height, kind) for width, height in spec.sizes for kind in _TYPES]
    with tempfile.TemporaryDirectory(dir=scratch) as folder:
        splits = "".join(f"[i{index}]" for index in range(len(wanted)))
        base = ",".join([*clean_up(plan.source), f"split={len(wanted)}"])
        chains = [f"[0:{plan.source.video_stream}]{base}{splits}"] + [
            f"[i{index}]scale={width}:{height}:flags=lanczos,setsar=1[o{index}]"
            for index, (width, height, _) in enumerate(wanted)
        ]
        arguments = [*_still_of(plan, still.at_seconds, source, mapped=False)]
        arguments += ["-filter_complex", ";".join(chains)]
        for index, (width, _, kind) in enumerate(wanted):
            path = Path(folder) / f"{spec.name}-{number}-{width}.{kind}"
            arguments += ["-map", f"[o{index}]", "-frames:v", "1", *_ENCODERS[kind]]
            arguments += ["-flags:v", "+bitexact", "-f", "image2", "-update", "1", str(path)]
        try:
            await runner.run(FFMPEG, arguments, limits=_LIMITS)
        except ChildError as error:
            msg = "A poster could not be made."
            raise EncodeFailed(msg, stderr=error.stderr) from error
        files = tuple(
            MadeFile(path.name, _TYPES[kind], path.read_bytes(), width, height)
            for width, height, kind in wanted
            if (path := Path(folder) / f"{spec.name}-{number}-{width}.{kind}").exists()
        )
    return Poster(still.at_seconds, still.score, still.dominant_color, files)


def _still_of(
    plan: EncodePlan, at_seconds: float, source: Path, *, mapped: bool = True
) -> list[str]:
    seek = plan.source.start_seconds + at_seconds
    arguments = [*QUIET, *SAFE_INPUT, "-ss", f"{seek:.3f}", "-i", f"file:{source}"]
    return [*arguments, *(("-map", f"0:{plan.source.video_stream}") if mapped else ())]
