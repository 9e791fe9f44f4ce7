"""The storyboard: small pictures for the seek bar, in sprites that a WebVTT file points into."""

import tempfile
from pathlib import Path

from streamverse.domains.media.engine.endings import in_words
from streamverse.domains.media.engine.filters import clean_up
from streamverse.domains.media.engine.programs import FFMPEG, QUIET, SAFE_INPUT
from streamverse.domains.media.engine.results import EncodeFailed, MadeFile
from streamverse.domains.media.engine.spec import EncodePlan, StoryboardSpec
from streamverse.domains.media.engine.text import Cue, write_webvtt
from streamverse.kit.process import ChildError, ChildLimits, ChildRunner

_LIMITS = ChildLimits(seconds=3600, niceness=15)
_KEYFRAMES_ONLY_FROM_SECONDS = 60
"""Shorter films are decoded whole: their keyframes may be too few to show anything."""


async def run_storyboard(
    plan: EncodePlan, source: Path, runner: ChildRunner, scratch: Path
) -> tuple[MadeFile, ...]:
    """Make "storyboard.vtt" and its sprites "storyboard-0.jpg", …; nothing without a picture.

    The scratch folder is left as it was. Raises EncodeFailed.
    """
    spec = plan.storyboard
    if spec is None:
        return ()
    with tempfile.TemporaryDirectory(dir=scratch) as folder:
        try:
            await runner.run(FFMPEG, _arguments(plan, spec, source, Path(folder)), limits=_LIMITS)
        except ChildError as error:
            raise EncodeFailed(in_words(error), stderr=error.stderr) from error
        sprites = [
            path.read_bytes()
            for number in range(spec.tile_count)
            if (path := Path(folder) / f"{spec.name}-{number}.jpg").exists()
        ]
    if not sprites:
        msg = "No preview pictures could be made."
        raise EncodeFailed(msg)
    width, height = spec.columns * spec.tile_width, spec.rows * spec.tile_height
    files = [
        MadeFile(f"{spec.name}-{number}.jpg", "image/jpeg", data, width, height)
        for number, data in enumerate(sprites)
    ]
    index = _index(plan, spec, len(sprites))
    return (MadeFile(f"{spec.name}.vtt", "text/vtt", index), *files)


def _arguments(plan: EncodePlan, spec: StoryboardSpec, source: Path, folder: Path) -> list[str]:
    quick = plan.duration_seconds > _KEYFRAMES_ONLY_FROM_SECONDS
    filters = [
        f"setpts=PTS-({plan.source.clock_seconds:.6f})/TB",
        f"fps=fps=1/{spec.interval_seconds:g}:start_time=0:round=near",
        *clean_up(plan.source),
        f"scale={spec.tile_width}:{spec.tile_height}:flags=area,setsar=1,format=yuvj420p",
        f"tile={spec.columns}x{spec.rows}",
    ]
    return [
        *QUIET,
        *SAFE_INPUT,
        *(("-skip_frame", "nokey") if quick else ()),
        *("-copyts", "-i", f"file:{source}", "-map", f"0:{plan.source.video_stream}"),
        *("-vf", ",".join(filters), "-fps_mode", "passthrough"),
        *("-c:v", "mjpeg", "-q:v", "6", "-flags:v", "+bitexact", "-threads", "1"),
        *("-f", "image2", "-start_number", "0", str(folder / f"{spec.name}-%d.jpg")),
    ]


def _index(plan: EncodePlan, spec: StoryboardSpec, sprites: int) -> bytes:
    """Return the WebVTT whose cues are places in the sprites (media fragments, #xywh)."""
    per_sprite = spec.columns * spec.rows
    length = plan.duration_seconds
    if plan.grid is not None:
        length = float(plan.grid.frame_count / plan.grid.rate)
    cues: list[Cue] = []
    for tile in range(min(spec.tile_count, sprites * per_sprite)):
        sprite, place = divmod(tile, per_sprite)
        row, column = divmod(place, spec.columns)
        area = (column * spec.tile_width, row * spec.tile_height, spec.tile_width, spec.tile_height)
        is_last = tile == spec.tile_count - 1
        start = tile * spec.interval_seconds
        end = max(start + 0.001, length) if is_last else start + spec.interval_seconds
        words = f"{spec.name}-{sprite}.jpg#xywh={','.join(map(str, area))}"
        cues.append(Cue(start, end, words))
    return write_webvtt(cues)
